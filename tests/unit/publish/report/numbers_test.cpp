#include "analysis/publish/report/numbers.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

using namespace gongxu;
using namespace gongxu::report;

TEST_CASE("numbers are written one way, and what is not defined is a dash", "[report]") {
  const double nan = std::nan(""), inf = std::numeric_limits<double>::infinity();
  CHECK(report::count(1280.6) == "1,281");
  CHECK(report::count(-1003.2) == "-1,003");
  CHECK(probability(0.338, 0.0473) == "0.34 ± 0.05");
  CHECK(probability(1, 0) == "1.00");
  CHECK(per_cent(0.884) == "88 %");
  CHECK(per_cent(0.0184, 1) == "1.8 %");
  CHECK(signed_per_cent(0.25) == "+25 %");
  CHECK(quantity(97.0312) == "97.03");
  CHECK(quantity(12345.6) == "12,346");
  CHECK(between(795.2, 1899) == "795–1,899");
  for (const double none : {nan, inf, -inf})
    for (const std::string& text :
         {report::count(none), probability(none, 0.1), per_cent(none), signed_per_cent(none), quantity(none)})
      CHECK(text == "—");
  CHECK(probability(0.5, nan) == "0.50");
}

TEST_CASE("masked cells stand as they are, and say so", "[report]") {
  const RecordTable table("verdicts", "verdicts.csv", "p10,p50,p90,p,se\n<10,<10,14,0.5,\n11.2,1200,1300.4,,\n,,,,\n");
  const Row masked(table, 0), whole(table, 1), empty(table, 2), none;
  CHECK(count_cell(masked, "p50").html == "&lt;10");
  CHECK(count_cell(masked, "p50").classes == "n masked");
  CHECK(interval_cell(masked, "p50", "p10", "p90").html == "&lt;10 (&lt;10–14)");
  CHECK(interval_cell(masked, "p50", "p10", "p90").classes == "n masked");
  CHECK(interval_cell(whole, "p50", "p10", "p90").html == "1,200 (11–1,300)");
  CHECK(interval_cell(whole, "p50", "p10", "p90").classes.empty());
  CHECK(interval_cell(empty, "p50", "p10", "p90").html == "—");
  CHECK(probability_cell(masked, "p", "se").html == "0.50");
  CHECK(count_cell(none, "p50").html == "—");
  CHECK(count_cell(whole, "no such column").html == "—");
}
