#include "sim/output/demography.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <numeric>

using namespace gongxu;

namespace {

constexpr double kNotKnown = std::numeric_limits<double>::quiet_NaN();

Person born(Date d, Sex sex = female, bool outside = false) {
  Person p;
  p.birth = to_tick(d) + 1000;
  p.set(Person::kMale, sex == male);
  p.set(Person::kOutsideRegistered, outside);
  return p;
}
/// Somebody who lives in a zone from the base date on.
void add(Tally& tally, Person p, int zone) {
  p.zone = static_cast<std::uint8_t>(zone);
  tally.add_resident(p, to_tick({2020, 11, 1}));
}
double at(const MeasureRow& row, Measure m) { return row[static_cast<std::size_t>(m)]; }

}  // namespace

TEST_CASE("ages at 31 December are completed years, to the month of birth", "[demography]") {
  Tally tally(2, 2020, 2022);
  add(tally, born({2018, 1, 1}), 0);    // two, to be three tomorrow
  add(tally, born({2017, 12, 31}), 0);  // three since today
  add(tally, born({2020, 12, 31}, male), 1);
  add(tally, born({2002, 12, 5}, male, true), 1);  // eighteen
  add(tally, born({1960, 12, 1}), 1);              // sixty
  add(tally, born({1961, 1, 1}), 1);               // fifty-nine
  add(tally, born({1919, 6, 1}), 1);               // a hundred and one
  DemographyMonitor monitor({true, false}, kNotKnown);
  monitor.month_ended(to_tick({2021, 1, 1}), tally);
  REQUIRE(monitor.years().size() == 1);
  const auto& year = monitor.years()[0];
  CHECK(year.year == 2020);
  REQUIRE(year.zones.size() == 3);
  const MeasureRow &urban = year.zones[0], &rural = year.zones[1], &all = year.zones[2];
  CHECK(at(urban, Measure::population) == 2);
  CHECK(at(urban, Measure::population_0_2) == 1);
  CHECK(at(urban, Measure::population_3_5) == 1);
  CHECK(at(rural, Measure::population_0_2) == 1);
  CHECK(at(rural, Measure::population_18_59) == 2);
  CHECK(at(rural, Measure::population_60plus) == 2);
  CHECK(at(rural, Measure::population_80plus) == 1);
  CHECK(at(rural, Measure::population_outside_registered) == 1);
  CHECK(at(all, Measure::population) == 7);
  CHECK(at(all, Measure::urban_share) == Approx(2.0 / 7));
  CHECK(at(all, Measure::share_60plus) == Approx(2.0 / 7));
  CHECK(std::isnan(at(all, Measure::tfr)));  // no 1 July was seen
  CHECK(std::isnan(at(urban, Measure::e0)));
  CHECK(year.pyramid[2][female][100] == 1);
  CHECK(year.pyramid[2][female][2] == 1);
  CHECK(year.pyramid[1][male][0] == 1);
}

TEST_CASE("the whole place is the sum of its zones, and broad ages cover everybody once", "[demography]") {
  Tally tally(3, 2020, 2022);
  for (int i = 0; i < 3000; ++i)
    add(tally, born({1930 + i % 91, 1 + i % 12, 1 + i % 28}, i % 2 ? male : female, i % 7 == 0), i % 3);
  auto& flows = tally.year(2021);
  flows.births_by_order = {{{1, 2, 3}}, {{4, 5, 6}}, {{7, 8, 9}}};
  flows.deaths = {{{1, 2}}, {{3, 4}}, {{5, 6}}};
  flows.arrivals = {10, 20, 30};
  flows.departures = {1, 2, 3};
  flows.moves = {0, 1, 2, 3, 0, 4, 5, 6, 0};
  DemographyMonitor monitor({true, true, false}, kNotKnown);
  monitor.month_ended(to_tick({2021, 7, 1}), tally);
  monitor.month_ended(to_tick({2022, 1, 1}), tally);
  const auto& zones = monitor.years().at(0).zones;
  for (const Measure m :
       {Measure::population, Measure::population_0_2, Measure::population_6_11, Measure::population_65plus,
        Measure::population_outside_registered, Measure::births, Measure::births_order_1, Measure::births_order_3plus,
        Measure::deaths, Measure::arrivals, Measure::departures, Measure::moves_in, Measure::moves_out})
    CHECK(at(zones[3], m) == at(zones[0], m) + at(zones[1], m) + at(zones[2], m));
  for (const MeasureRow& row : zones) {
    CHECK(at(row, Measure::population) == at(row, Measure::population_0_2) + at(row, Measure::population_3_5) +
                                              at(row, Measure::population_6_11) + at(row, Measure::population_12_14) +
                                              at(row, Measure::population_15_17) + at(row, Measure::population_18_59) +
                                              at(row, Measure::population_60plus));
    CHECK(at(row, Measure::births) ==
          at(row, Measure::births_order_1) + at(row, Measure::births_order_2) + at(row, Measure::births_order_3plus));
  }
  CHECK(at(zones[0], Measure::moves_out) == 3);
  CHECK(at(zones[0], Measure::moves_in) == 8);
  CHECK(at(zones[3], Measure::moves_in) == at(zones[3], Measure::moves_out));
  for (std::size_t z = 0; z < 4; ++z) {
    double persons = 0;
    for (const auto& ages : monitor.years()[0].pyramid[z]) persons = std::accumulate(ages.begin(), ages.end(), persons);
    CHECK(persons == at(zones[z], Measure::population));
  }
}

TEST_CASE("the dependent of sixty and over, and the students, are counted at 31 December", "[demography]") {
  Tally tally(2, 2020, 2022);
  const auto person = [](Date d, Dependency state, bool student = false) {
    Person p = born(d);
    p.set(state);
    p.set(Person::kStudent, student);
    return p;
  };
  add(tally, person({1960, 12, 31}, Dependency::mild), 0);  // sixty today
  add(tally, person({1961, 1, 1}, Dependency::mild), 0);    // fifty-nine
  add(tally, person({1935, 5, 5}, Dependency::severe), 0);
  add(tally, person({1930, 5, 5}, Dependency::severe), 1);
  add(tally, person({1925, 5, 5}, Dependency::none), 1);
  add(tally, person({2001, 5, 5}, Dependency::none, true), 1);
  DemographyMonitor monitor({true, false}, kNotKnown);
  monitor.month_ended(to_tick({2021, 1, 1}), tally);
  const auto& zones = monitor.years().at(0).zones;
  CHECK(at(zones[0], Measure::dependent_mild) == 1);
  CHECK(at(zones[0], Measure::dependent_severe) == 1);
  CHECK(at(zones[1], Measure::dependent_mild) == 0);
  CHECK(at(zones[1], Measure::dependent_severe) == 1);
  CHECK(at(zones[2], Measure::dependent_mild) == 1);
  CHECK(at(zones[2], Measure::dependent_severe) == 2);
  CHECK(at(zones[1], Measure::students) == 1);
  CHECK(at(zones[2], Measure::students) == 1);
}

TEST_CASE("registered people are residents registered here and those away, whom moves across the border change",
          "[demography]") {
  Tally tally(2, 2020, 2022);
  for (int i = 0; i < 100; ++i) add(tally, born({1980, 1, 1}, female, i < 30), i % 2);
  tally.year(2020).registered_departures = {3, 4};
  tally.year(2020).returns = {1, 0};
  tally.year(2021).registered_departures = {10, 0};
  tally.year(2021).returns = {0, 25};
  DemographyMonitor known({true, false}, 500), unknown({true, false}, kNotKnown);
  for (DemographyMonitor* m : {&known, &unknown})
    for (const int year : {2021, 2022}) m->month_ended(year_start(year), tally);
  const auto whole = [](const DemographyMonitor& m, std::size_t year) { return m.years().at(year).zones[2]; };
  CHECK(at(whole(known, 0), Measure::registered_absent) == 500 + 7 - 1);
  CHECK(at(whole(known, 1), Measure::registered_absent) == 506 + 10 - 25);
  for (std::size_t year = 0; year < 2; ++year) {
    CHECK(at(whole(known, year), Measure::population_registered) ==
          70 + at(whole(known, year), Measure::registered_absent));
    for (const Measure m : {Measure::population_registered, Measure::registered_absent}) {
      CHECK(std::isnan(at(whole(unknown, year), m)));
      CHECK(std::isnan(at(known.years()[year].zones[0], m)));  // nobody knows from which zone they are
    }
  }
}

TEST_CASE("total fertility is births by age over women at mid-year", "[demography]") {
  Tally tally(1, 2021, 2022);
  for (int i = 0; i < 200; ++i) add(tally, born({1996, 2, 1}), 0);  // 25 on 1 July 2021
  for (int i = 0; i < 50; ++i) add(tally, born({1996, 2, 1}, male), 0);
  for (int i = 0; i < 100; ++i) add(tally, born({1990, 8, 1}), 0);  // 30
  tally.year(2021).births_by_age[25] = 20;
  tally.year(2021).births_by_age[30] = 5;
  DemographyMonitor monitor({true}, kNotKnown);
  monitor.month_ended(to_tick({2021, 7, 1}), tally);
  monitor.month_ended(to_tick({2022, 1, 1}), tally);
  CHECK(at(monitor.years()[0].zones[1], Measure::tfr) == Approx(20.0 / 200 + 5.0 / 100));
  CHECK(std::isnan(at(monitor.years()[0].zones[0], Measure::tfr)));
}

TEST_CASE("only 1 July and 1 January are looked at", "[demography]") {
  DemographyMonitor monitor({true}, kNotKnown);
  for (int month = 1; month <= 12; ++month)
    CHECK(monitor.wants(to_tick({2023, month, 1})) == (month == 1 || month == 7));
  CHECK_FALSE(monitor.wants(to_tick({2023, 1, 15})));
  monitor.month_ended(to_tick({2021, 3, 1}), Tally(1, 2020, 2021));
  CHECK(monitor.years().empty());
}

TEST_CASE("life expectancy under one hazard is one over it", "[demography]") {
  // Constant hazard h: exact 1 / h; the yearly life table differs by 1 % at most.
  for (const double h : {0.01, 0.02, 0.05}) {
    const std::vector<double> persons(111, 1e6);
    const std::vector<double> deaths(111, 1e6 * h);
    INFO("hazard " << h);
    CHECK(life_expectancy(deaths, persons) == Approx(1 / h).epsilon(0.01));
  }
  std::vector<double> persons(111, 1000.0), deaths(111, 0.0);
  deaths[70] = 2000;  // everybody dies at 70: rate 2 with deaths in the middle
  deaths[100] = 1;    // the open group needs a rate
  CHECK(life_expectancy(deaths, persons) == Approx(70.5).margin(1e-9));
  persons[40] = 0;
  CHECK(std::isnan(life_expectancy(deaths, persons)));
}

TEST_CASE("every measure has a name and a unit of its own place in the tables", "[demography]") {
  CHECK(std::string(info(Measure::population).name) == "population");
  CHECK(std::string(info(Measure::births_order_3plus).name) == "births_order_3plus");
  CHECK(std::string(info(Measure::moves_out).name) == "moves_out");
  CHECK(std::string(info(Measure::tfr).name) == "tfr");
  CHECK(std::string(info(Measure::e0).name) == "e0");
  CHECK(std::string(info(Measure::population_registered).name) == "population_registered");
  CHECK(std::string(info(Measure::registered_absent).name) == "registered_absent");
  CHECK(std::string(info(Measure::students).name) == "students");
  CHECK(std::string(info(Measure::dependent_mild).name) == "dependent_mild");
  CHECK(std::string(info(Measure::dependent_severe).name) == "dependent_severe");
  CHECK(static_cast<std::size_t>(Measure::e0) + 1 == kMeasures);
  for (std::size_t m = 0; m < kMeasures; ++m) CHECK(info(static_cast<Measure>(m)).unit != nullptr);
}

TEST_CASE("the tallies of two shards add up to that of one", "[demography]") {
  Tally whole(2, 2020, 2021), a(2, 2020, 2021), b(2, 2020, 2021);
  for (int i = 0; i < 500; ++i) {
    const Person p = born({1950 + i % 70, 1 + i % 12, 5}, i % 2 ? male : female, i % 5 == 0);
    add(whole, p, i % 2);
    add(i % 3 ? a : b, p, i % 2);
    ++whole.year(2020 + i % 2).deaths[static_cast<std::size_t>(i % 2)][0];
    ++(i % 3 ? a : b).year(2020 + i % 2).deaths[static_cast<std::size_t>(i % 2)][0];
  }
  CHECK_FALSE(a == whole);
  a.add(b);
  CHECK(a == whole);
  a.remove_resident(born({1950, 1, 5}, female, true), to_tick({2021, 1, 1}));
  CHECK_FALSE(a == whole);
}

TEST_CASE("residents of mid-year are those of 1 July, by zone and together; without it they are not known",
          "[demography]") {
  Tally tally(2, 2020, 2022);
  for (int i = 0; i < 30; ++i) add(tally, born({1990, 1 + i % 12, 1}), i % 3 == 0);
  DemographyMonitor monitor({true, false}, kNotKnown);
  monitor.month_ended(to_tick({2021, 1, 1}), tally);
  monitor.month_ended(to_tick({2021, 7, 1}), tally);
  for (int i = 0; i < 5; ++i) add(tally, born({2021, 9, 1}), 0);  // after it
  monitor.month_ended(to_tick({2022, 1, 1}), tally);
  monitor.month_ended(to_tick({2023, 1, 1}), tally);
  REQUIRE(monitor.years().size() == 3);
  for (std::size_t z = 0; z < 3; ++z) {
    CHECK(std::isnan(at(monitor.years()[0].zones[z], Measure::population_mid_year)));  // from November on
    CHECK(at(monitor.years()[1].zones[z], Measure::population_mid_year) == std::array{20, 10, 30}[z]);
    CHECK(at(monitor.years()[1].zones[z], Measure::population) == std::array{25, 10, 35}[z]);
    CHECK(std::isnan(at(monitor.years()[2].zones[z], Measure::population_mid_year)));
  }
}

TEST_CASE("sixteen and over are those who have turned sixteen by 31 December", "[demography]") {
  Tally tally(1, 2020, 2022);
  add(tally, born({2004, 12, 31}), 0);  // sixteen since today
  add(tally, born({2005, 1, 1}), 0);    // tomorrow
  add(tally, born({1940, 1, 1}), 0);
  DemographyMonitor monitor({true}, kNotKnown);
  monitor.month_ended(to_tick({2021, 1, 1}), tally);
  CHECK(at(monitor.years()[0].zones[0], Measure::population_16plus) == 2);
  CHECK(at(monitor.years()[0].zones[1], Measure::population_16plus) == 2);
  CHECK(at(monitor.years()[0].zones[1], Measure::population_15_17) == 2);
}
