#include "sim/services/nurses/nurses.hpp"

#include <catch2/catch.hpp>

using namespace gongxu;

TEST_CASE("nurses are demanded by bed-days and visits, weighted", "[nurses]") {
  CHECK(nurses::demanded(2'000, 1, 1, 0.7) == Approx(2'000));
  CHECK(nurses::demanded(2'000, 1.2, 1, 0.7) == Approx(2'000 * 1.14));
  CHECK(nurses::demanded(2'000, 1, 1.2, 0.7) == Approx(2'000 * 1.06));
  CHECK(nurses::demanded(2'000, 1.3, 0.9, 1) == Approx(2'600));
  CHECK(nurses::demanded(2'000, 1.3, 0.9, 0) == Approx(1'800));
}

TEST_CASE("nurses are one pool with the limits of physicians", "[nurses]") {
  const LoadRules rules = nurses::rules();
  CHECK_FALSE(rules.by_zone);
  CHECK(rules.short_above == 1.10);
  CHECK(rules.surplus_below == 0.85);
}
