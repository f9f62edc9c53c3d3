#include "sim/plan/capacity.hpp"

#include <catch2/catch.hpp>

#include "sim/engine/replicate.hpp"
#include "tests/support/lizhou.hpp"

using namespace gongxu;
using test::lizhou_pack;

namespace {

CapacityRequest request(SupplyCase supply, double planning_population = 0) {
  return {"childcare",
          supply,
          {12'000, 2'300, 3'900},
          static_cast<double>(lizhou_pack().region.total_population()),
          planning_population};
}
std::vector<CapacityStep> lizhou(SupplyCase supply, double planning_population = 0) {
  return capacity_over_time(lizhou_pack().plan, lizhou_pack().region, request(supply, planning_population));
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

/// A plan of two zones with 1 place per 1,000 of 10,000 residents, target 5.
struct Hand {
  Plan plan;
  Region region;
  Hand() {
    for (const char code : {'a', 'b'}) {
      region.zones.emplace_back();
      region.zones.back().code = std::string(1, code);
    }
    plan.first_year = 2021, plan.last_year = 2025;
    Indicator i;
    i.service = "childcare", i.computed = Computed::service;
    i.base = 1.0, i.target = 5.0, i.per = 1000, i.base_year = 2020, i.target_year = 2025;
    plan.indicators.push_back(i);
  }
  Hand& project(double capacity, const std::string& zone, int first = 0, int last = 0) {
    Project p;
    p.service = "childcare", p.capacity = capacity, p.zone = zone, p.year_start = first, p.year_end = last;
    plan.projects.push_back(p);
    return *this;
  }
  std::vector<CapacityStep> steps(SupplyCase supply, double planning_population, std::vector<double> weights = {3, 1}) {
    return capacity_over_time(plan, region, {"childcare", supply, std::move(weights), 10'000, planning_population});
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

TEST_CASE("trend equals quantified while nothing is known about unnumbered projects", "[capacity]") {
  const auto a = lizhou(SupplyCase::quantified), b = lizhou(SupplyCase::trend);
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) CHECK((a[i].when == b[i].when && a[i].by_zone == b[i].by_zone));
}

TEST_CASE("as targeted, 640,000 residents get 3,200 places by the end of 2025, frozen from then on", "[capacity]") {
  const auto steps = lizhou(SupplyCase::targeted, 640'000);
  CHECK(steps.front().total() == 187);
  CHECK(steps.back().total() == 3200);
  CHECK(steps.back().when == to_tick({2025, 12, 31}));
  CHECK(total_at(steps, {2025, 12, 30}) < 3200);
  CHECK(total_at(steps, {2025, 12, 31}) == 3200);
  CHECK(total_at(steps, {2040, 1, 1}) == 3200);
  // A straight line between, or the projects where they are ahead of it.
  const auto quantified = lizhou(SupplyCase::quantified);
  const Tick start = to_tick({2020, 11, 1}), end = to_tick({2025, 12, 31});
  for (const CapacityStep& s : steps) {
    const double line = 186.6 + (3200 - 186.6) * static_cast<double>(s.when - start) / static_cast<double>(end - start);
    CHECK(s.total() == Approx(std::max<double>(line, total_at(quantified, to_date(day_of(s.when))))).margin(0.51));
  }
  check_never_shrinks(steps);
}

TEST_CASE("a planning population too small to matter leaves the quantified places", "[capacity]") {
  CHECK(lizhou(SupplyCase::targeted, 100'000).back().total() == 1987);
}

TEST_CASE("places go to zones by their weights and no zone ever loses one", "[capacity]") {
  const auto steps = lizhou(SupplyCase::quantified);
  for (const CapacityStep& s : steps) {
    CHECK(s.by_zone[0] == Approx(s.total() * 12'000 / 18'200.0).margin(1.0));
    CHECK(s.by_zone[1] == Approx(s.total() * 2'300 / 18'200.0).margin(1.0));
    CHECK(s.by_zone[2] == Approx(s.total() * 3'900 / 18'200.0).margin(1.0));
  }
  for (const std::vector<double>& weights : {std::vector<double>{1, 1}, {5, 0.1}, {0, 1}, {7, 3}})
    for (const double population : {1'000.0, 9'000.0, 30'000.0})
      check_never_shrinks(
          Hand().project(17, "b", 2022, 2024).project(33, "").steps(SupplyCase::targeted, population, weights));
}

TEST_CASE("a project that names its zone and year opens there and then", "[capacity]") {
  Hand hand;
  hand.project(40, "b", 2023, 2023).project(20, "", 2022, 2022);
  const auto steps = hand.steps(SupplyCase::quantified, 0);
  REQUIRE(steps.size() == 3);
  CHECK(steps[0].by_zone == std::vector<int>{8, 2});  // 10 at the base: 7.5 and 2.5
  CHECK(steps[1].when == to_tick({2022, 9, 1}));
  CHECK(steps[1].total() == 30);
  CHECK(steps[2].when == to_tick({2023, 9, 1}));
  CHECK(steps[2].total() == 70);
  CHECK(steps[2].by_zone[1] >= 40);
  CHECK(steps[2].by_zone[0] >= steps[1].by_zone[0]);
}

TEST_CASE("places open before the base date are there on its day", "[capacity]") {
  Hand hand;
  hand.region.base_date = {2022, 11, 1};
  hand.project(50, "a");
  const auto steps = hand.steps(SupplyCase::quantified, 0);
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
  const auto steps = hand.steps(SupplyCase::quantified, 0);
  REQUIRE(steps.size() == 1);
  CHECK(steps[0].total() == 10);
}

TEST_CASE("the cases have their words", "[capacity]") {
  CHECK(std::string(word_of(SupplyCase::quantified)) == "quantified");
  CHECK(std::string(word_of(SupplyCase::trend)) == "trend");
  CHECK(std::string(word_of(SupplyCase::targeted)) == "targeted");
}
