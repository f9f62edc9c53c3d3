/// What must hold in every run: nobody is lost, tables agree with events, spells with people.
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>

#include "tests/property/lived.hpp"

using namespace gongxu;
using namespace gongxu::test;

TEST_CASE("population is that of the year before plus births and arrivals less deaths and departures, in each zone",
          "[conservation]") {
  const auto& years = lived().run.result.demography;
  REQUIRE(years.size() == 11);
  const std::size_t zones = years[0].zones.size();
  for (std::size_t z = 0; z < zones; ++z) {
    double before = z + 1 < zones ? static_cast<double>(lizhou_pack().region.zones[z].population)
                                  : static_cast<double>(lizhou_pack().region.total_population());
    for (const DemographyYear& year : years) {
      const auto at = [&](Measure m) { return value_of(year.zones[z], m); };
      INFO("zone " << z << " in " << year.year);
      CHECK(at(Measure::population) == before + at(Measure::births) - at(Measure::deaths) + at(Measure::arrivals) -
                                           at(Measure::departures) + at(Measure::moves_in) - at(Measure::moves_out));
      CHECK(at(Measure::births) ==
            at(Measure::births_order_1) + at(Measure::births_order_2) + at(Measure::births_order_3plus));
      before = at(Measure::population);
    }
  }
}

TEST_CASE("yearly tables count the events of the trace", "[conservation]") {
  std::map<std::pair<int, int>, std::map<Measure, double>> counted;  // by year and zone
  const int all = static_cast<int>(lizhou_pack().region.zones.size());
  const auto count = [&](Tick when, int zone, Measure m) {
    ++counted[{year_of(when), zone}][m];
    ++counted[{year_of(when), all}][m];
  };
  for (const TraceEvent& e : lived().run.trace) switch (e.event) {
      case Event::death:
        count(e.when, e.zone_from, Measure::deaths);
        break;
      case Event::childbirth:
        count(e.when, e.zone_from,
              e.detail == 1   ? Measure::births_order_1
              : e.detail == 2 ? Measure::births_order_2
                              : Measure::births_order_3plus);
        count(e.when, e.zone_from, Measure::births);
        break;
      case Event::move:
        count(e.when, e.zone_from, Measure::moves_out);
        count(e.when, e.zone_to, Measure::moves_in);
        break;
      case Event::leave:
        count(e.when, e.zone_from, Measure::departures);
        break;
      case Event::arrive:
        count(e.when, e.zone_to, Measure::arrivals);
        break;
      default:
        break;
    }
  for (const DemographyYear& year : lived().run.result.demography)
    for (int z = 0; z <= all; ++z)
      for (const Measure m :
           {Measure::births, Measure::births_order_1, Measure::births_order_2, Measure::births_order_3plus,
            Measure::deaths, Measure::arrivals, Measure::departures, Measure::moves_in, Measure::moves_out}) {
        INFO(info(m).name << " of zone " << z << " in " << year.year);
        CHECK(value_of(year.zones[static_cast<std::size_t>(z)], m) == counted[{year.year, z}][m]);
      }
}

TEST_CASE("31 December's pyramid counts the people who are there, by age, sex and zone", "[conservation]") {
  for (const DemographyYear& year : lived().run.result.demography) {
    if (year.year != 2020 && year.year != 2026 && year.year != 2030) continue;
    auto expected = year.pyramid;
    for (auto& zone : expected)
      for (auto& ages : zone) ages.fill(0);
    const Tick end = year_start(year.year + 1);  // ages on the calendar: to the month of birth
    for (const Life& l : lived().lives.all) {
      if (l.from >= end || (l.to < end && l.exit != Exit::none)) continue;
      const Date born = to_date(day_of(l.birth));
      const auto age =
          static_cast<std::size_t>(std::min(((year.year + 1 - born.year) * 12 - born.month) / 12, kPyramidAges - 1));
      int zone = 0;
      for (const auto& [since, where] : l.zones)
        if (since < end) zone = where;
      ++expected[static_cast<std::size_t>(zone)][l.sex][age];
      ++expected.back()[l.sex][age];
    }
    INFO(year.year);
    CHECK(expected == year.pyramid);
  }
}

TEST_CASE("registered people change by births and deaths alone, and the absent by who leaves and returns",
          "[conservation]") {
  // From lives and their registration: newborns are registered where their mothers are.
  const auto& years = lived().run.result.demography;
  const std::size_t zones = lizhou_pack().region.zones.size();
  double absent = lizhou_pack().region.facts.at("absent_registered") * lived().values["absent_registered_factor"];
  double registered = 0;
  for (const DemographyYear& year : years) {
    const Tick from = year_start(year.year), end = year_start(year.year + 1);
    const auto within = [&](Tick t) { return t >= from && t < end; };
    std::vector<double> outside(zones);
    double births = 0, deaths = 0;
    for (const Life& l : lived().lives.all) {
      if (l.outside && l.here(end - 1)) ++outside[static_cast<std::size_t>(l.zone(end - 1))];
      if (l.outside) continue;
      births += l.entry == Entry::born && within(l.from);
      deaths += l.exit == Exit::died && within(l.to);
      absent += (l.exit == Exit::left && within(l.to)) - (l.entry == Entry::arrived && within(l.from));
    }
    INFO(year.year);
    const auto at = [&](Measure m) { return value_of(year.zones.back(), m); };
    for (std::size_t z = 0; z < zones; ++z)
      CHECK(value_of(year.zones[z], Measure::population_outside_registered) == outside[z]);
    CHECK(at(Measure::registered_absent) == Approx(absent).epsilon(1e-12));
    CHECK(at(Measure::population_registered) ==
          Approx(at(Measure::population) - at(Measure::population_outside_registered) + absent).epsilon(1e-12));
    if (year.year > years[0].year)
      CHECK(at(Measure::population_registered) == Approx(registered + births - deaths).epsilon(1e-12));
    registered = at(Measure::population_registered);
  }
}

TEST_CASE("the dependent of the tables are those of sixty and over who are so on 31 December", "[conservation]") {
  for (const DemographyYear& year : lived().run.result.demography) {
    const Tick end = year_start(year.year + 1);
    std::array<std::vector<double>, kDependencies> counted;
    for (auto& by_zone : counted) by_zone.assign(year.zones.size(), 0);
    for (const Life& l : lived().lives.all) {
      if (!l.here(end - 1)) continue;
      const Date born = to_date(day_of(l.birth));
      if ((year.year + 1 - born.year) * 12 - born.month < 60 * 12) continue;  // to the month, as the pyramid
      auto& by_zone = counted[static_cast<std::size_t>(l.dependency(end - 1))];
      ++by_zone[static_cast<std::size_t>(l.zone(end - 1))], ++by_zone.back();
    }
    for (std::size_t z = 0; z < year.zones.size(); ++z) {
      INFO("zone " << z << " in " << year.year);
      const double mild = value_of(year.zones[z], Measure::dependent_mild);
      const double severe = value_of(year.zones[z], Measure::dependent_severe);
      CHECK(mild == counted[1][z]);
      CHECK(severe == counted[2][z]);
      CHECK(mild + severe <= value_of(year.zones[z], Measure::population_60plus));
      CHECK(counted[0][z] + mild + severe == value_of(year.zones[z], Measure::population_60plus));
    }
  }
}

TEST_CASE("a child's wish begins once, of a child who is there, and ends when it grows out, dies or leaves",
          "[conservation]") {
  // From the spells that services replay, apart from the trace.
  struct Spell {
    Tick wish = kNever, end = kNever;
    EndReason reason = EndReason::none;
    int zone = -1;
  };
  std::map<PersonId, Spell> spells;
  for (const DemandEvent& e : lived().run.result.demand.spells) {
    if (e.service != Service::childcare) continue;
    Spell& s = spells[e.person];
    if (e.change == DemandChange::wish) {
      REQUIRE(s.wish == kNever);
      REQUIRE(e.since <= e.when);
      s.wish = e.when;
    } else {
      REQUIRE(s.wish != kNever);
      REQUIRE(s.end == kNever);
      if (e.change == DemandChange::end) s.end = e.when, s.reason = e.reason;
    }
    s.zone = e.zone;
  }
  long left = 0, died = 0, grown = 0;
  for (const auto& [person, s] : spells) {
    const Life* l = lived().lives.find(person);
    REQUIRE(l);
    const Tick until = SeekingChildcare::until(l->birth);
    REQUIRE((s.wish >= l->from && s.wish < std::min(until, l->to)));
    REQUIRE(s.zone == l->zone(s.end == kNever ? kNever : s.end - 1));
    if (std::min(until, l->to) >= lived().in.horizon) {
      REQUIRE(s.end == kNever);
      continue;
    }
    REQUIRE(s.end == std::min(until, l->to));
    REQUIRE(s.reason == (until < l->to ? EndReason::grown : l->exit == Exit::left ? EndReason::left : EndReason::died));
    (s.reason == EndReason::left ? left : s.reason == EndReason::died ? died : grown)++;
  }
  CHECK(grown > 3000);
  CHECK(left + died > 100);
}

TEST_CASE("the trace tells every event once, in the order of tick, person and purpose", "[conservation]") {
  const auto& trace = lived().run.trace;
  for (std::size_t i = 1; i < trace.size(); ++i)
    REQUIRE(std::tie(trace[i - 1].when, trace[i - 1].person, trace[i - 1].event) <=
            std::tie(trace[i].when, trace[i].person, trace[i].event));
  CHECK(trace.size() == lived().run.result.events);
}

TEST_CASE("at one tick events go by person, so that no place in a table decides", "[conservation]") {
  // Spells are handed to the services in the order (tick, older wish, person).
  const auto& spells = lived().run.result.demand.spells;
  long ties = 0;
  for (std::size_t i = 1; i < spells.size(); ++i) {
    REQUIRE_FALSE(spells[i] < spells[i - 1]);
    if (spells[i].when == spells[i - 1].when && spells[i].since == spells[i - 1].since) {
      ++ties;
      REQUIRE((spells[i - 1].person < spells[i].person ||
               (spells[i - 1].person == spells[i].person && spells[i - 1].change < spells[i].change)));
    }
  }
  CHECK(ties > 0);
}
