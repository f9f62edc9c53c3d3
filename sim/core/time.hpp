/// Time: one integer clock for the whole model.
///
/// A Tick is 2^-16 day (1.318 s) since 1900-01-01 00:00, in 32 bits: it reaches 2079-06. Dates of
/// events are ticks, so that comparing and ordering them is exact on every machine.
/// Age runs on a fixed year of 365.2425 days (the mean Gregorian year); the calendar (months,
/// 31 December, 1 September) runs on true dates. The two differ by less than a day at any birthday.
#pragma once
#include <compare>
#include <cstdint>
#include <string>

namespace gongxu {

using Tick = std::uint32_t;  ///< [2^-16 day since 1900-01-01]
using Day = std::uint32_t;   ///< [days since 1900-01-01]

inline constexpr int kTickBits = 16;
inline constexpr Tick kTicksPerDay = Tick{1} << kTickBits;
inline constexpr Tick kTicksPerYear = 23'936'532;  ///< 365.2425 days, rounded to a tick
inline constexpr Tick kNever = UINT32_MAX;         ///< later than every date
inline constexpr int kEpochYear = 1900;
inline constexpr int kLastYear = 2078;  ///< the last whole year that a Tick can hold

constexpr Day day_of(Tick t) { return t >> kTickBits; }
constexpr Tick tick_at(Day d) { return d << kTickBits; }

/// A duration in years of 365.2425 days; the type keeps years and ticks apart.
struct Years {
  double value = 0;
  auto operator<=>(const Years&) const = default;
};
/// A hazard: events per person-year of exposure.
struct PerYear {
  double value = 0;
  auto operator<=>(const PerYear&) const = default;
};

/// Ticks in a duration, rounded to nearest. @pre 0 <= y.value < 179.
constexpr Tick ticks_in(Years y) { return static_cast<Tick>(y.value * kTicksPerYear + 0.5); }
constexpr Years years_in(Tick t) { return {static_cast<double>(t) / kTicksPerYear}; }

/// A Gregorian calendar date.
struct Date {
  int year = kEpochYear;
  int month = 1;  ///< 1 to 12
  int day = 1;    ///< 1 to 31
  auto operator<=>(const Date&) const = default;
};

/// True for a date of the Gregorian calendar between 1900 and 2078.
constexpr bool is_valid(Date d) {
  constexpr int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (d.year < kEpochYear || d.year > kLastYear || d.month < 1 || d.month > 12 || d.day < 1) return false;
  const bool leap = d.year % 4 == 0 && (d.year % 100 != 0 || d.year % 400 == 0);
  return d.day <= length[d.month - 1] + (d.month == 2 && leap ? 1 : 0);
}

/// Days since 1900-01-01 (proleptic Gregorian; era arithmetic, exact for every valid date).
constexpr Day to_day(Date d) {
  const int y = d.month <= 2 ? d.year - 1 : d.year;
  const int era = y / 400;
  const int year_of_era = y - era * 400;
  const int day_of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return static_cast<Day>(era * 146097 + day_of_era - 693901);
}
constexpr Tick to_tick(Date d) { return tick_at(to_day(d)); }

/// The calendar date on which a day falls; inverse of to_day().
constexpr Date to_date(Day days) {
  const int z = static_cast<int>(days) + 693901;
  const int era = z / 146097;
  const int day_of_era = z - era * 146097;
  const int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int mp = (5 * day_of_year + 2) / 153;
  const int month = mp < 10 ? mp + 3 : mp - 9;
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day_of_year - (153 * mp + 2) / 5 + 1};
}
constexpr int year_of(Tick t) { return to_date(day_of(t)).year; }
constexpr Tick year_start(int year) { return to_tick({year, 1, 1}); }
static_assert(to_day({1900, 1, 1}) == 0 && to_day({2020, 11, 1}) == 44134);

/// Completed years of age at `now`. @pre birth <= now.
constexpr int age_at(Tick birth, Tick now) { return static_cast<int>((now - birth) / kTicksPerYear); }

/// True from a person's birthday of that age on; exact for dates that a Tick cannot hold.
constexpr bool has_turned(int age, Tick birth, Tick now) {
  return now >= birth + static_cast<std::uint64_t>(age) * kTicksPerYear;
}

/// The first instant not before `t` that is 1 September 00:00 of some year.
constexpr Tick first_september_from(Tick t) {
  const int year = year_of(t);
  const Tick this_year = to_tick({year, 9, 1});
  return t <= this_year ? this_year : to_tick({year + 1, 9, 1});
}

std::string to_string(Date);  ///< ISO 8601, "2026-01-01"
/// Reads "2026-01-01". @returns false and leaves `out` alone if the text is no valid date.
bool parse_date(const std::string& text, Date& out);

}  // namespace gongxu
