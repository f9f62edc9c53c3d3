#include "sim/services/spell_days.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/plain_queue.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {
constexpr double kTick = 1.0 / kTicksPerDay;
}

TEST_CASE("a spell counts from its wish to its end, each zone and year its own part", "[spell_days]") {
  // 1 lives in zone 0 for 10 days; 2 moves on day 20 and stays to the end; 3 was there on day 0 and leaves next year.
  Play play;
  play.spell(1, 0, 5, 15).wish(2, 0, 10).move(2, 1, 20).wish(3, 1, 0, 40).end(3, 375, 1);
  std::sort(play.events.begin(), play.events.end());
  const auto days = spell_days(play.events, Service::childcare, 2, kStart, year_start(2023));
  REQUIRE(days.size() == 2);
  CHECK(days[0] == std::vector<double>{20, 365 - 20 - kTick + 365, 20 + 365 - 20 - kTick + 365});
  CHECK(days[1] == std::vector<double>{0, 365 + 10 + kTick, 365 + 10 + kTick});
  for (const auto& year : spell_days(play.events, Service::care_bed, 2, kStart, year_start(2023)))
    CHECK(year == std::vector<double>{0, 0, 0});
}

TEST_CASE("days of spells are what a queue counts as demand, however many places it has", "[spell_days]") {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    Play play = random_play(seed, 3, 500, {5, 0, 12}, {9, 4, 30});
    const auto years = play.run();  // puts the events in order
    const auto days = spell_days(play.events, Service::childcare, 3, kStart, year_start(2023));
    for (std::size_t y = 0; y < 2; ++y)
      for (std::size_t z = 0; z < 4; ++z) CHECK(days[y][z] == Approx(years[y][z].demand * test::kDays).epsilon(1e-12));
  }
}
