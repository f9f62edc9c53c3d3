#include "sim/engine/shard.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <tuple>

#include "tests/support/lizhou.hpp"

using namespace gongxu;

namespace {

const Tick kStart = to_tick({2020, 11, 1}), kHorizon = year_start(2023);
const Tick kMonth = to_tick({2021, 3, 1});  // hazards begin here
const Draws kDraws(1, 0);

/// No hazard until kMonth, the highest there is afterwards: who has hardly any credit goes at its first tick.
ScreenedHazard sudden(int first_age) {
  HazardTable table(first_age, 101 - first_age, true);
  table.add_segment(year_start(2020), std::vector<PerYear>(static_cast<std::size_t>(101 - first_age), PerYear{0}));
  table.add_segment(kMonth, std::vector<PerYear>(static_cast<std::size_t>(101 - first_age), kMaxRate));
  return ScreenedHazard(std::move(table), kStart, kHorizon);
}

/// Two zones; everybody moves to the other and dies; no births, arrivals or wishes.
Model two_zones() {
  Model m;
  m.start = kStart, m.horizon = kHorizon, m.zones = 2;
  m.zone_ranks = {1, 2};
  for (auto& of_sex : m.mortality.by_sex_state) of_sex.fill(sudden(0));
  m.urbanisation.by_zone_sex = {{sudden(kMovesAlone), sudden(kMovesAlone)}, {sudden(kMovesAlone), sudden(kMovesAlone)}};
  m.urbanisation.destinations = {{{1, 1.0}}, {{0, 1.0}}};
  return m;
}

/// An identity whose credit of a purpose is spent in one tick of the highest hazard and whose other one
/// of death or move is not.
PersonId sudden_id(Purpose now, Purpose not_yet, PersonId from) {
  const Credit tick = to_rate(kMaxRate);
  for (PersonId id = from;; ++id)
    if (exponential_credit(kDraws.bits(id, now)) <= tick && exponential_credit(kDraws.bits(id, not_yet)) > 1000 * tick)
      return id;
}

Person resident(Tick birth) {
  Person p;
  p.birth = birth;
  p.flags = Person::kResident;
  return p;
}

/// Lives of a mother and her child of five whose move and death fall on one tick.
std::vector<TraceEvent> lived(PersonId mother_id, PersonId child_id, bool child_first) {
  People people;
  const Person mother = resident(to_tick({1990, 1, 1})), child = resident(to_tick({2015, 6, 1}));
  Row m = 0, c = 0;
  if (child_first) {
    c = people.add(child, child_id);
    m = people.add(mother, mother_id);
  } else {
    m = people.add(mother, mother_id);
    c = people.add(child, child_id);
  }
  people.link(c, m);
  const Model model = two_zones();
  Shard shard(std::move(people), model, kDraws, 0, 1);
  std::vector<TraceEvent> trace;
  shard.trace_to(&trace);
  shard.schedule_residents([](Row) { return kNever; });
  for (const Window& w : monthly_windows(kStart, to_tick({2021, 4, 1}))) shard.advance(w);
  std::erase_if(trace, [](const TraceEvent& e) { return e.when != kMonth + 1; });
  return trace;
}

bool same(const TraceEvent& a, const TraceEvent& b) {
  return std::tie(a.when, a.person, a.event, a.zone_from, a.zone_to, a.detail) ==
         std::tie(b.when, b.person, b.event, b.zone_from, b.zone_to, b.detail);
}

}  // namespace

TEST_CASE("of two events at one tick that of the lower identity comes first, wherever the rows stand", "[shard]") {
  const PersonId low = sudden_id(Purpose::death, Purpose::move, 1);
  const PersonId mother = sudden_id(Purpose::move, Purpose::death, low + 1);
  const PersonId high = sudden_id(Purpose::death, Purpose::move, mother + 1);
  for (const bool child_first : {false, true}) {
    // The child's identity is lower: it dies at home, and the mother moves alone.
    const auto before = lived(mother, low, child_first);
    REQUIRE(before.size() == 2);
    CHECK(same(before[0], {kMonth + 1, low, Event::death, 0, -1, 5}));
    CHECK(same(before[1], {kMonth + 1, mother, Event::move, 0, 1, 0}));
    // It is higher: the child moves with the mother and dies in the other zone.
    const auto after = lived(mother, high, child_first);
    REQUIRE(after.size() == 3);
    CHECK(same(after[0], {kMonth + 1, mother, Event::move, 0, 1, 0}));
    CHECK(same(after[1], {kMonth + 1, high, Event::move, 0, 1, 0}));
    CHECK(same(after[2], {kMonth + 1, high, Event::death, 1, -1, 5}));
  }
}

TEST_CASE("nothing happens before the first hazard, everybody moves and dies under the highest", "[shard]") {
  const Model model = two_zones();
  People people;
  for (PersonId id = 1; id <= 2000; ++id)
    people.add(resident(to_tick({1950 + static_cast<int>(id % 60), 1, 1})), mix64(id));
  Shard shard(std::move(people), model, kDraws, 0, 1);
  std::vector<TraceEvent> trace;
  shard.trace_to(&trace);
  shard.schedule_residents([](Row) { return kNever; });
  for (const Window& w : monthly_windows(kStart, kHorizon)) shard.advance(w);
  long deaths = 0, moves = 0;
  for (const TraceEvent& e : trace) {
    REQUIRE(e.when > kMonth);
    deaths += e.event == Event::death;
    moves += e.event == Event::move;
  }
  CHECK(deaths == 2000);
  // Moves between deaths at equal rates: one a life on average, geometric, SE sqrt(2 / n) = 3 %.
  CHECK(std::fabs(static_cast<double>(moves) / 2000 - 1) < 4 * std::sqrt(2.0 / 2000));
  CHECK(static_cast<long>(shard.events()) == deaths + moves);
}

TEST_CASE("a student leaves on the first of September after 22 years, and another of 18 takes the place", "[shard]") {
  Model model;
  model.start = kStart, model.horizon = year_start(2031), model.zones = 2;
  model.zone_ranks = {1, 2};
  model.students = true;
  model.urbanisation.by_zone_sex.resize(2);
  People people;
  for (PersonId id = 1; id <= 300; ++id) {
    Person p = resident(kStart - (18 + static_cast<Tick>(id % 4)) * kTicksPerYear - static_cast<Tick>(id) * 70'000);
    p.set(Person::kStudent, true);
    p.set(Person::kMale, id % 3 == 0);
    p.set(Person::kOutsideRegistered, id % 2 == 0);
    p.zone = id % 5 == 0;
    people.add(p, mix64(id));
  }
  const People before = people;
  Shard shard(people, model, kDraws, 0, 1);
  std::vector<TraceEvent> trace;
  shard.trace_to(&trace);
  shard.schedule_residents([](Row) { return kNever; });
  std::map<PersonId, Tick> left;
  for (const Window& w : monthly_windows(kStart, model.horizon)) shard.advance(w);
  std::map<Tick, int> leaving, arriving;
  for (const TraceEvent& e : trace) {
    REQUIRE((e.event == Event::leave || e.event == Event::arrive));
    ++(e.event == Event::leave ? leaving : arriving)[e.when];
    if (e.event == Event::leave) left[e.person] = e.when;
  }
  CHECK(leaving == arriving);
  for (const auto& [when, n] : leaving) {
    CHECK(to_date(day_of(when)).month == 9);
    CHECK(to_date(day_of(when)).day == 1);
    CHECK((when & (kTicksPerDay - 1)) == 0);
  }
  for (Row r = 0; r < before.size(); ++r) {
    const Tick when = left.at(before.id(r));
    REQUIRE(has_turned(22, before[r].birth, when));
    REQUIRE_FALSE(has_turned(22, before[r].birth, to_tick({year_of(when) - 1, 9, 1})));
  }
  // The group is the same at the end: by zone, sex and registration, all students of 18 to 22.
  std::map<std::tuple<int, int, bool>, int> first, last;
  for (Row r = 0; r < before.size(); ++r)
    ++first[{before[r].zone, before[r].sex(), before[r].has(Person::kOutsideRegistered)}];
  for (Row r = 0; r < shard.people().size(); ++r) {
    const Person& p = shard.people()[r];
    if (!p.has(Person::kResident)) continue;
    REQUIRE(p.has(Person::kStudent));
    REQUIRE(age_at(p.birth, model.horizon) >= 18);
    REQUIRE(age_at(p.birth, model.horizon) <= 22);
    ++last[{p.zone, p.sex(), p.has(Person::kOutsideRegistered)}];
  }
  CHECK(first == last);
  CHECK(shard.tally().students(0) + shard.tally().students(1) == 300);
}

TEST_CASE("who is sixty demands the bed of the state as long as it is sought, and of no other", "[shard]") {
  // Four thousand people of fifty and over under all of Lizhou's hazards.
  RunInputs in = test::run_inputs(2030);
  auto values = test::centre_values();
  values.value["institutional_share_of_severe"] = 0.9;  // so that most who are dependent seek a bed
  values.value["institution_residents_60plus"] = 0.2;
  values.value["severe_prevalence_60plus"] = 0.05;
  const Model model =
      compile_model(*in.region, *in.plan, *in.scenario, values, *in.population, *in.tabulated, in.horizon);
  People people;
  for (int i = 0; i < 4'000; ++i) {
    Person p = resident(kStart - static_cast<Tick>(i) * (40 * (kTicksPerYear / 4'000)) - 50 * kTicksPerYear);
    p.set(Person::kMale, i % 2 == 0);
    p.zone = static_cast<std::uint8_t>(i % 3);
    p.parity = static_cast<unsigned>(i / 3 % 4) & 31U;
    people.add(p, mix64(static_cast<std::uint64_t>(i)));
  }
  Shard shard(people, model, kDraws, 0, 1);
  shard.schedule_residents([](Row) { return kNever; });
  std::map<PersonId, Service> open;
  long wishes = 0, changed = 0, moves = 0;
  for (const Window& w : monthly_windows(kStart, in.horizon)) {
    shard.advance(w);
    for (const DemandEvent& e : shard.demand()) {
      REQUIRE((e.service == Service::care_bed || e.service == Service::nursing_bed));
      if (e.change == DemandChange::wish) {
        REQUIRE(open.emplace(e.person, e.service).second);
        ++wishes;
        continue;
      }
      REQUIRE(open.at(e.person) == e.service);
      if (e.change == DemandChange::move) {
        ++moves;
        continue;
      }
      changed += e.reason == EndReason::changed;
      open.erase(e.person);
    }
    shard.demand().clear();
  }
  CHECK(wishes > 500);
  CHECK(changed > 100);
  for (Row r = 0; r < shard.people().size(); ++r) {
    const Person& p = shard.people()[r];
    const PersonId id = shard.people().id(r);
    const bool here = p.has(Person::kResident) && has_turned(kCareFrom, p.birth, in.horizon - 1);
    const bool seeks = here && model.care.seeks(p, kDraws.block(id, Purpose::care_wish));
    REQUIRE(open.contains(id) == seeks);
    REQUIRE(p.has(Person::kWishes) == seeks);
    if (seeks) REQUIRE(open.at(id) == SeekingCare::service_of(p.dependency()));
    if (!has_turned(kDependentFrom, p.birth, in.horizon - 1)) REQUIRE(p.dependency() == Dependency::none);
  }
}
