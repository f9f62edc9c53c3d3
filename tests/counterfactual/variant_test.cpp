/// The variant of the national path: until it leaves the medium one it changes nothing, and then births alone.
#include <catch2/catch.hpp>
#include <list>

#include "tests/counterfactual/worlds.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

const Tick kFirstDay = year_start(2024);  ///< the variants part on it

World with_variant(const char* variant) {
  static std::list<Scenario> kept;  // a world points at its scenario
  kept.push_back(baseline_with({}));
  kept.back().fertility_variant = variant;
  return World(kept.back());
}

double births_from(const World& w, int first_year) {
  double sum = 0;
  for (const DemographyYear& y : w.run.result.demography)
    if (y.year >= first_year) sum += value_of(y.zones.back(), Measure::births);
  return sum;
}

}  // namespace

TEST_CASE("before the variants part a variant changes nothing at all", "[variant]") {
  for (const char* variant : {"low", "high"}) {
    const World other = with_variant(variant);
    CHECK(difference(baseline().run.trace, other.run.trace, kFirstDay) == "");
    CHECK(difference(baseline().run.result.demand, other.run.result.demand, kFirstDay) == "");
    CHECK(baseline().run.result.event_hash != other.run.result.event_hash);
  }
}

TEST_CASE("the medium variant, named, is the baseline to the last bit", "[variant]") {
  CHECK(with_variant("medium").run.result.event_hash == baseline().run.result.event_hash);
}

TEST_CASE("a variant moves births by what it moves the path, and nobody's death who lives already", "[variant]") {
  // Some 45,000 births of 2024-2035. Credits are the same, so the ratio's own chance is that of who is born in one
  // world alone: sqrt(16,000) of 45,000, 0.3 %.
  const auto& tfr = lizhou_pack().region.national.tfr;
  for (const char* variant : {"low", "high"}) {
    const World other = with_variant(variant);
    double wanted = 0, medium = 0;
    for (const DemographyYear& y : baseline().run.result.demography) {
      if (y.year < 2024) continue;
      const double births = value_of(y.zones.back(), Measure::births);
      medium += births;
      wanted += births * tfr.at(variant).at(y.year) / tfr.at("medium").at(y.year);
    }
    const double ratio = births_from(other, 2024) / medium;
    INFO(variant << ": births " << ratio << " of the medium variant's, path " << wanted / medium);
    CHECK(ratio == Approx(wanted / medium).epsilon(0.012));
    long looked = 0, moved = 0;
    for (const Life& a : baseline().lives.all) {
      if (a.entry != Entry::resident) continue;
      const Life* b = other.lives.find(a.id);
      REQUIRE(b);
      ++looked;
      moved += a.exit != b->exit && (a.exit == Exit::died || b->exit == Exit::died);
    }
    CHECK(looked > 500'000);
    CHECK(moved == 0);
  }
}
