#include "sim/engine/supply.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "tests/support/lizhou.hpp"

using namespace gongxu;
using test::centre_values;
using test::lizhou_pack;
using test::lizhou_population;

namespace {

constexpr std::size_t kQuantified = 0, kTrend = 1, kTargeted = 2;

/// Pupils of Lizhou's zones: core, towns, countryside.
SchoolRoll roll() {
  SchoolRoll r;
  r.year = 2020;
  for (auto& stage : r.taught) stage = {9'000, 1'800, 900};
  r.taught[3] = {6'000, 1'000, 0};  // senior: all in town
  return r;
}
SupplyInputs inputs(const SchoolRoll* base_roll, double planning_population, const Plan& plan = lizhou_pack().plan) {
  return {&plan, &lizhou_pack().region, &lizhou_population(), planning_population, base_roll};
}
const ServiceSupply& of(const Supply& s, Service service) { return s[index_of(service)]; }
int at_base(const ServiceSupply& s, std::size_t supply_case) { return s.cases[supply_case].front().total(); }
int at_end(const ServiceSupply& s, std::size_t supply_case) { return s.cases[supply_case].back().total(); }
double population() { return static_cast<double>(lizhou_pack().region.total_population()); }

}  // namespace

TEST_CASE("stated stocks are those of the base date in all three cases", "[supply]") {
  const SchoolRoll base = roll();
  const Supply supply = supply_of(inputs(&base, 640'000), centre_values());
  for (const auto& [service, units] : {std::pair{Service::childcare, 0.3},
                                       {Service::hospital_bed, 4.4},
                                       {Service::physician, 2.86},
                                       {Service::nurse, 3.41}}) {
    const ServiceSupply& s = of(supply, service);
    INFO(info(service).word);
    CHECK(s.base == Approx(units * population() / 1000));
    for (std::size_t c = 0; c < 3; ++c) {
      CHECK(s.known_from[c] == 0);
      CHECK(at_base(s, c) == std::lround(s.base));
    }
  }
  CHECK(at_end(of(supply, Service::childcare), kQuantified) == 1'987);
  CHECK(at_end(of(supply, Service::childcare), kTargeted) == 3'200);
  CHECK(at_end(of(supply, Service::nurse), kQuantified) == at_base(of(supply, Service::nurse), kQuantified));
  CHECK(at_end(of(supply, Service::nurse), kTargeted) == std::lround(4.0 * 640));
}

TEST_CASE("the trend of staff and hospital beds is per thousand residents of the base date", "[supply]") {
  const SchoolRoll base = roll();
  const auto values = centre_values();
  const Supply supply = supply_of(inputs(&base, 0), values);
  const double years = years_in(to_tick({2025, 12, 31}) - to_tick({2020, 11, 1})).value;
  for (const auto& [service, id] : {std::pair{Service::physician, "physician_trend_per_1000"},
                                    {Service::nurse, "nurse_trend_per_1000"},
                                    {Service::hospital_bed, "hospital_bed_trend_per_1000"}}) {
    const ServiceSupply& s = of(supply, service);
    INFO(info(service).word);
    CHECK(at_end(s, kTrend) - at_end(s, kQuantified) == Approx(values[id] * population() / 1000 * years).margin(1.0));
    CHECK(s.cases[kTargeted] == s.cases[kQuantified]);  // no planning population, no target
  }
  CHECK(of(supply, Service::childcare).cases[kTrend] == of(supply, Service::childcare).cases[kQuantified]);
}

TEST_CASE("seats of the base date are pupils over the utilisation of town or countryside", "[supply]") {
  auto values = centre_values();
  values.value["kindergarten_utilisation_town"] = 0.9;
  values.value["kindergarten_utilisation_rural"] = 0.75;
  values.value["school_utilisation_town"] = 1.2;
  values.value["school_utilisation_rural"] = 0.6;
  const SchoolRoll base = roll();
  const Supply supply = supply_of(inputs(&base, 640'000), values);
  const auto zones = [&](Service s) { return of(supply, s).cases[kQuantified].front().by_zone; };
  CHECK(zones(Service::kindergarten) == std::vector<int>{10'000, 2'000, 1'200});
  CHECK(zones(Service::primary) == std::vector<int>{7'500, 1'500, 1'500});
  CHECK(zones(Service::senior)[2] == 0);
  CHECK(of(supply, Service::kindergarten).base == Approx(13'200));
  CHECK(of(supply, Service::kindergarten).known_from == std::array<int, 3>{0, 0, 0});
  // Without a roll nobody knows how many pupils there were.
  const Supply unknown = supply_of(inputs(nullptr, 640'000), values);
  CHECK(std::isnan(of(unknown, Service::primary).base));
  CHECK(of(unknown, Service::primary).cases[kQuantified].empty());
}

TEST_CASE("what is not known at the base date is known where a target gives it, from its year on", "[supply]") {
  const SchoolRoll base = roll();
  const Supply supply = supply_of(inputs(&base, 640'000), centre_values());
  for (const Service s : {Service::care_bed, Service::nursing_bed}) {
    INFO(info(s).word);
    CHECK(std::isnan(of(supply, s).base));
    CHECK(of(supply, s).cases[kQuantified].empty());
    CHECK(of(supply, s).cases[kTrend].empty());
    CHECK(of(supply, s).known_from[kQuantified] == std::numeric_limits<int>::max());
    CHECK(of(supply, s).known_from[kTargeted] == 2025);
  }
  // They stand from the start: a queue of years of which nothing is known must not meet them.
  for (const Service s : {Service::care_bed, Service::nursing_bed}) {
    REQUIRE(of(supply, s).cases[kTargeted].size() == 1);
    CHECK(of(supply, s).cases[kTargeted][0].when == to_tick({2020, 11, 1}));
  }
  CHECK(at_end(of(supply, Service::care_bed), kTargeted) == 3'000);
  CHECK(at_end(of(supply, Service::nursing_bed), kTargeted) == 1'650);
  const Supply no_target = supply_of(inputs(&base, 0), centre_values());
  CHECK(of(no_target, Service::care_bed).cases[kTargeted].empty());
  CHECK(of(no_target, Service::care_bed).known_from[kTargeted] == std::numeric_limits<int>::max());
}

TEST_CASE("units go where those live whom the service is for", "[supply]") {
  Plan plan = lizhou_pack().plan;
  plan.projects.clear();
  for (const Service s : {Service::childcare, Service::care_bed, Service::nurse}) {
    Stock& stock = plan.stocks[index_of(s)];
    stock.basis = StockBasis::stated, stock.units = 1'000;
  }
  const Supply supply = supply_of(inputs(nullptr, 0, plan), centre_values());
  const auto share_of_ages = [](std::size_t zone, std::size_t from, std::size_t until) {
    double here = 0, all = 0;
    for (std::size_t z = 0; z < 3; ++z)
      for (const auto& ages : lizhou_population().residents[z])
        for (std::size_t a = from; a < until; ++a) (z == zone ? here : all) += ages[a];
    return here / (here + all);
  };
  for (std::size_t z = 0; z < 3; ++z) {
    const auto units = [&](Service s) { return of(supply, s).cases[kQuantified].front().by_zone[z]; };
    CHECK(units(Service::childcare) == Approx(1'000 * share_of_ages(z, 0, 3)).margin(1));
    CHECK(units(Service::care_bed) == Approx(1'000 * share_of_ages(z, 60, kOpenAge + 1)).margin(1));
    CHECK(units(Service::nurse) == Approx(1'000 * share_of_ages(z, 0, kOpenAge + 1)).margin(1));
  }
  CHECK(share_of_ages(2, 60, 101) > 1.05 * share_of_ages(2, 0, 3));  // the old live in the countryside
}

TEST_CASE("what rests on a drawn assumption is told apart from what is stated", "[supply]") {
  const Plan& plan = lizhou_pack().plan;
  Region region = lizhou_pack().region;
  for (const Service s : {Service::kindergarten, Service::primary, Service::junior, Service::senior})
    CHECK(is_assumed(plan, region, s));
  for (const Service s : {Service::childcare, Service::physician, Service::nurse, Service::care_bed})
    CHECK_FALSE(is_assumed(plan, region, s));
  Plan guessed = plan;
  guessed.stocks[index_of(Service::nurse)].status = "assumed";
  CHECK(is_assumed(guessed, region, Service::nurse));
  guessed.stocks[index_of(Service::nurse)].basis = StockBasis::unknown;  // nothing is assumed of what is not known
  CHECK_FALSE(is_assumed(guessed, region, Service::nurse));
  CHECK(is_assumed(plan, region, Service::hospital_bed));  // what the beds are used for is not known
  region.facts["discharges_2020"] = 90'000;
  CHECK_FALSE(is_assumed(plan, region, Service::hospital_bed));
}

TEST_CASE("a place's own class norm takes its share of the seats at the base date", "[supply]") {
  const SchoolRoll base = roll();
  const auto seats = [&](double primary, double junior, Service s) {
    auto values = centre_values();
    values.value["class_size_primary"] = primary, values.value["class_size_junior"] = junior;
    return of(supply_of(inputs(&base, 0), values), s).base;
  };
  CHECK(seats(40, 50, Service::primary) == Approx(seats(45, 50, Service::primary) * 40 / 45));
  CHECK(seats(45, 45, Service::junior) == Approx(seats(45, 50, Service::junior) * 45 / 50));
  for (const Service s : {Service::kindergarten, Service::senior}) CHECK(seats(40, 45, s) == seats(45, 50, s));
  CHECK(seats(45, 45, Service::primary) == seats(45, 50, Service::primary));
  CHECK(seats(40, 50, Service::junior) == seats(45, 50, Service::junior));
  CHECK(seats(45, 50, Service::primary) > 0);
}
