#include "sim/plan/capacity.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <random>

#include "tests/support/lizhou.hpp"

using namespace gongxu;
using test::lizhou_pack;

namespace {

std::vector<CapacityStep> lizhou(SupplyCase supply, double planning_population = 0) {
  const auto population = static_cast<double>(lizhou_pack().region.total_population());
  const std::vector<double> weights{12'000, 2'300, 3'900};
  CapacityRequest request{Service::childcare, supply, weights, weights, {}, 0};
  const double base = base_units(lizhou_pack().plan, Service::childcare, population).value();
  for (double& zone : request.base_by_zone) zone *= base / 18'200;
  if (planning_population > 0)
    request.target_path = target_path(lizhou_pack().plan, Service::childcare, population, planning_population);
  return capacity_over_time(lizhou_pack().plan, lizhou_pack().region, request);
}
int total_at(const std::vector<CapacityStep>& steps, Date when) {
  int total = 0;
  for (const CapacityStep& s : steps)
    if (s.when <= to_tick(when)) total = s.total();
  return total;
}
void check_never_shrinks(const std::vector<CapacityStep>& steps) {
  for (std::size_t i = 1; i < steps.size(); ++i) {
    REQUIRE(steps[i].when > steps[i - 1].when);
    for (std::size_t z = 0; z < steps[i].by_zone.size(); ++z) REQUIRE(steps[i].by_zone[z] >= steps[i - 1].by_zone[z]);
  }
}

/// A plan of two zones for 2021-2025, with 10 places at the base date.
struct Hand {
  Plan plan;
  Region region;
  Service service = Service::childcare;
  std::vector<double> base{7.5, 2.5}, weights{3, 1};

  Hand() {
    for (const char code : {'a', 'b'}) {
      region.zones.emplace_back();
      region.zones.back().code = std::string(1, code);
    }
    plan.first_year = 2021, plan.last_year = 2025;
  }
  Hand& project(double capacity, const std::string& zone, int first = 0, int last = 0) {
    Project p;
    p.service = info(service).word, p.capacity = capacity, p.zone = zone, p.year_start = first, p.year_end = last;
    plan.projects.push_back(p);
    return *this;
  }
  std::vector<CapacityStep> steps(SupplyCase supply, std::optional<double> target = {}, double trend = 0) const {
    std::map<int, double> path;
    if (target) path[target_year(plan, service)] = *target;
    return capacity_over_time(plan, region, {service, supply, base, weights, path, trend});
  }
};

}  // namespace

TEST_CASE("Lizhou has 187 places at the base date and 360 more each 1 September to 1,987", "[capacity]") {
  const auto steps = lizhou(SupplyCase::quantified);
  REQUIRE(steps.size() == 6);
  CHECK(steps[0].when == to_tick({2020, 11, 1}));
  CHECK(steps[0].total() == 187);
  for (int year = 2021; year <= 2025; ++year) {
    const auto& step = steps[static_cast<std::size_t>(year - 2020)];
    CHECK(step.when == to_tick({year, 9, 1}));
    CHECK(step.total() == 187 + 360 * (year - 2020));
  }
  CHECK(steps.back().total() == 1987);
  check_never_shrinks(steps);
}

TEST_CASE("trend equals quantified while no trend is known", "[capacity]") {
  const auto a = lizhou(SupplyCase::quantified), b = lizhou(SupplyCase::trend);
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) CHECK(a[i] == b[i]);
}

TEST_CASE("as targeted, 640,000 residents get 3,200 places by the end of 2025, frozen from then on", "[capacity]") {
  const auto steps = lizhou(SupplyCase::targeted, 640'000);
  CHECK(steps.front().total() == 187);
  CHECK(steps.back().total() == 3200);
  CHECK(steps.back().when == to_tick({2025, 12, 31}));
  CHECK(total_at(steps, {2025, 12, 30}) < 3200);
  CHECK(total_at(steps, {2025, 12, 31}) == 3200);
  CHECK(total_at(steps, {2040, 1, 1}) == 3200);
  // A straight line between, in monthly steps, or the projects where they are ahead of it.
  const auto quantified = lizhou(SupplyCase::quantified);
  const Tick start = to_tick({2020, 11, 1}), end = to_tick({2025, 12, 31});
  for (const CapacityStep& s : steps) {
    CHECK((to_date(day_of(s.when)).day == 1 || s.when == end));
    const double line = 186.6 + (3200 - 186.6) * static_cast<double>(s.when - start) / static_cast<double>(end - start);
    CHECK(s.total() == Approx(std::max<double>(line, total_at(quantified, to_date(day_of(s.when))))).margin(0.51));
  }
  CHECK(steps.size() > 61);
  check_never_shrinks(steps);
}

TEST_CASE("a target too small to matter, and one that there is not, leave the quantified places", "[capacity]") {
  CHECK(lizhou(SupplyCase::targeted, 100'000).back().total() == 1987);
  CHECK(Hand().project(20, "").steps(SupplyCase::targeted) == Hand().project(20, "").steps(SupplyCase::quantified));
}

TEST_CASE("a trend adds in even steps to the end of the plan, beside the projects, and then holds", "[capacity]") {
  Hand hand;
  hand.project(50, "", 2023, 2023);
  const auto steps = hand.steps(SupplyCase::trend, {}, 12);
  const auto quantified = hand.steps(SupplyCase::quantified);
  CHECK(steps.front().total() == 10);
  CHECK(total_at(steps, {2021, 11, 1}) == Approx(10 + 12).margin(0.6));
  CHECK(total_at(steps, {2023, 8, 31}) == Approx(10 + 12 * (2 + 10.0 / 12)).margin(1.1));
  CHECK(total_at(steps, {2023, 9, 1}) == total_at(steps, {2023, 8, 31}) + 51);  // the month's step and the project
  const double years = years_in(to_tick({2025, 12, 31}) - to_tick({2020, 11, 1})).value;
  CHECK(steps.back().total() == Approx(60 + 12 * years).margin(0.5));
  CHECK(steps.back().when <= to_tick({2025, 12, 31}));
  CHECK(quantified.back().total() == 60);
  check_never_shrinks(steps);
  CHECK(hand.steps(SupplyCase::trend, 500.0, 12) == steps);            // the target is for `targeted` alone
  CHECK(hand.steps(SupplyCase::quantified, 500.0, 12) == quantified);  // and the trend for `trend`
  CHECK(hand.steps(SupplyCase::targeted, 500.0, 12).back().total() == 500);
}

TEST_CASE("the target is due in the year of its indicator, else in the plan's last", "[capacity]") {
  Hand hand;
  CHECK(target_year(hand.plan, Service::childcare) == 2025);
  Indicator i;
  i.service = "childcare", i.computed = Computed::service, i.target_year = 2023;
  hand.plan.indicators.push_back(i);
  CHECK(target_year(hand.plan, Service::childcare) == 2025);  // a base alone sets no date
  hand.plan.indicators[0].target = 5;
  CHECK(target_year(hand.plan, Service::childcare) == 2023);
  const auto steps = hand.steps(SupplyCase::targeted, 100.0);
  CHECK(steps.back().when == to_tick({2023, 12, 31}));
  CHECK(steps.back().total() == 100);
  // Projects after the target come on top only where they pass it.
  CHECK(hand.project(80, "", 2024, 2024).steps(SupplyCase::targeted, 100.0).back().total() == 100);
  CHECK(hand.project(40, "", 2025, 2025).steps(SupplyCase::targeted, 100.0).back().total() == 130);
}

TEST_CASE("targets of single years are met on their dates, and the line between them is straight", "[capacity]") {
  Hand hand;
  hand.plan.first_year = 2018, hand.plan.last_year = 2020;
  hand.region.base_date = {2017, 12, 31};
  const std::map<int, double> path{{2018, 22}, {2019, 22}, {2020, 46}};
  const auto steps = capacity_over_time(hand.plan, hand.region,
                                        {hand.service, SupplyCase::targeted, hand.base, hand.weights, path, 0});
  CHECK(total_at(steps, {2018, 7, 1}) == 16);  // half of the way from 10 to 22, by the month
  CHECK(total_at(steps, {2018, 12, 31}) == 22);
  CHECK(total_at(steps, {2019, 12, 31}) == 22);
  CHECK(total_at(steps, {2020, 7, 1}) == 34);
  CHECK(total_at(steps, {2020, 12, 31}) == 46);
  CHECK(steps.back().total() == 46);
}

TEST_CASE("places go to zones by their weights and no zone ever loses one", "[capacity]") {
  const auto steps = lizhou(SupplyCase::quantified);
  for (const CapacityStep& s : steps) {
    CHECK(s.by_zone[0] == Approx(s.total() * 12'000 / 18'200.0).margin(1.0));
    CHECK(s.by_zone[1] == Approx(s.total() * 2'300 / 18'200.0).margin(1.0));
    CHECK(s.by_zone[2] == Approx(s.total() * 3'900 / 18'200.0).margin(1.0));
  }
  for (const std::vector<double>& weights : {std::vector<double>{1, 1}, {5, 0.1}, {0, 1}, {7, 3}})
    for (const double target : {5.0, 45.0, 150.0}) {
      Hand hand;
      hand.weights = weights;
      check_never_shrinks(hand.project(33, "").steps(SupplyCase::targeted, target));
    }
}

TEST_CASE("a project in one zone takes nothing from the others, in any case of supply", "[capacity]") {
  std::mt19937_64 chance(1);
  for (int round = 0; round < 500; ++round) {
    Hand hand;
    hand.base = {static_cast<double>(chance() % 900) / 37, static_cast<double>(chance() % 900) / 37};
    hand.weights = {0.1 + static_cast<double>(chance() % 5), 0.1 + static_cast<double>(chance() % 5)};
    for (const char* zone : {"a", "b", "", "b"}) {
      const int first = 2021 + static_cast<int>(chance() % 5);
      hand.project(static_cast<double>(chance() % 100), zone, first, first + static_cast<int>(chance() % 3));
    }
    for (const SupplyCase supply : kSupplyCases)
      check_never_shrinks(hand.steps(supply, static_cast<double>(chance() % 400), static_cast<double>(chance() % 20)));
  }
}

TEST_CASE("what was converted once is not taken again when a project opens elsewhere", "[capacity]") {
  Hand hand;
  hand.base = {50, 50}, hand.weights = {1, 1};
  Project conversion;
  conversion.service = "kindergarten", conversion.converts_from = "childcare", conversion.converts_units = 20;
  conversion.year_start = conversion.year_end = 2021;
  hand.plan.projects.push_back(conversion);
  hand.project(40, "b", 2023, 2023);
  for (const SupplyCase supply : kSupplyCases) {
    const auto steps = hand.steps(supply, 300.0, 30);
    std::vector<CapacityStep> later;
    for (const CapacityStep& s : steps)
      if (s.when > to_tick({2021, 9, 1})) later.push_back(s);
    check_never_shrinks(later);
    CHECK(later.size() >= 1);
  }
  CHECK(hand.steps(SupplyCase::quantified).back().total() == 120);
}

TEST_CASE("what there is at the base date stays in its zones, whatever the weights of later units", "[capacity]") {
  Hand hand;
  hand.base = {0, 8.6};
  hand.weights = {1, 0};
  const auto steps = hand.project(20, "").steps(SupplyCase::quantified);
  CHECK(steps.front().by_zone == std::vector<int>{0, 9});
  CHECK(steps.back().by_zone == std::vector<int>{20, 9});  // 28.6 in all
}

TEST_CASE("a project that names its zone and year opens there and then", "[capacity]") {
  Hand hand;
  hand.project(40, "b", 2023, 2023).project(20, "", 2022, 2022);
  const auto steps = hand.steps(SupplyCase::quantified);
  REQUIRE(steps.size() == 3);
  CHECK(steps[0].by_zone == std::vector<int>{8, 2});  // 10 at the base: 7.5 and 2.5
  CHECK(steps[1].when == to_tick({2022, 9, 1}));
  CHECK(steps[1].total() == 30);
  CHECK(steps[2].when == to_tick({2023, 9, 1}));
  CHECK(steps[2].total() == 70);
  CHECK(steps[2].by_zone[1] == steps[1].by_zone[1] + 40);
  CHECK(steps[2].by_zone[0] == steps[1].by_zone[0]);
}

TEST_CASE("undated projects open in equal parts on the plan's opening day", "[capacity]") {
  Hand hand;
  hand.plan.opening_month = 3, hand.plan.opening_day = 15;
  hand.project(50, "a");
  const auto steps = hand.steps(SupplyCase::quantified);
  REQUIRE(steps.size() == 6);
  for (int year = 2021; year <= 2025; ++year) {
    CHECK(steps[static_cast<std::size_t>(year - 2020)].when == to_tick({year, 3, 15}));
    CHECK(steps[static_cast<std::size_t>(year - 2020)].by_zone == std::vector<int>{8 + 10 * (year - 2020), 2});
  }
}

TEST_CASE("places open before the base date are there on its day", "[capacity]") {
  Hand hand;
  hand.region.base_date = {2022, 11, 1};
  hand.project(50, "a");
  const auto steps = hand.steps(SupplyCase::quantified);
  CHECK(steps[0].when == to_tick({2022, 11, 1}));
  CHECK(steps[0].total() == 10 + 20);
  CHECK(steps.back().total() == 60);
}

TEST_CASE("other services and projects without a number give no places", "[capacity]") {
  Hand hand;
  hand.project(50, "a");
  hand.plan.projects[0].service = "kindergarten";
  hand.project(0, "a");
  hand.plan.projects[1].capacity.reset();
  const auto steps = hand.steps(SupplyCase::quantified);
  REQUIRE(steps.size() == 1);
  CHECK(steps[0].total() == 10);
  hand.service = Service::kindergarten;
  CHECK(hand.steps(SupplyCase::quantified).back().total() == 60);
}

TEST_CASE("without weights nothing that names no zone is shared out by them", "[capacity]") {
  Hand hand;
  hand.base = {0, 0}, hand.weights = {0, 0};
  const auto steps = hand.project(6, "b", 2023, 2023).steps(SupplyCase::quantified);
  CHECK(steps.front().total() == 0);
  CHECK(steps.back().by_zone == std::vector<int>{0, 6});
}

namespace {
/// An indicator of a service with base and target.
Indicator indicator(Service s, std::optional<double> base, std::optional<double> target, double per = 1,
                    const std::string& denominator = "") {
  Indicator i;
  i.service = info(s).word, i.computed = Computed::service;
  i.base = base, i.target = target, i.per = per, i.denominator = denominator, i.target_year = 2025;
  return i;
}
Plan planned(std::vector<Indicator> indicators) {
  Plan plan;
  plan.last_year = 2025;
  plan.indicators = std::move(indicators);
  for (Stock& s : plan.stocks) s.basis = StockBasis::stated;
  return plan;
}
}  // namespace

TEST_CASE("base and target in units: a count, a ratio to the people of its date, a share of the care beds",
          "[capacity]") {
  Plan plan =
      planned({indicator(Service::nurse, 4.0, 5.0, 1000, "population"), indicator(Service::care_bed, 1'200, 3'000),
               indicator(Service::hospital_bed, 4.4, {}, 1000, "population"),
               indicator(Service::nursing_bed, 50, 55, 100, "care_bed"),
               indicator(Service::kindergarten, 93.7, 95, 100, "population_3_5")});
  constexpr double kNow = 600'000, kThen = 620'000;
  const auto base = [&](Service s) { return base_units(plan, s, kNow); };
  const auto target = [&](Service s) { return target_units(plan, s, kNow, kThen); };
  CHECK(base(Service::nurse).value() == Approx(2'400));
  CHECK(target(Service::nurse).value() == Approx(3'100));
  CHECK(base(Service::care_bed).value() == 1'200);
  CHECK(target(Service::care_bed).value() == 3'000);
  CHECK(base(Service::hospital_bed).value() == Approx(2'640));
  CHECK_FALSE(target(Service::hospital_bed).has_value());
  CHECK(base(Service::nursing_bed).value() == Approx(600));
  CHECK(target(Service::nursing_bed).value() == Approx(1'650));
  // Pupils are no seats, and a service without an indicator has nothing.
  for (const Service s : {Service::kindergarten, Service::physician}) {
    CHECK_FALSE(base(s).has_value());
    CHECK_FALSE(target(s).has_value());
  }
  // A share of care beds whose target is not known is one of those that there are.
  plan.indicators[1].target.reset();
  CHECK(target(Service::nursing_bed).value() == Approx(0.55 * 1'200));
  plan.stocks[index_of(Service::care_bed)].basis = StockBasis::unknown;
  CHECK_FALSE(base(Service::care_bed).has_value());
  CHECK_FALSE(base(Service::nursing_bed).has_value());
  CHECK_FALSE(target(Service::nursing_bed).has_value());
}

TEST_CASE("a ratio to people of certain ages is not multiplied by all residents", "[capacity]") {
  const Plan plan = planned({indicator(Service::care_bed, 27, 30, 1000, "population_60plus")});
  const auto units = base_units(plan, Service::care_bed, 600'000);
  CHECK((!units || *units < 0.027 * 300'000));
}

TEST_CASE("a stock's own units count before the indicator's base, and only where it is stated", "[capacity]") {
  Plan plan = planned({indicator(Service::nurse, 4.0, 5.0, 1000, "population")});
  Stock& stock = plan.stocks[index_of(Service::nurse)];
  stock.units = 77;
  CHECK(base_units(plan, Service::nurse, 600'000) == 77.0);
  plan.stocks[index_of(Service::primary)].units = 9'000;  // seats may be stated, though no indicator speaks of them
  CHECK(base_units(plan, Service::primary, 600'000) == 9'000.0);
  for (const StockBasis basis : {StockBasis::utilisation, StockBasis::unknown}) {
    stock.basis = basis;
    CHECK_FALSE(base_units(plan, Service::nurse, 600'000).has_value());
  }
  CHECK(target_units(plan, Service::nurse, 600'000, 600'000).value() == Approx(3'000));
  for (const TargetKind kind : {TargetKind::sum, TargetKind::change}) {  // no units to be there at a date
    plan.indicators[0].kind = kind;
    CHECK_FALSE(target_units(plan, Service::nurse, 600'000, 600'000).has_value());
  }
}

TEST_CASE("the cases have their words", "[capacity]") {
  CHECK(std::string(word_of(SupplyCase::quantified)) == "quantified");
  CHECK(std::string(word_of(SupplyCase::trend)) == "trend");
  CHECK(std::string(word_of(SupplyCase::targeted)) == "targeted");
}

TEST_CASE("targets of single years come to units, a share of care beds to that of the beds of its year", "[capacity]") {
  Plan plan =
      planned({indicator(Service::nurse, 4.0, 5.0, 1000, "population"), indicator(Service::care_bed, 1'000, 3'000),
               indicator(Service::nursing_bed, 50, 60, 100, "care_bed")});
  plan.indicators[0].yearly_targets = {{2022, 4.2}, {2025, 4.8}};
  plan.indicators[1].yearly_targets = {{2023, 2'000}};
  plan.indicators[2].yearly_targets = {{2022, 40}, {2023, 45}, {2024, 50}};
  const auto path = [&](Service s) { return target_path(plan, s, 600'000, 500'000); };
  CHECK(path(Service::nurse) == std::map<int, double>{{2022, 4.2 / 1000 * 500'000}, {2025, 4.8 / 1000 * 500'000}});
  CHECK(path(Service::care_bed) == std::map<int, double>{{2023, 2'000}, {2025, 3'000}});
  const auto nursing = path(Service::nursing_bed);
  REQUIRE(nursing.size() == 4);
  CHECK(nursing.at(2022) == Approx(800));  // of the next beds that are stated
  CHECK(nursing.at(2023) == Approx(900));
  CHECK(nursing.at(2024) == Approx(1'500));
  CHECK(nursing.at(2025) == Approx(1'800));
  CHECK(target_units(plan, Service::nursing_bed, 600'000, 500'000).value() == Approx(1'800));
  plan.indicators[0].numerator = "nurse_use";  // what is taken up is no unit to be there
  CHECK(path(Service::nurse).empty());
}
