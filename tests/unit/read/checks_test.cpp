// What a run checks of itself: each row sees the fault that it is there for, and no other row does.
#include "analysis/read/checks.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <set>

using namespace gongxu;

namespace {

/// A place without zones, the whole of 2021 and 2022, lived twice. In each year three children of a queue stay all
/// year, two of them in a place; one patient is in hospital.
struct Hand {
  Ensemble e;

  Hand() {
    e.first_year = 2021, e.last_year = 2022;
    e.pack.region.base_date = {2021, 1, 1};
    static const Scenario scenario = [] {
      Scenario s;
      s.id = "baseline";
      return s;
    }();
    ReplicateResult r;
    r.services.assign(kServices, {3, {2, {ServiceYear()}}});
    const auto fill = [&](Service s) {
      for (auto& supply : r.services[index_of(s)])
        for (auto& year : supply) {
          ServiceYear& y = year.back();
          y.places = 4, y.idle_share = 0.5, y.demand = 3, y.use = 2, y.waiting = 1;
          y.asked = 7, y.served = 5, y.withdrawn = 2;
          y.spell_days = 3 * 365, y.waited_days = 365;
        }
    };
    for (const Service s : {Service::childcare, Service::care_bed, Service::nursing_bed}) fill(s);
    for (auto& supply : r.services[index_of(Service::hospital_bed)])
      for (auto& year : supply) year.back().demand = 1, year.back().spell_days = 365;
    ScenarioRun run;
    run.scenario = &scenario;
    run.replicates.assign(2, r);
    e.scenarios.push_back(std::move(run));
  }
  /// Childcare as quantified in the second replicate.
  ServiceYear& at(int year) {
    return e.scenarios[0]
        .replicates[1]
        .services[index_of(Service::childcare)][0][static_cast<std::size_t>(year - 2021)]
        .back();
  }
  std::vector<CheckRow> failed() const {
    std::vector<CheckRow> out;
    for (const CheckRow& row : check_services(e))
      if (!row.passed) out.push_back(row);
    return out;
  }
  /// The words of those that fail.
  std::set<std::string> words() const {
    std::set<std::string> out;
    for (const CheckRow& row : failed()) out.insert(row.check);
    return out;
  }
};

using Words = std::set<std::string>;

}  // namespace

TEST_CASE("a run without a fault passes all its checks, each service, year and case", "[checks]") {
  const Hand hand;
  const auto rows = check_services(hand.e);
  // Three queues: three checks a year and the balance of the second; hospital beds: one. In three cases.
  CHECK(rows.size() == 3 * (3 * (2 * 3 + 1) + 2));
  CHECK(hand.failed().empty());
  for (const CheckRow& row : rows) {
    CHECK(row.n == 2);
    CHECK(row.se == 0);
    CHECK(row.zone == "all");
  }
  CHECK(checks_line(rows, Language::en).find("all 69 passed") != std::string::npos);
}

TEST_CASE("time that is lost in one of two counters is told by the check of that time, to the tick", "[checks]") {
  const double tick = 1.0 / kTicksPerDay;
  Hand hand;
  hand.at(2022).spell_days -= tick;
  CHECK(hand.words() == Words{"little_present"});
  hand = Hand();
  hand.at(2021).waited_days += tick;
  CHECK(hand.words() == Words{"little_waiting"});
  hand = Hand();
  hand.at(2022).waiting += 1;
  CHECK(hand.words() == Words{"balance"});
  hand = Hand();
  hand.at(2022).idle_share += tick / 365;
  CHECK(hand.words() == Words{"units_taken"});
  hand = Hand();
  hand.at(2022).demand += 1e-9;  // a thirtieth of a tick in a year
  CHECK(hand.words().empty());
}

TEST_CASE("the replicate that is furthest off is told, and by which check of which service", "[checks]") {
  Hand hand;
  hand.at(2022).waited_days = 300;
  hand.e.scenarios[0].replicates[0].services[index_of(Service::childcare)][0][1].back().waited_days = 364;
  const auto failed = hand.failed();
  REQUIRE(failed.size() == 1);
  CHECK(failed[0].expected == 300);
  CHECK(failed[0].value == Approx(365));
  CHECK(failed[0].year == 2022);
  CHECK(failed[0].n == 2);
  const std::string line = checks_line(check_services(hand.e), Language::en);
  CHECK(line.find("1 of 69 failed") != std::string::npos);
  CHECK(line.find("little_waiting childcare") != std::string::npos);
}

TEST_CASE("of a scenario and its twin the cell farthest apart has a row", "[checks]") {
  const Hand hand;
  TwinDistance near;
  near.scenario = "baseline", near.replicates = 20, near.limit = 2;
  near.cells = {{2021, 0, male, 30, 100, 2, 101, -0.5}, {2022, 0, female, 40, 103, 2, 100, 1.5}};
  near.flows = {{0, 0, -1, static_cast<int>(Measure::births), 940, 20, 942, -0.1}};
  TwinDistance far = near;
  far.flows = {{0, 0, -1, static_cast<int>(Measure::births), 900, 20, 950, -2.5}};
  const auto rows = check_twins(hand.e, {near, far});
  REQUIRE(rows.size() == 2);
  CHECK((rows[0].passed && rows[0].year == 2022 && rows[0].measure == "population_female_40" && rows[0].zone == "all"));
  CHECK((rows[0].value == 103 && rows[0].expected == 100 && rows[0].se == 2 && rows[0].n == 20));
  CHECK((!rows[1].passed && rows[1].year == 0 && rows[1].measure == "births" && rows[1].value == 900));
  CHECK(all_passed({rows[0]}));
  CHECK_FALSE(all_passed(rows));
}

TEST_CASE("what is unknown on both sides is left out, on one side alone it is a fault", "[checks]") {
  constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
  Hand hand;
  for (ReplicateResult& r : hand.e.scenarios[0].replicates) {
    ServiceYear& y = r.services[index_of(Service::childcare)][0][0].back();
    y.use = y.waiting = y.served = y.withdrawn = y.places = y.idle_share = y.waited_days = kNaN;
  }
  CHECK(check_services(hand.e).size() == 69 - 3);  // and the balance of the next year, which rests on it
  CHECK(hand.failed().empty());
  hand.at(2021).waited_days = 365;
  CHECK(hand.words() == Words{"little_waiting"});
}
