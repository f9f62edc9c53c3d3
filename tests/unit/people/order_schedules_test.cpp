#include "sim/people/order_schedules.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "sim/people/initial_population.hpp"
#include "tests/support/lizhou.hpp"

using namespace gongxu;
using test::lizhou_pack;

namespace {
const std::array<double, 3> kProgressions{0.83, 0.42, 0.09};
OrderSchedules schedules() { return {lizhou_pack().region.national, kProgressions}; }
}  // namespace

TEST_CASE("by the end of fertile life each order has its product of progressions", "[schedules]") {
  const auto s = schedules();
  CHECK(s.births_before(1, kFertileUntil) == Approx(0.83));
  CHECK(s.births_before(2, kFertileUntil) == Approx(0.83 * 0.42));
  CHECK(s.births_before(3, kFertileUntil) == Approx(0.83 * 0.42 * 0.09));
  for (int order = 1; order <= 3; ++order) {
    CHECK(s.births_before(order, kFertileFrom) == 0);
    CHECK(s.births_before(order, 5) == 0);
    CHECK(s.births_before(order, 80) == s.births_before(order, kFertileUntil));
    for (double x = kFertileFrom; x < kFertileUntil; x += 0.25)
      REQUIRE(s.births_before(order, x + 0.25) >= s.births_before(order, x));
  }
}

TEST_CASE("higher orders come later by the stated shifts", "[schedules]") {
  const auto s = schedules();
  std::array<double, 3> mean{};
  for (int order = 1; order <= 3; ++order)
    for (double x = kFertileFrom; x < kFertileUntil; x += 0.05)
      mean[static_cast<std::size_t>(order - 1)] += (x + 0.025) *
                                                   (s.births_before(order, x + 0.05) - s.births_before(order, x)) /
                                                   s.births_before(order, kFertileUntil);
  // What a shift pushes over the edges is spread, so a little less than the stated -2, 2 and 4 years.
  CHECK(mean[1] - mean[0] == Approx(4.0).margin(0.4));
  CHECK(mean[2] - mean[1] == Approx(2.0).margin(0.4));
}

TEST_CASE("the share of births before an age and the age at a share invert each other", "[schedules]") {
  const auto s = schedules();
  CHECK(s.share_before(kFertileFrom) == 0);
  CHECK(s.share_before(kFertileUntil) == 1);
  for (double share = 0.001; share < 1; share += 0.001) {
    const double age = s.age_at_share(share);
    REQUIRE(age > kFertileFrom);
    REQUIRE(age < kFertileUntil);
    REQUIRE(s.share_before(age) == Approx(share).margin(1e-12));
  }
  // Five-year groups keep the shares of the national schedule.
  const auto& shape = lizhou_pack().region.national.births_per_woman_year;
  double all = 0, below_30 = 0;
  for (std::size_t a = 0; a < shape.size(); ++a) all += shape[a], below_30 += a < 15 ? shape[a] : 0.0;
  CHECK(s.share_before(30) == Approx(below_30 / all).epsilon(1e-12));
}

TEST_CASE("a cohort that lives through the hazards ends with the schedule's births", "[schedules]") {
  // Women by parity, exposed or within the least interval, in steps of 1/200 year; no deaths.
  constexpr int kPerYear = 200;
  for (const double interval : {0.75, 1.0, 2.0}) {
    const auto s = schedules();
    std::array<std::vector<PerYear>, 3> h;
    for (int parity = 0; parity < 3; ++parity) h[static_cast<std::size_t>(parity)] = s.hazards(parity, Years{interval});
    const int wait = static_cast<int>(interval * kPerYear);
    std::array<double, 4> exposed{1, 0, 0, 0}, births{};
    std::array<std::vector<double>, 4> born;  // by step: who is back a wait later
    for (auto& b : born) b.assign(static_cast<std::size_t>((kFertileUntil - kFertileFrom) * kPerYear), 0.0);
    for (std::size_t step = 0; step < born[0].size(); ++step)
      for (std::size_t parity = 3; parity-- > 0;) {
        if (parity > 0 && static_cast<int>(step) >= wait)
          exposed[parity] += born[parity][step - static_cast<std::size_t>(wait)];
        const double n = exposed[parity] * -std::expm1(-h[parity][step / kPerYear].value / kPerYear);
        exposed[parity] -= n;
        births[parity] += n;
        born[parity + 1][step] += n;
      }
    INFO("interval " << interval);
    CHECK(births[0] == Approx(0.83).epsilon(1e-3));
    CHECK(births[1] == Approx(0.83 * 0.42).epsilon(0.02));  // the hazard is a step within each year
    CHECK(births[2] == Approx(0.83 * 0.42 * 0.09).epsilon(0.03));
  }
}

TEST_CASE("hazards are those of the ages 15 to 49, the same from parity two up", "[schedules]") {
  const auto s = schedules();
  for (int parity = 0; parity < 5; ++parity) {
    const auto h = s.hazards(parity, Years{1.0});
    REQUIRE(h.size() == 35);
    for (const PerYear x : h) CHECK((x.value >= 0 && x.value <= 1.5));
  }
  const auto two = s.hazards(2, Years{1.0}), four = s.hazards(4, Years{1.0});
  for (std::size_t a = 0; a < two.size(); ++a) CHECK(two[a].value == four[a].value);
}
