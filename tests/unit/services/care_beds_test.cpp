#include "sim/services/care_beds/care_beds.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "sim/core/quantile.hpp"
#include "tests/support/queue_play.hpp"

using namespace gongxu;
using test::at;
using test::kDays;
using test::kStart;

namespace {

constexpr Service kOrdinary = Service::care_bed, kNursing = Service::nursing_bed;

/// Hand-made wishes and beds of one year; plays them month by month.
struct Home {
  std::vector<CapacityStep> all, nursing;
  std::vector<DemandEvent> events;

  /// From a day on, beds of all kinds and nursing beds among them, by zone.
  Home& beds(double day, std::vector<int> of_all, std::vector<int> of_nursing) {
    const Tick when = day == 0 ? kStart : at(day);
    all.push_back({when, std::move(of_all)});
    nursing.push_back({when, std::move(of_nursing)});
    return *this;
  }
  Home& spell(PersonId who, Service kind, double from, double until, int zone = 0) {
    const auto z = static_cast<std::uint8_t>(zone);
    events.push_back({at(from), at(from), who, DemandChange::wish, z, EndReason::none, kind});
    events.push_back({at(until), at(until), who, DemandChange::end, z, EndReason::died, kind});
    return *this;
  }
  /// The judge: a queue of one kind alone.
  PlaceQueue one_kind(Service kind, std::vector<int> units) const {
    PlaceQueue::Rules rules;
    rules.patience = tick_at(CareBeds::kPatience);
    rules.refuses_to_travel = [](PersonId) { return false; };
    PlaceQueue queue(static_cast<int>(units.size()), rules, {{kStart, units}}, kStart);
    for (const Window& w : monthly_windows(kStart, year_start(2022))) {
      std::vector<DemandEvent> of_month;
      for (const DemandEvent& e : events)
        if (e.service == kind && e.when >= w.start && e.when < w.end) of_month.push_back(e);
      queue.serve(w, of_month);
    }
    return queue;
  }
  struct Years {
    std::vector<ServiceYear> nursing, all;  // [zone, the last the whole place]
  };
  Years run() {
    std::sort(events.begin(), events.end());
    CareBeds beds(static_cast<int>(all.front().by_zone.size()), all, nursing, kStart);
    std::size_t next = 0;
    for (const Window& w : monthly_windows(kStart, year_start(2022))) {
      const std::size_t first = next;
      while (next < events.size() && events[next].when < w.end) ++next;
      beds.serve(w, std::span(events).subspan(first, next - first));
    }
    return {beds.nursing_years().at(0), beds.all_years().at(0)};
  }
};

}  // namespace

TEST_CASE("ordinary beds are all less nursing beds, on every date on which either changes", "[care_beds]") {
  const auto ordinary = ordinary_beds({{at(0), {10, 5}}, {at(50), {12, 5}}, {at(90), {12, 9}}},
                                      {{at(0), {4, 5}}, {at(70), {6, 5}}, {at(90), {6, 9}}, {at(120), {14, 8}}});
  REQUIRE(ordinary.size() == 4);
  CHECK(ordinary[0] == CapacityStep{at(0), {6, 0}});
  CHECK(ordinary[1] == CapacityStep{at(50), {8, 0}});
  CHECK(ordinary[2] == CapacityStep{at(70), {6, 0}});   // nothing changes on day 90: four more of each
  CHECK(ordinary[3] == CapacityStep{at(120), {0, 1}});  // never below none
}

TEST_CASE("the kinds are pools apart: no ordinary bed for who needs nursing, nor the other way round", "[care_beds]") {
  const auto severe = Home{}.beds(0, {5}, {1}).spell(1, kNursing, 1, 200).spell(2, kNursing, 2, 300).run();
  CHECK(severe.nursing[0].use == Approx((199 + 100) / kDays));
  CHECK(severe.nursing[0].wait_days_p90 == Approx(0.9 * 198));
  CHECK(severe.all[0].capacity == 5);
  const auto mild = Home{}.beds(0, {5}, {4}).spell(1, kOrdinary, 1, 200).spell(2, kOrdinary, 2, 300).run();
  CHECK(mild.all[0].use == Approx((199 + 100) / kDays));
  CHECK(mild.nursing[0].use == 0);
  CHECK(mild.nursing[0].demand == 0);
}

TEST_CASE("who comes to need nursing changes the queue at once", "[care_beds]") {
  Home home;
  home.beds(0, {2}, {1}).spell(1, kOrdinary, 1, 100).spell(1, kNursing, 100, 300).spell(2, kOrdinary, 50, 250);
  const auto y = home.run();
  CHECK(y.nursing[0].use == Approx(200 / kDays));
  CHECK(y.all[0].use == Approx((99 + 200 + 150) / kDays));  // 2 has the ordinary bed from day 100 on
  CHECK(y.all[0].withdrawn == 0);
}

TEST_CASE("after thirty days, and not before, a bed in a neighbouring zone is taken; nobody refuses", "[care_beds]") {
  CHECK(CareBeds::kPatience == 30);
  Home home;
  home.beds(0, {0, 40}, {0, 20});
  for (PersonId id = 1; id <= 20; ++id) home.spell(mix64(id), id % 2 ? kOrdinary : kNursing, 1, 364, 0);
  const auto y = home.run();
  CHECK(y.all[0].served == 20);
  CHECK(y.all[0].wait_days_p50 == 30.0);
  CHECK(y.nursing[0].wait_days_p50 == 30.0);
  CHECK(y.all[2].use == Approx(20 * (363 - 30) / kDays));
}

TEST_CASE("converting beds puts nobody out", "[care_beds]") {
  // Four ordinary beds are full; from day 100 two of them count as nursing beds.
  Home home;
  home.beds(0, {4}, {0}).beds(100, {4}, {2});
  for (PersonId id = 1; id <= 4; ++id) home.spell(id, kOrdinary, 1, 200 + 10.0 * static_cast<double>(id));
  home.spell(5, kOrdinary, 50, 300);
  const auto y = home.run();
  // 5 gets a bed when three have left: fewer than two are then taken of the two that remain ordinary.
  CHECK(y.all[0].use == Approx((209 + 219 + 229 + 239 + 70) / kDays));
  CHECK(y.all[0].served == 5);
  CHECK(y.all[0].wait_days_p90 == Approx(0.6 * 180));
  CHECK(y.nursing[0].capacity == 2);
  CHECK(y.all[0].capacity == 4);
}

TEST_CASE("a converted bed changes hands when it falls free, not before", "[care_beds]") {
  Home home;
  home.beds(0, {4}, {0}).beds(100, {4}, {2});
  for (PersonId id = 1; id <= 4; ++id) home.spell(id, kOrdinary, 1, 300);
  home.spell(5, kNursing, 50, 364).spell(6, kNursing, 50, 364);
  const auto y = home.run();
  CHECK(y.nursing[0].wait_days_p50 == Approx(250));
  CHECK(y.all[0].use == Approx((4 * 299 + 2 * 64) / kDays));
}

TEST_CASE("a bed on its way from one kind to the other is one bed in the share of idle ones", "[care_beds]") {
  Home home;
  home.beds(0, {4}, {0}).beds(100, {4}, {2});
  for (PersonId id = 1; id <= 4; ++id) home.spell(id, kOrdinary, 1, 300);
  home.spell(5, kNursing, 50, 364).spell(6, kNursing, 50, 364);
  const auto y = home.run();
  CHECK(y.all[0].idle_share == Approx(1 - y.all[0].use / 4));
}

TEST_CASE("however beds are converted, no more people lie in them than there are beds, and nobody is lost",
          "[care_beds]") {
  std::mt19937_64 chance(8);
  for (int round = 0; round < 60; ++round) {
    Home home;
    int nursing = static_cast<int>(chance() % 5);
    home.beds(0, {10}, {nursing});
    for (double day = 40; day < 360 && nursing < 10; day += 40) {
      nursing = std::min(10, nursing + static_cast<int>(chance() % 3));
      home.beds(day, {10}, {nursing});
    }
    for (PersonId id = 1; id <= 40; ++id) {
      const double from = 1 + static_cast<double>(chance() % 300), stay = 1 + static_cast<double>(chance() % 150);
      home.spell(mix64(id), chance() % 2 ? kOrdinary : kNursing, from, std::min(364.5, from + stay));
    }
    const ServiceYear y = home.run().all[0];
    REQUIRE(y.use <= 10);
    REQUIRE(y.asked == 40);
    REQUIRE(y.served + y.withdrawn == 40);
    REQUIRE(y.waiting == 0);
    REQUIRE(y.idle_share >= 0);
    REQUIRE(y.load <= 1);
  }
}

TEST_CASE("both kinds together are sums, shares over all demand and beds, waits of everybody served", "[care_beds]") {
  Home home;
  home.beds(0, {7, 2}, {3, 1});
  for (PersonId id = 1; id <= 24; ++id)
    home.spell(mix64(id), id % 3 ? kOrdinary : kNursing, 3.0 * static_cast<double>(id),
               100 + 10.0 * static_cast<double>(id), static_cast<int>(id % 4 == 0));
  const auto y = home.run();
  const PlaceQueue ordinary = home.one_kind(kOrdinary, {4, 1}), nursing = home.one_kind(kNursing, {3, 1});
  for (std::size_t z = 0; z < 3; ++z) {
    const ServiceYear &a = ordinary.years()[0][z], &b = y.nursing[z], &sum = y.all[z];
    for (const auto field : {&ServiceYear::capacity, &ServiceYear::capacity_mean, &ServiceYear::demand,
                             &ServiceYear::use, &ServiceYear::waiting, &ServiceYear::asked, &ServiceYear::served,
                             &ServiceYear::withdrawn, &ServiceYear::capacity_zero_unmet})
      CHECK(sum.*field == Approx(a.*field + b.*field));
    CHECK(sum.unmet_share == Approx(1 - sum.use / sum.demand));
    CHECK(sum.idle_share ==
          Approx((a.idle_share * a.capacity_mean + b.idle_share * b.capacity_mean) / sum.capacity_mean));
    std::vector<double> waits = ordinary.waits()[0][z];
    waits.insert(waits.end(), nursing.waits()[0][z].begin(), nursing.waits()[0][z].end());
    std::sort(waits.begin(), waits.end());
    CHECK(static_cast<double>(waits.size()) == sum.served);
    CHECK(sum.wait_days_p50 == sorted_quantile(waits, 0.5));
    CHECK(sum.wait_days_p90 == sorted_quantile(waits, 0.9));
    CHECK(sum.required_capacity == Approx(sum.demand / 0.95));
    CHECK(sum.judged);
  }
  CHECK(y.all[2].asked == 24);
  CHECK(y.all[2].served > 10);
  CHECK(y.all[2].load == Approx(y.all[2].use / 9));
  CHECK(y.all[2].use / 9 == Approx(1 - y.all[2].idle_share));
}

TEST_CASE("where one kind is not asked for, the other kind's shares and waits stand alone", "[care_beds]") {
  const auto y = Home{}.beds(0, {2}, {1}).spell(1, kOrdinary, 1, 100).spell(2, kOrdinary, 11, 300).run();
  CHECK(std::isnan(y.nursing[0].unmet_share));
  CHECK(std::isnan(y.nursing[0].wait_days_p50));
  CHECK(y.all[0].unmet_share == Approx(89 / (99.0 + 289)));
  CHECK(y.all[0].wait_days_p50 == Approx(89 / 2.0));
  CHECK(y.nursing[0].load == 0);
  CHECK(y.nursing[0].is_surplus);
}

TEST_CASE("beds are short above 95 % occupancy, in surplus below 60 %", "[care_beds]") {
  const auto occupied = [](int persons, double days) {
    Home home;
    home.beds(0, {100}, {100});
    for (int i = 0; i < persons; ++i) home.spell(mix64(static_cast<std::uint64_t>(i)), kNursing, 0, days);
    return home.run().nursing[0];
  };
  const auto full = occupied(96, 364.9), normal = occupied(94, 364.9), idle = occupied(59, 364.9),
             edge = occupied(61, 364.9);
  CHECK(full.is_short);
  CHECK(full.load == Approx(0.96).margin(1e-3));
  CHECK_FALSE(normal.is_short);
  CHECK_FALSE(normal.is_surplus);
  CHECK(idle.is_surplus);
  CHECK_FALSE(edge.is_surplus);
  CHECK(full.required_capacity == Approx(96 / 0.95).margin(0.1));
}

TEST_CASE("beds are short where the median wait passes ninety days, however empty they are", "[care_beds]") {
  const auto waited = [](double opens) {
    Home home;
    home.beds(0, {0}, {0}).beds(opens, {100}, {100});
    for (PersonId id = 1; id <= 3; ++id) home.spell(id, kNursing, 5, 364);
    return home.run().nursing[0];
  };
  CHECK_FALSE(waited(95).is_short);  // ninety days exactly
  const auto longer = waited(96);
  CHECK(longer.wait_days_p50 == Approx(91));
  CHECK(longer.load < 0.05);
  CHECK(longer.is_short);
}

TEST_CASE("without a bed any demand is too much", "[care_beds]") {
  const auto y = Home{}.beds(0, {0}, {0}).spell(1, kNursing, 5, 364).run();
  CHECK(y.nursing[0].is_short);
  CHECK(y.nursing[0].load == 1);
  CHECK(y.all[0].is_short);
  const auto none = Home{}.beds(0, {0}, {0}).run();
  CHECK(std::isnan(none.nursing[0].load));
  CHECK_FALSE(none.nursing[0].is_short);
}

TEST_CASE("a zone whose beds are full of its neighbours is no zone of surplus", "[care_beds]") {
  Home home;
  home.beds(0, {0, 20}, {0, 20});
  for (PersonId id = 1; id <= 20; ++id) home.spell(mix64(id), kNursing, 1, 364.9, 0);
  const auto y = home.run();
  CHECK(y.nursing[1].idle_share < 0.1);
  CHECK_FALSE(y.nursing[1].is_surplus);
  CHECK(y.nursing[1].load == Approx(1 - y.nursing[1].idle_share));
}
