/// China as one place, 1:1000: the agents against their twin, and the twin against a cohort sum by hand.
///
/// One replicate a variant, parameters fixed. Some 130,000 births and 190,000 deaths of 15 years (thousands of people):
/// against the twin births see a fault of 4 / sqrt(130,000) = 1.1 %, deaths one of 0.9 %. What agents and twin share
/// (the path of births, the life table) the path itself and the sum by hand see: total fertility within 0.5 %, deaths
/// within 0.3 %. The sum and the twin have no chance, and differ by the ages at birth alone, which come from schedules
/// by order in the one and from the national table in the other: 1.2 % of births, 0.1 % of residents.
#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/twin/projection.hpp"
#include "tests/statistical/cohort_sum.hpp"
#include "tests/support/lizhou.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

constexpr int kUntil = 2035;

struct Nation {
  Pack pack = read_pack(GONGXU_SOURCE_DIR "/scenarios/china");
  InitialPopulation population = build_population(pack.region, centre_values(pack), kSeed);
  Tabulated tabulated{population, pack.region, Years{centre_values(pack)["minimum_birth_interval"]}};

  RunInputs inputs(const Scenario& scenario) const {
    RunInputs in;
    in.region = &pack.region;
    in.plan = &pack.plan;
    in.population = &population;
    in.tabulated = &tabulated;
    in.scenario = &scenario;
    in.horizon = year_start(kUntil + 1);
    in.seed = kSeed;
    in.fixed_parameters = true;
    in.driver = Driver::plain;
    return in;
  }
};
const Nation& nation() {
  static const Nation made;
  return made;
}

}  // namespace

TEST_CASE("the nation's people are those of their twin, in every variant", "[nation]") {
  for (const auto& [id, scenario] : nation().pack.scenarios) {
    const RunInputs in = nation().inputs(scenario);
    const ReplicateResult run = run_in_child(in);
    const auto twin = Twin(in).project(values_of(in, 0));
    REQUIRE(run.demography.size() == twin.size());
    double born = 0, died = 0, births = 0, deaths = 0;  // the agents', and those expected
    for (std::size_t y = 0; y < twin.size(); ++y) {
      const auto agents = [&](Measure m) { return value_of(run.demography[y].zones.back(), m); };
      const auto expected = [&](Measure m) { return value_of(twin[y].zones.back(), m); };
      born += agents(Measure::births), births += expected(Measure::births);
      died += agents(Measure::deaths), deaths += expected(Measure::deaths);
      INFO(id << " " << twin[y].year << ": residents " << agents(Measure::population) << ", twin "
              << expected(Measure::population) << ", SE " << std::sqrt(births + deaths));
      CHECK(std::fabs(agents(Measure::population) / expected(Measure::population) - 1) < 0.003);
      CHECK(std::fabs(agents(Measure::population) - expected(Measure::population)) < 4 * std::sqrt(births + deaths));
      CHECK(std::fabs(agents(Measure::population_60plus) - expected(Measure::population_60plus)) <
            4 * std::sqrt(deaths));
      for (const Measure m : {Measure::births, Measure::deaths})
        CHECK(std::fabs(agents(m) - expected(m)) < 4 * std::sqrt(expected(m)));
    }
    INFO(id << ": births " << born << ", twin " << births << "; deaths " << died << ", twin " << deaths);
    CHECK(std::fabs(born - births) < 4 * std::sqrt(births));
    CHECK(std::fabs(died - deaths) < 4 * std::sqrt(deaths));
  }
}

TEST_CASE("the nation's twin is what a cohort sum by hand gives from the same tables", "[nation]") {
  for (const auto& [id, scenario] : nation().pack.scenarios) {
    const RunInputs in = nation().inputs(scenario);
    const Region& region = nation().pack.region;
    const auto twin = Twin(in).project(values_of(in, 0));
    const auto& tfr = region.national.tfr.at(scenario.fertility_variant);
    const auto sum = cohort_sum(region.national, tfr, region.base_date, static_cast<double>(region.scale), kUntil);
    REQUIRE(sum.size() == twin.size());
    double births = 0, deaths = 0, births_by_hand = 0, deaths_by_hand = 0;
    for (std::size_t y = 0; y < sum.size(); ++y) {
      const auto of = [&](Measure m) { return value_of(twin[y].zones.back(), m); };
      births += of(Measure::births), births_by_hand += sum[y].births;
      deaths += of(Measure::deaths), deaths_by_hand += sum[y].deaths;
      INFO(id << " " << sum[y].year << ": residents " << of(Measure::population) << ", by hand " << sum[y].residents
              << "; births " << of(Measure::births) << ", " << sum[y].births << "; deaths " << of(Measure::deaths)
              << ", " << sum[y].deaths << "; 60 and over " << of(Measure::population_60plus) << ", " << sum[y].elderly);
      CHECK(of(Measure::population) == Approx(sum[y].residents).epsilon(0.0015));
      CHECK(of(Measure::deaths) == Approx(sum[y].deaths).epsilon(0.003));
      CHECK(of(Measure::births) == Approx(sum[y].births).epsilon(0.03));
      CHECK(of(Measure::population_60plus) == Approx(sum[y].elderly).epsilon(0.002));
      if (y > 0)
        CHECK(of(Measure::tfr) == Approx(tfr.at(sum[y].year)).epsilon(0.005));  // the base year is no whole one
    }
    INFO(id << ": births " << births << ", by hand " << births_by_hand << "; deaths " << deaths << ", by hand "
            << deaths_by_hand);
    CHECK(births == Approx(births_by_hand).epsilon(0.015));
    CHECK(deaths == Approx(deaths_by_hand).epsilon(0.003));
  }
}
