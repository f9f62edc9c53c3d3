#include "sim/people/life_table.hpp"

#include <catch2/catch.hpp>

#include "sim/core/hazard.hpp"
#include "sim/people/initial_population.hpp"
#include "tests/support/lizhou.hpp"

using namespace gongxu;
using test::centre_values;
using test::lizhou_pack;

namespace {
ParameterValues with(const std::map<std::string, double>& changes) {
  auto values = centre_values();
  for (const auto& [id, value] : changes) values.value.at(id) = value;
  return values;
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
