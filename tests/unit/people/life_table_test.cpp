#include "sim/people/life_table.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "sim/core/hazard.hpp"
#include "sim/people/initial_population.hpp"
#include "tests/support/lizhou.hpp"

using namespace gongxu;
using test::centre_values;
using test::lizhou_pack;

namespace {
/// With these yearly factors from the base year on.
ParameterValues along(const std::vector<double>& path) {
  auto values = centre_values();
  values.path["mortality_path"] = path;
  return values;
}
ParameterValues with(const std::map<std::string, double>& changes) {
  auto values = along({1});
  for (const auto& [id, value] : changes) values.value.at(id) = value;
  return values;
}
/// [years] at birth, mean of the sexes, at the deaths of one year.
double life_expectancy(const ParameterValues& values, int year) {
  const BySexAge deaths = deaths_per_person_year(lizhou_pack().region, values, year);
  double years = 0;
  for (const auto& ages : deaths) {
    double living = 1;
    for (const double h : ages) {
      const double survive = &h == &ages.back() ? 0 : std::exp(-h);
      years += living * (1 - survive) / h / 2;
      living *= survive;
    }
  }
  return years;
}
}  // namespace

TEST_CASE("deaths are the nation's of the year times the place's level and the scenario's multiplier", "[life_table]") {
  const auto& nation = lizhou_pack().region.national.deaths_per_person_year;
  const auto values = with({{"relative_mortality", 0.9}, {"mortality_multiplier", 1.2}});
  for (const int year : {2020, 2031, 2040}) {
    const BySexAge deaths = deaths_per_person_year(lizhou_pack().region, values, year);
    for (const Sex sex : {female, male}) {
      REQUIRE(deaths[sex].size() == kOpenAge + 1);
      for (std::size_t age = 0; age <= kOpenAge; ++age)
        CHECK(deaths[sex][age] == Approx(0.9 * 1.2 * nation.at(year)[sex][age]));
    }
  }
}

TEST_CASE("a multiplier reached by 2035 grows in line from the data date, for those of sixty and over alone",
          "[life_table]") {
  const auto values = with({{"mortality_60plus_by_2035", 0.7}}), plain = with({});
  for (const auto& [year, expected] :
       {std::pair{2020, 1.0}, {2021, 1 - 0.3 / 15}, {2025, 0.9}, {2034, 1 - 0.3 * 14 / 15}, {2035, 0.7}, {2040, 0.7}}) {
    const BySexAge changed = deaths_per_person_year(lizhou_pack().region, values, year),
                   before = deaths_per_person_year(lizhou_pack().region, plain, year);
    for (const Sex sex : {female, male}) {
      INFO(year);
      for (const std::size_t age : {0U, 30U, 59U}) CHECK(changed[sex][age] == before[sex][age]);
      for (const std::size_t age : {60U, 85U, 100U}) CHECK(changed[sex][age] == Approx(expected * before[sex][age]));
    }
  }
}

TEST_CASE("a factor of the path multiplies all deaths of its year, none up to the base year", "[life_table]") {
  const auto plain = along({1}), moved = along({1, 1.1, 0.9});
  for (const auto& [year, factor] : {std::pair{2019, 1.0}, {2020, 1.0}, {2021, 1.1}, {2022, 0.9}, {2040, 0.9}}) {
    INFO(year);
    const BySexAge before = deaths_per_person_year(lizhou_pack().region, plain, year),
                   after = deaths_per_person_year(lizhou_pack().region, moved, year);
    for (const Sex sex : {female, male})
      for (std::size_t age = 0; age <= kOpenAge; ++age)
        CHECK(after[sex][age] == Approx(factor * before[sex][age]).epsilon(factor == 1 ? 0 : 1e-12));
  }
}

TEST_CASE("four of five draws of the path move life expectancy by no more than about 1.1 years", "[life_table]") {
  // Standard error of a decile of n draws: sqrt(0.09 / n) / density, at a spread of 0.88 years 0.034: sees 0.14 years.
  constexpr int kDraws = 2000;
  const Parameter path = lizhou_pack().scenarios.at("baseline").parameters.at("mortality_path");
  const int year = GENERATE(2030, 2035);
  std::vector<double> moved;
  for (std::uint32_t i = 0; i < kDraws; ++i) {
    const auto drawn = draw_parameters({{path.id, path}}, Draws(11, i), false, 2020, year);
    moved.push_back(life_expectancy(along(drawn.path.at(path.id)), year) - life_expectancy(along({1}), year));
  }
  std::sort(moved.begin(), moved.end());
  CHECK(moved[kDraws / 10] == Approx(-1.13).margin(0.14));
  CHECK(moved[kDraws / 2] == Approx(0).margin(0.1));
  CHECK(moved[kDraws - kDraws / 10] == Approx(1.1).margin(0.14));
}

TEST_CASE("no hazard of death is higher than a clock can hold", "[life_table]") {
  const BySexAge deaths = deaths_per_person_year(lizhou_pack().region, with({{"mortality_multiplier", 1e5}}), 2025);
  for (const auto& ages : deaths)
    for (const double rate : ages) CHECK(rate <= kMaxRate.value);
  CHECK(deaths[male][100] == kMaxRate.value);
}

TEST_CASE("ratios of the states hold by year, sex and age; before fifty and without a table there are none",
          "[life_table]") {
  CHECK(RelativeMortality{}.at(2030, female, 80, Dependency::severe) == 1);
  RelativeMortality ratios;
  ratios.first_year = 2020;
  for (int year = 2020; year < 2023; ++year) {
    auto& of_year = ratios.years.emplace_back();
    for (const Sex sex : {female, male})
      for (int age = kDependentFrom; age < kDependentFrom + 4; ++age)
        of_year[sex].push_back({0.5, 1.5, year + age / 100.0 + (sex == male ? 0.005 : 0)});
  }
  const auto severe = [&](int year, Sex sex, int age) { return ratios.at(year, sex, age, Dependency::severe); };
  CHECK(severe(2021, female, 51) == Approx(2021.51).epsilon(1e-9));
  CHECK(severe(2021, male, 51) == Approx(2021.515).epsilon(1e-9));
  CHECK(severe(2021, female, 49) == 1);
  CHECK(severe(2021, female, 70) == Approx(2021.53).epsilon(1e-9));  // the last age is open
  CHECK(severe(2010, female, 51) == Approx(2020.51).epsilon(1e-9));  // and the years hold on at both ends
  CHECK(severe(2040, female, 51) == Approx(2022.51).epsilon(1e-9));
  CHECK(ratios.at(2021, male, 52, Dependency::none) == 0.5);
  CHECK(ratios.at(2021, male, 52, Dependency::mild) == 1.5);
}
