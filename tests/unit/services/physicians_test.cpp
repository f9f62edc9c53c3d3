#include "sim/services/physicians/physicians.hpp"

#include <catch2/catch.hpp>

using namespace gongxu;

TEST_CASE("physicians are demanded in proportion to visits, at the base year's load", "[physicians]") {
  CHECK(physicians::demanded(1'800, 4e6, 4e6) == 1'800);
  CHECK(physicians::demanded(1'800, 5e6, 4e6) == Approx(2'250));
  CHECK(physicians::demanded(1'800, 0, 4e6) == 0);
  CHECK(physicians::demanded(1'800, 5e6, 0) == 0);  // without visits of the base year nothing is known
}

TEST_CASE("physicians are one pool, short above a tenth more than the base year's load", "[physicians]") {
  const LoadRules rules = physicians::rules();
  CHECK_FALSE(rules.by_zone);
  CHECK(rules.short_above == 1.10);
  CHECK(rules.surplus_below == 0.85);
}
