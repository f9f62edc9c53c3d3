#include "sim/behaviours/dependency/dependency.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/lizhou.hpp"

using namespace gongxu;
using test::centre_values;
using test::lizhou_pack;

namespace {

const Tick kStart = to_tick({2020, 11, 1}), kHorizon = year_start(2041);
constexpr double kTable = 0.0234;  // of 60 and over: the parameter that leaves the table about as it is
constexpr std::size_t kMild = 1, kSevere = 2;
using Shares = std::array<double, kDependencies>;

ParameterValues values(double severe = kTable, double delay = 0) {
  auto v = centre_values();
  v.value["severe_prevalence_60plus"] = severe;
  v.value["dependency_delay_years"] = delay;
  return v;
}
DependencyCourse course(double severe = kTable, double delay = 0, const Region& region = lizhou_pack().region) {
  return DependencyCourse(region, values(severe, delay), kStart, kHorizon);
}
/// Lizhou with the deaths of the base year in every year.
const Region& frozen() {
  static const Region region = [] {
    Region r = lizhou_pack().region;
    const BySexAge deaths = r.national.deaths_per_person_year.at(2020);
    for (auto& [year, table] : r.national.deaths_per_person_year) table = deaths;
    return r;
  }();
  return region;
}
Person person(Sex sex, Tick birth, Dependency state) {
  Person p;
  p.birth = birth;
  p.set(Person::kMale, sex == male);
  p.set(state);
  return p;
}

/// Lives of a cohort between two birthdays, in small steps, apart from the solution under test: shares of the states
/// among those alive. @param deaths of all; relative: times these, state by state.
Shares a_year_later(Shares p, double onset, double worsening, double deaths, const Shares& relative) {
  const double recovery_mild = centre_values()["recovery_from_mild"],
               recovery_severe = centre_values()["recovery_from_severe"];
  constexpr int kSteps = 400;
  std::array<double, kDependencies> alive = p;
  for (int i = 0; i < kSteps; ++i) {
    const double h = 1.0 / kSteps;
    const auto change = [&](const Shares& n) {
      return Shares{recovery_mild * n[0 + kMild] - onset * n[0] - deaths * relative[0] * n[0],
                    onset * n[0] + recovery_severe * n[kSevere] -
                        (worsening + recovery_mild + deaths * relative[kMild]) * n[kMild],
                    worsening * n[kMild] - (recovery_severe + deaths * relative[kSevere]) * n[kSevere]};
    };
    const Shares k1 = change(alive);
    Shares middle = alive;
    for (std::size_t s = 0; s < kDependencies; ++s) middle[s] += h / 2 * k1[s];
    const Shares k2 = change(middle);
    for (std::size_t s = 0; s < kDependencies; ++s) alive[s] += h * k2[s];
  }
  const double all = alive[0] + alive[1] + alive[2];
  for (double& n : alive) n /= all;
  return alive;
}
double relative(const DependencyCourse& c, int year, Sex sex, int age, std::size_t state) {
  return c.relative_mortality().at(year, sex, age, static_cast<Dependency>(state));
}

}  // namespace

TEST_CASE("the severe of 60 and over are the stated share of the nation, and mild go with them", "[dependency]") {
  const National& nation = lizhou_pack().region.national;
  for (const double stated : {0.02, kTable, 0.05}) {
    const auto c = course(stated);
    double severe = 0, mild = 0, persons = 0;
    for (const Sex sex : {female, male})
      for (int age = 60; age <= kOpenAge; ++age) {
        const double n = nation.persons[sex][static_cast<std::size_t>(age)];
        severe += n * c.prevalence(sex, age + 0.5, Dependency::severe);
        mild += n * c.prevalence(sex, age + 0.5, Dependency::mild);
        persons += n;
      }
    CHECK(severe / persons == Approx(stated).epsilon(4e-3));  // lines are read at whole ages: 0.3 % more
    CHECK(mild / severe == Approx(8.2 / 3.6).epsilon(0.03));
  }
}

TEST_CASE("prevalence runs in lines through the middles of the groups, from nobody at fifty", "[dependency]") {
  const auto c = course();
  const auto& groups = lizhou_pack().region.national.dependency;
  for (const Sex sex : {female, male}) {
    // One factor makes all of the table's numbers the stated ones.
    const double between = (groups[sex][4].prevalence[kSevere] + groups[sex][5].prevalence[kSevere]) / 2;
    const double scale = c.prevalence(sex, 75, Dependency::severe) / between;
    CHECK(scale == Approx(1).epsilon(0.03));
    for (std::size_t g = 0; g + 1 < groups[sex].size(); ++g) {
      const double middle = groups[sex][g].age_start + 2.5;
      for (const Dependency d : {Dependency::mild, Dependency::severe}) {
        const auto s = static_cast<std::size_t>(d);
        const double here = scale * groups[sex][g].prevalence[s], next = scale * groups[sex][g + 1].prevalence[s];
        // Exact ages are whole years of age: between them runs a line, and a corner is cut.
        CHECK(c.prevalence(sex, middle, d) == Approx(here).epsilon(0.1).margin(1e-4));
        CHECK(c.prevalence(sex, middle + 2.5, d) == Approx((here + next) / 2).epsilon(1e-6));
        CHECK(c.prevalence(sex, middle + 1.5, d) == Approx(here + 0.3 * (next - here)).epsilon(1e-6));
      }
    }
    for (const double young : {0.0, 30.0, 50.0}) {
      CHECK(c.prevalence(sex, young, Dependency::none) == 1);
      CHECK(c.prevalence(sex, young, Dependency::mild) == 0);
      CHECK(c.prevalence(sex, young, Dependency::severe) == 0);
    }
    CHECK(c.prevalence(sex, 51.0, Dependency::mild) == Approx(scale * groups[sex][0].prevalence[kMild] / 2.5));
    CHECK(c.prevalence(sex, 120.0, Dependency::severe) == c.prevalence(sex, 101.0, Dependency::severe));
    for (double age = 50; age < 110; age += 0.37)
      CHECK(c.prevalence(sex, age, Dependency::none) + c.prevalence(sex, age, Dependency::mild) +
                c.prevalence(sex, age, Dependency::severe) ==
            Approx(1));
  }
}

TEST_CASE("onset and worsening are positive at every age, however common dependency and recovery are", "[dependency]") {
  const ParameterSet& laws = lizhou_pack().scenarios.at("baseline").parameters;
  const Parameter &mild = laws.at("recovery_from_mild"), &severe = laws.at("recovery_from_severe");
  for (const auto& [stated, quantile] :
       {std::pair{0.02, 0.5}, {kTable, 0.5}, {0.036, 0.5}, {0.05, 0.5}, {0.02, 1e-9}, {0.05, 1 - 1e-9}}) {
    auto v = values(stated);
    v.value["recovery_from_mild"] = mild.quantile(quantile);
    v.value["recovery_from_severe"] = severe.quantile(quantile);
    const DependencyCourse c(lizhou_pack().region, v, kStart, kHorizon);
    for (const Sex sex : {female, male})
      for (int age = kDependentFrom; age <= kOpenAge; ++age) {
        INFO(stated << ", " << (sex == female ? "female " : "male ") << age);
        CHECK(c.onset(sex, age).value > 0);
        CHECK(c.onset(sex, age).value < 2);
        CHECK(c.worsening(sex, age).value > 0);
        CHECK(c.worsening(sex, age).value < 5);
      }
  }
  // More of it means more onset.
  CHECK(course(0.05).onset(female, 70).value > 2 * course(0.02).onset(female, 70).value);
}

TEST_CASE("a cohort that lives by the solved rates has the stated prevalence at every age", "[dependency]") {
  for (const double stated : {0.02, kTable, 0.05}) {
    const auto c = course(stated);
    const BySexAge deaths = deaths_per_person_year(lizhou_pack().region, values(), 2020);
    for (const Sex sex : {female, male}) {
      Shares p{1, 0, 0};
      double worst = 0;
      for (int age = kDependentFrom; age <= kOpenAge; ++age) {
        const Shares r{relative(c, 2020, sex, age, 0), relative(c, 2020, sex, age, 1), relative(c, 2020, sex, age, 2)};
        p = a_year_later(p, c.onset(sex, age).value, c.worsening(sex, age).value,
                         deaths[sex][static_cast<std::size_t>(age)], r);
        for (const std::size_t s : {kMild, kSevere}) {
          const double told = c.prevalence(sex, age + 1, static_cast<Dependency>(s));
          worst = std::max(worst, std::fabs(p[s] - told));
          INFO(stated << " sex " << sex << " age " << age + 1 << " state " << s << ": " << p[s] << ", stated " << told);
          CHECK(p[s] == Approx(told).epsilon(0.02).margin(5e-4));
        }
      }
      INFO("furthest off " << worst);
      CHECK(worst < 0.01);
    }
  }
}

TEST_CASE("who comes under observation has each state as often as is stated at the age", "[dependency]") {
  const auto c = course(0.05);
  constexpr int kPeople = 20'000;
  for (const double age : {49.0, 62.3, 85.0}) {
    const Tick birth = kStart - ticks_in({age});
    std::array<int, kDependencies> n{};
    for (int i = 0; i < kPeople; ++i)
      ++n[static_cast<std::size_t>(c.state_at(male, birth, kStart, (i + 0.5) / kPeople))];
    for (const Dependency d : {Dependency::none, Dependency::mild, Dependency::severe})
      CHECK(n[static_cast<std::size_t>(d)] == Approx(kPeople * c.prevalence(male, age, d)).margin(1.5));
  }
}

TEST_CASE("the way out of mild is worse or better in proportion to the hazards of the day", "[dependency]") {
  const auto c = course();
  for (const int age : {60, 75, 90}) {
    const Tick birth = kStart - static_cast<Tick>(age) * kTicksPerYear - 99;
    const Person mild = person(female, birth, Dependency::mild);
    const double worsening = c.worsening(female, age).value, recovery = 0.15;
    const double edge = worsening / (worsening + recovery);
    CHECK(c.next(mild, kStart, edge - 1e-6) == Dependency::severe);
    CHECK(c.next(mild, kStart, edge + 1e-6) == Dependency::none);
    CHECK(c.next(person(female, birth, Dependency::none), kStart, 0.5) == Dependency::mild);
    CHECK(c.next(person(female, birth, Dependency::severe), kStart, 0.5) == Dependency::mild);
  }
}

TEST_CASE("states last as their hazards say", "[dependency]") {
  const auto c = course();
  constexpr int kPeople = 20'000;
  const Tick birth = kStart - 80 * kTicksPerYear;
  const double onset = c.onset(male, 80).value, worsening = c.worsening(male, 80).value;
  for (const auto& [state, hazard] :
       {std::pair{Dependency::none, onset}, {Dependency::mild, worsening + 0.15}, {Dependency::severe, 0.10}}) {
    int within = 0;
    for (int i = 0; i < kPeople; ++i)
      within += c.due(person(male, birth, state), kStart, static_cast<std::uint32_t>((i + 0.5) / kPeople * 0x1p32)) <
                kStart + kTicksPerYear / 6;  // before 2021, whose life table is another one
    const double expected = 1 - std::exp(-hazard / 6);
    INFO("state " << static_cast<int>(state));
    CHECK(static_cast<double>(within) / kPeople == Approx(expected).epsilon(0.005).margin(1.5 / kPeople));
  }
  // Nobody falls before the fiftieth birthday.
  const Person young = person(female, kStart - 45 * kTicksPerYear, Dependency::none);
  for (std::uint32_t bits = 1; bits < UINT32_MAX - 9'000'000; bits += 8'999'993)
    CHECK(c.due(young, kStart, bits) > young.birth + 50 * kTicksPerYear);
}

TEST_CASE("a delay gives everybody the hazards of people so many years younger, after the data date", "[dependency]") {
  const auto plain = course(), later = course(kTable, 3), between = course(kTable, 2.5), two = course(kTable, 2);
  const Tick delay_from = year_start(2021);
  int moved = 0, n_two = 0, n_between = 0, n_three = 0;
  for (int i = 0; i < 4'000; ++i) {
    const auto bits = static_cast<std::uint32_t>(mix64(static_cast<std::uint64_t>(i)));
    const Tick birth = to_tick({1925, 1, 1}) + static_cast<Tick>(i) * (39 * (kTicksPerYear / 4'000));
    const Sex sex = i % 2 ? male : female;
    const Person p = person(sex, birth, Dependency::none),
                 younger = person(sex, birth + 3 * kTicksPerYear, p.dependency());
    const Tick of_younger = plain.due(younger, delay_from, bits);
    if (has_turned(kOpenAge, birth, std::min(of_younger, kHorizon))) continue;  // the open age has one hazard
    REQUIRE(later.due(p, delay_from, bits) == of_younger);
    n_two += two.due(p, delay_from, bits) < kHorizon;
    n_between += between.due(p, delay_from, bits) < kHorizon;
    n_three += later.due(p, delay_from, bits) < kHorizon;
    moved += later.due(p, delay_from, bits) > plain.due(p, delay_from, bits);
    if (plain.due(p, kStart, bits) < delay_from) REQUIRE(later.due(p, kStart, bits) == plain.due(p, kStart, bits));
  }
  CHECK(moved > 1'000);
  CHECK(n_two > n_between);
  CHECK(n_between > n_three);
}

TEST_CASE("deaths by state add up to those of the age, with the prevalence that the year has by then", "[dependency]") {
  // With deaths as in 2020 for good, the rates of every year after 2020 are those of the base year, ten years of age
  // later: the cohorts' prevalences are followed here once more.
  constexpr double kDelay = 10;
  const auto c = course(0.05, kDelay, frozen()), base = course(0.05, 0, frozen());
  const BySexAge deaths = deaths_per_person_year(frozen(), values(), 2020);
  double furthest = 0;
  for (const Sex sex : {female, male}) {
    std::vector<Shares> at;
    for (int age = kDependentFrom; age <= kOpenAge + 1; ++age)
      at.push_back({c.prevalence(sex, age, Dependency::none), c.prevalence(sex, age, Dependency::mild),
                    c.prevalence(sex, age, Dependency::severe)});
    for (int year = 2020; year <= 2040; ++year) {
      std::vector<Shares> next(at.size(), Shares{1, 0, 0});
      for (int age = kDependentFrom; age <= kOpenAge; ++age) {
        const auto i = static_cast<std::size_t>(age - kDependentFrom);
        const int as_if = year > 2020 ? age - static_cast<int>(kDelay) : age;
        const double onset = as_if < kDependentFrom ? 0 : base.onset(sex, as_if).value;
        const double worsening = as_if < kDependentFrom ? 0 : base.worsening(sex, as_if).value;
        const Shares r{relative(c, year, sex, age, 0), relative(c, year, sex, age, 1), relative(c, year, sex, age, 2)};
        next[i + 1] = a_year_later(at[i], onset, worsening, deaths[sex][static_cast<std::size_t>(age)], r);
        double sum = 0, of_base = 0;
        for (std::size_t s = 0; s < kDependencies; ++s) {
          const double mean = (at[i][s] + next[i + 1][s]) / 2;
          sum += mean * r[s];
          of_base += mean * relative(base, 2020, sex, age, s);
        }
        INFO(year << " sex " << sex << " age " << age);
        REQUIRE(sum == Approx(1).margin(3e-3));
        furthest = std::max(furthest, std::fabs(of_base - 1));
      }
      at = std::move(next);
    }
  }
  CHECK(furthest > 0.05);  // so far the ratios of the base year would be off by then
}

TEST_CASE("a path of deaths moves neither the stated prevalence nor what the states add up to", "[dependency]") {
  // From 2021 on a third more deaths: the rates of these years are those of a base year with as many. Without
  // solving for the year's own deaths prevalence would fall, for the severe die faster.
  constexpr double kFactor = 4.0 / 3;
  auto path = values(0.05), level = values(0.05);
  path.path["mortality_path"] = {1, kFactor};
  level.path["mortality_path"] = {1};
  level.value["mortality_multiplier"] = kFactor;
  const DependencyCourse c(frozen(), path, kStart, kHorizon), more(frozen(), level, kStart, kHorizon);
  const BySexAge deaths = deaths_per_person_year(frozen(), level, 2020);
  for (const Sex sex : {female, male})
    for (int age = kDependentFrom; age <= kOpenAge; ++age) {
      const auto at = [&](int exact) {
        return Shares{c.prevalence(sex, exact, Dependency::none), c.prevalence(sex, exact, Dependency::mild),
                      c.prevalence(sex, exact, Dependency::severe)};
      };
      const Shares from = at(age), stated = at(age + 1);
      const Shares r{relative(c, 2021, sex, age, 0), relative(c, 2021, sex, age, 1), relative(c, 2021, sex, age, 2)};
      const Shares to = a_year_later(from, more.onset(sex, age).value, more.worsening(sex, age).value,
                                     deaths[sex][static_cast<std::size_t>(age)], r);
      double sum = 0;
      for (std::size_t s = 0; s < kDependencies; ++s) {
        sum += (from[s] + to[s]) / 2 * r[s];
        CHECK(to[s] == Approx(stated[s]).margin(2e-3));
      }
      INFO("sex " << sex << " age " << age);
      CHECK(sum == Approx(1).margin(3e-3));
    }
}

TEST_CASE("the ratios of the states among each other are the given ones in every year", "[dependency]") {
  const auto c = course(0.05);
  for (const Sex sex : {female, male})
    for (const auto& [age, group] : {std::pair{55, 1U}, {74, 4U}, {100, 10U}})
      for (const int year : {2020, 2030, 2040}) {
        const auto& given = lizhou_pack().region.national.dependency[sex][group].relative_mortality;
        CHECK(relative(c, year, sex, age, kSevere) / relative(c, year, sex, age, 0) == Approx(given[2] / given[0]));
        CHECK(relative(c, year, sex, age, kMild) / relative(c, year, sex, age, 0) == Approx(given[1] / given[0]));
      }
}

TEST_CASE("without a table nobody ever becomes dependent", "[dependency]") {
  Region region = lizhou_pack().region;
  region.national.dependency = {};
  for (const DependencyCourse& c : {DependencyCourse(), DependencyCourse(region, values(), kStart, kHorizon)}) {
    CHECK(c.inert());
    const Tick birth = kStart - 90 * kTicksPerYear;
    CHECK(c.state_at(female, birth, kStart, 1e-9) == Dependency::none);
    CHECK(c.due(person(female, birth, Dependency::none), kStart, UINT32_MAX) == kNever);
    CHECK(c.relative_mortality().at(2030, male, 90, Dependency::severe) == 1);
  }
  const auto none = course(0);
  CHECK(none.prevalence(male, 90, Dependency::none) == 1);
  CHECK(none.due(person(male, kStart - 90 * kTicksPerYear, Dependency::none), kStart, UINT32_MAX) == kNever);
}

TEST_CASE("where nobody is severely dependent the mildly dependent remain", "[dependency]") {
  Region region = lizhou_pack().region;
  for (auto& groups : region.national.dependency)
    for (DependencyGroup& g : groups) g.prevalence[0] += g.prevalence[kSevere], g.prevalence[kSevere] = 0;
  const auto c = course(kTable, 0, region);
  CHECK(c.prevalence(female, 80, Dependency::mild) > 0);
  CHECK(c.prevalence(female, 80, Dependency::severe) == 0);
}
