#include "analysis/publish/report/data.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <set>

#include "sim/core/messages.hpp"

using namespace gongxu;
using namespace gongxu::report;

TEST_CASE("data has at most five digits, whole numbers without a point, and null for what is missing", "[report]") {
  CHECK(report::number(0.123456789).dump() == "0.12346");
  CHECK(report::number(621978).dump() == "621980");
  CHECK(report::number(1987.0).dump() == "1987");
  CHECK(report::number(-0.5).dump() == "-0.5");
  CHECK(report::number(std::nan("")).dump() == "null");
  CHECK(report::number(HUGE_VAL).dump() == "null");
  CHECK(text({"托", "c"}).dump() == R"({"zh":"托","en":"c"})");
}

TEST_CASE("every word of the script is in the catalogue", "[report]") {
  std::set<std::string_view> known;
  for (const PlainMessage& m : plain_messages()) known.insert(m.key);
  std::ifstream in(GONGXU_SOURCE_DIR "/analysis/publish/report/web/words.txt");
  int seen = 0;
  for (std::string key; std::getline(in, key);) {
    if (key.empty()) continue;
    ++seen;
    INFO(key);
    CHECK(key.starts_with("report_chart_"));
    CHECK(known.contains(key));
  }
  CHECK(seen > 40);
}
