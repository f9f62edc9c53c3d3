/// Wanzhou's students: a group that renews itself. Everything but its deaths is exact; deaths, some 20 a year, are
/// tested with everybody's.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <map>
#include <unordered_map>

#include "tests/statistical/wanzhou_run.hpp"
#include "tests/support/lives.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

/// A member of the group, from its first day in it to its last.
struct Member {
  Tick birth = 0, from = 0, to = 0;
  int zone = 0;
  Sex sex = female;
  Exit exit = Exit::none;
};

/// The group as the trace tells it: those of the start, and whoever arrives at the tick at which one of them leaves,
/// under the identity that follows from the other's.
struct Group {
  std::unordered_map<PersonId, Member> members;
  long childbirths = 0, moves = 0, left = 0, followed = 0;
  std::map<Event, long> others;

  explicit Group(const WanzhouRun& w) {
    const InitialPopulation& start = *w.in.population;
    const Draws draws(w.in.seed, 0);
    std::unordered_map<PersonId, PersonId> follows;
    for (Row r = 0; r < start.people.size(); ++r) {
      const Person& p = start.people[r];
      if (p.has(Person::kStudent))
        members[start.people.id(r)] = {p.birth, start.start, w.in.horizon, p.zone, p.sex(), Exit::none};
    }
    // Leavers first, for at one tick the trace goes by person.
    for (const TraceEvent& e : w.run.trace) {
      const auto it = members.find(e.person);
      if (it == members.end() || e.event != Event::leave) continue;
      it->second.exit = Exit::left, it->second.to = e.when;
      ++left;
      const PersonId id = mix64(e.person ^ 0x73747564656e74ULL, e.when);
      const auto past_birthday =
          static_cast<Tick>(static_cast<std::uint64_t>(draws.bits(id, Purpose::birthday)) * kTicksPerYear >> 32);
      members[id] = {e.when - kStudentFrom * kTicksPerYear - past_birthday,
                     e.when,
                     w.in.horizon,
                     it->second.zone,
                     it->second.sex,
                     Exit::none};
    }
    for (const TraceEvent& e : w.run.trace) {
      const auto it = members.find(e.person);
      if (it == members.end()) continue;
      Member& m = it->second;
      if (e.event == Event::childbirth) ++childbirths;
      if (e.event == Event::move) ++moves;
      if (e.event == Event::death) m.exit = Exit::died, m.to = e.when;
      if (e.event == Event::arrive) {
        REQUIRE((e.when == m.from && e.zone_to == m.zone && e.detail == kStudentFrom));
        ++followed;
      } else if (e.event != Event::leave) {
        ++others[e.event];
      }
    }
  }
};
const Group& group() {
  static const Group made(wanzhou_run());
  return made;
}

}  // namespace

TEST_CASE("as many residents are students as the place says, in town and evenly aged", "[students]") {
  const InitialPopulation& start = *wanzhou_run().in.population;
  std::map<int, long> students, in_town;
  for (Row r = 0; r < start.people.size(); ++r) {
    const Person& p = start.people[r];
    const int age = age_at(p.birth, start.start);
    const bool urban = wanzhou_pack().region.zones[p.zone].urban;
    in_town[age] += urban;
    if (!p.has(Person::kStudent)) continue;
    ++students[age];
    REQUIRE(urban);
    REQUIRE((age >= kStudentFrom && age < kStudentUntil));
  }
  const auto stated = static_cast<long>(wanzhou_pack().region.facts.at("college_students"));
  long all = 0;
  for (int age = kStudentFrom; age < kStudentUntil; ++age) {
    INFO("age " << age << ": " << students[age] << " students of " << in_town[age] << " in town");
    // Nobody else lives in town at an age that has fewer than its quarter.
    CHECK(students[age] == std::min(stated / (kStudentUntil - kStudentFrom), in_town[age]));
    all += students[age];
  }
  CHECK(all == start.students);
  CHECK(static_cast<double>(all) > 0.99 * static_cast<double>(stated));
}

TEST_CASE("students bear no child, do not move, and leave on 1 September alone", "[students]") {
  CHECK(group().childbirths == 0);
  CHECK(group().moves == 0);
  for (const auto& [event, n] : group().others) {
    INFO(n << " events of kind " << static_cast<int>(event));
    CHECK(event == Event::death);
  }
  long wrong = 0;
  for (const auto& [id, m] : group().members) {
    if (m.exit != Exit::left) continue;
    // The first after the 22nd birthday, to the tick.
    wrong += m.to != first_september_from(std::max(m.from + 1, m.birth + kStudentUntil * kTicksPerYear));
  }
  CHECK(wrong == 0);
  CHECK(group().left > 60'000);  // six autumns of a group that renews itself in four years
}

TEST_CASE("the students keep their number, less deaths, and their ages", "[students]") {
  const auto& w = wanzhou_run();
  CHECK(group().left == group().followed);
  for (const DemographyYear& year : w.run.result.demography) {
    const Tick end = year_start(year.year + 1);
    long here = 0, died = 0, too_young = 0, too_old = 0;
    std::vector<double> by_zone(w.in.region->zones.size());
    for (const auto& [id, m] : group().members) {
      died += m.exit == Exit::died && m.to < end;
      if (m.from >= end || (m.to < end && m.exit != Exit::none)) continue;
      ++here;
      ++by_zone[static_cast<std::size_t>(m.zone)];
      too_young += age_at(m.birth, end - 1) < kStudentFrom;
      too_old += age_at(m.birth, end - 1) > kStudentUntil;
    }
    INFO(year.year << ": " << here << " students");
    CHECK(here == w.in.population->students - died);
    CHECK(too_young + too_old == 0);
    for (std::size_t z = 0; z < by_zone.size(); ++z) CHECK(value_of(year.zones[z], Measure::students) == by_zone[z]);
    CHECK(value_of(year.zones.back(), Measure::students) == static_cast<double>(here));
  }
}

TEST_CASE("students die at the rates of their age", "[students]") {
  // Some 130 deaths: sees a rate wrong by 35 %, and a group whose dead are replaced or who never die.
  const auto& w = wanzhou_run();
  CellTest cells;
  for (const auto& [id, m] : group().members) {
    const auto& table = w.model.mortality.of(m.sex, Dependency::none).table();
    cells.expect("all", static_cast<double>(table.cumulative(m.birth, m.from, m.to)) / kCreditScale);
    if (m.exit == Exit::died) cells.observe("all");
  }
  cells.check("deaths of students");
}

TEST_CASE("beside the students as many arrive as expected, in each zone and year", "[students]") {
  const auto& w = wanzhou_run();
  CellTest cells;
  const auto name = [](int zone, int year) { return "zone " + std::to_string(zone) + " " + std::to_string(year); };
  for (const Window& m : monthly_windows(w.model.start, w.in.horizon))
    for (int zone = 0; zone < w.model.zones; ++zone)
      cells.expect(name(zone, m.month.year),
                   w.model.migration.expected_arrivals(zone, m.month.year) * years_in(m.end - m.start).value);
  for (const TraceEvent& e : w.run.trace)
    if (e.event == Event::arrive && e.detail >= kMovesAlone && !group().members.contains(e.person))
      cells.observe(name(e.zone_to, year_of(e.when)));
  cells.check("arrivals but for students");
}

TEST_CASE("moves in and out are reckoned from residents who are not students", "[students]") {
  const auto& w = wanzhou_run();
  const People& people = w.in.population->people;
  const National& nation = w.in.region->national;
  double settled = 0, shape = 0;  // persons from the age at which they move alone; their share of the schedule
  std::array<std::array<double, kOpenAge + 1>, 2> residents{};
  for (Row r = 0; r < people.size(); ++r) {
    const auto age = static_cast<std::size_t>(std::min(age_at(people[r].birth, w.model.start), kOpenAge));
    if (people[r].has(Person::kStudent) || age < kMovesAlone) continue;
    ++settled, shape += nation.migration_shape[people[r].sex()][age];
    ++residents[people[r].sex()][age];
  }
  const double gross = w.values["gross_out_rate"];
  double in = 0;
  for (const Sex sex : {female, male})
    for (std::size_t age = kMovesAlone; age <= kOpenAge; ++age) {
      const double out = gross * nation.migration_shape[sex][age] * settled / shape;
      CHECK(per_year(w.model.migration.out(sex).table().rate(static_cast<int>(age), w.model.start)).value ==
            Approx(out).margin(1e-9));
      const double net = w.values["migration_net_multiplier"] * w.in.region->net_migration[sex][age];
      in += residents[sex][age] * std::max(0.0, out + net);
    }
  double expected = 0;
  for (int zone = 0; zone < w.model.zones; ++zone) expected += w.model.migration.expected_arrivals(zone, 2020);
  CHECK(expected == Approx(in).epsilon(1e-9));
}
