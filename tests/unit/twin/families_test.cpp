/// Birth intervals by months, and arriving women's families as expected numbers.
#include "analysis/twin/families.hpp"

#include <catch2/catch.hpp>

#include "tests/support/lizhou.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

/// Months of exposure within the two years after a birth: what the interval leaves of 23.5 whole months.
double exposure_within_two_years(const BirthIntervals& intervals) {
  double months = 0;
  int stage = intervals.after(1);
  for (int m = 1; m <= 24; ++m) {
    months += intervals.exposed(stage);
    stage = intervals.next(stage);
  }
  return months;
}

}  // namespace

TEST_CASE("exposure begins one interval after a birth, whatever the part of a month", "[twin]") {
  // A birth in the middle of its month on average: half a month is left of it, then come 24.
  for (const double years : {0.25, 1.0, 1.04, 1.5})
    CHECK(exposure_within_two_years(BirthIntervals(Years{years})) == Approx(24.5 - 12 * years).epsilon(1e-12));
}

TEST_CASE("without an interval everybody is exposed again at once", "[twin]") {
  const BirthIntervals none(Years{0});
  CHECK(none.stages() == 1);
  CHECK(none.after(1) == 0);
}

TEST_CASE("an arriving woman's family is a share of families", "[twin]") {
  const BirthIntervals intervals(Years{1});
  const ArrivingFamilies families(lizhou_pack().region, lizhou_population(), intervals, 2020, 2022);
  for (const int age : {12, 25, 33, 60, 100}) {
    const auto& family = families.of(2021, age);
    CHECK(family.births.sum() == Approx(1).epsilon(1e-12));
    CHECK(family.births.minCoeff() >= 0);
  }
  CHECK(families.of(2021, 12).births(0, 0) == Approx(1));
  CHECK(families.of(2021, 12).children.sum() == 0);
  CHECK(families.of(2021, 33).children.sum() > 0.3);
}

TEST_CASE("in the base year she brings what residents of her age have", "[twin]") {
  const BirthIntervals intervals(Years{1});
  const ArrivingFamilies families(lizhou_pack().region, lizhou_population(), intervals, 2020, 2020);
  const InitialPopulation& population = lizhou_population();
  double women = 0, children = 0, births = 0;
  for (Row r = 0; r < population.people.size(); ++r) {
    const Person& p = population.people[r];
    if (p.sex() == male || age_at(p.birth, population.start) != 30) continue;
    ++women, births += std::min<int>(p.parity, 3);
    for (Row c = population.people.youngest_child(r); c != kNoRow; c = population.people.older_sibling(c))
      children += !population.people[c].has(Person::kWard) &&
                  age_at(population.people[c].birth, population.start) < kMovesAlone;
  }
  const auto& family = families.of(2020, 30);
  double parity = 0;
  for (int p = 0; p < TwinRates::kParities; ++p) parity += p * family.births.row(p).sum();
  CHECK(family.children.sum() == Approx(children / women).epsilon(1e-12));
  CHECK(parity == Approx(births / women).epsilon(1e-12));
}
