/// Which ways are open to a service: pairs and rates come from the pack's levers.
#include "analysis/study/solve/alternatives.hpp"

#include <catch2/catch.hpp>
#include <limits>

#include "tests/support/lizhou.hpp"

using namespace gongxu;

namespace {

const Pack& pack() { return test::lizhou_pack(); }
const Scenario& baseline() { return pack().scenarios.at("baseline"); }

}  // namespace

TEST_CASE("where the plan falls short the pack's own lever gives the rate, one for one without") {
  const auto childcare = open_ways(pack(), baseline(), Service::childcare, 100);
  REQUIRE(childcare.size() == 1);
  CHECK(childcare[0].kind == Alternative::Kind::conversion);
  CHECK(childcare[0].from == Service::kindergarten);
  CHECK(childcare[0].own_rate);
  CHECK(childcare[0].units_per_step == 1700);
  CHECK(childcare[0].gain_per_step == 1133);
  const auto nursing = open_ways(pack(), baseline(), Service::nursing_bed, 100);
  REQUIRE(nursing.size() == 1);
  CHECK(nursing[0].from == Service::care_bed);
  CHECK_FALSE(nursing[0].own_rate);
  CHECK(nursing[0].units_per_step == nursing[0].gain_per_step);
  CHECK(open_ways(pack(), baseline(), Service::primary, 100).empty());
}

TEST_CASE("where the plan has enough its projects may wait, if there are any that count") {
  const auto childcare = open_ways(pack(), baseline(), Service::childcare, 0);
  REQUIRE(childcare.size() == 1);
  CHECK(childcare[0].kind == Alternative::Kind::delay);
  CHECK(open_ways(pack(), baseline(), Service::physician, -5).empty());
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  CHECK(open_ways(pack(), baseline(), Service::childcare, unknown).empty());
}

TEST_CASE("the scenario's own rate goes before that of another") {
  Scenario own = baseline();
  SupplyPolicy lever;
  lever.kind = SupplyPolicy::Kind::conversion;
  lever.from = "kindergarten", lever.to = "childcare", lever.units = 2, lever.gains = 1;
  own.supply_policies["own"] = lever;
  const auto ways = open_ways(pack(), own, Service::childcare, 1);
  REQUIRE(ways.size() == 1);
  CHECK(ways[0].units_per_step == 2);
}
