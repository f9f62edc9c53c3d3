/// Two scenarios differ by the policy and not by luck.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "tests/counterfactual/worlds.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

const Tick kFirstDay = to_tick({2026, 1, 1});

const World& strong() { return world("three_child_strong"); }

/// The oldest linked ancestress whom a trace knows; the person itself if none.
PersonId root_of(const Lives& lives, const Life& l) {
  const Life* at = &l;
  while (at->mother != 0 && lives.find(at->mother)) at = lives.find(at->mother);
  return at->id;
}

}  // namespace

TEST_CASE("before its first day a policy changes nothing at all", "[policy]") {
  CHECK(baseline().run.trace.size() > 500'000);
  CHECK(difference(baseline().run.trace, strong().run.trace, kFirstDay) == "");
  CHECK(difference(baseline().run.result.demand, strong().run.result.demand, kFirstDay) == "");
  CHECK(baseline().run.result.event_hash != strong().run.result.event_hash);
}

TEST_CASE("a policy brings births of the orders that it names", "[policy]") {
  std::array<std::array<double, 4>, 2> births{};
  for (const bool policy : {false, true})
    for (const TraceEvent& e : (policy ? strong() : baseline()).run.trace)
      if (e.event == Event::childbirth && e.when >= kFirstDay)
        ++births[policy][static_cast<std::size_t>(std::min(e.detail, 3))];
  INFO("first " << births[0][1] << " -> " << births[1][1] << ", second " << births[0][2] << " -> " << births[1][2]
                << ", third " << births[0][3] << " -> " << births[1][3]);
  // Hazards x 2 and x 1.1; fewer births, for some come sooner or are had once.
  CHECK(births[1][3] / births[0][3] > 1.6);
  CHECK(births[1][3] / births[0][3] < 2.1);
  CHECK(births[1][2] / births[0][2] > 1.03);
  CHECK(births[1][2] / births[0][2] < 1.11);
  CHECK(births[1][1] / births[0][1] == Approx(1.0).margin(0.01));  // daughters of the policy alone
}

TEST_CASE("lineages without a second or third birth in either world are identical, event by event", "[policy]") {
  // Affected: every lineage in which somebody has another number or date of births.
  std::set<PersonId> affected;
  for (const auto* w : {&baseline(), &strong()}) {
    const Lives& other = w == &baseline() ? strong().lives : baseline().lives;
    for (const Life& l : w->lives.all) {
      const Life* twin = other.find(l.id);
      if (!twin || twin->births != l.births) affected.insert(root_of(w->lives, l));
    }
  }
  long same_lives = 0, wrong = 0, affected_lives = 0, not_by_order = 0;
  for (const Life& l : baseline().lives.all) {
    if (affected.contains(root_of(baseline().lives, l))) {
      ++affected_lives;
      continue;
    }
    const Life* twin = strong().lives.find(l.id);
    ++same_lives;
    wrong += !twin || !same(l, *twin);
  }
  // And an affected lineage has a woman who could have a second or third birth from 2026 on.
  std::map<PersonId, bool> exposed;
  for (const Life& l : strong().lives.all)
    if (l.sex == female && l.parity + static_cast<int>(l.births.size()) >= 1 && l.to > kFirstDay)
      exposed[root_of(strong().lives, l)] = true;
  for (const PersonId root : affected) not_by_order += !exposed.contains(root);
  INFO(affected_lives << " lives of " << affected.size() << " affected lineages, " << same_lives << " others");
  CHECK(wrong == 0);
  CHECK(not_by_order == 0);
  CHECK(affected.size() > 500);
  CHECK(same_lives > 500'000);
}

TEST_CASE("whoever exists in both worlds dies, moves, leaves and wishes on the same dates", "[policy]") {
  // Children move and leave with their mothers, who move and leave as before: nothing else may differ.
  long both = 0, wrong = 0, first_births_moved = 0;
  for (const Life& l : baseline().lives.all) {
    const Life* twin = strong().lives.find(l.id);
    if (!twin || twin->birth != l.birth) continue;  // a birth brought forward is the same child at another date
    ++both;
    wrong += !same_way(l, *twin);
    if (l.parity == 0 && !l.births.empty())
      first_births_moved += twin->births.empty() || twin->births[0] != l.births[0];
  }
  INFO(both << " persons in both");
  CHECK(both > 700'000);
  CHECK(wrong == 0);
  CHECK(first_births_moved == 0);
}

TEST_CASE("a more generous policy brings no woman fewer births", "[policy]") {
  // Holds only while moving and unions do not depend on children, as in this model: up to the day
  // she leaves, dies or the run ends, which is the same in both.
  long women = 0, more = 0, fewer = 0, later = 0;
  for (Row r = 0; r < baseline().in.population->people.size(); ++r) {
    const PersonId id = baseline().in.population->people.id(r);
    const Life &a = *baseline().lives.find(id), &b = *strong().lives.find(id);
    if (a.sex == male) continue;
    REQUIRE(a.to == b.to);
    ++women;
    more += b.births.size() > a.births.size();
    fewer += b.births.size() < a.births.size();
    for (std::size_t i = 0; i < std::min(a.births.size(), b.births.size()); ++i) later += b.births[i] > a.births[i];
  }
  INFO(more << " of " << women << " women have more");
  CHECK(more > 500);
  CHECK(fewer == 0);
  CHECK(later == 0);
}

TEST_CASE("a multiplier of exactly one changes no bit and no hash", "[policy]") {
  const Run plain = traced_run(run_inputs(2030));
  Scenario neutral = lizhou_pack().scenarios.at("baseline");
  FertilityPolicy policy;
  policy.id = "nothing";
  policy.order = 3;
  policy.multiplier = 1.0;
  policy.from = {2026, 1, 1};
  neutral.fertility_policies["nothing"] = policy;
  CHECK(hash_of(neutral) == lizhou_pack().scenarios.at("baseline").hash);
  const Scenario set =
      baseline_with({"birth_path_multiplier=1", "out_migration_multiplier=1.0", "in_migration_multiplier=1",
                     "mortality_multiplier=1", "mortality_60plus_by_2035=1", "dependency_delay_years=0",
                     "urbanisation_multiplier=1", "net_out_20_44_multiplier=1"});
  CHECK(set.hash == lizhou_pack().scenarios.at("baseline").hash);
  for (const Scenario& scenario : {neutral, set}) {
    const Run run = traced_run(run_inputs(2030, scenario));
    CHECK(difference(run.trace, plain.trace) == "");
    CHECK(difference(run.result, plain.result) == "");
  }
}

TEST_CASE("and no multiplier near one is taken for one", "[policy]") {
  // Each of the neutral parameters acts: a little of it moves somebody.
  const Run plain = traced_run(run_inputs(2024));
  for (const char* setting : {"mortality_60plus_by_2035=0.99", "dependency_delay_years=0.05",
                              "urbanisation_multiplier=1.02", "net_out_20_44_multiplier=0.9"}) {
    INFO(setting);
    CHECK(difference(traced_run(run_inputs(2024, baseline_with({setting}))).trace, plain.trace) != "");
  }
}

TEST_CASE("lower births leave everybody who exists in both with the same death and ways", "[policy]") {
  const World& low = world("births_low");
  long both = 0, wrong = 0, more_births = 0;
  for (const Life& l : baseline().lives.all) {
    const Life* twin = low.lives.find(l.id);
    if (!twin || twin->birth != l.birth) continue;
    ++both;
    wrong += !same_way(l, *twin);
    more_births += twin->births.size() > l.births.size();
  }
  CHECK(both > 650'000);
  CHECK(wrong == 0);
  CHECK(more_births == 0);
  CHECK(low.run.result.demography[10].zones.back()[static_cast<std::size_t>(Measure::births)] <
        0.85 * baseline().run.result.demography[10].zones.back()[static_cast<std::size_t>(Measure::births)]);
}

TEST_CASE("more moves out change no birth interval and no death of those who stay", "[policy]") {
  const World& out = world("out_migration");
  long stayed = 0, wrong = 0, sooner = 0, later = 0;
  for (Row r = 0; r < baseline().in.population->people.size(); ++r) {
    const PersonId id = baseline().in.population->people.id(r);
    const Life &a = *baseline().lives.find(id), &b = *out.lives.find(id);
    if (a.exit != Exit::left && b.exit != Exit::left) ++stayed, wrong += !same(a, b);
    if (a.exit == Exit::left) (b.to < a.to ? sooner : later) += b.to != a.to;
  }
  CHECK(stayed > 300'000);
  CHECK(wrong == 0);
  CHECK(sooner > 10'000);
  CHECK(later == 0);  // nobody leaves later than before
}
