#include "sim/policies/births.hpp"

#include <catch2/catch.hpp>

using namespace gongxu;

namespace {
const Tick kFrom = to_tick({2026, 1, 1});

HazardTable hazards() {
  HazardTable table(15, 35, false);
  table.add_segment(year_start(2020), std::vector<PerYear>(35, PerYear{0.1}));
  return table;
}
FertilityPolicy policy(int order, double multiplier, Date from = {2026, 1, 1}) {
  FertilityPolicy p;
  p.order = order, p.multiplier = multiplier, p.from = from;
  return p;
}
double times(const HazardTable& t, Tick now, int age = 28) { return per_year(t.rate(age, now)).value / 0.1; }
}  // namespace

TEST_CASE("a policy on an order acts on the women who may have a birth of that order next", "[policies]") {
  for (int parity = 0; parity < 6; ++parity) {
    CHECK(acts_on_parity(policy(0, 2), parity));
    CHECK(acts_on_parity(policy(1, 2), parity) == (parity == 0));
    CHECK(acts_on_parity(policy(2, 2), parity) == (parity == 1));
    CHECK(acts_on_parity(policy(3, 2), parity) == (parity >= 2));  // third and later
  }
}

TEST_CASE("a policy holds from its first tick at all ages and not before", "[policies]") {
  HazardTable table = hazards();
  apply_to_births({{"p", policy(2, 1.5)}}, 1, table);
  for (const int age : {15, 28, 49}) {
    CHECK(times(table, kFrom - 1, age) == Approx(1.0));
    CHECK(times(table, kFrom, age) == Approx(1.5));
    CHECK(times(table, year_start(2050), age) == Approx(1.5));
  }
}

TEST_CASE("policies multiply, whatever their names' order", "[policies]") {
  HazardTable a = hazards(), b = hazards();
  apply_to_births({{"a", policy(2, 1.5)}, {"b", policy(0, 0.5, {2028, 1, 1})}}, 1, a);
  apply_to_births({{"b", policy(2, 1.5)}, {"a", policy(0, 0.5, {2028, 1, 1})}}, 1, b);
  CHECK(times(a, year_start(2027)) == Approx(1.5));
  CHECK(times(a, year_start(2029)) == Approx(0.75));
  CHECK(times(b, year_start(2029)) == Approx(0.75));
}

TEST_CASE("a policy on another order changes no bit", "[policies]") {
  const HazardTable before = hazards();
  HazardTable after = hazards();
  apply_to_births({{"p", policy(3, 2)}, {"q", policy(2, 1.0)}}, 1, after);
  for (Tick t = year_start(2020); t < year_start(2040); t += kTicksPerYear / 3)
    for (int age = 15; age < 50; ++age) REQUIRE(after.rate(age, t) == before.rate(age, t));
}
