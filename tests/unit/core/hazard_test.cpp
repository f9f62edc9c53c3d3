#include "sim/core/hazard.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "sim/core/draws.hpp"

using namespace gongxu;

namespace {

constexpr int kFirst = 15, kAges = 35;
const Tick kStart = to_tick({2020, 11, 1});
const Tick kHorizon = year_start(2036);

double as_number(Credit c) { return static_cast<double>(c) / kCreditScale; }

/// A hazard [1 / year] that differs in every cell.
double hazard(int age, int year) { return 0.02 + 0.003 * age + 0.01 * (year % 7) + (age == 30 ? 0.4 : 0.0); }

HazardTable yearly_table(bool open_ended, double level = 1) {
  HazardTable table(kFirst, kAges, open_ended);
  for (int year = 2020; year <= 2035; ++year) {
    std::vector<PerYear> row;
    for (int a = kFirst; a < kFirst + kAges; ++a) row.push_back({level * hazard(a, year)});
    table.add_segment(year_start(year), row);
  }
  return table;
}

/// The same integral by the midpoint rule in double precision, sixteen steps a day.
double integrated(Tick birth, Tick from, Tick to, bool open_ended) {
  constexpr Tick kStep = kTicksPerDay / 16;
  double sum = 0;
  for (Tick t = from; t < to; t += kStep) {
    const Tick end = std::min(t + kStep, to), middle = t + (end - t) / 2;
    if (middle < birth) continue;
    int age = age_at(birth, middle);
    if (age < kFirst || (age >= kFirst + kAges && !open_ended)) continue;
    age = std::min(age, kFirst + kAges - 1);
    sum += hazard(age, year_of(middle)) * years_in(end - t).value;
  }
  return sum;
}

struct Random {
  std::mt19937_64 engine;
  std::uint32_t bits() { return static_cast<std::uint32_t>(engine()); }
  Tick between(Tick a, Tick b) { return a + static_cast<Tick>(engine() % (b - a)); }
};

}  // namespace

TEST_CASE("a rate comes back as it went in, to 1e-10 a year", "[hazard]") {
  for (const double h : {0.0, 1e-9, 0.0123456789, 0.5, 25.0})
    CHECK(std::fabs(per_year(to_rate({h})).value - h) < 1e-10);
}

TEST_CASE("credits are exponential: they fall as bits rise, from 22.9 to almost nothing", "[hazard]") {
  CHECK(as_number(exponential_credit(0)) == Approx(33 * std::log(2.0)));
  CHECK(as_number(exponential_credit(UINT32_MAX)) == Approx(0x1p-33).epsilon(1e-6));
  CHECK(as_number(exponential_credit(0x80000000U)) == Approx(std::log(2.0)).epsilon(1e-9));
  Random r{std::mt19937_64(4)};
  for (int i = 0; i < 100'000; ++i) {
    const std::uint32_t bits = r.bits();
    if (bits < UINT32_MAX) REQUIRE(exponential_credit(bits) > exponential_credit(bits + 1));
  }
}

TEST_CASE("the cumulative hazard agrees with numerical integration", "[hazard]") {
  Random r{std::mt19937_64(5)};
  for (const bool open_ended : {false, true}) {
    const HazardTable table = yearly_table(open_ended);
    for (int i = 0; i < 60; ++i) {
      const Tick birth = r.between(to_tick({1940, 1, 1}), to_tick({2030, 1, 1}));
      const Tick from = r.between(kStart, kHorizon - kTicksPerDay);
      const Tick to = r.between(from, kHorizon);
      INFO("birth " << birth << " from " << from << " to " << to);
      // Each cell's edge is missed by at most half a step of 1/16 day at a difference in rate of 0.5.
      CHECK(as_number(table.cumulative(birth, from, to)) ==
            Approx(integrated(birth, from, to, open_ended)).margin(4e-5 * 4));
    }
  }
}

TEST_CASE("inversion finds the first tick at which the credit is spent", "[hazard]") {
  Random r{std::mt19937_64(6)};
  int happened = 0;
  for (const bool open_ended : {false, true}) {
    const HazardTable table = yearly_table(open_ended);
    for (int i = 0; i < 50'000; ++i) {
      const Tick birth = r.between(to_tick({1940, 1, 1}), to_tick({2034, 1, 1}));
      const Tick from = std::max(birth, r.between(kStart, kHorizon));
      const Credit credit = exponential_credit(r.bits());
      const Tick when = table.invert(birth, from, credit, kHorizon);
      if (when == kNever) {
        REQUIRE(table.cumulative(birth, from, kHorizon - 1) < credit);
      } else {
        ++happened;
        REQUIRE(when > from);
        REQUIRE(when < kHorizon);
        REQUIRE(table.cumulative(birth, from, when) >= credit);
        REQUIRE(table.cumulative(birth, from, when - 1) < credit);
      }
    }
  }
  CHECK(happened > 30'000);
}

TEST_CASE("a break between equal rates moves no event by a tick", "[hazard]") {
  std::vector<PerYear> row;
  for (int a = 0; a < kAges; ++a) row.push_back({0.05 + 0.001 * a});
  HazardTable whole(kFirst, kAges, false), broken(kFirst, kAges, false);
  whole.add_segment(year_start(2020), row);
  for (const Date d : {Date{2020, 1, 1}, Date{2021, 3, 7}, Date{2025, 1, 1}, Date{2025, 1, 2}, Date{2033, 12, 31}})
    broken.add_segment(to_tick(d), row);
  Random r{std::mt19937_64(7)};
  for (int i = 0; i < 100'000; ++i) {
    const Tick birth = r.between(to_tick({1965, 1, 1}), to_tick({2020, 1, 1})), from = r.between(kStart, kHorizon);
    const Credit credit = exponential_credit(r.bits());
    REQUIRE(whole.invert(birth, from, credit, kHorizon) == broken.invert(birth, from, credit, kHorizon));
  }
}

TEST_CASE("a factor of exactly one changes no bit", "[hazard]") {
  const HazardTable plain = yearly_table(false);
  HazardTable same = yearly_table(false);
  same.multiply_from(to_tick({2026, 5, 5}), 0, 200, 1.0);
  Random r{std::mt19937_64(8)};
  for (int i = 0; i < 100'000; ++i) {
    const Tick birth = r.between(to_tick({1965, 1, 1}), to_tick({2020, 1, 1})), from = r.between(kStart, kHorizon);
    const Credit credit = exponential_credit(r.bits());
    REQUIRE(plain.invert(birth, from, credit, kHorizon) == same.invert(birth, from, credit, kHorizon));
  }
}

TEST_CASE("a factor holds from its first tick, for the ages that it names, and not before", "[hazard]") {
  const Tick from = to_tick({2026, 5, 5});
  const HazardTable plain = yearly_table(false);
  HazardTable doubled = yearly_table(false);
  doubled.multiply_from(from, 20, 30, 2.0);
  for (int age = 10; age < 60; ++age)
    for (const Tick t : {kStart, from - 1, from, from + 1, year_start(2027), kHorizon - 1}) {
      INFO("age " << age << " at " << to_string(to_date(day_of(t))));
      const double times = age >= 20 && age < 30 && t >= from ? 2.0 : 1.0;
      CHECK(static_cast<double>(doubled.rate(age, t)) ==
            Approx(times * static_cast<double>(plain.rate(age, t))).epsilon(1e-12));
      if (times == 1.0) CHECK(doubled.rate(age, t) == plain.rate(age, t));
    }
  Random r{std::mt19937_64(9)};
  for (int i = 0; i < 50'000; ++i) {  // an event before the first day stays where it is
    const Tick birth = r.between(to_tick({1985, 1, 1}), to_tick({2010, 1, 1}));
    const Credit credit = exponential_credit(r.bits());
    const Tick before = plain.invert(birth, kStart, credit, kHorizon),
               after = doubled.invert(birth, kStart, credit, kHorizon);
    REQUIRE((before < from || after < from ? before == after : after <= before));
  }
}

TEST_CASE("there is no event below the first age nor above the last, unless the last is open", "[hazard]") {
  Random r{std::mt19937_64(10)};
  const HazardTable closed = yearly_table(false, 20), open = yearly_table(true, 20);  // high: it happens soon
  int first_year = 0, last_year = 0, beyond = 0;
  for (int i = 0; i < 50'000; ++i) {
    const Tick birth = r.between(to_tick({1962, 1, 1}), to_tick({2015, 1, 1}));
    const Credit credit = exponential_credit(r.bits());
    const Tick when = closed.invert(birth, kStart, credit, kHorizon);
    if (when != kNever) {
      REQUIRE(age_at(birth, when - 1) >= kFirst);
      REQUIRE(age_at(birth, when) < kFirst + kAges);
      first_year += age_at(birth, when) == kFirst;
      last_year += age_at(birth, when) == kFirst + kAges - 1;
    }
    const Tick later = open.invert(birth, kStart, credit, kHorizon);
    if (later != kNever) beyond += age_at(birth, later) >= kFirst + kAges;
    REQUIRE((when == kNever || when == later));
  }
  CHECK(first_year > 1000);
  CHECK(last_year > 300);
  CHECK(beyond > 1000);
  CHECK(closed.rate(kFirst - 1, kStart) == 0);
  CHECK(closed.rate(kFirst + kAges, kStart) == 0);
  CHECK(open.rate(kFirst + kAges + 40, kStart) == open.rate(kFirst + kAges - 1, kStart));
}

TEST_CASE("no hazard, no event", "[hazard]") {
  CHECK(HazardTable().invert(0, kStart, 1, kHorizon) == kNever);
  CHECK(ScreenedHazard().due(to_tick({1990, 1, 1}), kStart, 5) == kNever);
  HazardTable zero(0, 101, true);
  zero.add_segment(kStart, std::vector<PerYear>(101));
  CHECK(zero.invert(to_tick({1990, 1, 1}), kStart, 0, kHorizon) == kNever);
  CHECK(yearly_table(true).invert(to_tick({1990, 1, 1}), kHorizon, 1, kHorizon) == kNever);
}

namespace {
/// Compares a screened hazard with plain inversion for `n` persons, half of them at the threshold's edge.
void compare_screened(const HazardTable& table, Tick start, Tick horizon, int n, unsigned seed) {
  const ScreenedHazard screened(table, start, horizon);
  Random r{std::mt19937_64(seed)};
  long lost = 0, moved = 0, passed = 0;
  for (int i = 0; i < n; ++i) {
    const Tick birth = r.between(to_tick({1905, 1, 1}), horizon);
    const Tick from = std::max(birth, i % 4 < 2 ? start : r.between(start, horizon));
    std::uint32_t bits = r.bits();
    if (i % 2) {  // within 64 draws of where the event falls on the horizon
      const double h = as_number(table.cumulative(birth, start, horizon));
      const double at = std::exp(-h) * 0x1p32 + static_cast<double>(bits % 128) - 64;
      bits = static_cast<std::uint32_t>(std::min(std::max(at, 0.0), 4294967295.0));
    }
    const Tick exact = table.invert(birth, from, exponential_credit(bits), horizon);
    const Tick due = screened.due(birth, from, bits);
    passed += exact != kNever;
    lost += due == kNever && exact != kNever;
    moved += due != exact;
  }
  INFO(passed << " events among " << n);
  CHECK(lost == 0);
  CHECK(moved == 0);
  CHECK(passed > n / 100);
}
}  // namespace

TEST_CASE("screening loses no event and moves none", "[hazard]") {
  compare_screened(yearly_table(false), kStart, kHorizon, 500'000, 11);
  compare_screened(yearly_table(true, 0.1), kStart, kHorizon, 500'000, 12);
}

TEST_CASE("screening loses no event where the hazard to the horizon is beyond every credit", "[hazard]") {
  // 5 a year for 58 years is 290: more than 64, where an integer in units of 2^-58 is full.
  HazardTable table(0, 101, true);
  std::vector<PerYear> row;
  for (int a = 0; a <= 100; ++a) row.push_back({a < 60 ? 0.01 : 0.13 * (a - 58)});
  table.add_segment(year_start(2020), row);
  const ScreenedHazard screened(table, kStart, year_start(2078));
  Random r{std::mt19937_64(13)};
  long lost = 0;
  for (int i = 0; i < 200'000; ++i) {
    const Tick birth = r.between(to_tick({1905, 1, 1}), to_tick({2000, 1, 1}));
    const std::uint32_t bits = r.bits();
    lost +=
        screened.due(birth, kStart, bits) != table.invert(birth, kStart, exponential_credit(bits), year_start(2078));
  }
  CHECK(lost == 0);
}
