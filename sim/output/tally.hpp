/// Counts of people and events, kept as they happen: no sweep over the people is ever needed.
///
/// Residents are counted by zone, sex and calendar month of birth, so that the age pyramid of any
/// 31 December, 1 July or 1 September is exact. Flows are counted by calendar year.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "sim/core/time.hpp"
#include "sim/people/people.hpp"

namespace gongxu {

inline constexpr int kTallyAges = 111;  ///< deaths and births by whole years of age, the last open

class Tally {
 public:
  /// @param first_year, last_year the calendar years in which events may fall.
  Tally(int zones, int first_year, int last_year);

  void add_resident(const Person& p, int zone) { change(p, zone, 1); }
  void remove_resident(const Person& p, int zone) { change(p, zone, -1); }

  /// The flows of one calendar year.
  struct Year {
    std::vector<std::array<std::int32_t, 3>> births_by_order;  ///< [zone][order 1, 2, 3+]
    std::array<std::int32_t, kTallyAges> births_by_age{};      ///< by mother's age
    std::vector<std::array<std::int32_t, 2>> deaths;           ///< [zone][sex]
    std::array<std::array<std::int32_t, kTallyAges>, 2> deaths_by_age{};
    std::vector<std::int32_t> arrivals, departures;  ///< [zone], across the place's border
    std::vector<std::int32_t> moves;                 ///< [origin * zones + destination]
  };
  Year& year(int y) { return years_[static_cast<std::size_t>(y - first_year_)]; }
  const Year& year(int y) const { return years_[static_cast<std::size_t>(y - first_year_)]; }

  /// Residents of a zone and sex in the order of birth months since 1900-01.
  const std::int32_t* residents(int zone, int sex) const { return &residents_[row(zone, sex)]; }
  /// Residents of a zone who are registered in another county.
  std::int32_t outside_registered(int zone) const { return outside_[static_cast<std::size_t>(zone)]; }
  int zones() const { return zones_; }
  int birth_months() const { return months_; }

  void add(const Tally& other);  ///< sums two shards
  bool operator==(const Tally&) const;

 private:
  void change(const Person& p, int zone, int by) {
    residents_[cell(zone, p.sex(), p.birth)] += by;
    if (p.has(Person::kOutsideRegistered)) outside_[static_cast<std::size_t>(zone)] += by;
  }
  std::size_t row(int zone, int sex) const { return static_cast<std::size_t>((zone * 2 + sex) * months_); }
  std::size_t cell(int zone, int sex, Tick birth) const { return row(zone, sex) + month_of_day_[day_of(birth)]; }

  int zones_, first_year_, months_;
  const std::uint16_t* month_of_day_;
  std::vector<std::int32_t> residents_, outside_;
  std::vector<Year> years_;
};

/// Months since 1900-01 of a date, by a table.
int month_index(Tick);

}  // namespace gongxu
