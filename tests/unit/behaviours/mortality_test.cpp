#include "sim/behaviours/mortality/mortality.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "sim/behaviours/dependency/dependency.hpp"
#include "tests/support/lizhou.hpp"

using namespace gongxu;
using test::centre_values;
using test::lizhou_pack;

namespace {

const Tick kStart = to_tick({2020, 11, 1}), kHorizon = year_start(2041);

const DependencyCourse& course() {
  static const DependencyCourse c(lizhou_pack().region, centre_values(), kStart, kHorizon);
  return c;
}
const Mortality& mortality() {
  static const Mortality m =
      compile_mortality(lizhou_pack().region, centre_values(), course().relative_mortality(), kStart, kHorizon);
  return m;
}
Person person(Sex sex, Tick birth, Dependency state = Dependency::none) {
  Person p;
  p.birth = birth;
  p.set(Person::kMale, sex == male);
  p.set(state);
  return p;
}
double rate(Sex sex, Dependency d, int age, Tick now) {
  return per_year(mortality().of(sex, d).table().rate(age, now)).value;
}

/// Old people with a date of death in some state, and a day before it on which the state changes.
struct Change {
  Person before;
  std::uint32_t bits;
  Tick death, now;
};
std::vector<Change> changes(int n) {
  std::mt19937_64 chance(7);
  std::vector<Change> out;
  while (static_cast<int>(out.size()) < n) {
    const Tick birth = to_tick({1925, 1, 1}) + static_cast<Tick>(chance() % (44ULL * kTicksPerYear));
    const Person p = person(chance() % 2 ? male : female, birth, static_cast<Dependency>(chance() % 3));
    const auto bits = static_cast<std::uint32_t>(chance());
    const Tick death = mortality().due_ever(p, kStart, bits);
    if (death >= kHorizon || death < kStart + 1000) continue;
    out.push_back({p, bits, death, kStart + 1 + static_cast<Tick>(chance() % (death - kStart - 1))});
  }
  return out;
}

}  // namespace

TEST_CASE("the hazard of death is the life table's times the ratio of the state, none below fifty", "[mortality]") {
  for (const int year : {2020, 2030, 2040}) {
    const BySexAge deaths = deaths_per_person_year(lizhou_pack().region, centre_values(), year);
    for (const Sex sex : {female, male})
      for (const Dependency d : {Dependency::none, Dependency::mild, Dependency::severe})
        for (const int age : {0, 30, 49, 50, 72, 100}) {
          const double ratio = course().relative_mortality().at(year, sex, age, d);
          CHECK(rate(sex, d, age, year_start(year) + 5) ==
                Approx(deaths[sex][static_cast<std::size_t>(age)] * ratio).margin(1e-9));
          if (age < 50) CHECK(ratio == 1);
          if (age >= 50 && d == Dependency::severe) CHECK(ratio > 1.5);
        }
  }
}

TEST_CASE("without dependency all states have the life table", "[mortality]") {
  const Mortality plain = compile_mortality(lizhou_pack().region, centre_values(), {}, kStart, kHorizon);
  const BySexAge deaths = deaths_per_person_year(lizhou_pack().region, centre_values(), 2025);
  for (const int age : {20, 70, 99})
    CHECK(per_year(plain.of(male, Dependency::none).table().rate(age, year_start(2025))).value ==
          Approx(deaths[male][static_cast<std::size_t>(age)]).margin(1e-9));
}

TEST_CASE("a date of death before the horizon is the same whether or not later ones are told", "[mortality]") {
  std::mt19937_64 chance(3);
  int beyond = 0;
  for (int i = 0; i < 20'000; ++i) {
    const Person p = person(i % 2 ? male : female, to_tick({1920, 1, 1}) + static_cast<Tick>(i) * 120'000);
    const auto bits = static_cast<std::uint32_t>(chance());
    const Tick due = mortality().due(p, kStart, bits), ever = mortality().due_ever(p, kStart, bits);
    REQUIRE(ever < kNever);
    if (due == kNever) {
      REQUIRE(ever >= kHorizon);
      ++beyond;
    } else {
      REQUIRE(due == ever);
    }
  }
  CHECK(beyond > 5'000);
}

TEST_CASE("a change to the hazard that there was moves a death by a tick at most", "[mortality]") {
  for (const Change& c : changes(5'000)) {
    const Tick after = mortality().after_change(c.before, c.before.dependency(), c.now, c.death);
    REQUIRE(after <= c.death);
    REQUIRE(c.death - after <= 1);
  }
}

TEST_CASE("a higher hazard brings a death forward, a lower one puts it off, and never before the change",
          "[mortality]") {
  int forward = 0, off = 0;
  for (const Change& c : changes(5'000))
    for (const Dependency state : {Dependency::none, Dependency::mild, Dependency::severe}) {
      Person p = c.before;
      p.set(state);
      const Tick after = mortality().after_change(p, c.before.dependency(), c.now, c.death);
      REQUIRE(after > c.now);
      if (!has_turned(50, p.birth, c.now)) continue;
      if (state > c.before.dependency()) {
        REQUIRE(after <= c.death);
        forward += after + 1 < c.death;
      } else if (state < c.before.dependency()) {
        REQUIRE(after + 1 >= c.death);
        off += after > c.death;
      }
    }
  CHECK(forward > 3'000);
  CHECK(off > 3'000);
}

TEST_CASE("what is left of the credit is spent at the new hazard", "[mortality]") {
  // The cumulative hazards before and after the change come to the credit drawn.
  for (const Change& c : changes(2'000)) {
    Person p = c.before;
    p.set(c.before.dependency() == Dependency::severe ? Dependency::mild : Dependency::severe);
    const Tick death = mortality().after_change(p, c.before.dependency(), c.now, c.death);
    if (death == kNever - 1) continue;
    const auto spent = [&](const Person& who, Tick from, Tick to) {
      return static_cast<double>(mortality().of(who.sex(), who.dependency()).table().cumulative(who.birth, from, to)) /
             kCreditScale;
    };
    const double credit = static_cast<double>(exponential_credit(c.bits)) / kCreditScale;
    REQUIRE(spent(c.before, kStart, c.now) + spent(p, c.now, death) == Approx(credit).margin(1e-6));
  }
}

TEST_CASE("there and back again at once changes nothing", "[mortality]") {
  for (const Change& c : changes(2'000)) {
    Person p = c.before;
    p.set(Dependency::severe);
    const Tick there = mortality().after_change(p, c.before.dependency(), c.now, c.death);
    const Tick back = mortality().after_change(c.before, Dependency::severe, c.now, there);
    if (there == kNever - 1) continue;
    const double scale = std::max(1.0, static_cast<double>(c.death - c.now) / static_cast<double>(there - c.now));
    REQUIRE(std::fabs(static_cast<double>(back) - static_cast<double>(c.death)) <= 2 + 2 * scale);
  }
}
