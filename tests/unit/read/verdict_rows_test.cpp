// What a row is judged by: the target of its year, what is taken up as well as what there is.
#include "analysis/read/verdict_rows.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace gongxu;

namespace {

constexpr std::size_t kQuantified = 0, kTargeted = 2;

/// A place without zones, 2017 to 2020, of 1,000 residents of whom 40 are below three, lived a hundred times. In each
/// case and year of childcare there are 20 places and 10 children in them.
struct Hand {
  Ensemble e;
  ScenarioRun run;
  Scenario scenario;

  Hand() {
    e.first_year = 2017, e.last_year = 2020;
    e.pack.region.population = {{0, -1, {500, 500}}};
    Indicator i;
    i.id = "places", i.numerator = "childcare_capacity", i.denominator = "population", i.per = 1000;
    i.service = "childcare", i.computed = Computed::service, i.base = 18, i.base_year = 2017;
    i.target = 24, i.target_year = 2020, i.yearly_targets = {{2018, 19}, {2019, 21}};
    e.pack.plan.indicators = {i};
    e.pack.plan.stocks[index_of(Service::childcare)].basis = StockBasis::stated;
    run.scenario = &scenario;
    ReplicateResult r;
    r.services.assign(kServices, {3, {4, {ServiceYear()}}});
    for (auto& supply : r.services[index_of(Service::childcare)])
      for (auto& year : supply) {
        ServiceYear& y = year.back();
        y.capacity = y.capacity_mean = 20, y.demand = y.use = 10, y.judged = true;
      }
    DemographyYear d;
    d.zones.emplace_back();
    d.zones[0][static_cast<std::size_t>(Measure::population)] = 1000;
    d.zones[0][static_cast<std::size_t>(Measure::population_0_2)] = 40;
    r.demography.assign(4, d);
    run.replicates.assign(kLeastDraws, r);
  }
  Indicator& indicator() { return e.pack.plan.indicators[0]; }
  VerdictRow row(int year, SupplyCase supply = SupplyCase::quantified) const {
    return service_row(e, run, Service::childcare, supply, {static_cast<std::size_t>(year - e.first_year), 0});
  }
  VerdictRow further(int year, SupplyCase supply = SupplyCase::quantified) const {
    return further_indicator_row(e, run, e.pack.plan.indicators[0], supply,
                                 static_cast<std::size_t>(year - e.first_year));
  }
};

}  // namespace

TEST_CASE("each year is judged by its own target, and one between by what the last is due", "[verdicts]") {
  const Hand hand;
  CHECK(hand.row(2017).target == 24.0);  // nothing is due yet: the last target stands, and no word
  CHECK(hand.row(2017).attainment == Attainment::none);
  CHECK(hand.row(2018).target == 19.0);
  CHECK(hand.row(2018).attainment == Attainment::met);
  CHECK(hand.row(2018).attained->p == 1);
  CHECK(hand.row(2019).target == 21.0);
  CHECK(hand.row(2019).attainment == Attainment::unlikely);
  CHECK(hand.row(2020).target == 24.0);
  CHECK(hand.row(2020).attained->p == 0);
  for (int year = 2018; year <= 2020; ++year) CHECK(hand.row(year).projected.p50 == Approx(20));
  Hand without = hand;
  without.run.scenario = &without.scenario;
  without.indicator().yearly_targets = {{2019, 21}};
  CHECK(without.row(2018).target == 24.0);
  CHECK(without.row(2018).attainment == Attainment::on_path);  // 19.5 of the way from 18 to 21
  without.indicator().yearly_targets = {{2019, 23}};
  CHECK(without.row(2018).attainment == Attainment::behind);  // 20.5
}

TEST_CASE("units that follow the target meet it by assumption; what is taken up of them does not", "[verdicts]") {
  Hand hand;
  CHECK_FALSE(hand.row(2019, SupplyCase::targeted).attained.has_value());
  CHECK(hand.row(2019, SupplyCase::trend).attained.has_value());
  Indicator& i = hand.indicator();
  i.numerator = "childcare_use", i.denominator = "population_0_2", i.per = 100, i.base.reset();
  i.target = 20, i.yearly_targets = {{2019, 26}};
  for (const SupplyCase supply : kSupplyCases)
    for (const bool further : {false, true}) {
      const auto at = [&](int year) { return further ? hand.further(year, supply) : hand.row(year, supply); };
      CHECK(at(2020).projected.p50 == Approx(25));  // ten of forty
      CHECK(at(2020).attained->p == 1);
      CHECK(at(2020).attainment == Attainment::met);
      CHECK(at(2019).attained->p == 0);
      CHECK(at(2020).target == 20.0);
    }
  for (auto& r : hand.run.replicates)
    for (const std::size_t supply : {kQuantified, kTargeted})
      r.services[index_of(Service::childcare)][supply][3].back().judged = false;
  CHECK(hand.further(2020).attainment == Attainment::conditional);  // no capacity is known, so no use
  CHECK(hand.further(2020, SupplyCase::trend).attainment == Attainment::met);
}

TEST_CASE("units that follow a target of the user's own assuming give no verdict", "[verdicts]") {
  Hand hand;
  REQUIRE(hand.row(2020, SupplyCase::targeted).verdict != Verdict::conditional);
  hand.indicator().assumed = true;
  CHECK(hand.row(2020, SupplyCase::targeted).verdict == Verdict::conditional);
  CHECK(hand.row(2020).verdict != Verdict::conditional);  // as quantified it does not follow the target
}

TEST_CASE("a further indicator of a service has its own value and nothing of the service", "[verdicts]") {
  const VerdictRow row = Hand().further(2019);
  CHECK(row.service.empty());
  CHECK(row.supply_case == "quantified");
  CHECK(row.zone == kWholePlace);
  CHECK(row.year == 2019);
  CHECK(row.verdict == Verdict::none);
  CHECK(std::isnan(row.capacity));
  CHECK(std::isnan(row.p_short.p));
  CHECK(row.target == 21.0);
  CHECK(row.projected.p50 == Approx(20));
}

TEST_CASE("an indicator that no service computes stands once, with its last target", "[verdicts]") {
  Hand hand;
  Indicator& i = hand.indicator();
  i.computed = Computed::people, i.denominator = "population_0_2", i.per = 100, i.target = 50;
  const VerdictRow row = indicator_row(hand.e, hand.run, i);
  CHECK(row.target == 50.0);
  CHECK(row.year == 2020);
  CHECK(row.attainment == Attainment::not_computed);
  CHECK(row.required_capacity == 20);
}
