#include "analysis/read/curves.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace gongxu;

TEST_CASE("an S-curve gives at each value the share of draws that reach it, or stay within it") {
  const auto falling = s_curve({3, 1, 2, 2, std::nan("")}, true);
  REQUIRE(falling.size() == 3);
  CHECK(falling[0].value == 1);
  CHECK(falling[0].probability == 1);
  CHECK(falling[1].probability == 0.75);  // 2, 2, 3 of four: the blank counts nowhere
  CHECK(falling[2].probability == 0.25);
  const auto rising = s_curve({3, 1, 2, 2}, false);
  REQUIRE(rising.size() == 3);
  CHECK(rising[0].probability == 0.25);
  CHECK(rising[1].probability == 0.75);
  CHECK(rising[2].probability == 1);
  CHECK(s_curve({}, true).empty());
  CHECK(s_curve({std::nan("")}, false).empty());
}

TEST_CASE("an S-curve of many draws has some forty points with both ends") {
  std::vector<double> values;
  for (int i = 1; i <= 1000; ++i) values.push_back(i);
  const auto curve = s_curve(values, false);
  CHECK(curve.size() == 41);
  CHECK(curve.front().value == 1);
  CHECK(curve.front().probability == 0.001);
  CHECK(curve.back().value == 1000);
  CHECK(curve.back().probability == 1);
}
