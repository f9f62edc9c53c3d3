/// The scenarios of ageing, return and urbanisation: what they leave alone, person by person.
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/counterfactual/worlds.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

const Tick kAfterData = year_start(2021);  ///< the first day after the data date

/// The first time somebody who comes independent falls into dependency; kNever if not.
Tick onset(const Life& l) {
  if (l.states.front().second != Dependency::none || l.states.size() < 2) return kNever;
  return l.states[1].first;
}
bool is_ever_dependent(const Life& l) { return l.states.size() > 1 || l.states.front().second != Dependency::none; }

/// f(life in the baseline, life in the other world) of all who are in both.
template <class F>
void each_pair(const World& other, F f) {
  for (const Life& l : baseline().lives.all)
    if (const Life* twin = other.lives.find(l.id)) f(l, *twin);
}

void check_unchanged_before(const World& other, Tick first_day) {
  CHECK(difference(baseline().run.trace, other.run.trace, first_day) == "");
  CHECK(difference(baseline().run.result.demand, other.run.result.demand, first_day) == "");
  CHECK(baseline().run.result.event_hash != other.run.result.event_hash);
}

}  // namespace

TEST_CASE("until the data date faster ageing changes nothing, event by event", "[ageing]") {
  check_unchanged_before(world("ageing_fast"), kAfterData);
}

TEST_CASE("until the data date healthy ageing changes nothing, event by event", "[ageing]") {
  check_unchanged_before(world("ageing_healthy"), kAfterData);
}

TEST_CASE("with healthy ageing nobody's first onset comes earlier", "[ageing]") {
  // True where onset rises with age. The table's falls between the groups 55-59 and 60-64: who is 53 to 59 when the
  // delay begins, or on arrival, passes the higher rates of 56 once more, and is left out.
  long looked = 0, earlier = 0, later = 0, none = 0, left_out = 0;
  each_pair(world("ageing_healthy"), [&](const Life& a, const Life& b) {
    if (onset(a) == kNever && onset(b) == kNever) return;
    const Tick first = std::max(a.from, kAfterData);
    if (has_turned(53, a.birth, first) && !has_turned(60, a.birth, first)) {
      ++left_out;
      return;
    }
    ++looked;
    if (onset(b) < onset(a)) ++earlier;
    later += onset(b) != kNever && onset(b) > onset(a);
    none += onset(b) == kNever;
  });
  INFO(looked << " with an onset: " << later << " later, " << none << " not by 2035; " << left_out << " left out");
  CHECK(earlier == 0);
  CHECK(later > 10'000);
  CHECK(none > 3000);
  CHECK(looked > 2 * left_out);
}

TEST_CASE("healthy ageing leaves everybody alone who does not reach fifty", "[ageing]") {
  // But for children who move or leave with a mother or guardian past fifty, whose own death comes at another date.
  long looked = 0, wrong = 0;
  each_pair(world("ageing_healthy"), [&](const Life& a, const Life& b) {
    if (has_turned(kDependentFrom, a.birth, year_start(kUntil + 1))) return;
    const Life* keeper = baseline().lives.find(a.mother);
    if (keeper && has_turned(kDependentFrom, keeper->birth, year_start(kUntil + 1))) return;
    ++looked;
    wrong += !same(a, b);
  });
  CHECK(looked > 300'000);
  CHECK(wrong == 0);
}

TEST_CASE("healthy ageing moves no birth, no departure, no move and no arrival", "[ageing]") {
  // Whatever the date of death: who is there in both worlds does the same in both.
  long looked = 0, wrong = 0;
  each_pair(world("ageing_healthy"), [&](const Life& a, const Life& b) {
    ++looked;
    wrong += a.births != b.births || a.from != b.from || a.birth != b.birth || a.outside != b.outside;
    if (a.mother != 0) return;  // a guardian who lives on takes the child along
    if (a.exit == Exit::left && b.exit == Exit::left) wrong += a.to != b.to;
    const std::size_t moves = std::min(a.zones.size(), b.zones.size());
    wrong += !std::equal(a.zones.begin(), a.zones.begin() + static_cast<std::ptrdiff_t>(moves), b.zones.begin());
  });
  CHECK(baseline().lives.all.size() == world("ageing_healthy").lives.all.size());
  CHECK(looked > 800'000);
  CHECK(wrong == 0);
}

TEST_CASE("with faster ageing nobody dies earlier who is never dependent", "[ageing]") {
  long looked = 0, earlier = 0, later = 0, other = 0;
  each_pair(world("ageing_fast"), [&](const Life& a, const Life& b) {
    if (is_ever_dependent(a) || is_ever_dependent(b)) return;
    ++looked;
    if (b.exit == Exit::died && (a.exit != Exit::died || b.to < a.to)) ++earlier;
    if (a.exit == Exit::died && (b.exit != Exit::died || b.to > a.to)) ++later;
    other += !has_turned(60, a.birth, a.to) && !has_turned(60, b.birth, b.to) && (a.to != b.to || a.exit != b.exit);
  });
  INFO(looked << " never dependent: " << later << " die later, " << earlier << " earlier");
  CHECK(looked > 600'000);
  CHECK(earlier == 0);
  CHECK(later > 5000);
  CHECK(other < 60);  // below sixty nothing changes, but for children whose guardians live on
}

TEST_CASE("with faster ageing fewer die at sixty and over, by what was set", "[ageing]") {
  // 0.85 in 2035 and in line before: some 0.92 of the deaths of 2021-35 at given ages; those who live on die older.
  double before = 0, after = 0;
  for (int year = 2021; year <= kUntil; ++year) {
    const auto y = static_cast<std::size_t>(year - 2020);
    before += value_of(baseline().run.result.demography[y].zones.back(), Measure::deaths);
    after += value_of(world("ageing_fast").run.result.demography[y].zones.back(), Measure::deaths);
  }
  INFO(before << " deaths, " << after << " with faster ageing");
  CHECK(after / before > 0.90);
  CHECK(after / before < 0.97);
}

TEST_CASE("faster urbanisation acts from the start, and on zones alone", "[ageing]") {
  // Moves, and what hangs on the zone: wishes of children and for beds. Nobody is born, dies, leaves or comes
  // otherwise, and nobody's dependency changes.
  const World& fast = world("urbanisation_fast");
  long wrong = 0, moved = 0, sooner = 0, back = 0;
  each_pair(fast, [&](const Life& a, const Life& b) {
    wrong += a.birth != b.birth || a.from != b.from || a.to != b.to || a.exit != b.exit || a.births != b.births ||
             a.states != b.states || a.outside != b.outside || a.parity != b.parity;
    if (a.zones == b.zones || !has_turned(kMovesAlone, a.birth, a.from)) return;  // children follow their mothers
    ++moved;
    if (b.zones.size() > 1 && (a.zones.size() == 1 || b.zones[1].first < a.zones[1].first)) ++sooner;
    if (a.zones.size() > 1 && (b.zones.size() == 1 || b.zones[1].first > a.zones[1].first)) ++back;
  });
  CHECK(baseline().lives.all.size() == fast.lives.all.size());
  CHECK(wrong == 0);
  INFO(moved << " move otherwise, " << sooner << " sooner, " << back << " later or not");
  CHECK(sooner > 100);  // the rate is drawn from 0 to 2 % a year
  CHECK(back == 0);
}

TEST_CASE("faster urbanisation leaves everybody alone who lives in town from the start or comes to it", "[ageing]") {
  const World& fast = world("urbanisation_fast");
  long looked = 0, wrong = 0;
  each_pair(fast, [&](const Life& a, const Life& b) {
    if (!lizhou_pack().region.zones[static_cast<std::size_t>(a.zones.front().second)].urban) return;
    if (a.entry == Entry::born) return;  // a mother may have come to town before its birth
    ++looked;
    wrong += !same(a, b);
  });
  CHECK(looked > 400'000);
  CHECK(wrong == 0);
}

TEST_CASE("the return of workers acts from the start, and on who comes alone", "[ageing]") {
  // More come, and who comes on a date may be somebody else; residents of the base date and their children are
  // what they were.
  const World& back = world("return_of_workers");
  long looked = 0, wrong = 0;
  for (const Life& l : baseline().lives.all) {
    const Life* root = &l;
    while (root->entry == Entry::born) root = baseline().lives.find(root->mother);
    if (root->entry != Entry::resident) continue;
    ++looked;
    const Life* twin = back.lives.find(l.id);
    wrong += !twin || !same(l, *twin);
  }
  CHECK(looked > 650'000);
  CHECK(wrong == 0);
  const auto arrivals = [](const World& w) {
    double n = 0;
    for (const Life& l : w.lives.all) n += l.entry == Entry::arrived && l.mother == 0;
    return n;
  };
  INFO(arrivals(baseline()) << " came, " << arrivals(back) << " with the return of workers");
  CHECK(arrivals(back) > arrivals(baseline()));
}

TEST_CASE("pressure is what its four changes are together", "[ageing]") {
  // Births, moves in, moves to town and deaths at sixty and over each go the way that was set.
  const auto sum = [](const World& w, Measure m) {
    double n = 0;
    for (const DemographyYear& y : w.run.result.demography) n += value_of(y.zones.back(), m);
    return n;
  };
  const World& pressed = world("pressure");
  CHECK(sum(pressed, Measure::births) > 1.15 * sum(baseline(), Measure::births));
  CHECK(sum(pressed, Measure::arrivals) == Approx(1.5 * sum(baseline(), Measure::arrivals)).epsilon(0.03));
  CHECK(sum(pressed, Measure::moves_in) > 1.5 * sum(baseline(), Measure::moves_in));
  CHECK(value_of(pressed.run.result.demography.back().zones.back(), Measure::population_80plus) >
        1.02 * value_of(baseline().run.result.demography.back().zones.back(), Measure::population_80plus));
}
