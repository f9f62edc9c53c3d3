#include "sim/engine/model.hpp"

#include <catch2/catch.hpp>

#include "tests/support/lizhou.hpp"

using namespace gongxu;
using test::centre_values;
using test::lizhou_pack;
using test::lizhou_population;

namespace {
const Tick kHorizon = year_start(2023);

Model compiled(const Region& region, const Plan& plan) {
  return compile_model(region, plan, lizhou_pack().scenarios.at("baseline"), centre_values(), lizhou_population(),
                       test::lizhou_tabulated(), kHorizon);
}
}  // namespace

TEST_CASE("zones are ranked by their codes, whatever their order in the file", "[model]") {
  std::vector<Zone> zones(3);
  zones[0].code = "core", zones[1].code = "towns", zones[2].code = "rural";
  CHECK(rank_zones(zones) == std::vector<std::uint8_t>{1, 3, 2});
  Model m;
  m.zone_ranks = rank_zones(zones);
  CHECK(m.zone_rank(1) == 3);
  CHECK(m.zone_rank(-1) == 0);  // outside
}

TEST_CASE("a model has every behaviour of the place, each with the others' figures", "[model]") {
  const Model m = compiled(lizhou_pack().region, lizhou_pack().plan);
  CHECK(m.start == to_tick({2020, 11, 1}));
  CHECK(m.horizon == kHorizon);
  CHECK(m.zones == 3);
  CHECK_FALSE(m.dependency.inert());
  CHECK_FALSE(m.childcare.inert());
  CHECK_FALSE(m.care.inert());
  CHECK_FALSE(m.health.inert());
  // Deaths follow dependency's ratios, the wish for beds its prevalence.
  const auto rate = [&](Dependency d) { return m.mortality.of(male, d).table().rate(75, year_start(2022)); };
  CHECK(rate(Dependency::severe) > 2 * rate(Dependency::none));
  CHECK(m.care.propensity(Dependency::severe) > 0.05);
  CHECK(m.health.base_visits() > 1e6);
}

TEST_CASE("the plan's gross rates of the base year set the rolls of kindergarten and senior alone", "[model]") {
  const Model m = compiled(lizhou_pack().region, lizhou_pack().plan);
  REQUIRE(m.schooling.has_value());
  CHECK(m.schooling->factor(0) == Approx(0.937));
  CHECK(m.schooling->factor(3) == Approx(0.937));
  CHECK(m.schooling->factor(1) == 1);
  CHECK(m.schooling->factor(2) == 1);
  Plan silent = lizhou_pack().plan;
  silent.indicators.clear();
  const Model unstated = compiled(lizhou_pack().region, silent);
  for (std::size_t stage = 0; stage < kStages; ++stage) CHECK(unstated.schooling->factor(stage) == 1);
}

TEST_CASE("without tables of dependency and use nobody is dependent and nobody uses care", "[model]") {
  Region region = lizhou_pack().region;
  region.national.dependency = {};
  region.national.health_use = {};
  const Model m = compiled(region, lizhou_pack().plan);
  CHECK(m.dependency.inert());
  CHECK(m.health.inert());
  CHECK(m.care.propensity(Dependency::severe) == 0);
}
