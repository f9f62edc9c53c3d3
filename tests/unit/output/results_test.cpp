#include "sim/output/results.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <limits>

using namespace gongxu;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// A result in which every number is another one.
struct Filled {
  ReplicateResult result;
  double next = 0;

  template <class Number>
  void number(Number& n) {
    n = static_cast<Number>(++next);
  }
  template <class Numbers>
  void numbers(Numbers& all, std::size_t n) {
    all.resize(n);
    for (auto& x : all) number(x);
  }
  Filled() {
    for (int year = 0; year < 2; ++year) {
      DemographyYear y;
      number(y.year);
      y.zones.resize(3);
      for (MeasureRow& row : y.zones)
        for (double& x : row) number(x);
      y.zones[1][5] = kNaN;
      y.pyramid.resize(3);
      for (auto& sexes : y.pyramid)
        for (auto& ages : sexes)
          for (std::int32_t& n : ages) number(n);
      result.demography.push_back(y);
    }
    result.services.resize(kServices);
    for (auto& cases : result.services) {
      cases.resize(3);
      for (std::size_t c = 0; c < cases.size(); ++c) {
        cases[c].resize(c);  // of the first case no year at all
        for (auto& zones : cases[c]) {
          zones.resize(3);
          for (ServiceYear& s : zones) fill(s);
        }
      }
    }
    fill(result.demand);
    number(result.event_hash), number(result.events), number(result.processor_seconds), number(result.peak_bytes);
  }
  void fill(ServiceYear& s) {
    for (auto field : fields()) number(s.*field);
    s.judged = true, s.is_short = true, s.is_surplus = false;
  }
  void fill(Demand& d) {
    for (int i = 0; i < 5; ++i) {
      DemandEvent e;
      number(e.when), number(e.since), number(e.person), number(e.zone);
      e.change = DemandChange::end, e.reason = EndReason::changed, e.service = Service::nursing_bed;
      d.spells.push_back(e);
    }
    for (int i = 0; i < 3; ++i) {
      SchoolRoll r;
      number(r.year);
      for (std::size_t s = 0; s < kStages; ++s) {
        numbers(r.taught[s], 2), numbers(r.enrolled[s], 2), numbers(r.official[s], 3);
        number(r.boarding[s]);
      }
      d.rolls.push_back(r);
    }
    for (int i = 0; i < 4; ++i) {
      HealthMonth m;
      number(m.start), number(m.end);
      numbers(m.visits, 3), numbers(m.visits_needed, 3), numbers(m.admissions, 2), numbers(m.admissions_needed, 4);
      numbers(m.bed_days_needed, 1);
      d.health.push_back(m);
    }
    d.beds_taken.resize(3);
    for (std::size_t z = 0; z < 3; ++z) numbers(d.beds_taken[z], 5 * z);  // of the first zone no day
    d.stay_days.resize(2);
    numbers(d.stay_days[1], 4);
    number(d.base_visits), number(d.base_bed_days);
  }
  static std::vector<double ServiceYear::*> fields() {
    return {&ServiceYear::capacity,
            &ServiceYear::capacity_mean,
            &ServiceYear::need,
            &ServiceYear::demand,
            &ServiceYear::use,
            &ServiceYear::waiting,
            &ServiceYear::asked,
            &ServiceYear::served,
            &ServiceYear::withdrawn,
            &ServiceYear::unmet_share,
            &ServiceYear::idle_share,
            &ServiceYear::covered_share,
            &ServiceYear::wait_days_p50,
            &ServiceYear::wait_days_p90,
            &ServiceYear::spell_days,
            &ServiceYear::waited_days,
            &ServiceYear::boarding,
            &ServiceYear::load,
            &ServiceYear::required_capacity,
            &ServiceYear::capacity_zero_unmet,
            &ServiceYear::places};
  }
};

}  // namespace

TEST_CASE("a result comes out of its bytes as it went in", "[results]") {
  const ReplicateResult in = Filled().result;
  const ReplicateResult out = unpack_result(pack_result(in));
  REQUIRE(out.demography.size() == 2);
  for (std::size_t y = 0; y < 2; ++y) {
    CHECK(out.demography[y].year == in.demography[y].year);
    REQUIRE(out.demography[y].zones.size() == 3);
    for (std::size_t z = 0; z < 3; ++z)
      CHECK(std::memcmp(&out.demography[y].zones[z], &in.demography[y].zones[z], sizeof(MeasureRow)) == 0);
    CHECK(out.demography[y].pyramid == in.demography[y].pyramid);
  }
  REQUIRE(out.services.size() == kServices);
  for (std::size_t s = 0; s < kServices; ++s)
    for (std::size_t c = 0; c < 3; ++c) {
      REQUIRE(out.services[s][c].size() == c);
      for (std::size_t y = 0; y < c; ++y)
        for (std::size_t z = 0; z < 3; ++z) {
          const ServiceYear &a = in.services[s][c][y][z], &b = out.services[s][c][y][z];
          for (auto field : Filled::fields()) REQUIRE(a.*field == b.*field);
          REQUIRE((b.judged && b.is_short && !b.is_surplus));
        }
    }
  CHECK(out.years(Service::nurse, 2)[1][2].demand == in.services[index_of(Service::nurse)][2][1][2].demand);
  CHECK(out.event_hash == in.event_hash);
  CHECK(out.events == in.events);
  CHECK(out.processor_seconds == in.processor_seconds);
  CHECK(out.peak_bytes == in.peak_bytes);
}

TEST_CASE("the demand for every service comes out as it went in", "[results]") {
  const Demand in = Filled().result.demand;
  const Demand out = unpack_result(pack_result(Filled().result)).demand;
  REQUIRE(out.spells.size() == 5);
  for (std::size_t i = 0; i < 5; ++i) {
    const DemandEvent &a = in.spells[i], &b = out.spells[i];
    CHECK(std::tie(a.when, a.since, a.person, a.zone) == std::tie(b.when, b.since, b.person, b.zone));
    CHECK((b.change == DemandChange::end && b.reason == EndReason::changed && b.service == Service::nursing_bed));
  }
  REQUIRE(out.rolls.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(out.rolls[i].year == in.rolls[i].year);
    CHECK(out.rolls[i].taught == in.rolls[i].taught);
    CHECK(out.rolls[i].enrolled == in.rolls[i].enrolled);
    CHECK(out.rolls[i].official == in.rolls[i].official);
    CHECK(out.rolls[i].boarding == in.rolls[i].boarding);
  }
  REQUIRE(out.health.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(out.health[i].start == in.health[i].start);
    CHECK(out.health[i].end == in.health[i].end);
    for (const auto field : {&HealthMonth::visits, &HealthMonth::visits_needed, &HealthMonth::admissions,
                             &HealthMonth::admissions_needed, &HealthMonth::bed_days_needed})
      CHECK(out.health[i].*field == in.health[i].*field);
  }
  CHECK(out.beds_taken == in.beds_taken);
  CHECK(out.stay_days == in.stay_days);
  CHECK(out.base_visits == in.base_visits);
  CHECK(out.base_bed_days == in.base_bed_days);
}

TEST_CASE("nothing at all, and a year in which nothing is known, come out as they went in", "[results]") {
  const ReplicateResult empty = unpack_result(pack_result({}));
  CHECK(empty.demography.empty());
  CHECK(empty.services.empty());
  CHECK(empty.demand.spells.empty());
  ReplicateResult unknown;
  unknown.services = {{{{ServiceYear{}}}}};
  unknown.services[0][0][0][0].load = kNaN;
  const auto out = unpack_result(pack_result(unknown));
  CHECK(std::isnan(out.services[0][0][0][0].load));
  CHECK(std::isnan(out.services[0][0][0][0].boarding));
  CHECK_FALSE(out.services[0][0][0][0].judged);
}

TEST_CASE("bytes that end too soon are told", "[results]") {
  const Bytes whole = pack_result(Filled().result);
  for (const std::size_t n : {std::size_t{0}, std::size_t{7}, whole.size() / 2, whole.size() - 1})
    CHECK_THROWS_AS(unpack_result(whole.substr(0, n)), std::runtime_error);
}
