#include "sim/behaviours/using_health_care/bed_days.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

using namespace gongxu;

namespace {

const Tick kStart = to_tick({2020, 11, 1}), kHorizon = year_start(2021);
constexpr std::size_t kDays = 61;

struct Stay {
  int zone;
  Tick from, to;
};

/// How many lie in a bed on average over a day, stay by stay.
double brute(const std::vector<Stay>& stays, int zone, std::size_t day) {
  const Tick begin = kStart + tick_at(static_cast<Day>(day)), end = begin + kTicksPerDay;
  double sum = 0;
  for (const Stay& s : stays)
    if (s.zone == zone && s.from < end && s.to > begin) sum += std::min(s.to, end) - std::max(s.from, begin);
  return sum / kTicksPerDay;
}

void check(const std::vector<Stay>& stays, int zones) {
  BedDays beds(zones, kStart, kHorizon);
  for (const Stay& s : stays) beds.add(s.zone, s.from, s.to);
  const auto means = beds.means();
  REQUIRE(means.size() == static_cast<std::size_t>(zones));
  for (int z = 0; z < zones; ++z) {
    REQUIRE(means[static_cast<std::size_t>(z)].size() == kDays);
    for (std::size_t d = 0; d < kDays; ++d) {
      INFO("zone " << z << ", day " << d);
      const double expected = brute(stays, z, d);  // means are floats: 24 bits
      REQUIRE(means[static_cast<std::size_t>(z)][d] == Approx(expected).epsilon(1e-6).margin(1e-9));
    }
  }
}

}  // namespace

TEST_CASE("days of stays at every edge of a day are counted to the tick", "[bed_days]") {
  const Tick noon = kTicksPerDay / 2;
  for (const Tick from : {kStart, kStart + 1, kStart + noon, kStart + kTicksPerDay - 1, kStart + kTicksPerDay,
                          kStart + kTicksPerDay + 1, kHorizon - kTicksPerDay, kHorizon - 1})
    for (const Tick length : {Tick{1}, noon, kTicksPerDay - 1, kTicksPerDay, kTicksPerDay + 1, 2 * kTicksPerDay,
                              5 * kTicksPerDay + noon, 80 * kTicksPerDay})
      check({{0, from, from + length}}, 1);
}

TEST_CASE("what lies outside the run is cut off, and stays beyond it count for nothing", "[bed_days]") {
  check({{0, kStart - 9 * kTicksPerDay, kStart + 3}}, 1);
  check({{0, kStart - 9 * kTicksPerDay, kHorizon + 9 * kTicksPerDay}}, 1);
  check({{0, kHorizon - 5, kHorizon + 9 * kTicksPerDay}}, 1);
  for (const auto& [from, to] : {std::pair{kStart - 9, kStart}, {kHorizon, kHorizon + 9}, {kStart + 7, kStart + 7}}) {
    BedDays beds(1, kStart, kHorizon);
    beds.add(0, from, to);
    const auto means = beds.means();
    for (const float patients : means[0]) CHECK(patients == 0);
  }
}

TEST_CASE("the days of stays by calendar year are those of its days", "[bed_days]") {
  const Tick start = to_tick({2020, 11, 1}), horizon = year_start(2024);
  std::mt19937_64 chance(7);
  BedDays beds(2, start, horizon);
  for (int i = 0; i < 20'000; ++i) {
    const Tick from = start - tick_at(20) + static_cast<Tick>(chance() % (1200ULL * kTicksPerDay));
    beds.add(static_cast<int>(chance() % 2), from, from + static_cast<Tick>(chance() % (500ULL * kTicksPerDay)));
  }
  const auto means = beds.means();
  const auto years = beds.days_by_year();
  REQUIRE(years.size() == 2);
  for (std::size_t z = 0; z < 2; ++z) {
    REQUIRE(years[z].size() == 4);
    std::vector<double> sums(4);
    for (std::size_t d = 0; d < means[z].size(); ++d)
      sums[static_cast<std::size_t>(to_date(day_of(start) + static_cast<Day>(d)).year - 2020)] +=
          static_cast<double>(means[z][d]);
    for (std::size_t y = 0; y < 4; ++y) CHECK(years[z][y] == Approx(sums[y]).epsilon(1e-7));
  }
}

TEST_CASE("any stays in any zones give what is counted stay by stay", "[bed_days]") {
  std::mt19937_64 chance(6);
  for (int round = 0; round < 40; ++round) {
    std::vector<Stay> stays;
    for (int i = 0; i < 400; ++i) {
      const Tick from = kStart - 20 * kTicksPerDay + static_cast<Tick>(chance() % (85ULL * kTicksPerDay));
      stays.push_back({static_cast<int>(chance() % 3), from,
                       from + static_cast<Tick>(chance() % ((round % 2 ? 3ULL : 40ULL) * kTicksPerDay))});
    }
    check(stays, 3);
  }
}
