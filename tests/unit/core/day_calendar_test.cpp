#include "sim/core/day_calendar.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>

using namespace gongxu;

TEST_CASE("a day gives back its entries by time, then row, and no others", "[calendar]") {
  constexpr Day kFirst = 44134, kLast = kFirst + 60;
  DayCalendar calendar(kFirst, kLast);
  std::mt19937_64 chance(3);
  std::map<Day, std::vector<std::pair<Tick, std::uint32_t>>> expected;
  std::vector<DayCalendar::Entry> out;
  const auto push = [&](Day from) {
    const Day day = from + static_cast<Day>(chance() % (kLast - from));
    // Few distinct ticks, so that many entries meet; the day's first and last tick are among them.
    const Tick within = chance() % 4 == 0 ? 0 : chance() % 4 == 0 ? kTicksPerDay - 1 : static_cast<Tick>(chance() % 50);
    const auto row = static_cast<std::uint32_t>(chance() % 1000);
    calendar.push(tick_at(day) + within, row);
    expected[day].emplace_back(tick_at(day) + within, row);
  };
  for (int i = 0; i < 3000; ++i) push(kFirst);
  for (Day day = kFirst; day < kLast; ++day) {
    calendar.take(day, out);
    auto& want = expected[day];
    std::sort(want.begin(), want.end());
    REQUIRE(out.size() == want.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
      REQUIRE(out[i].tick(day) == want[i].first);
      REQUIRE(out[i].row() == want[i].second);
    }
    if (day + 1 < kLast)
      for (int i = 0; i < 40; ++i) push(day + 1);  // while it runs
  }
}

TEST_CASE("chunks of days gone by are used again", "[calendar]") {
  DayCalendar calendar(0, 1000);
  std::vector<DayCalendar::Entry> out;
  std::size_t settled = 0;
  for (Day day = 0; day < 1000; ++day) {
    for (std::uint32_t i = 0; i < 100; ++i) calendar.push(tick_at(day) + i, i);
    calendar.take(day, out);
    REQUIRE(out.size() == 100);
    if (day == 2) settled = calendar.bytes();
  }
  CHECK(calendar.bytes() == settled);
}

TEST_CASE("an empty day gives nothing, and what was in `out` is gone", "[calendar]") {
  DayCalendar calendar(10, 12);
  std::vector<DayCalendar::Entry> out(5);
  calendar.take(10, out);
  CHECK(out.empty());
  calendar.push(tick_at(11) + kTicksPerDay - 1, UINT32_MAX - 1);  // the last tick, the highest row
  calendar.take(11, out);
  REQUIRE(out.size() == 1);
  CHECK(out[0].row() == UINT32_MAX - 1);
  CHECK(out[0].tick(11) == tick_at(12) - 1);
  calendar.take(11, out);
  CHECK(out.empty());
}
