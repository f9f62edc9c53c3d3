/// One run, however it is carried out: same events, demand and services for both drivers, any number of shards and any
/// order of zones. The digest is a sum over events of (tick, person, purpose, zones, detail).
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/same.hpp"
#include "tests/support/wanzhou.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

constexpr int kUntil = 2025;
constexpr double kPlanningPopulation = 650'000;

ReplicateResult run_as(RunInputs in, Driver driver, int shards, std::uint32_t replicate = 0) {
  in.driver = driver;
  in.shards = shards;
  return run_in_child(in, replicate, kPlanningPopulation);
}

/// Lizhou on the plain loop and in one shard, which others are compared with.
const ReplicateResult& plain() {
  static const ReplicateResult result = run_as(run_inputs(kUntil), Driver::plain, 1);
  return result;
}

}  // namespace

TEST_CASE("a run has people, demand and services to compare", "[same]") {
  CHECK(plain().events > 100'000);
  CHECK(plain().demand.spells.size() > 10'000);
  CHECK(plain().demand.rolls.size() == 6);
  CHECK(plain().demand.health.size() == 62);
  CHECK(plain().demand.beds_taken.size() == 4);
  CHECK(plain().services.size() == kServices);
}

TEST_CASE("SimGrid and the plain loop give the same events, tables, demand and services", "[same]") {
  CHECK(difference(plain(), run_as(run_inputs(kUntil), Driver::simgrid, 1)) == "");
}

TEST_CASE("any number of shards gives the same events, tables, demand and services", "[same]") {
  CHECK(difference(plain(), run_as(run_inputs(kUntil), Driver::plain, 3)) == "");
  CHECK(difference(plain(), run_as(run_inputs(kUntil), Driver::simgrid, 3)) == "");
  CHECK(difference(plain(), run_as(run_inputs(kUntil), Driver::simgrid, 8)) == "");
}

TEST_CASE("so it is with students and patients from outside", "[same]") {
  const auto one = run_as(wanzhou_inputs(2022), Driver::plain, 1);
  CHECK(value_of(one.demography.back().zones.back(), Measure::students) > 40'000);
  CHECK(difference(one, run_as(wanzhou_inputs(2022), Driver::plain, 3)) == "");
  CHECK(difference(one, run_as(wanzhou_inputs(2022), Driver::simgrid, 2)) == "");
}

TEST_CASE("another replicate or seed is another run", "[same]") {
  const auto one = run_as(run_inputs(kUntil), Driver::plain, 1, 1);
  CHECK(plain().event_hash != one.event_hash);
  RunInputs in = run_inputs(kUntil);
  ++in.seed;
  CHECK(run_in_child(in).event_hash != plain().event_hash);
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
             base.people.mother(r) != other.population.people.mother(r) ||
             base.people.youngest_child(r) != other.population.people.youngest_child(r) ||
             base.last_birth[r] != other.population.last_birth[r];
  }
  CHECK(wrong == 0);
  for (std::size_t z = 0; z < other.was.size(); ++z)
    CHECK(other.population.residents[z] == base.residents[other.was[z]]);
}

namespace {

/// The demand of a run with reordered zones must be that of the base, zone for zone.
void check_demand(const Demand& base, const Demand& other, const std::vector<std::size_t>& was) {
  REQUIRE(base.spells.size() == other.spells.size());
  long wrong = 0;
  for (std::size_t i = 0; i < base.spells.size(); ++i) {
    const DemandEvent &a = base.spells[i], &b = other.spells[i];
    wrong += a.when != b.when || a.since != b.since || a.person != b.person || a.change != b.change ||
             a.zone != was[b.zone] || a.reason != b.reason || a.service != b.service;
  }
  CHECK(wrong == 0);
  REQUIRE(base.rolls.size() == other.rolls.size());
  for (std::size_t y = 0; y < base.rolls.size(); ++y)
    for (std::size_t s = 0; s < kStages; ++s) {
      const SchoolRoll &a = base.rolls[y], &b = other.rolls[y];
      CHECK(a.boarding[s] == b.boarding[s]);
      for (std::size_t z = 0; z < was.size(); ++z) {
        CHECK(a.official[s][was[z]] == b.official[s][z]);
        CHECK(a.enrolled[s][was[z]] == b.enrolled[s][z]);
        CHECK(a.taught[s][was[z]] == b.taught[s][z]);
      }
    }
  REQUIRE(base.health.size() == other.health.size());
  for (std::size_t z = 0; z <= was.size(); ++z) {
    const std::size_t then = z < was.size() ? was[z] : z;  // the last is outside
    CHECK(base.beds_taken[then] == other.beds_taken[z]);
    for (std::size_t m = 0; m < base.health.size(); ++m)
      for (const auto field : {&HealthMonth::visits, &HealthMonth::visits_needed, &HealthMonth::admissions,
                               &HealthMonth::admissions_needed, &HealthMonth::bed_days_needed})
        REQUIRE((base.health[m].*field)[then] == (other.health[m].*field)[z]);
  }
}

}  // namespace

TEST_CASE("the order of zones in the file changes no event and no demand", "[same]") {
  for (const std::vector<std::size_t>& order : {std::vector<std::size_t>{2, 0, 1}, {1, 0, 2}}) {
    const Reordered other(order);
    RunInputs in = run_inputs(kUntil);
    const Tabulated tabulated(other.population, other.region, Years{1.0});
    in.region = &other.region;
    in.population = &other.population;
    in.tabulated = &tabulated;
    const auto result = run_as(in, Driver::plain, 2);
    CHECK(result.event_hash == plain().event_hash);
    CHECK(result.events == plain().events);
    check_demand(plain().demand, result.demand, order);
    REQUIRE(result.demography.size() == plain().demography.size());
    for (std::size_t y = 0; y < plain().demography.size(); ++y)
      for (std::size_t z = 0; z < order.size(); ++z) {
        CHECK(plain().demography[y].pyramid[order[z]] == result.demography[y].pyramid[z]);
        for (std::size_t m = 0; m < kMeasures; ++m) {
          const double a = plain().demography[y].zones[order[z]][m], b = result.demography[y].zones[z][m];
          CHECK((a == b || (std::isnan(a) && std::isnan(b))));
        }
      }
    // Services without queues serve alike; in queues the order in the file tells which zone is near.
    for (const Service s : {Service::kindergarten, Service::primary, Service::junior, Service::senior,
                            Service::hospital_bed, Service::physician, Service::nurse})
      for (std::size_t c = 0; c < kSupplyCases.size(); ++c)
        for (std::size_t y = 0; y < plain().demography.size(); ++y)
          for (std::size_t z = 0; z <= order.size(); ++z) {
            const ServiceYear& a = plain().years(s, c)[y][z < order.size() ? order[z] : z];
            const ServiceYear& b = result.years(s, c)[y][z];
            INFO(info(s).word << ", case " << c << ", year " << y << ", zone " << z);
            CHECK(a.demand == Approx(b.demand).epsilon(1e-12));
            if (a.judged) CHECK(a.capacity == Approx(b.capacity).epsilon(1e-12));
            CHECK(a.is_short == b.is_short);
          }
  }
}

TEST_CASE("a run to 2025 is the beginning of a run to 2030", "[same]") {
  const auto shorter = traced_run(run_inputs(2025)), longer = traced_run(run_inputs(2030));
  REQUIRE(longer.trace.size() > shorter.trace.size());
  const Tick end = year_start(2026);
  CHECK(difference(shorter.trace, longer.trace, end) == "");
  CHECK(difference(shorter.result.demand, longer.result.demand, end) == "");
}
