// Cohorts moved on by whole years against hand sums.
#include "analysis/study/hindcast/cohorts.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "sim/people/people.hpp"
#include "tests/support/lizhou.hpp"

using namespace gongxu;

namespace {

BySexAge rate(double per_year) {
  BySexAge out;
  for (auto& ages : out) ages.assign(kPyramidAges, per_year);
  return out;
}

}  // namespace

TEST_CASE("a year ages everybody, takes deaths and moves, and adds births", "[cohorts]") {
  const BySexAge deaths = rate(0.02);
  Pyramid leaving{}, arrivals{};
  leaving[male][40] = 0.05, leaving[male][41] = 0.03;
  arrivals[male][60] = 10;
  Pyramid now{};
  now[female][29] = 1000, now[male][40] = 1000, now[male][99] = 10, now[male][100] = 20;
  CohortRates rates;
  rates.deaths = &deaths;
  rates.births_per_woman.assign(35, 0.0);
  rates.births_per_woman[29 - 15] = 0.1;
  rates.births_per_woman[30 - 15] = 0.2;
  rates.males_per_female = 1.5;
  rates.leaving = &leaving;
  rates.arrivals = &arrivals;
  const Pyramid next = next_year(now, rates);
  const double alive = 1000 * std::exp(-0.02);
  CHECK(next[female][30] == Approx(alive));
  CHECK(next[female][29] == 0);
  CHECK(next[male][41] == Approx(1000 * std::exp(-0.04 - 0.02)));
  CHECK(next[male][60] == Approx(5 * std::exp(-0.01)));
  CHECK(next[male][61] == Approx(5 * std::exp(-0.01)));
  CHECK(next[male][100] == Approx(30 * std::exp(-0.02)));
  const double births = 0.1 * 1000 / 2 + 0.2 * alive / 2;
  CHECK(next[male][0] == Approx(0.6 * births * std::exp(-0.01)));
  CHECK(next[female][0] == Approx(0.4 * births * std::exp(-0.01)));
}

TEST_CASE("the nation's rates of a year have its total fertility", "[cohorts]") {
  const National& nation = test::lizhou_pack().region.national;
  const CohortRates rates = national_rates(nation, 2025, 1.1, 0.9);
  double total = 0;
  for (const double r : rates.births_per_woman) total += r;
  CHECK(total == Approx(1.1 * nation.tfr.at("medium").at(2025)));
  CHECK(rates.deaths == &nation.deaths_per_person_year.at(2025));
  CHECK(rates.deaths_factor == 0.9);
  CHECK(national_rates(nation, 1990, 1, 1).deaths == &nation.deaths_per_person_year.at(nation.first_year));
}

TEST_CASE("groups split to single ages keep their persons", "[cohorts]") {
  const Region& region = test::lizhou_pack().region;
  const Pyramid p = single_ages(region.population, region.national.persons);
  for (const AgeGroup& g : region.population)
    for (const int sex : {0, 1})
      CHECK(persons_in(p, sex, g.age_start, g.age_end) == Approx(g.persons[static_cast<std::size_t>(sex)]));
  CHECK(persons_in(p, -1, 0, -1) == Approx(region.total_population()));
}
