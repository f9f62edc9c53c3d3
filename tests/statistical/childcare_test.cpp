/// The wish for childcare against uptake, and when it ends.
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/statistical/baseline_lives.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

constexpr int kThresholds = 200;

/// Years of [from, to) that fall in a calendar year.
double overlap(Tick from, Tick to, int year) {
  const Tick a = std::max(from, year_start(year)), b = std::min(to, year_start(year + 1));
  return b > a ? years_in(b - a).value : 0.0;
}

struct Sum {
  double observed = 0, expected = 0, variance = 0, under3 = 0;
};

/// Adds a child's wishing time in a calendar year: what it was, and over all its possible thresholds.
void add_child(const BaselineLives& b, const Life& l, int year, Sum& sum) {
  const Tick end = std::min(SeekingChildcare::until(l.birth), l.to);
  double mean = 0, squares = 0;
  for (int k = 0; k < kThresholds; ++k) {
    const auto bits = static_cast<std::uint32_t>((k + 0.5) / kThresholds * 0x1p32);
    const Tick since = b.model.childcare.wish(l.birth, l.zones[0].second, l.from, bits);
    if (since == kNever) break;  // who has a higher threshold never wishes either
    const double years = overlap(since, end, year);
    mean += years / kThresholds, squares += years * years / kThresholds;
  }
  sum.observed += l.wish_from < end ? overlap(l.wish_from, end, year) : 0.0;
  sum.expected += mean;
  sum.variance += squares - mean * mean;
  sum.under3 += overlap(l.from, std::min<Tick>(l.to, l.birth + 3 * kTicksPerYear), year);
}

}  // namespace

TEST_CASE("wishing child-time is uptake times under-three child-time, as cohorts and zones make it", "[wish]") {
  // Expected child by child from its stay, zone and the tables (each child's time is one draw: its
  // variance over thresholds is the SE). Some 1,500 children wish in a year: a year sees 12 %, all 3 %.
  const auto& b = baseline_lives();
  std::map<int, Sum> years;
  for (const Life& l : b.lives.all)
    if (SeekingChildcare::until(l.birth) > l.from && l.zones.size() == 1)  // the profile changes with a move
      for (int year = 2021; year <= 2035; ++year)
        if (year >= year_of(l.birth) && year <= year_of(l.birth) + 4) add_child(b, l, year, years[year]);
  Sum all;
  double effect = 0;
  for (const auto& [year, s] : years) {
    const double se = std::sqrt(s.variance), uptake = b.model.childcare.uptake(to_tick({year, 7, 1}));
    INFO(year << ": share " << s.observed / s.under3 << ", expected " << s.expected / s.under3 << ", uptake " << uptake
              << ", sees " << 400 * se / s.expected << " %");
    CHECK(std::fabs(s.observed - s.expected) < 4 * se);
    // Uptake is defined for steady births and the zones of the base date. Where births fall, the wish,
    // mostly that of the third year, meets larger cohorts; where children move to town, more wish.
    CHECK(s.expected / s.under3 > 0.95 * uptake);
    CHECK(s.expected / s.under3 < 1.20 * uptake);
    effect += s.expected / s.under3 / uptake / static_cast<double>(years.size());
    all.observed += s.observed, all.expected += s.expected, all.variance += s.variance;
  }
  // Neighbouring years share children: a wish lasts some 1.3 years, so twice the sum of variances is enough.
  INFO("all: " << all.observed << " years, expected " << all.expected << "; sees "
               << 400 * std::sqrt(2 * all.variance) / all.expected << " %; cohorts and zones make it " << effect
               << " of uptake");
  CHECK(std::fabs(all.observed - all.expected) < 4 * std::sqrt(2 * all.variance));
}

TEST_CASE("a wish ends with eligibility, death or departure, and at no other time", "[wish]") {
  const auto& b = baseline_lives();
  long grown = 0, gone = 0;
  for (const Life& l : b.lives.all) {
    if (l.wish_from == kNever) continue;
    const Tick until = SeekingChildcare::until(l.birth);
    REQUIRE(l.wish_from >= l.from);
    REQUIRE(l.wish_from < until);
    if (std::min(until, l.to) >= b.in.horizon) {
      REQUIRE(l.wish_to == kNever);
    } else {
      REQUIRE(l.wish_to == std::min(until, l.to));
      ++(until < l.to ? grown : gone);
    }
  }
  CHECK(grown > 5000);
  CHECK(gone > 100);
}
