#include "sim/services/place_queue.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>
#include <set>

#include "tests/support/plain_queue.hpp"
#include "tests/support/queue_play.hpp"

using namespace gongxu;
using namespace gongxu::test;

TEST_CASE("who comes first is served first, the moment a place falls free", "[queue]") {
  // One place: 1 has it to day 100, 2 wishes on day 10 and has it to 150, 3 wishes on day 20.
  const auto y = Play{}.places(0, {1}).spell(1, 0, 0, 100).spell(2, 0, 10, 150).spell(3, 0, 20, 300).year();
  CHECK(y.asked == 3);
  CHECK(y.served == 3);
  CHECK(y.withdrawn == 0);  // the other order would leave 2 without
  CHECK(y.use == Approx(300 / kDays));
  CHECK(y.wait_days_p50 == Approx(90));
  CHECK(y.wait_days_p90 == Approx(90 + 0.8 * 40));
  CHECK(y.unmet_share == Approx((90.0 + 130.0) / (100 + 140 + 280)));
  CHECK(y.idle_share == Approx(65 / kDays));
  CHECK(y.waiting == 0);
}

TEST_CASE("with a place for everybody nobody waits", "[queue]") {
  const auto y = Play{}.places(0, {3}).spell(1, 0, 0, 100).spell(2, 0, 10, 150).spell(3, 0, 20, 300).year();
  CHECK(y.unmet_share == Approx(0).margin(1e-12));
  CHECK(y.wait_days_p90 == 0);
  CHECK(y.demand == Approx(520 / kDays));
  CHECK(y.use == Approx(y.demand));
  CHECK(y.capacity_zero_unmet == 3);
}

TEST_CASE("a child takes a neighbour's free place after thirty days and not a tick sooner", "[queue]") {
  Play play;
  play.places(0, {0, 1}).spell(1, 0, 5, 200);
  const auto home = play.year(0), neighbour = play.year(1);
  CHECK(home.served == 1);
  CHECK(home.wait_days_p50 == 30.0);
  CHECK(home.use == Approx((200 - 35) / kDays));
  CHECK(neighbour.idle_share == Approx(1 - (200 - 35) / kDays));
  CHECK(neighbour.asked == 0);
  // Whose wish ends on the thirtieth day never travels.
  const auto gone = Play{}.places(0, {0, 1}).spell(1, 0, 5, 35).year();
  CHECK(gone.served == 0);
  CHECK(gone.withdrawn == 1);
  const auto just = Play{}.places(0, {0, 1}).spell(1, 0, 5, 35 + 1.0 / kTicksPerDay).year();
  CHECK(just.served == 1);
}

TEST_CASE("who refuses to travel waits at home", "[queue]") {
  Play play;
  play.places(0, {0, 1}).spell(1, 0, 5, 200);
  play.refusing = {1};
  CHECK(play.year().served == 0);
  CHECK(play.year().unmet_share == 1.0);
  CHECK(play.year(1).idle_share == 1.0);
}

TEST_CASE("the nearest free zone is taken, and of two equally near the earlier", "[queue]") {
  Play middle;
  middle.places(0, {1, 0, 1}).spell(1, 1, 0, 100);
  CHECK(middle.year(0).idle_share < 1);
  CHECK(middle.year(2).idle_share == 1);
  Play edge;
  edge.places(0, {1, 1, 0}).spell(1, 2, 0, 100);
  CHECK(edge.year(1).idle_share < 1);
  CHECK(edge.year(0).idle_share == 1);
}

TEST_CASE("a place that falls free goes to its own zone first, then to those who travel", "[queue]") {
  // 1 has zone 1's place to day 100. 2 of zone 0 has waited since day 10, 3 of zone 1 since day 90.
  Play play;
  play.places(0, {0, 1}).spell(1, 1, 0, 100).spell(2, 0, 10, 300).spell(3, 1, 90, 200);
  CHECK(play.year(1).served == 2);
  CHECK(play.year(1).wait_days_p90 == Approx(0.9 * 10));
  CHECK(play.year(0).served == 1);
  CHECK(play.year(0).wait_days_p50 == Approx(190));  // when 3 has left
}

TEST_CASE("those who travel are taken from the nearest zone, in the order of their patience", "[queue]") {
  // Zone 2's place falls free on day 100: zone 1 is nearer than zone 0, though zone 0 waited longer.
  Play play;
  play.places(0, {0, 0, 1}).spell(1, 2, 0, 100).spell(2, 0, 1, 360).spell(3, 1, 20, 360).spell(4, 1, 15, 360);
  CHECK(play.year(0).served == 0);
  CHECK(play.year(1).served == 1);
  CHECK(play.year(1).wait_days_p50 == Approx(85));
}

TEST_CASE("who withdraws leaves no trace in the queue", "[queue]") {
  const auto y = Play{}.places(0, {1}).spell(1, 0, 0, 100).spell(2, 0, 10, 50).spell(3, 0, 20, 300).year();
  CHECK(y.served == 2);
  CHECK(y.withdrawn == 1);
  CHECK(y.wait_days_p90 == Approx(0.9 * 80));  // 3 has the place on day 100, not later
  CHECK(y.use == Approx(300 / kDays));
}

TEST_CASE("a move gives the place back and asks anew in the other zone", "[queue]") {
  // 1 moves from zone 0, where it is served, to zone 1, which is full; 2 takes its place at once.
  Play play;
  play.places(0, {1, 1}).wish(1, 0, 0).move(1, 1, 100).end(1, 200, 1).spell(2, 0, 90, 300).spell(3, 1, 0, 365);
  const auto from = play.year(0), to = play.year(1);
  CHECK(from.asked == 2);
  CHECK(from.served == 2);
  CHECK(from.use == Approx((100 + 200) / kDays));
  CHECK(to.asked == 2);
  CHECK(to.served == 1);  // 3; its own place at home is 2's when 1's patience ends
  CHECK(to.withdrawn == 1);
  CHECK(from.demand == Approx((100 + 210) / kDays));
}

TEST_CASE("patience starts anew with a move", "[queue]") {
  // 1 waits 20 days in zone 0, moves to zone 1; zone 2 has a place: taken 30 days after the move.
  Play play;
  play.places(0, {0, 0, 1}).wish(1, 0, 0).move(1, 1, 20).end(1, 200, 1);
  CHECK(play.year(0).withdrawn == 1);
  CHECK(play.year(1).served == 1);
  CHECK(play.year(1).use == Approx((200 - 50) / kDays));
}

TEST_CASE("on day 0 the older wish holds the place, and nobody of the stock counts as asking or served", "[queue]") {
  // Ids in the other order. 1 wished 10 days before the start, 2 fifty days, 3 forty.
  Play play;
  play.places(0, {1, 1}).wish(1, 0, 0, 10).wish(2, 0, 0, 50).wish(3, 0, 0, 40);
  play.end(1, 300).end(2, 300).end(3, 300);
  const auto y = play.year();
  CHECK(y.asked == 0);
  CHECK(y.served == 0);
  CHECK(std::isnan(y.wait_days_p50));
  CHECK(y.use == Approx(600 / kDays));  // 2 in zone 0; 3 in zone 1, for its patience was over
  CHECK(y.withdrawn == 1);              // 1 waited from the start
}

TEST_CASE("one of the stock who is served later waited from its wish", "[queue]") {
  const auto y = Play{}.places(0, {0}).places(60, {1}).wish(1, 0, 0, 40).end(1, 100).year();
  CHECK(y.asked == 0);
  CHECK(y.served == 1);
  CHECK(y.wait_days_p50 == Approx(100));
}

TEST_CASE("a place that opens as a child grows out goes to somebody who can use it", "[queue]") {
  // On day 50 child 1 waits and leaves, child 2 waits on, one place opens and another is given back.
  const auto y = Play{}
                     .places(0, {1})
                     .places(50, {2})
                     .spell(9, 0, 1, 50)
                     .spell(1, 0, 2, 50)
                     .spell(2, 0, 3, 80)
                     .spell(3, 0, 50, 90)
                     .year();
  CHECK(y.served == 3);  // 9 on day 1, then 2 and 3; never 1
  CHECK(y.withdrawn == 1);
  CHECK(y.use == Approx((49 + 30 + 40) / kDays));
}

TEST_CASE("a wish that ends or moves at its very tick is no mistake", "[queue]") {
  const auto y = Play{}.places(0, {1, 1}).wish(1, 0, 5).end(1, 5).wish(2, 0, 7).move(2, 1, 7).end(2, 7, 1).year(0);
  CHECK(y.asked == 2);
  CHECK(y.use == Approx(0).margin(1e-9));
}

TEST_CASE("new places fill at their own tick, in the order of the queue", "[queue]") {
  const double september = 243;  // 1 September 2021
  Play play;
  play.places(0, {0}).places(september, {2});
  play.spell(1, 0, 30, 360).spell(2, 0, 20, 360).spell(3, 0, 10, 360);
  const auto y = play.year();
  CHECK(y.served == 2);
  CHECK(y.wait_days_p50 == Approx((september - 20 + september - 10) / 2));
  CHECK(y.use == Approx(2 * (360 - september) / kDays));
  CHECK(y.capacity == 2);
  CHECK(y.capacity_mean == Approx(2 * (365 - september) / kDays));
  CHECK(y.withdrawn == 1);
}

TEST_CASE("the whole place adds its zones up, but covers idle places by anybody's demand", "[queue]") {
  Play play;
  play.places(0, {2, 1}).spell(1, 0, 0, 365).spell(2, 1, 0, 365).spell(3, 1, 0, 365);
  play.refusing = {2, 3};
  const auto years = play.run();
  const ServiceYear &a = years[0][0], &b = years[0][1], &all = years[0][2];
  CHECK(all.capacity == 3);
  CHECK(all.demand == Approx(a.demand + b.demand));
  CHECK(all.use == Approx(2));
  CHECK(all.unmet_share == Approx(1.0 / 3));
  CHECK(all.idle_share == Approx(1.0 / 3));
  CHECK(a.covered_share == Approx(0.5));
  CHECK(b.covered_share == Approx(1.0));
  CHECK(all.covered_share == Approx(1.0));
  CHECK(all.required_capacity == a.required_capacity + b.required_capacity);
}

TEST_CASE("a year without demand or places has no shares", "[queue]") {
  const auto y = Play{}.places(0, {0}).year();
  CHECK(std::isnan(y.unmet_share));
  CHECK(std::isnan(y.idle_share));
  CHECK(std::isnan(y.covered_share));
  CHECK(std::isnan(y.wait_days_p50));
  CHECK(y.required_capacity == 0);
}

TEST_CASE("years start afresh but queues go on", "[queue]") {
  Play play;
  play.years = 2;
  const auto years = play.places(0, {0}).places(365 + 10, {1}).wish(1, 0, 300).end(1, 365 + 100).run();
  REQUIRE(years.size() == 2);
  CHECK(years[0][0].waiting == 1);
  CHECK(years[0][0].asked == 1);
  CHECK(years[0][0].served == 0);
  CHECK(years[1][0].asked == 0);
  CHECK(years[1][0].served == 1);
  CHECK(years[1][0].wait_days_p50 == Approx(75));
}

TEST_CASE("spells that contradict themselves are our mistake", "[queue]") {
  CHECK_THROWS_AS(Play{}.places(0, {1}).wish(1, 0, 0).wish(1, 0, 5).run(), std::logic_error);
  CHECK_THROWS_AS(Play{}.places(0, {1}).end(1, 5).run(), std::logic_error);
  CHECK_THROWS_AS(Play{}.places(0, {1, 0}).move(1, 1, 5).run(), std::logic_error);
}

TEST_CASE("the queue does what the plain rules do, spell by spell", "[queue]") {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    INFO("seed " << seed);
    Play play = random_play(seed, 4, 400, {5, 0, 12, 3}, {9, 4, 30, 3});
    const auto years = play.run();
    const auto plain = PlainQueue(play).run(year_start(2023));
    for (std::size_t z = 0; z < 4; ++z) {
      double served = 0, withdrawn = 0, use = 0, taken = 0, waited_days = 0;
      for (const auto& year : years) {
        waited_days += year[z].waited_days;
        served += year[z].served;
        withdrawn += year[z].withdrawn;
        use += year[z].use * 365;
        taken += year[z].capacity_mean > 0 ? (1 - year[z].idle_share) * year[z].capacity_mean * 365 : 0.0;
      }
      CHECK(served == plain[z].served);
      CHECK(withdrawn == plain[z].withdrawn);
      CHECK(waited_days == Approx(plain[z].waited_days).margin(1e-6));
      CHECK(use == Approx(plain[z].use_days).margin(1e-6));
      CHECK(taken == Approx(plain[z].place_days).margin(1e-6));
    }
  }
}

TEST_CASE("time waited, added up wait by wait, is the time average of those waiting, year by year", "[queue]") {
  // With moves, withdrawals, neighbours' places and waits that span years: to the tick.
  for (unsigned seed = 81; seed <= 90; ++seed)
    for (const auto& year : random_play(seed, 3, 500, {5, 0, 12}, {9, 4, 30}).run())
      for (const ServiceYear& y : year) {
        CHECK(y.waited_days == Approx((y.demand - y.use) * kDays).epsilon(1e-12));
        CHECK(y.waited_days > 0);
      }
}

TEST_CASE("waiting before plus asked is served plus withdrawn plus waiting after", "[queue]") {
  // serve() itself throws if a month does not balance; the years are checked from outside.
  for (unsigned seed = 21; seed <= 30; ++seed) {
    const auto years = random_play(seed, 3, 500, {5, 0, 12}, {9, 4, 30}).run();
    for (std::size_t z = 0; z < 4; ++z) {
      // The first year has a stock besides those who ask; from then on the balance closes.
      double waiting = std::nan("");
      for (const auto& year : years) {
        if (!std::isnan(waiting))
          REQUIRE(waiting + year[z].asked == year[z].served + year[z].withdrawn + year[z].waiting);
        waiting = year[z].waiting;
      }
    }
  }
}

TEST_CASE("more places never leave more unmet, and shares stay shares", "[queue]") {
  for (unsigned seed = 41; seed <= 44; ++seed) {
    double before = 2;
    for (int k = 0; k < 60; k += 6) {
      const auto years = random_play(seed, 3, 500, {k, k / 2, 2 * k}, {k, k / 2, 2 * k}).run();
      const ServiceYear& all = years[0][3];
      REQUIRE(all.unmet_share <= before + 1e-12);
      REQUIRE((all.unmet_share >= 0 && all.unmet_share <= 1));
      if (k > 0) REQUIRE((all.idle_share >= -1e-12 && all.idle_share <= 1));
      before = all.unmet_share;
    }
  }
}

TEST_CASE("the required capacity is the least number of places that a replay finds", "[queue]") {
  for (unsigned seed = 61; seed <= 66; ++seed) {
    Play play = random_play(seed, 3, 300, {5, 0, 12}, {9, 4, 30});
    const auto years = play.run();
    // What each zone's spells ask: a move ends the spell there and begins one here.
    for (int zone = 0; zone < 3; ++zone) {
      Play alone;
      alone.years = 2;
      std::map<PersonId, int> home;
      auto events = play.events;
      std::sort(events.begin(), events.end());
      for (const DemandEvent& e : events) {
        const bool was = home.contains(e.person) && home[e.person] == zone;
        const bool is = e.change != DemandChange::end && e.zone == zone;
        DemandEvent here = e;
        here.zone = 0;
        here.change = DemandChange::end;
        if (was && !is) alone.events.push_back(here);
        here.change = DemandChange::wish;
        if (is && !was) alone.events.push_back(here);
        home[e.person] = e.change == DemandChange::end ? -1 : e.zone;
      }
      for (std::size_t y = 0; y < 2; ++y) {
        int least = 0, none_unmet = -1;
        bool enough = false;
        for (int k = 0; none_unmet < 0; ++k) {
          alone.steps = {{kStart, {k}}};
          const ServiceYear replayed = alone.run()[y][0];
          if (!enough && replayed.unmet_share <= 0.05) least = k, enough = true;
          if (replayed.unmet_share <= 1e-12) none_unmet = k;
        }
        INFO("seed " << seed << " zone " << zone << " year " << y);
        CHECK(years[y][static_cast<std::size_t>(zone)].required_capacity == least);
        CHECK(years[y][static_cast<std::size_t>(zone)].capacity_zero_unmet == none_unmet);
      }
    }
    CHECK(years[0][3].required_capacity ==
          years[0][0].required_capacity + years[0][1].required_capacity + years[0][2].required_capacity);
  }
}

TEST_CASE("when places close nobody is put out: one is given again only when as many are free", "[queue]") {
  // Three children have three places; on day 100 two close. 4 waits from day 50.
  Play play;
  play.places(0, {3}).places(100, {1}).spell(1, 0, 0, 150).spell(2, 0, 0, 200).spell(3, 0, 0, 250).spell(4, 0, 50, 300);
  const auto y = play.year();
  CHECK(y.capacity == 1);
  CHECK(y.capacity_mean == Approx((3 * 100 + 265) / kDays).epsilon(1e-4));
  CHECK(y.use == Approx((150 + 200 + 250 + 50) / kDays));  // 4 has the place that 3 leaves, not those of 1 and 2
  CHECK(y.wait_days_p90 == Approx(0.7 * 200));             // of 0, 0, 0, 200
  CHECK(y.withdrawn == 0);
}

TEST_CASE("places that close and open again seat those who wait in their order", "[queue]") {
  Play play;
  play.places(0, {2}).places(100, {0}).places(200, {3});
  play.spell(1, 0, 0, 150).spell(2, 0, 0, 300).spell(3, 0, 110, 365).spell(4, 0, 120, 365).spell(5, 0, 130, 365);
  const auto y = play.year();
  // On day 200 two of the three places are free: 3 and 4 get them, 5 waits for 2 to leave.
  CHECK(y.served == 5);
  CHECK(y.wait_days_p90 == Approx(170 - 0.4 * 80));  // of 0, 0, 80, 90, 170
  CHECK(y.use == Approx((150 + 300 + 165 + 165 + 65) / kDays).epsilon(1e-4));
}

TEST_CASE("where more are served than there are places no place is idle, and no fewer than none", "[queue]") {
  const auto y =
      Play{}.places(0, {3}).places(10, {1}).spell(1, 0, 0, 365).spell(2, 0, 0, 365).spell(3, 0, 0, 365).year();
  CHECK(y.idle_share >= 0);
}

TEST_CASE(
    "places beyond the units are told as they change, and may be withheld from another queue until they fall free",
    "[queue]") {
  // Three children have three places, two close on day 40; they leave on days 70, 100 and 130.
  Play closing;
  closing.spell(1, 0, 0, 70).spell(2, 0, 0, 100).spell(3, 0, 0, 130);
  PlaceQueue::Rules rules;
  rules.refuses_to_travel = [](PersonId) { return true; };
  PlaceQueue giver(1, rules, {{kStart, {3}}, {at(40), {1}}}, kStart);
  PlaceQueue taker(1, rules, {{kStart, {0}}, {at(40), {2}}}, kStart);
  Play wishing;
  wishing.spell(4, 0, 10, 300).spell(5, 0, 20, 300);
  std::vector<PlaceQueue::Withheld> told;
  for (const Window& w : monthly_windows(kStart, year_start(2022))) {
    const auto of_month = [&](Play& play) {
      std::vector<DemandEvent> events;
      for (const DemandEvent& e : play.events)
        if (e.when >= w.start && e.when < w.end) events.push_back(e);
      return events;
    };
    giver.serve(w, of_month(closing));
    told.insert(told.end(), giver.overhang().begin(), giver.overhang().end());
    taker.withhold(giver.overhang());
    taker.serve(w, of_month(wishing));
  }
  REQUIRE(told.size() == 3);
  CHECK((told[0].when == at(40) && told[0].by_zone == std::vector<int>{2}));
  CHECK((told[1].when == at(70) && told[1].by_zone == std::vector<int>{1}));
  CHECK((told[2].when == at(100) && told[2].by_zone == std::vector<int>{0}));
  // 4 has a place when the first leaves, 5 when the second does.
  const ServiceYear y = taker.years()[0][0];
  CHECK(y.use == Approx((230 + 200) / kDays));
  CHECK(y.wait_days_p50 == Approx((60 + 80) / 2.0));
  CHECK(y.idle_share == Approx(1 - 430 / (430.0 + 2 * 65)).epsilon(1e-4));  // from day 300 on nobody wishes
}
