/// Every older person's wish for a bed, against the rule told again: open exactly while state, family and means ask
/// for it, and for the kind that the state needs.
#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "tests/property/lived.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

constexpr std::uint32_t kReplicate = 3;

/// What a person seeks at a moment: 1 + the service, 0 nothing.
int sought(const Life& l, Tick now) {
  static const Draws draws(lived().in.seed, kReplicate);
  static const ParameterValues values = lived().values;
  const Dependency state = l.dependency(now);
  const int service = 1 + static_cast<int>(state == Dependency::severe ? Service::nursing_bed : Service::care_bed);
  if (draws.uniform(l.id, Purpose::entitled) < values["entitled_share_60plus"]) return service;
  int children = l.parity;
  for (const Tick birth : l.births) children += birth <= now;
  const bool near = draws.uniform(l.id, Purpose::kin_near) < 1 - std::pow(1 - values["kin_near_probability"], children);
  double chance = lived().model.care.propensity(state);
  if (near) chance *= values["kin_near_effect"];
  if (!lizhou_pack().region.zones[static_cast<std::size_t>(l.zone(now))].urban) chance *= values["rural_means"];
  return draws.uniform(l.id, Purpose::care_wish) < chance ? service : 0;
}

}  // namespace

TEST_CASE("a bed is wished exactly while state, family and means ask for it, person by person", "[care_wish]") {
  long looked = 0, wrong = 0, wishing = 0;
  for (const Life& l : lived().lives.all) {
    if (!has_turned(kCareFrom, l.birth, l.to)) continue;
    const Tick first = std::max<Tick>(l.from, l.birth + kCareFrom * kTicksPerYear);
    std::vector<Tick> dates{first};
    for (const auto& [when, state] : l.states) dates.push_back(when);
    for (const auto& [when, zone] : l.zones) dates.push_back(when);
    for (const Tick when : dates) {
      if (when < first || when >= l.to) continue;
      ++looked;
      const int now = l.wishes_bed(when);
      wrong += now != sought(l, when);
      wishing += now != 0;
    }
    // And at no other date does a wish begin or end.
    for (const auto& [when, what] : l.care) {
      const bool ends_here = when == l.to && l.exit != Exit::none && what == 0;
      wrong += !ends_here && std::find(dates.begin(), dates.end(), when) == dates.end();
      wrong += when < first;
    }
  }
  INFO(looked << " moments, " << wishing << " with a wish");
  CHECK(wrong == 0);
  CHECK(looked > 150'000);
  CHECK(wishing > 3000);
}

TEST_CASE("a spell of a bed is of one kind, ends once and for its own reason", "[care_wish]") {
  struct Spell {
    Tick since = kNever;
    int zone = -1;
  };
  std::map<std::pair<PersonId, Service>, Spell> open;
  std::map<EndReason, long> ends;
  for (const DemandEvent& e : lived().run.result.demand.spells) {
    if (e.service == Service::childcare) continue;
    REQUIRE((e.service == Service::care_bed || e.service == Service::nursing_bed));
    const Life* l = lived().lives.find(e.person);
    REQUIRE(l);
    REQUIRE(has_turned(kCareFrom, l->birth, e.when));
    Spell& s = open[{e.person, e.service}];
    if (e.change == DemandChange::wish) {
      REQUIRE(s.since == kNever);
      s = {e.since, e.zone};
      REQUIRE(e.zone == l->zone(e.when));
      continue;
    }
    REQUIRE(s.since != kNever);
    if (e.change == DemandChange::move) {
      s.zone = e.zone;
      continue;
    }
    REQUIRE(s.zone == e.zone);
    ++ends[e.reason];
    if (e.reason == EndReason::died || e.reason == EndReason::left) REQUIRE(e.when == l->to);
    if (e.reason == EndReason::died) REQUIRE(l->exit == Exit::died);
    if (e.reason == EndReason::left) REQUIRE(l->exit == Exit::left);
    s.since = kNever;
  }
  CHECK(ends[EndReason::died] > 500);
  CHECK(ends[EndReason::left] > 10);
  CHECK(ends[EndReason::changed] > 200);
  CHECK(ends[EndReason::grown] + ends[EndReason::none] == 0);
  for (const auto& [key, s] : open) {
    const Life* l = lived().lives.find(key.first);
    REQUIRE((s.since == kNever || l->exit == Exit::none));
  }
}
