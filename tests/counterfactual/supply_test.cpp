/// Supply does not touch people: all supply cases replay the same spells.
#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>

#include "sim/services/childcare/childcare.hpp"
#include "tests/support/lizhou.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {
constexpr int kUntil = 2030;
constexpr std::size_t kQuantified = 0, kTrend = 1, kTargeted = 2;

const RunInputs& inputs() {
  static const RunInputs in = run_inputs(kUntil);
  return in;
}
const ReplicateResult& lived() {
  static const ReplicateResult result = run_people(inputs(), 0);
  return result;
}
ReplicateResult replayed(double planning_population) {
  ReplicateResult r = lived();
  replay_services(inputs(), 0, planning_population, r);
  return r;
}
}  // namespace

TEST_CASE("a replay leaves demography, spells and the digest of events untouched", "[supply]") {
  const ReplicateResult after = replayed(640'000);
  const ReplicateResult& before = lived();
  CHECK(after.event_hash == before.event_hash);
  CHECK(after.events == before.events);
  REQUIRE(after.spells.size() == before.spells.size());
  for (std::size_t i = 0; i < before.spells.size(); ++i)
    REQUIRE((after.spells[i].when == before.spells[i].when && after.spells[i].person == before.spells[i].person &&
             after.spells[i].change == before.spells[i].change && after.spells[i].zone == before.spells[i].zone));
  REQUIRE(after.demography.size() == before.demography.size());
  for (std::size_t y = 0; y < before.demography.size(); ++y) {
    CHECK(after.demography[y].pyramid == before.demography[y].pyramid);
    for (std::size_t z = 0; z < before.demography[y].zones.size(); ++z)
      CHECK(std::memcmp(&after.demography[y].zones[z], &before.demography[y].zones[z], sizeof(MeasureRow)) == 0);
  }
}

TEST_CASE("supply cases face one demand: it does not depend on places", "[supply]") {
  const auto r = replayed(640'000);
  REQUIRE(r.childcare.size() == 3);
  for (std::size_t y = 0; y < r.childcare[0].size(); ++y)
    for (std::size_t z = 0; z < r.childcare[0][y].size(); ++z)
      for (const std::size_t supply : {kTrend, kTargeted}) {
        const ServiceYear &a = r.childcare[kQuantified][y][z], &b = r.childcare[supply][y][z];
        CHECK(a.demand == b.demand);
        CHECK(a.asked == b.asked);
        CHECK(a.required_capacity == b.required_capacity);
        CHECK(a.capacity_zero_unmet == b.capacity_zero_unmet);
      }
}

TEST_CASE("more places serve more and leave less unmet", "[supply]") {
  const auto r = replayed(640'000);
  for (std::size_t y = 0; y < r.childcare[0].size(); ++y) {
    const ServiceYear &quantified = r.childcare[kQuantified][y].back(), &targeted = r.childcare[kTargeted][y].back();
    INFO("year " << y);
    CHECK(targeted.capacity >= quantified.capacity);
    CHECK(targeted.use >= quantified.use - 1e-9);
    CHECK(targeted.unmet_share <= quantified.unmet_share + 1e-12);
  }
  CHECK(r.childcare[kQuantified][5].back().capacity == 1987);
  CHECK(r.childcare[kTargeted][5].back().capacity == 3200);
}

TEST_CASE("the planning population moves targeted places alone", "[supply]") {
  const auto a = replayed(640'000), b = replayed(700'000);
  for (std::size_t y = 0; y < a.childcare[0].size(); ++y)
    for (std::size_t z = 0; z < a.childcare[0][y].size(); ++z) {
      CHECK(a.childcare[kQuantified][y][z].capacity == b.childcare[kQuantified][y][z].capacity);
      CHECK(a.childcare[kQuantified][y][z].use == b.childcare[kQuantified][y][z].use);
    }
  CHECK(b.childcare[kTargeted][6].back().capacity == 3500);
}

TEST_CASE("demand in the tables is the time of the spells", "[supply]") {
  // Person-time of all spells by year, from the spells themselves.
  const auto r = replayed(640'000);
  std::vector<double> ticks(r.childcare[0].size());
  long under_way = 0;
  std::size_t next = 0;
  for (std::size_t y = 0; y < ticks.size(); ++y) {
    const int year = 2020 + static_cast<int>(y);
    Tick at = std::max(year_start(year), inputs().population->start);
    const Tick from = at;
    for (; next < r.spells.size() && r.spells[next].when < year_start(year + 1); ++next) {
      const DemandEvent& e = r.spells[next];
      ticks[y] += static_cast<double>(under_way) * (e.when - at);
      at = e.when;
      under_way += e.change == DemandChange::wish ? 1 : e.change == DemandChange::end ? -1 : 0;
    }
    ticks[y] += static_cast<double>(under_way) * (year_start(year + 1) - at);
    CHECK(r.childcare[kQuantified][y].back().demand == Approx(ticks[y] / (year_start(year + 1) - from)).epsilon(1e-9));
  }
}

TEST_CASE("demand depends on uptake and people do not", "[supply]") {
  const Scenario eager = baseline_with({"childcare_uptake_2025=0.2", "childcare_uptake_2030=0.25"});
  const RunInputs in = run_inputs(kUntil, eager);
  const auto other = run_people(in, 0);
  for (std::size_t y = 0; y < other.demography.size(); ++y)
    CHECK(other.demography[y].pyramid == lived().demography[y].pyramid);
  CHECK(other.spells.size() > lived().spells.size());
}
