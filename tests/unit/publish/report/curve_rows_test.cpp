#include "analysis/publish/report/curve_rows.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace gongxu::report;

TEST_CASE("a target's curve is read from the top, a capacity's from below", "[report]") {
  const Points falling{{3, 1}, {4, 0.8}, {5, 0.5}, {6, 0.1}};
  CHECK(reached_with(falling, 0.8) == 4);
  CHECK(reached_with(falling, 0.7) == 4);  // the next value is reached with 0.5 only
  CHECK(reached_with(falling, 0.1) == 6);
  CHECK(std::isnan(reached_with({{3, 0.4}}, 0.5)));
  const Points rising{{100, 0.1}, {150, 0.5}, {190, 0.7999999999999}, {260, 1}};
  CHECK(needed_for(rising, 0.5) == 150);
  CHECK(needed_for(rising, 0.6) == 190);
  CHECK(needed_for(rising, 0.8) == 190);  // the digits that a table drops decide nothing
  CHECK(needed_for(rising, 0.9) == 260);
  CHECK(std::isnan(needed_for({{100, 0.4}}, 0.5)));
}
