#include "sim/services/load_book.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

using namespace gongxu;

namespace {

const Tick kStart = year_start(2021), kEnd = year_start(2022);
constexpr LoadRules kByZone{1.0, 0.7, true}, kPooled{0.93, 0.75, false};
constexpr std::size_t kPlace = 2;  // of two zones, the index of the whole place

Tick day(int d) { return kStart + tick_at(static_cast<Day>(d)); }

/// One year of one slice.
std::vector<ServiceYear> year_of_one(LoadRules rules, std::vector<int> units, const std::vector<double>& demand,
                                     const std::vector<double>& need = {0, 0}) {
  std::vector<CapacityStep> steps;
  if (!units.empty()) steps.push_back({kStart, std::move(units)});
  LoadBook book(rules, 2, steps);
  book.enter(kStart, kEnd, demand, need);
  book.close_year(kEnd);
  return book.years().at(0);
}

}  // namespace

TEST_CASE("a zone's shares are those of its own units and demand", "[load_book]") {
  const auto y = year_of_one(kByZone, {100, 50}, {80, 60}, {90, 70});
  CHECK(y.size() == 3);
  CHECK(y[0].load == Approx(0.8));
  CHECK(y[0].use == Approx(80));
  CHECK(y[0].unmet_share == Approx(0).margin(1e-12));
  CHECK(y[0].idle_share == Approx(0.2));
  CHECK(y[0].covered_share == Approx(0.8));
  CHECK(y[0].need == Approx(90));
  CHECK(y[0].required_capacity == Approx(80));
  CHECK(y[1].load == Approx(1.2));
  CHECK(y[1].use == Approx(50));
  CHECK(y[1].unmet_share == Approx(1 / 6.0));
  CHECK(y[1].idle_share == Approx(0).margin(1e-12));
  CHECK(y[1].is_short);
  CHECK_FALSE(y[0].is_short);
  for (const ServiceYear& s : y) {
    CHECK(s.judged);
    CHECK(std::isnan(s.waiting));  // nobody waits for a seat
    CHECK(std::isnan(s.asked));
    CHECK(std::isnan(s.wait_days_p50));
  }
}

TEST_CASE("the place with units in zones is short if any zone is, and a free unit elsewhere serves nobody",
          "[load_book]") {
  const auto y = year_of_one(kByZone, {100, 50}, {80, 60});
  CHECK(y[kPlace].demand == Approx(140));
  CHECK(y[kPlace].capacity == 150);
  CHECK(y[kPlace].load == Approx(140 / 150.0));
  CHECK(y[kPlace].use == Approx(80 + 50));
  CHECK(y[kPlace].unmet_share == Approx(10 / 140.0));
  CHECK(y[kPlace].is_short);
  CHECK(y[kPlace].required_capacity == Approx(80 + 60));
  CHECK(y[kPlace].capacity_zero_unmet == Approx(140));
  const auto fits = year_of_one(kByZone, {100, 50}, {100, 50});
  for (const ServiceYear& s : fits) CHECK_FALSE(s.is_short);  // exactly full is not short
}

TEST_CASE("a pool serves the whole place, people from outside included; zones have their demand alone", "[load_book]") {
  const auto y = year_of_one(kPooled, {60, 40}, {80, 10, 5}, {81, 11, 5});
  CHECK(y[kPlace].demand == Approx(95));
  CHECK(y[kPlace].need == Approx(97));
  CHECK(y[kPlace].load == Approx(0.95));
  CHECK(y[kPlace].use == Approx(95));
  CHECK(y[kPlace].is_short);
  CHECK(y[kPlace].required_capacity == Approx(95 / 0.93));
  for (std::size_t z = 0; z < 2; ++z) {
    CHECK(y[z].demand == Approx(z == 0 ? 80 : 10));
    CHECK(y[z].required_capacity == Approx(y[z].demand / 0.93));
    CHECK_FALSE(y[z].judged);
    CHECK(std::isnan(y[z].capacity));
    CHECK(std::isnan(y[z].load));
    CHECK_FALSE(y[z].is_short);
    CHECK_FALSE(y[z].is_surplus);
  }
}

TEST_CASE("short and surplus begin beyond their limits, not at them", "[load_book]") {
  const auto judged = [](double patients) { return year_of_one(kPooled, {100, 0}, {patients, 0})[kPlace]; };
  CHECK_FALSE(judged(93).is_short);
  CHECK(judged(93.01).is_short);
  CHECK_FALSE(judged(75).is_surplus);
  CHECK(judged(74.99).is_surplus);
}

TEST_CASE("where no capacity is known demand and need are kept and nothing is judged", "[load_book]") {
  for (const LoadRules& rules : {kByZone, kPooled})
    for (const ServiceYear& s : year_of_one(rules, {}, {80, 60}, {90, 70})) {
      CHECK(s.demand >= 60);
      CHECK(s.need >= 70);
      CHECK(s.required_capacity == Approx(s.demand / rules.short_above));
      CHECK_FALSE(s.judged);
      CHECK_FALSE((s.is_short || s.is_surplus));
      for (const double unknown :
           {s.capacity, s.capacity_mean, s.use, s.unmet_share, s.idle_share, s.covered_share, s.load})
        CHECK(std::isnan(unknown));
    }
}

TEST_CASE("without units any demand is too much, and nothing at all is neither", "[load_book]") {
  const auto y = year_of_one(kByZone, {0, 0}, {3, 0});
  CHECK(std::isinf(y[0].load));
  CHECK(y[0].is_short);
  CHECK(y[0].unmet_share == 1);
  CHECK(std::isnan(y[0].idle_share));
  CHECK(std::isnan(y[1].load));
  CHECK_FALSE(y[1].is_short);
  CHECK_FALSE(y[1].is_surplus);
  CHECK(std::isnan(y[1].unmet_share));
  CHECK(y[kPlace].is_short);
}

TEST_CASE("slices weigh by their length, units are those at a slice's begin, and the year's end tells its capacity",
          "[load_book]") {
  LoadBook book(kByZone, 1, {{kStart, {10}}, {day(100), {20}}, {kEnd - 1, {30}}, {kEnd, {40}}});
  book.enter(day(0), day(50), {5}, {5});
  book.enter(day(50), day(150), {8}, {9});  // opened within: still ten
  book.enter(day(150), day(200), {30}, {9});
  book.close_year(kEnd);
  const ServiceYear y = book.years().at(0)[0];
  CHECK(y.demand == Approx((5 * 50 + 8 * 100 + 30 * 50) / 200.0));  // of the time entered
  CHECK(y.need == Approx((5 * 50 + 9 * 150) / 200.0));
  CHECK(y.capacity_mean == Approx((10 * 150 + 20 * 50) / 200.0));
  CHECK(y.use == Approx((5 * 50 + 8 * 100 + 20 * 50) / 200.0));
  CHECK(y.capacity == 30);  // of 31 December, not of New Year
  CHECK(y.capacity_zero_unmet == 30);
}

TEST_CASE("a new year begins with empty books", "[load_book]") {
  LoadBook book(kByZone, 1, {{kStart, {10}}, {kEnd, {40}}});
  book.enter(kStart, kEnd, {50}, {60});
  book.close_year(kEnd);
  book.enter(kEnd, year_start(2023), {20}, {30});
  book.close_year(year_start(2023));
  REQUIRE(book.years().size() == 2);
  CHECK(book.years()[0][0].is_short);
  const ServiceYear& second = book.years()[1][1];
  CHECK(second.demand == Approx(20));
  CHECK(second.need == Approx(30));
  CHECK(second.capacity == 40);
  CHECK(second.use == Approx(20));
  CHECK(second.capacity_zero_unmet == 20);
  CHECK_FALSE(second.is_short);
  CHECK(second.is_surplus);
}

TEST_CASE("any slices give what a sum over hours gives", "[load_book]") {
  std::mt19937_64 chance(3);
  for (int round = 0; round < 200; ++round) {
    const LoadRules rules = round % 2 ? kByZone : kPooled;
    std::vector<CapacityStep> steps;
    for (int d = 0; d < 365; d += 60)
      steps.push_back({day(d), {static_cast<int>(chance() % 50), static_cast<int>(chance() % 50)}});
    LoadBook book(rules, 2, steps);
    double hours = 0, units[3] = {}, demanded[3] = {}, served[3] = {};
    for (int d = 0; d < 365;) {  // slices that never cross a step
      const int end = std::min({365, d + 1 + static_cast<int>(chance() % 30), d / 60 * 60 + 60});
      const std::vector<double> demand{static_cast<double>(chance() % 60), static_cast<double>(chance() % 60),
                                       rules.by_zone ? 0.0 : static_cast<double>(chance() % 20)};
      book.enter(day(d), day(end), demand, demand);
      const auto& u = steps[static_cast<std::size_t>(d / 60)].by_zone;
      for (; d < end; ++d) {
        hours += 1;
        double by_zone = 0, all = demand[2];
        for (std::size_t z = 0; z < 2; ++z) {
          units[z] += u[z], demanded[z] += demand[z], served[z] += std::min<double>(u[z], demand[z]);
          by_zone += std::min<double>(u[z], demand[z]), all += demand[z];
        }
        units[2] += u[0] + u[1], demanded[2] += all;
        served[2] += rules.by_zone ? by_zone : std::min<double>(u[0] + u[1], all);
      }
    }
    book.close_year(kEnd);
    for (std::size_t z = rules.by_zone ? 0 : 2; z < 3; ++z) {
      const ServiceYear& y = book.years()[0][z];
      REQUIRE(y.demand == Approx(demanded[z] / hours));
      REQUIRE(y.capacity_mean == Approx(units[z] / hours));
      REQUIRE(y.use == Approx(served[z] / hours));
      REQUIRE(y.load == Approx(demanded[z] / units[z]));
      REQUIRE(y.idle_share == Approx(1 - served[z] / units[z]).margin(1e-9));
      REQUIRE(y.unmet_share == Approx(1 - served[z] / demanded[z]).margin(1e-9));
    }
  }
}
