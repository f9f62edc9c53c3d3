/// Supply does not touch people: all supply cases replay the same demand.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "sim/plan/supply_policies.hpp"
#include "tests/support/lizhou.hpp"
#include "tests/support/same.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {
constexpr int kUntil = 2030;
constexpr std::size_t kQuantified = 0, kTrend = 1, kTargeted = 2;

const RunInputs& inputs() {
  static const RunInputs in = run_inputs(kUntil);
  return in;
}
const ReplicateResult& lived() {
  static const ReplicateResult result = run_people(inputs(), 0);
  return result;
}
ReplicateResult replayed(double planning_population) {
  ReplicateResult r = lived();
  replay_services(inputs(), 0, planning_population, r);
  return r;
}
}  // namespace

TEST_CASE("a replay leaves demography, demand and the digest of events untouched", "[supply]") {
  const ReplicateResult after = replayed(640'000);
  CHECK(after.event_hash == lived().event_hash);
  CHECK(after.events == lived().events);
  CHECK(difference(after.demography, lived().demography) == "");
  CHECK(difference(after.demand, lived().demand) == "");
  CHECK(after.services.size() == kServices);
}

TEST_CASE("supply cases face one demand: it does not depend on units", "[supply]") {
  const auto r = replayed(640'000);
  for (std::size_t i = 0; i < kServices; ++i) {
    const Service s = service_at(i);
    REQUIRE(r.services[i].size() == 3);
    for (std::size_t y = 0; y < r.demography.size(); ++y)
      for (std::size_t z = 0; z < r.years(s, 0)[y].size(); ++z)
        for (const std::size_t supply : {kTrend, kTargeted}) {
          const ServiceYear &a = r.years(s, kQuantified)[y][z], &b = r.years(s, supply)[y][z];
          INFO(info(s).word << ", year " << y << ", zone " << z);
          CHECK(a.demand == b.demand);
          CHECK(a.need == b.need);
          if (!std::isnan(a.asked)) CHECK((std::isnan(b.asked) || a.asked == b.asked));
          CHECK(a.required_capacity == b.required_capacity);
          CHECK(a.capacity_zero_unmet == b.capacity_zero_unmet);
        }
  }
}

TEST_CASE("more units serve more and leave less unmet", "[supply]") {
  const auto r = replayed(640'000);
  long compared = 0;
  for (std::size_t i = 0; i < kServices; ++i)
    for (std::size_t y = 0; y < r.demography.size(); ++y) {
      const ServiceYear &quantified = r.years(service_at(i), kQuantified)[y].back(),
                        &targeted = r.years(service_at(i), kTargeted)[y].back();
      if (!quantified.judged || !targeted.judged) continue;
      ++compared;
      INFO(info(service_at(i)).word << ", year " << y);
      CHECK(targeted.capacity >= quantified.capacity);
      CHECK(targeted.use >= quantified.use - 1e-9);
      CHECK(targeted.unmet_share <= quantified.unmet_share + 1e-12);
    }
  CHECK(compared > 70);
  CHECK(r.years(Service::childcare, kQuantified)[5].back().capacity == 1987);
  CHECK(r.years(Service::childcare, kTargeted)[5].back().capacity == 3200);
}

TEST_CASE("the planning population moves targeted units alone", "[supply]") {
  const auto a = replayed(640'000), b = replayed(700'000);
  long moved = 0;
  for (std::size_t i = 0; i < kServices; ++i)
    for (const std::size_t supply : {kQuantified, kTrend})
      for (std::size_t y = 0; y < a.demography.size(); ++y)
        for (std::size_t z = 0; z < a.services[i][supply][y].size(); ++z) {
          const ServiceYear &x = a.services[i][supply][y][z], &w = b.services[i][supply][y][z];
          for (const auto field : {&ServiceYear::capacity, &ServiceYear::use, &ServiceYear::demand})
            CHECK((x.*field == w.*field || (std::isnan(x.*field) && std::isnan(w.*field))));
        }
  for (std::size_t i = 0; i < kServices; ++i)
    moved += a.services[i][kTargeted][6].back().capacity != b.services[i][kTargeted][6].back().capacity;
  CHECK(b.years(Service::childcare, kTargeted)[6].back().capacity == 3500);
  CHECK(moved == 3);  // childcare, physicians and nurses are planned per 1,000 residents; beds have no target
}

TEST_CASE("more beds, seats or conversions in the plan change no person and no demand", "[supply]") {
  Plan plan = lizhou_pack().plan;
  for (Project& p : plan.projects)
    if (p.capacity) *p.capacity *= 2;
  Project beds;
  beds.id = "more_care_beds", beds.service = "care_bed", beds.capacity = 5000, beds.unit = "beds";
  beds.year_start = beds.year_end = 2022, beds.dated = true;
  Project converted = beds;
  converted.id = "converted", converted.service = "nursing_bed", converted.capacity = 1000;
  converted.converts_from = "care_bed", converted.converts_units = 1000;
  plan.projects.push_back(beds);
  plan.projects.push_back(converted);
  for (const Service s : {Service::care_bed, Service::nursing_bed}) {
    plan.stocks[index_of(s)].basis = StockBasis::stated;
    plan.stocks[index_of(s)].units = s == Service::care_bed ? 3000 : 900;
  }
  RunInputs in = inputs();
  in.plan = &plan;
  ReplicateResult other = run_people(in, 0);
  CHECK(other.event_hash == lived().event_hash);
  CHECK(difference(other.demography, lived().demography) == "");
  CHECK(difference(other.demand, lived().demand) == "");
  replay_services(in, 0, 640'000, other);
  const ReplicateResult before = replayed(640'000);
  CHECK(other.years(Service::care_bed, kQuantified)[5].back().capacity >= 8000);
  CHECK(other.years(Service::nursing_bed, kQuantified)[5].back().capacity >= 1900);
  for (std::size_t i = 0; i < kServices; ++i)
    for (std::size_t y = 0; y < before.demography.size(); ++y)
      for (std::size_t z = 0; z < before.services[i][0][y].size(); ++z)
        CHECK(other.services[i][kQuantified][y][z].demand == before.services[i][kQuantified][y][z].demand);
}

TEST_CASE("demand for childcare depends on uptake and people do not", "[supply]") {
  const Scenario eager = baseline_with({"childcare_uptake_2025=0.2", "childcare_uptake_2030=0.25"});
  const RunInputs in = run_inputs(kUntil, eager);
  const auto other = run_people(in, 0);
  CHECK(difference(other.demography, lived().demography) == "");
  std::map<bool, std::vector<DemandEvent>> care;  // of beds: untouched
  for (const bool eagerly : {false, true})
    for (const DemandEvent& e : (eagerly ? other : lived()).demand.spells)
      if (e.service != Service::childcare) care[eagerly].push_back(e);
  Demand a = lived().demand, b = other.demand;
  CHECK(b.spells.size() > a.spells.size());
  a.spells = care[false], b.spells = care[true];
  CHECK(difference(a, b) == "");
}

TEST_CASE("demand for beds depends on care's parameters and people do not", "[supply]") {
  const Scenario more = baseline_with({"institutional_share_of_severe=0.35", "institution_residents_60plus=0.015"});
  const auto other = run_people(run_inputs(kUntil, more), 0);
  CHECK(difference(other.demography, lived().demography) == "");
  Demand a = lived().demand, b = other.demand;
  CHECK(b.spells.size() > a.spells.size());
  a.spells.clear(), b.spells.clear();
  CHECK(difference(a, b) == "");
}

TEST_CASE("projects two years late move nobody and no demand, and places only from the day they were due", "[supply]") {
  const Scenario& late = lizhou_pack().scenarios.at("projects_delayed");
  const Plan plan = with_policies(lizhou_pack().plan, late.supply_policies);
  REQUIRE(late.hash != lizhou_pack().scenarios.at("baseline").hash);
  RunInputs in = run_inputs(kUntil, late);
  in.plan = &plan;
  ReplicateResult other = run_people(in, 0);
  CHECK(other.event_hash == lived().event_hash);
  CHECK(other.events == lived().events);
  CHECK(difference(other.demography, lived().demography) == "");
  CHECK(difference(other.demand, lived().demand) == "");
  replay_services(in, 0, 640'000, other);
  const ReplicateResult on_time = replayed(640'000);
  const auto places = [](const ReplicateResult& r, int year) {
    return r.years(Service::childcare, kQuantified)[static_cast<std::size_t>(year - 2020)].back().capacity;
  };
  for (int year = 2020; year <= kUntil; ++year) {
    CHECK(places(on_time, year) == 187 + 360 * std::clamp(year - 2020, 0, 5));
    CHECK(places(other, year) == 187 + 360 * std::clamp(year - 2022, 0, 5));
  }
  for (std::size_t i = 0; i < kServices; ++i)
    for (std::size_t y = 0; y < on_time.demography.size(); ++y) {
      const ServiceYear &a = on_time.years(service_at(i), kQuantified)[y].back(),
                        &b = other.years(service_at(i), kQuantified)[y].back();
      INFO(kServiceInfo[i].word << ", year " << y);
      CHECK(a.demand == b.demand);
      if (y == 0 && a.judged) CHECK((a.use == b.use && a.capacity_mean == b.capacity_mean));
    }
}

TEST_CASE("seats turned into childcare places move nobody, and change nothing before their year", "[supply]") {
  const Scenario& turned = lizhou_pack().scenarios.at("seats_to_childcare");
  const Plan plan = with_policies(lizhou_pack().plan, turned.supply_policies);
  RunInputs in = run_inputs(kUntil, turned);
  in.plan = &plan;
  ReplicateResult other = run_people(in, 0);
  CHECK(other.event_hash == lived().event_hash);
  CHECK(difference(other.demand, lived().demand) == "");
  replay_services(in, 0, 640'000, other);
  const ReplicateResult before = replayed(640'000);
  const auto units = [](const ReplicateResult& r, Service s, std::size_t y) {
    return r.years(s, kQuantified)[y].back().capacity;
  };
  for (std::size_t y = 0; y < before.demography.size(); ++y) {
    const bool since = y >= 4;  // 2024
    CHECK(units(other, Service::childcare, y) - units(before, Service::childcare, y) == (since ? 1133 : 0));
    CHECK(units(other, Service::kindergarten, y) - units(before, Service::kindergarten, y) == (since ? -1700 : 0));
    for (const Service s : {Service::primary, Service::hospital_bed, Service::nurse})
      CHECK(units(other, s, y) == units(before, s, y));
  }
}
