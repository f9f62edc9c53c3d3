// What a pack checks as a whole: conversions against stocks. And conversions over time.
#include "sim/plan/pack.hpp"

#include <catch2/catch.hpp>

#include "sim/plan/capacity.hpp"
#include "tests/support/small_plan.hpp"
#include "tests/support/temp_pack.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

/// A region of 1,000 residents in two zones, and a plan of 2021-2025 whose stocks are stated.
struct Hand {
  Plan plan;
  Region region;

  Hand() {
    for (const char code : {'a', 'b'}) {
      region.zones.emplace_back();
      region.zones.back().code = std::string(1, code);
    }
    region.population = {{0, -1, {500, 500}}};
    plan.first_year = 2021, plan.last_year = 2025;
  }
  Hand& stock(Service s, double units) {
    plan.stocks[index_of(s)].basis = StockBasis::stated;
    plan.stocks[index_of(s)].units = units;
    plan.stocks[index_of(s)].at.line = 100 + static_cast<int>(index_of(s));
    return *this;
  }
  /// The n-th project stands in line n.
  Hand& project(Service to, std::optional<double> capacity, int first, int last, std::optional<Service> from = {},
                double converts = 0, const std::string& zone = "") {
    Project p;
    p.service = info(to).word, p.capacity = capacity, p.year_start = first, p.year_end = last, p.zone = zone;
    if (from) p.converts_from = info(*from).word;
    p.converts_units = converts;
    plan.projects.push_back(p);
    plan.projects.back().at.line = static_cast<int>(plan.projects.size());
    return *this;
  }
  std::vector<CapacityStep> steps(Service s, std::vector<double> weights = {1, 1}) const {
    const double each = base_units(plan, s, 1'000).value_or(0) / 2;
    return capacity_over_time(plan, region, {s, SupplyCase::quantified, {each, each}, std::move(weights), {}, 0});
  }
  std::vector<int> totals(Service s) const {
    std::vector<int> out;
    for (const CapacityStep& step : steps(s)) out.push_back(step.total());
    return out;
  }
  std::vector<Problem> problems() const {
    Problems found;
    check_conversions(plan, region, found);
    return found.all();
  }
};

}  // namespace

TEST_CASE("what a project converts leaves its old service on the dates on which it joins the new one", "[pack]") {
  Hand hand;
  hand.stock(Service::hospital_bed, 100).stock(Service::care_bed, 40);
  hand.project(Service::care_bed, 30, 2022, 2024, Service::hospital_bed, 45);
  CHECK(hand.totals(Service::care_bed) == std::vector<int>{40, 50, 60, 70});
  CHECK(hand.totals(Service::hospital_bed) == std::vector<int>{100, 85, 70, 55});
  const auto care = hand.steps(Service::care_bed), hospital = hand.steps(Service::hospital_bed);
  for (std::size_t i = 0; i < care.size(); ++i) CHECK(care[i].when == hospital[i].when);
  CHECK(care[1].when == to_tick({2022, 9, 1}));
  for (const CapacityStep& s : hospital) CHECK(std::abs(s.by_zone[0] - s.by_zone[1]) <= 1);
  CHECK(hand.problems().empty());
}

TEST_CASE("a conversion in a named zone takes that zone's units", "[pack]") {
  Hand hand;
  hand.stock(Service::hospital_bed, 100).stock(Service::care_bed, 0);
  hand.project(Service::care_bed, 30, 2023, 2023, Service::hospital_bed, 30, "b");
  const auto hospital = hand.steps(Service::hospital_bed), care = hand.steps(Service::care_bed);
  REQUIRE(hospital.size() == 2);
  CHECK(hospital[1].by_zone == std::vector<int>{50, 20});
  CHECK(care.back().by_zone == std::vector<int>{0, 30});
}

TEST_CASE("no zone and no total goes below nothing, whatever is converted", "[pack]") {
  for (const std::string zone : {"", "a", "b"})
    for (const double converts : {9.0, 10.0, 11.0, 500.0}) {
      Hand hand;
      hand.stock(Service::hospital_bed, 10);
      hand.project(Service::care_bed, 5, 2022, 2024, Service::hospital_bed, converts, zone);
      const auto steps = hand.steps(Service::hospital_bed, {3, 1});
      for (const CapacityStep& s : steps)
        for (const int units : s.by_zone) CHECK(units >= 0);
      CHECK(steps.back().total() == std::max(0, 10 - static_cast<int>(converts)));
    }
}

TEST_CASE("new nursing beds are care beds too; converted ones were so before", "[pack]") {
  Hand added, converted;
  for (Hand* hand : {&added, &converted}) hand->stock(Service::care_bed, 100).stock(Service::nursing_bed, 40);
  added.project(Service::nursing_bed, 20, 2023, 2023);
  CHECK(added.totals(Service::nursing_bed) == std::vector<int>{40, 60});
  CHECK(added.totals(Service::care_bed) == std::vector<int>{100, 120});
  converted.project(Service::nursing_bed, 20, 2023, 2023, Service::care_bed, 20);
  CHECK(converted.totals(Service::nursing_bed) == std::vector<int>{40, 60});
  CHECK(converted.totals(Service::care_bed) == std::vector<int>{100});
  CHECK(added.problems().empty());
  CHECK(converted.problems().empty());
}

TEST_CASE("nursing beds made from hospital beds are new care beds, those given up are care beds lost", "[pack]") {
  Hand from_hospital;
  from_hospital.stock(Service::care_bed, 100).stock(Service::nursing_bed, 40).stock(Service::hospital_bed, 50);
  Hand to_hospital = from_hospital;
  from_hospital.project(Service::nursing_bed, 20, 2023, 2023, Service::hospital_bed, 20);
  CHECK(from_hospital.totals(Service::nursing_bed) == std::vector<int>{40, 60});
  CHECK(from_hospital.totals(Service::hospital_bed) == std::vector<int>{50, 30});
  CHECK(from_hospital.totals(Service::care_bed) == std::vector<int>{100, 120});
  to_hospital.project(Service::hospital_bed, 20, 2023, 2023, Service::nursing_bed, 20);
  CHECK(to_hospital.totals(Service::nursing_bed) == std::vector<int>{40, 20});
  CHECK(to_hospital.totals(Service::care_bed) == std::vector<int>{100, 80});
}

TEST_CASE("a conversion of more than there is is told at its project, with year and shortfall", "[pack]") {
  Hand hand;
  hand.stock(Service::hospital_bed, 100);
  hand.project(Service::nurse, 5, 2022, 2022).project(Service::care_bed, 10, 2022, 2024, Service::hospital_bed, 180);
  const auto problems = hand.problems();
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].key == "capacity_negative");
  CHECK(problems[0].at.line == 2);
  CHECK(problems[0].values == std::vector<std::string>{"hospital_bed", "2023", "-20"});
  // Exactly all of it may go, and beds that open before may be converted afterwards.
  CHECK(Hand()
            .stock(Service::hospital_bed, 100)
            .project(Service::care_bed, 1, 2022, 2024, Service::hospital_bed, 100)
            .problems()
            .empty());
  Hand later;
  later.stock(Service::hospital_bed, 100).project(Service::hospital_bed, 60, 2022, 2022);
  later.project(Service::care_bed, 1, 2023, 2023, Service::hospital_bed, 160);
  CHECK(later.problems().empty());
  later.plan.projects[0].year_start = later.plan.projects[0].year_end = 2024;
  CHECK(later.problems().size() == 1);
  // Of units that nobody knows nothing can be said.
  CHECK(Hand().project(Service::care_bed, 1, 2022, 2024, Service::hospital_bed, 100).problems().empty());
}

TEST_CASE("of the care beds the ordinary ones must last", "[pack]") {
  Hand hand;
  hand.stock(Service::care_bed, 100).stock(Service::nursing_bed, 60);
  hand.project(Service::nursing_bed, 40, 2022, 2022, Service::care_bed, 40);
  CHECK(hand.problems().empty());
  hand.project(Service::nursing_bed, 10, 2023, 2023);  // new ones take nothing from the ordinary
  CHECK(hand.problems().empty());
  hand.project(Service::nursing_bed, 5, 2024, 2024, Service::care_bed, 5);
  const auto problems = hand.problems();
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].at.line == 3);  // the last by then, which takes what is not there
  CHECK(problems[0].values == std::vector<std::string>{"care_bed - nursing_bed", "2024", "-5"});
}

TEST_CASE("a pack with an impossible conversion is refused at the project", "[pack]") {
  const TempPack pack;
  const std::string stock =
      "\n[[stock]]\nservice = \"hospital_bed\"\nbasis = \"stated\"\nunits = 90\nunit = \"beds\"\nsource = \"R6\"\n"
      "status = \"assumed\"\n";
  const auto project = [](int units) {
    return "\n[[project]]\nid = \"conversion\"\nname_zh = \"x\"\nname_en = \"x\"\nservice = \"care_bed\"\n"
           "converts_from = \"hospital_bed\"\nconverts_units = " +
           std::to_string(units) + "\nsource = \"s\"\n";
  };
  pack.write(kPlan, plan_of_childcare() + unknown_stocks("hospital_bed") + stock + project(90));
  INFO(listed(pack.problems()));
  CHECK(pack.problems().empty());
  pack.write(kPlan, plan_of_childcare() + unknown_stocks("hospital_bed") + stock + project(100));
  const auto problems = pack.problems();
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].key == "capacity_negative");
  CHECK(problems[0].at.line == pack.position_of(kPlan, "id = \"conversion\"").line - 1);
  CHECK(problems[0].values[1] == "2025");
}

TEST_CASE("a pack knows every file that it was read from, and which numbers are the nation's", "[pack]") {
  const TempPack temp;
  const Pack pack = read_pack(temp.folder());
  const auto named = [](const std::vector<std::string>& list, const std::string& name) {
    return std::count_if(list.begin(), list.end(), [&](const std::string& f) { return f.ends_with(name); });
  };
  for (const char* name : {"lizhou/plan.toml", "lizhou/region.toml", "SOURCES.csv", "dependency.csv", "health_use.csv",
                           "parameters.toml", "scenarios/baseline.toml"})
    CHECK(named(pack.files, name) == 1);
  CHECK(named(pack.region.defaults_used, "dependency") == 1);
  CHECK(named(pack.region.defaults_used, "health_use") == 1);
  CHECK(named(pack.region.defaults_used, "inflow_share") == 1);
  CHECK(named(pack.region.defaults_used, "relative_mortality") == 0);  // the region's own
}

TEST_CASE("a plan's units are refused where one person stands for several residents") {
  const TempPack pack;
  const std::string plan = "china/plan.toml";
  pack.replace(plan, "service = \"nurse\"\nbasis = \"unknown\"",
               "service = \"nurse\"\nunits = 100\nunit = \"nurses\"\nbasis = \"stated\"");
  pack.append(plan,
              "\n[[project]]\nid = \"beds\"\nname_zh = \"床\"\nname_en = \"beds\"\nservice = \"hospital_bed\"\n"
              "capacity = 10\nunit = \"beds\"\nsource = \"1:1\"\n");
  Problems told;
  try {
    read_pack(pack.path("china"));
  } catch (const InputError& e) {
    for (const Problem& p : e.problems()) told.add(p.at, p.key, p.values);
  }
  INFO(listed(told.all()));
  REQUIRE(told.count() == 2);
  CHECK(has(told.all(), "scale_with_plan", pack.position_of(plan, "[[project]]")));
  CHECK(told.all()[0].key == "scale_with_plan");
  CHECK(told.all()[0].values == std::vector<std::string>{"nurse", "1000"});
}
