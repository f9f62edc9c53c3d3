/// China as one place, 1:1000, against a cohort sum by hand from the same tables.
///
/// One replicate, parameters fixed. Of 15 years come some 130,000 births and 190,000 deaths (thousands of people): SE
/// 0.28 % and 0.23 %, so that deaths see mortality wrong by 1 %; births, whose ages come from schedules by order, are
/// held to 1 % beyond four SE of a year and over all years to 1.5 %, and see fertility wrong by 2 %.
#include <catch2/catch.hpp>
#include <cmath>

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

TEST_CASE("the nation's people are what a cohort sum of the same tables gives, in every variant", "[nation]") {
  for (const auto& [id, scenario] : nation().pack.scenarios) {
    const Region& region = nation().pack.region;
    const ReplicateResult run = run_in_child(nation().inputs(scenario));
    const auto expected = cohort_sum(region.national, region.national.tfr.at(scenario.fertility_variant),
                                     region.base_date, static_cast<double>(region.scale), kUntil);
    REQUIRE(run.demography.size() == expected.size());
    double births = 0, deaths = 0, births_expected = 0, deaths_expected = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const CohortYear& y = expected[i];
      const MeasureRow& all = run.demography[i].zones.back();
      births += value_of(all, Measure::births), births_expected += y.births;
      deaths += value_of(all, Measure::deaths), deaths_expected += y.deaths;
      const double residents = value_of(all, Measure::population), elderly = value_of(all, Measure::population_60plus);
      const double se = std::sqrt(births_expected + deaths_expected);
      INFO(id << " " << y.year << ": residents " << residents << ", by hand " << y.residents << ", SE " << se
              << "; births " << value_of(all, Measure::births) << ", " << y.births << "; deaths "
              << value_of(all, Measure::deaths) << ", " << y.deaths << "; 60+ " << elderly << ", " << y.elderly);
      CHECK(std::fabs(residents / y.residents - 1) < 0.003);
      CHECK(std::fabs(residents - y.residents) < 4 * se + 0.01 * births_expected);
      CHECK(std::fabs(value_of(all, Measure::deaths) - y.deaths) < 4 * std::sqrt(y.deaths) + 0.001 * y.deaths);
      CHECK(std::fabs(value_of(all, Measure::births) - y.births) < 4 * std::sqrt(y.births) + 0.01 * y.births);
      CHECK(std::fabs(elderly - y.elderly) < 4 * std::sqrt(deaths_expected));
    }
    INFO(id << ": births " << births / births_expected << " of those by hand, deaths " << deaths / deaths_expected);
    CHECK(std::fabs(births / births_expected - 1) < 0.015);
    CHECK(std::fabs(deaths / deaths_expected - 1) < 4 / std::sqrt(deaths_expected));
  }
}
