#include "sim/behaviours/seeking_childcare/seeking_childcare.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "sim/core/draws.hpp"
#include "tests/support/lizhou.hpp"

using namespace gongxu;
using test::centre_values;
using test::lizhou_pack;
using test::lizhou_population;

namespace {
SeekingChildcare compiled(double u2020, double u2025, double u2030, double profile = 0.5) {
  auto values = centre_values();
  values.value["childcare_uptake_2020"] = u2020;
  values.value["childcare_uptake_2025"] = u2025;
  values.value["childcare_uptake_2030"] = u2030;
  values.value["childcare_wish_profile"] = profile;
  return SeekingChildcare(lizhou_pack().region, values, lizhou_population().residents);
}
constexpr int kThresholds = 4000;
/// Evenly spread draws: an integral over children instead of a sample.
std::uint32_t bits_of(int k) { return static_cast<std::uint32_t>((k + 0.5) / kThresholds * 0x1p32); }
}  // namespace

TEST_CASE("eligibility ends on the first of September after the third birthday", "[childcare]") {
  CHECK(SeekingChildcare::until(to_tick({2020, 3, 1})) == to_tick({2023, 9, 1}));
  CHECK(SeekingChildcare::until(to_tick({2020, 10, 1})) == to_tick({2024, 9, 1}));
  const Tick third_on_time = to_tick({2023, 9, 1}) - 3 * kTicksPerYear;  // third birthday at that very tick
  CHECK(SeekingChildcare::until(third_on_time) == to_tick({2023, 9, 1}));
  CHECK(SeekingChildcare::until(third_on_time + 1) == to_tick({2024, 9, 1}));
}

TEST_CASE("uptake is linear between its years and flat outside", "[childcare]") {
  const auto c = compiled(0.06, 0.10, 0.15);
  CHECK(c.uptake(to_tick({2015, 1, 1})) == Approx(0.06));
  CHECK(c.uptake(to_tick({2020, 7, 1})) == Approx(0.06));
  CHECK(c.uptake(to_tick({2025, 7, 1})) == Approx(0.10));
  CHECK(c.uptake(to_tick({2022, 12, 31})) == Approx(0.08).epsilon(1e-3));
  CHECK(c.uptake(to_tick({2028, 1, 1})) == Approx(0.125).epsilon(1e-3));
  CHECK(c.uptake(to_tick({2050, 1, 1})) == Approx(0.15));
}

TEST_CASE("wishing child-time is uptake times three years a child, for each profile", "[childcare]") {
  // Children born evenly over a year, thresholds evenly spread, zones by their under-threes.
  for (const double profile : {0.0, 0.3, 0.5, 1.0}) {
    const double uptake = 0.1;
    const auto c = compiled(uptake, uptake, uptake, profile);
    double wished = 0, children = 0;
    for (std::size_t z = 0; z < lizhou_pack().region.zones.size(); ++z) {
      const auto& residents = lizhou_population().residents[z];
      double under3 = 0;
      for (const auto& ages : residents) under3 += ages[0] + ages[1] + ages[2];
      double years = 0;
      for (int month = 0; month < 24; ++month) {
        const Tick birth = to_tick({2022, 1, 1}) + static_cast<Tick>((month + 0.5) / 24 * kTicksPerYear);
        for (int k = 0; k < kThresholds; ++k) {
          const Tick since = c.wish_since(birth, static_cast<int>(z), bits_of(k));
          if (since != kNever) years += years_in(SeekingChildcare::until(birth) - since).value / 24 / kThresholds;
        }
      }
      wished += under3 * years;
      children += under3;
    }
    INFO("profile " << profile);
    CHECK(wished / children == Approx(3 * uptake).epsilon(2e-3));
  }
}

TEST_CASE("the wish follows the profile of ages, and in the countryside is six tenths", "[childcare]") {
  const auto c = compiled(0.1, 0.1, 0.1);
  const Tick birth = to_tick({2022, 3, 10});
  int urban = -1, rural = -1;
  for (int z = 0; z < static_cast<int>(lizhou_pack().region.zones.size()); ++z)
    (lizhou_pack().region.zones[static_cast<std::size_t>(z)].urban ? urban : rural) = z;
  const auto wishing = [&](int zone, double age) {  // share of children who wish at an age
    int n = 0;
    for (int k = 0; k < kThresholds; ++k) n += c.wish_since(birth, zone, bits_of(k)) <= birth + ticks_in({age});
    return static_cast<double>(n) / kThresholds;
  };
  const auto& profile = lizhou_pack().region.national.childcare_wish[1];
  const double unit = wishing(urban, 2.75) / profile[5].value;
  for (int band = 0; band < 6; ++band) {
    const double age = band / 2.0 + 0.25;
    CHECK(wishing(urban, age) ==
          Approx(unit * profile[static_cast<std::size_t>(band)].value).margin(1.5 / kThresholds));
    CHECK(wishing(rural, age) == Approx(0.6 * wishing(urban, age)).margin(1.5 / kThresholds));
  }
}

TEST_CASE("a rising uptake brings wishes forward and withdraws none", "[childcare]") {
  const auto low = compiled(0.06, 0.06, 0.06), high = compiled(0.06, 0.12, 0.18);
  for (int k = 0; k < kThresholds; k += 7)
    for (const Date d : {Date{2019, 5, 5}, Date{2022, 2, 2}, Date{2027, 8, 31}})
      REQUIRE(high.wish_since(to_tick(d), 0, bits_of(k)) <= low.wish_since(to_tick(d), 0, bits_of(k)));
}

TEST_CASE("a wish is never before one is asked, nor for a child too old", "[childcare]") {
  const auto c = compiled(0.1, 0.12, 0.15);
  const Tick start = to_tick({2020, 11, 1});
  int wishes = 0, open = 0;
  for (int month = 0; month < 60; ++month) {
    const Tick birth = to_tick({2016, 11, 1}) + static_cast<Tick>(month) * (kTicksPerYear / 12);
    for (int k = 0; k < kThresholds; k += 11) {
      const Tick from = std::max(start, birth);
      const Tick when = c.wish(birth, 0, from, bits_of(k)), since = c.wish_since(birth, 0, bits_of(k));
      if (when == kNever) {
        REQUIRE((since == kNever || SeekingChildcare::until(birth) <= from));
        continue;
      }
      ++wishes;
      open += since < from;
      REQUIRE(when == std::max(since, from));
      REQUIRE(since >= birth);
      REQUIRE(when < SeekingChildcare::until(birth));
    }
  }
  CHECK(wishes > 500);
  CHECK(open > 100);
}

TEST_CASE("without a model of the wish nobody asks", "[childcare]") {
  CHECK(SeekingChildcare().inert());
  CHECK_FALSE(compiled(0.1, 0.1, 0.1).inert());
}
