#include "sim/core/window.hpp"

#include <catch2/catch.hpp>

using namespace gongxu;

TEST_CASE("windows are whole calendar months that follow each other", "[window]") {
  const Tick start = to_tick({2020, 11, 1}), horizon = year_start(2036);
  const auto windows = monthly_windows(start, horizon);
  REQUIRE(windows.size() == 2 + 15 * 12);
  CHECK(windows.front().start == start);
  CHECK(windows.back().end == horizon);
  int years = 0;
  for (std::size_t i = 0; i < windows.size(); ++i) {
    REQUIRE(windows[i].index == static_cast<int>(i));
    REQUIRE(to_date(day_of(windows[i].start)).day == 1);
    REQUIRE(windows[i].month == to_date(day_of(windows[i].start)));
    REQUIRE(windows[i].ends_year == (windows[i].month.month == 12));
    if (i) REQUIRE(windows[i].start == windows[i - 1].end);
    years += windows[i].ends_year;
  }
  CHECK(years == 16);
}

TEST_CASE("a run that starts or ends within a month has shorter windows there", "[window]") {
  const auto windows = monthly_windows(to_tick({2020, 12, 15}), to_tick({2021, 2, 10}));
  REQUIRE(windows.size() == 3);
  CHECK(windows[0].end == to_tick({2021, 1, 1}));
  CHECK(windows[0].ends_year);
  CHECK(windows[2].start == to_tick({2021, 2, 1}));
  CHECK(windows[2].end == to_tick({2021, 2, 10}));
  CHECK_FALSE(windows[2].ends_year);
}
