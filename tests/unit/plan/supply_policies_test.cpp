// Policies on supply: projects delayed, units converted; and what they leave as it is.
#include "sim/plan/supply_policies.hpp"

#include <catch2/catch.hpp>

#include "sim/core/messages.hpp"
#include "sim/plan/capacity.hpp"
#include "sim/plan/pack.hpp"
#include "tests/support/temp_pack.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

using Policies = std::map<std::string, SupplyPolicy>;

SupplyPolicy delay(int years, const std::string& service = "", const std::string& project = "") {
  SupplyPolicy p;
  p.kind = SupplyPolicy::Kind::delay, p.years = years, p.service = service, p.project = project;
  return p;
}
SupplyPolicy conversion(Service from, Service to, double units, double gains, int year, const std::string& zone = "") {
  SupplyPolicy p;
  p.kind = SupplyPolicy::Kind::conversion, p.from = info(from).word, p.to = info(to).word;
  p.units = units, p.gains = gains, p.year = year, p.zone = zone;
  return p;
}

/// Two zones and two projects: 100 kindergarten seats of 2022, and 50 childcare places spread over 2021-2025.
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
    project("seats", Service::kindergarten, 100, 2022, 2022);
    project("places", Service::childcare, 50, 2021, 2025);
    for (Stock& s : plan.stocks) s.basis = StockBasis::stated, s.units = 200;
  }
  void project(const std::string& id, Service s, double capacity, int first, int last) {
    Project p;
    p.id = id, p.service = info(s).word, p.capacity = capacity, p.year_start = first, p.year_end = last;
    plan.projects.push_back(p);
  }
  std::vector<CapacityStep> steps(Service s, const Policies& policies,
                                  SupplyCase supply = SupplyCase::quantified) const {
    return capacity_over_time(with_policies(plan, policies), region, {s, supply, {150, 50}, {1, 1}, {{2025, 400}}, 9});
  }
};
constexpr Service kSeats = Service::kindergarten, kPlaces = Service::childcare;

int total_at(const std::vector<CapacityStep>& steps, Date when) {
  int total = 0;
  for (const CapacityStep& s : steps)
    if (s.when <= to_tick(when)) total = s.total();
  return total;
}

}  // namespace

TEST_CASE("a delay moves both ends of a project, so that it keeps its length", "[policies]") {
  const Hand hand;
  const Plan late = with_policies(hand.plan, {{"late", delay(2)}});
  REQUIRE(late.projects.size() == 2);
  CHECK(late.projects[0].year_start == 2024);
  CHECK(late.projects[0].year_end == 2024);
  CHECK(late.projects[1].year_start == 2023);
  CHECK(late.projects[1].year_end == 2027);
  const auto steps = hand.steps(kPlaces, {{"late", delay(2)}});
  REQUIRE(steps.size() == 6);
  for (int year = 2023; year <= 2027; ++year) {
    CHECK(steps[static_cast<std::size_t>(year - 2022)].when == to_tick({year, 9, 1}));
    CHECK(steps[static_cast<std::size_t>(year - 2022)].total() == 200 + 10 * (year - 2022));
  }
}

TEST_CASE("a delay may be of one service or one project alone, and two add up", "[policies]") {
  const Hand hand;
  const auto starts = [&](const Policies& policies) {
    const Plan plan = with_policies(hand.plan, policies);
    return std::vector<int>{plan.projects[0].year_start, plan.projects[1].year_start};
  };
  CHECK(starts({{"d", delay(3, "childcare")}}) == std::vector<int>{2022, 2024});
  CHECK(starts({{"d", delay(3, "", "seats")}}) == std::vector<int>{2025, 2021});
  CHECK(starts({{"d", delay(3, "childcare", "seats")}}) == std::vector<int>{2022, 2021});
  CHECK(starts({{"d", delay(3)}, {"e", delay(1, "childcare")}}) == std::vector<int>{2025, 2025});
  CHECK(starts({{"d", delay(3, "nurse")}}) == std::vector<int>{2022, 2021});
}

TEST_CASE("a conversion takes what it gives up and gives what comes of it, in its zone, on its day", "[policies]") {
  const Hand hand;
  const Policies policies{{"c", conversion(kSeats, kPlaces, 30, 20, 2024, "b")}};
  const auto seats = hand.steps(kSeats, policies), places = hand.steps(kPlaces, policies);
  const auto seats_before = hand.steps(kSeats, {}), places_before = hand.steps(kPlaces, {});
  const Date eve{2024, 8, 31}, day{2024, 9, 1};
  CHECK(total_at(seats, eve) == total_at(seats_before, eve));
  CHECK(total_at(places, eve) == total_at(places_before, eve));
  CHECK(total_at(seats, day) == total_at(seats_before, day) - 30);
  CHECK(total_at(places, day) == total_at(places_before, day) + 20);
  CHECK(seats.back().by_zone[0] == seats_before.back().by_zone[0]);
  CHECK(seats.back().by_zone[1] == seats_before.back().by_zone[1] - 30);
  const Plan plan = with_policies(hand.plan, policies);
  CHECK(plan.projects.size() == 3);
  CHECK(plan.projects.back().id == "c");
  CHECK(plan.projects.back().dated);
}

TEST_CASE("a conversion is not delayed with the projects of the plan", "[policies]") {
  const Hand hand;
  const Plan plan = with_policies(hand.plan, {{"a", conversion(kSeats, kPlaces, 30, 20, 2023)}, {"b", delay(2)}});
  CHECK(plan.projects.back().year_start == 2023);
  CHECK(plan.projects.back().year_end == 2023);
}

TEST_CASE("a policy has no effect before its first day, in any case of supply", "[policies]") {
  const Hand hand;
  const Tick first_day = to_tick({2024, 9, 1});
  for (const SupplyCase supply : kSupplyCases)
    for (const Service s : {kSeats, kPlaces}) {
      const auto before = [&](const Policies& policies) {
        std::vector<CapacityStep> out;
        for (const CapacityStep& step : hand.steps(s, policies, supply))
          if (step.when < first_day) out.push_back(step);
        return out;
      };
      INFO(word_of(supply) << " " << info(s).word);
      CHECK(before({{"c", conversion(kSeats, kPlaces, 30, 20, 2024)}}) == before({}));
      // As targeted, the line to the target stands above both.
      if (supply != SupplyCase::targeted)
        CHECK(before({{"c", conversion(kSeats, kPlaces, 30, 20, 2023)}}) != before({}));
    }
}

TEST_CASE("a delay of no years and a conversion of no units change no step and no hash", "[policies]") {
  const Hand hand;
  const Policies nothing{{"c", conversion(kSeats, kPlaces, 0, 0, 2024)}, {"d", delay(0)}};
  for (const SupplyCase supply : kSupplyCases)
    for (const Service s : {kSeats, kPlaces, Service::care_bed})
      CHECK(hand.steps(s, nothing, supply) == hand.steps(s, {}, supply));
  Scenario scenario;
  const std::string before = hash_of(scenario);
  scenario.supply_policies = nothing;
  CHECK(hash_of(scenario) == before);
  CHECK(effect_of(scenario).empty());
  for (const SupplyPolicy& p : {delay(1), conversion(kSeats, kPlaces, 1, 0, 2024), delay(1, "childcare"),
                                conversion(kSeats, kPlaces, 0, 1, 2024), delay(1, "", "seats")}) {
    Scenario other;
    other.supply_policies = {{"p", p}};
    CHECK(effect_of(other).size() == 1);
    CHECK(hash_of(other) != before);
    other.supply_policies = {{"another name", p}};
    other.supply_policies.begin()->second.source = "S", other.supply_policies.begin()->second.at = {"f", 1, 1};
    Scenario same;
    same.supply_policies = {{"p", p}};
    CHECK(hash_of(other) == hash_of(same));  // names and sources are no effect
  }
}

TEST_CASE("policies that name a project or a zone that is not there are told with the nearest", "[policies]") {
  const TempPack pack;
  const std::string file = "lizhou/scenarios/late.toml";
  pack.write(file,
             "format = 1\nname_zh = \"甲\"\nname_en = \"a\"\nreason_zh = \"乙\"\nreason_en = \"b\"\nsource = \"R1\"\n"
             "extends = \"baseline\"\n[delay.one]\nproject = \"childcare_institutoins\"\nyears = 1\nsource = \"R1\"\n"
             "status = \"assumed\"\n[conversion.two]\nfrom = \"hospital_bed\"\nto = \"care_bed\"\nunits = 10\n"
             "year = 2024\nzone = \"cor\"\nsource = \"R1\"\nstatus = \"assumed\"\n");
  const auto problems = pack.problems();
  INFO(listed(problems));
  REQUIRE(problems.size() == 2);
  CHECK(has(problems, "delay_of_unknown_project", pack.position_of(file, "one]")));
  CHECK(has(problems, "unknown_zone", pack.position_of(file, "two]")));
  const std::string told = listed(problems);
  for (const char* words :
       {"late.toml:8:", "late.toml:13:", "childcare_institutoins", "\"core\"", "rule: ", "remedy: "})
    CHECK(told.find(words) != std::string::npos);
  CHECK(read_pack(GONGXU_SOURCE_DIR "/scenarios/lizhou").scenarios.at("projects_delayed").supply_policies.size() == 1);
}

TEST_CASE("a scenario that converts more than there is is refused at its own table", "[policies]") {
  const TempPack pack;
  const std::string file = "lizhou/scenarios/seats.toml";
  const auto write = [&](int units) {
    pack.write(file,
               "format = 1\nname_zh = \"甲\"\nname_en = \"a\"\nreason_zh = \"乙\"\nreason_en = \"b\"\nsource = \"R1\"\n"
               "extends = \"baseline\"\n[conversion.two]\nfrom = \"hospital_bed\"\nto = \"care_bed\"\nunits = " +
                   std::to_string(units) + "\nyear = 2024\nsource = \"R1\"\nstatus = \"assumed\"\n");
    return pack.problems();
  };
  CHECK(write(2'700).empty());  // of 4.4 per 1,000
  const auto problems = write(27'000);
  INFO(listed(problems));
  REQUIRE(problems.size() == 1);
  CHECK(has(problems, "capacity_negative", pack.position_of(file, "two]")));
}
