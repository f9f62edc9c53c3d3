/// Paths of mortality and of net migration: a factor of one changes nothing, another nothing before its first year.
#include <algorithm>
#include <catch2/catch.hpp>
#include <iterator>

#include "tests/counterfactual/worlds.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

const Tick kFirstDay = year_start(2021);  ///< of the year after the base

/// Both paths fixed: the value holds in every year after the base.
Scenario fixed_at(const std::string& mortality, const std::string& migration) {
  return baseline_with({"mortality_path=" + mortality, "migration_path=" + migration});
}
const World& level() {
  static const World made(fixed_at("1", "1"));
  return made;
}
/// The level scenario with paths that are drawn, from laws without any spread.
Scenario drawn_without_spread() {
  Scenario scenario = lizhou_pack().scenarios.at("baseline");
  for (const char* id : {"mortality_path", "migration_path"}) {
    Parameter& p = scenario.parameters.at(id);
    p.low = p.high = 1;
  }
  return scenario;
}

}  // namespace

TEST_CASE("paths of ones change no bit, whether fixed or drawn", "[paths]") {
  const Run drawn = traced_run(run_inputs(kUntil, drawn_without_spread()));
  CHECK(difference(drawn.trace, level().run.trace) == "");
  CHECK(difference(drawn.result, level().run.result) == "");
}

namespace {
/// What happens before the first day.
std::vector<TraceEvent> before_first_day(const Run& run) {
  std::vector<TraceEvent> out;
  std::copy_if(run.trace.begin(), run.trace.end(), std::back_inserter(out),
               [](const TraceEvent& e) { return e.when < kFirstDay; });
  return out;
}
}  // namespace

TEST_CASE("until the base year's end a path changes nothing, event by event", "[paths]") {
  // But that what is left of a death's credit at a second change of dependency is told from its date, which later
  // years' rates round to another tick (docs/decisions/0010).
  constexpr Tick kFewTicks = 10;
  const auto expected = before_first_day(level().run);
  for (const Scenario& scenario :
       {fixed_at("0.9", "1"), fixed_at("1", "1.3"), lizhou_pack().scenarios.at("baseline")}) {
    const Run moved = traced_run(run_inputs(2024, scenario));
    const auto events = before_first_day(moved);
    REQUIRE(events.size() == expected.size());
    long rounded = 0;
    for (std::size_t i = 0; i < events.size(); ++i) {
      const TraceEvent &a = events[i], &b = expected[i];
      INFO("event " << i << ": " << a.when << " and " << b.when << ", " << static_cast<int>(b.event));
      REQUIRE((a.person == b.person && a.event == b.event && a.zone_from == b.zone_from && a.zone_to == b.zone_to &&
               a.detail == b.detail));
      if (a.when == b.when) continue;
      ++rounded;
      REQUIRE((a.event == Event::death || a.event == Event::ask));  // a wish for a bed ends with its person
      CHECK(std::max(a.when, b.when) - std::min(a.when, b.when) <= kFewTicks);
    }
    INFO(rounded << " events rounded otherwise");
    CHECK(rounded <= 4);
    CHECK(difference(moved.trace, level().run.trace, year_start(2022)) != "");
  }
}

TEST_CASE("a tenth more deaths at every age are a tenth more deaths by the law, and move nothing else", "[paths]") {
  // At given ages the deaths of 2021 are 1.1 times; later fewer are left of the oldest. Credits are the same, so the
  // ratio has no chance of its own but that of who falls between the two dates: sqrt(450) of 4,500 deaths, 0.5 %.
  const World more(fixed_at("1.1", "1"));
  const auto deaths = [](const World& w, int year) {
    return value_of(w.run.result.demography[static_cast<std::size_t>(year - 2020)].zones.back(), Measure::deaths);
  };
  INFO(deaths(level(), 2021) << " deaths of 2021, " << deaths(more, 2021) << " with a tenth more");
  CHECK(deaths(more, 2021) / deaths(level(), 2021) > 1.1 * (1 - 0.005 * 4));
  CHECK(deaths(more, 2021) / deaths(level(), 2021) < 1.1 * (1 + 0.005 * 4));
  long looked = 0, later = 0, other = 0;
  for (const Life& a : level().lives.all) {
    const Life* b = more.lives.find(a.id);
    if (!b || a.states.size() > 1 || b->states.size() > 1 || a.mother != 0) continue;
    ++looked;
    later += a.exit == Exit::died && (b->exit != Exit::died || b->to > a.to);
    other += a.exit == Exit::left && b->exit == Exit::left && a.to != b->to;
  }
  CHECK(looked > 400'000);
  CHECK(later == 0);  // a death comes earlier, if it moves at all
  CHECK(other == 0);
}

TEST_CASE("more net migration moves no death and no change of dependency of residents who stay", "[paths]") {
  // Who arrives is another matter: the ages among whom an arrival is drawn are others.
  const World more(fixed_at("1", "1.3"));
  long looked = 0, wrong = 0;
  for (const Life& a : level().lives.all) {
    const Life* b = more.lives.find(a.id);
    if (a.entry != Entry::resident || a.student || a.mother != 0) continue;
    REQUIRE(b);
    if (a.exit == Exit::left || b->exit == Exit::left) continue;
    ++looked;
    wrong += a.to != b->to || a.states != b->states;
  }
  CHECK(looked > 300'000);
  CHECK(wrong == 0);
  CHECK(more.lives.all.size() != level().lives.all.size());
}
