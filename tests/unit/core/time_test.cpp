#include "sim/core/time.hpp"

#include <catch2/catch.hpp>

using namespace gongxu;

namespace {
/// Days of a month, written out apart from the code under test.
int days_in(int year, int month) {
  if (month == 2) return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}
}  // namespace

TEST_CASE("every day from 1900 to 2078 has one date and every date one day", "[time]") {
  Day expected = 0;
  long wrong = 0;
  for (int year = kEpochYear; year <= kLastYear; ++year)
    for (int month = 1; month <= 12; ++month)
      for (int day = 1; day <= days_in(year, month); ++day, ++expected) {
        const Date d{year, month, day};
        wrong += !is_valid(d) || to_day(d) != expected || to_date(expected) != d;
      }
  CHECK(wrong == 0);
  CHECK(expected == 65379);                          // 179 years of 365 days and 44 leap days
  CHECK(tick_at(expected) > tick_at(expected - 1));  // the whole range fits 32 bits
}

TEST_CASE("dates that the calendar does not have are invalid", "[time]") {
  for (const Date d : {Date{1900, 2, 29}, Date{2021, 2, 29}, Date{2020, 2, 30}, Date{2020, 4, 31}, Date{2020, 0, 1},
                       Date{2020, 13, 1}, Date{2020, 1, 0}, Date{1899, 12, 31}, Date{2079, 1, 1}})
    CHECK_FALSE(is_valid(d));
  CHECK(is_valid({2000, 2, 29}));
  CHECK(is_valid({2024, 2, 29}));
}

TEST_CASE("a year of age is 365.2425 days to the tick", "[time]") {
  CHECK(kTicksPerYear == static_cast<Tick>(365.2425 * 65536 + 0.5));
  CHECK(ticks_in({1.0}) == kTicksPerYear);
  CHECK(years_in(kTicksPerYear * 50).value == Approx(50.0).epsilon(1e-15));
}

TEST_CASE("age changes at the birthday tick and not one tick before", "[time]") {
  const Tick birth = to_tick({1990, 5, 17}) + 12345;
  for (const int age : {1, 15, 49, 50, 80}) {
    const Tick birthday = birth + static_cast<Tick>(age) * kTicksPerYear;
    CHECK(age_at(birth, birthday) == age);
    CHECK(age_at(birth, birthday - 1) == age - 1);
  }
  CHECK(age_at(birth, birth) == 0);
}

TEST_CASE("a birthday that no tick can hold has not come", "[time]") {
  for (const int year : {1905, 1950, 2000, 2050, 2077}) {
    const Tick birth = to_tick({year, 5, 17}) + 54321;
    for (const int age : {0, 1, 18, 50, 60, 100, 170}) {
      const std::uint64_t birthday = birth + static_cast<std::uint64_t>(age) * kTicksPerYear;
      if (birthday > kNever) {  // in 32 bits it would lie in the past
        CHECK_FALSE(has_turned(age, birth, birth));
        CHECK_FALSE(has_turned(age, birth, kNever));
        continue;
      }
      const auto tick = static_cast<Tick>(birthday);
      CHECK(has_turned(age, birth, tick));
      CHECK(has_turned(age, birth, kNever));
      if (age > 0) CHECK_FALSE(has_turned(age, birth, tick - 1));
      CHECK(has_turned(age, birth, tick) == (age_at(birth, tick) >= age));
    }
  }
}

TEST_CASE("the first of September is this year's up to its midnight, then the next year's", "[time]") {
  const Tick september = to_tick({2023, 9, 1});
  CHECK(first_september_from(september) == september);
  CHECK(first_september_from(september - 1) == september);
  CHECK(first_september_from(september + 1) == to_tick({2024, 9, 1}));
  CHECK(first_september_from(to_tick({2023, 1, 1})) == september);
  CHECK(first_september_from(to_tick({2023, 12, 31})) == to_tick({2024, 9, 1}));
}

TEST_CASE("a year begins on 1 January and its last tick still belongs to it", "[time]") {
  for (int year = 1950; year < 2060; ++year) {
    REQUIRE(year_of(year_start(year)) == year);
    REQUIRE(year_of(year_start(year) - 1) == year - 1);
  }
}

TEST_CASE("dates are read and written in one form only", "[time]") {
  Date d{2000, 1, 1};
  CHECK(parse_date("2026-01-31", d));
  CHECK(d == Date{2026, 1, 31});
  CHECK(to_string(d) == "2026-01-31");
  for (const char* text : {"2026-1-31", "2026-02-29", "2026/01/31", "26-01-31", "2026-01-31 ", "2026-01-3x", ""}) {
    INFO(text);
    CHECK_FALSE(parse_date(text, d));
    CHECK(d == Date{2026, 1, 31});
  }
}
