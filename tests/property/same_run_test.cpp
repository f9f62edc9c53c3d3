/// One run, however it is carried out: same events for both drivers, any number of shards and processes,
/// any order of zones. The digest is a sum over events of (tick, person, purpose, zones, detail).
#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>

#include "analysis/study/ensemble.hpp"
#include "tests/support/lizhou.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

constexpr int kUntil = 2025;

ReplicateResult run_as(Driver driver, int shards, std::uint32_t replicate = 0) {
  RunInputs in = run_inputs(kUntil);
  in.driver = driver;
  in.shards = shards;
  return run_in_child(in, replicate);
}

bool same(const DemographyYear& a, const DemographyYear& b) {
  if (a.year != b.year || a.zones.size() != b.zones.size() || a.pyramid != b.pyramid) return false;
  for (std::size_t z = 0; z < a.zones.size(); ++z)
    for (std::size_t m = 0; m < kMeasures; ++m)
      if (a.zones[z][m] != b.zones[z][m] && !(std::isnan(a.zones[z][m]) && std::isnan(b.zones[z][m]))) return false;
  return true;
}

bool same(const DemandEvent& a, const DemandEvent& b) {
  return a.when == b.when && a.since == b.since && a.person == b.person && a.change == b.change && a.zone == b.zone &&
         a.reason == b.reason;
}

void check_same(const ReplicateResult& a, const ReplicateResult& b) {
  CHECK(a.event_hash == b.event_hash);
  CHECK(a.events == b.events);
  REQUIRE(a.demography.size() == b.demography.size());
  for (std::size_t y = 0; y < a.demography.size(); ++y) CHECK(same(a.demography[y], b.demography[y]));
  REQUIRE(a.spells.size() == b.spells.size());
  CHECK(std::equal(a.spells.begin(), a.spells.end(), b.spells.begin(),
                   [](const DemandEvent& x, const DemandEvent& y) { return same(x, y); }));
}

}  // namespace

TEST_CASE("SimGrid and the plain loop give the same events, tables and spells", "[same]") {
  const auto plain = run_as(Driver::plain, 1);
  CHECK(plain.events > 100'000);
  check_same(plain, run_as(Driver::simgrid, 1));
}

TEST_CASE("any number of shards gives the same events, tables and spells", "[same]") {
  const auto one = run_as(Driver::plain, 1);
  check_same(one, run_as(Driver::plain, 3));
  check_same(one, run_as(Driver::simgrid, 3));
  check_same(one, run_as(Driver::simgrid, 8));
}

TEST_CASE("another replicate or seed is another run", "[same]") {
  const auto zero = run_as(Driver::plain, 1, 0), one = run_as(Driver::plain, 1, 1);
  CHECK(zero.event_hash != one.event_hash);
  RunInputs in = run_inputs(kUntil);
  ++in.seed;
  CHECK(run_in_child(in).event_hash != zero.event_hash);
}

namespace {

/// Lizhou with its zones in another order in the file, built anew.
struct Reordered {
  Region region;
  InitialPopulation population;
  std::vector<std::size_t> was;  ///< zone z here is zone was[z] of the pack

  explicit Reordered(std::vector<std::size_t> order) : region(lizhou_pack().region), was(std::move(order)) {
    for (std::size_t z = 0; z < was.size(); ++z) region.zones[z] = lizhou_pack().region.zones[was[z]];
    population = build_population(region, centre_values(), kSeed);
  }
};

}  // namespace

TEST_CASE("the order of zones in the file changes nobody", "[same]") {
  const InitialPopulation& base = lizhou_population();
  const Reordered other({2, 0, 1});
  REQUIRE(other.population.people.size() == base.people.size());
  long wrong = 0;
  for (Row r = 0; r < base.people.size(); ++r) {
    const Person &a = base.people[r], &b = other.population.people[r];
    wrong += base.people.id(r) != other.population.people.id(r) || a.birth != b.birth || a.parity != b.parity ||
             a.sex() != b.sex() || a.flags != b.flags || a.zone != other.was[b.zone] ||
             base.people.mother(r) != other.population.people.mother(r) || a.youngest_child != b.youngest_child ||
             base.last_birth[r] != other.population.last_birth[r];
  }
  CHECK(wrong == 0);
  for (std::size_t z = 0; z < other.was.size(); ++z)
    CHECK(other.population.residents[z] == base.residents[other.was[z]]);
}

TEST_CASE("the order of zones in the file changes no event", "[same]") {
  const auto base = run_as(Driver::plain, 1);
  for (const std::vector<std::size_t>& order : {std::vector<std::size_t>{2, 0, 1}, {1, 0, 2}}) {
    const Reordered other(order);
    RunInputs in = run_inputs(kUntil);
    const WomenByParity women(other.population, Years{1.0});
    in.region = &other.region;
    in.population = &other.population;
    in.women = &women;
    in.shards = 2;
    const auto result = run_in_child(in);
    CHECK(result.event_hash == base.event_hash);
    CHECK(result.events == base.events);
    REQUIRE(result.demography.size() == base.demography.size());
    for (std::size_t y = 0; y < base.demography.size(); ++y)
      for (std::size_t z = 0; z < order.size(); ++z) {
        const auto &a = base.demography[y].zones[order[z]], &b = result.demography[y].zones[z];
        for (const Measure m : {Measure::population, Measure::births, Measure::deaths, Measure::arrivals,
                                Measure::departures, Measure::moves_in})
          CHECK(value_of(a, m) == value_of(b, m));
      }
  }
}

TEST_CASE("an ensemble is the same in one process at a time as in two", "[same]") {
  std::vector<std::unique_ptr<Ensemble>> done;
  for (const int jobs : {1, 2}) {
    RunOptions options;
    options.scenarios = {"baseline", "births_low"};
    options.replicates = 3;
    options.jobs = jobs;
    options.until = kUntil;
    options.shards = jobs;  // and of one shard as of two
    done.push_back(run_ensemble(lizhou_pack(), options, [](const std::string&, int, int) {}));
  }
  const Ensemble &a = *done[0], &b = *done[1];
  CHECK(a.planning_population == b.planning_population);
  REQUIRE(a.scenarios.size() == 2);
  for (std::size_t s = 0; s < a.scenarios.size(); ++s)
    for (std::size_t r = 0; r < 3; ++r) {
      const ReplicateResult &x = a.scenarios[s].replicates[r], &y = b.scenarios[s].replicates[r];
      CHECK(x.event_hash == y.event_hash);
      CHECK(x.events == y.events);
      for (std::size_t year = 0; year < x.demography.size(); ++year)
        CHECK(same(x.demography[year], y.demography[year]));
      REQUIRE(x.childcare.size() == y.childcare.size());
      for (std::size_t c = 0; c < x.childcare.size(); ++c)
        for (std::size_t year = 0; year < x.childcare[c].size(); ++year)
          for (std::size_t z = 0; z < x.childcare[c][year].size(); ++z)
            for (const auto field : {&ServiceYear::capacity, &ServiceYear::demand, &ServiceYear::use,
                                     &ServiceYear::waiting, &ServiceYear::served, &ServiceYear::required_capacity})
              CHECK(x.childcare[c][year][z].*field == y.childcare[c][year][z].*field);
    }
  CHECK(a.scenarios[0].replicates[0].event_hash != a.scenarios[0].replicates[1].event_hash);
}

TEST_CASE("a run to 2025 is the beginning of a run to 2030", "[same]") {
  const auto shorter = traced_run(run_inputs(2025)).trace, longer = traced_run(run_inputs(2030)).trace;
  REQUIRE(longer.size() > shorter.size());
  long wrong = 0;
  for (std::size_t i = 0; i < shorter.size(); ++i) {
    const TraceEvent &a = shorter[i], &b = longer[i];
    wrong += a.when != b.when || a.person != b.person || a.event != b.event || a.zone_from != b.zone_from ||
             a.zone_to != b.zone_to || a.detail != b.detail;
  }
  CHECK(wrong == 0);
}
