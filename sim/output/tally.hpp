/// Counts of people and events, kept as they happen: no sweep over the people is ever needed.
///
/// Residents are counted by zone, sex and calendar month of birth, and so are the dependent among them: the
/// age pyramid of any 31 December, 1 July or 1 September is exact. Beside each count stands how much of the
/// month its comers were absent and its leavers present: the exposure of a month is exact to the tick.
/// Flows are counted by calendar year.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "sim/core/time.hpp"
#include "sim/people/exposure.hpp"
#include "sim/people/people.hpp"

namespace gongxu {

inline constexpr int kTallyAges = 111;  ///< deaths and births by whole years of age, the last open

class Tally {
 public:
  /// @param first_year, last_year the calendar years in which events may fall.
  Tally(int zones, int first_year, int last_year);

  /// Somebody is a resident of p.zone in p's state from `now` on, or until `now`.
  void add_resident(const Person& p, Tick now) { change(p, 1, now); }
  void remove_resident(const Person& p, Tick now) { change(p, -1, now); }
  void month_begins(Tick start) { month_start_ = start; }
  /// Time lived in the month from its beginning to `end`, added to `sum`; then nothing is absent or present yet:
  /// to be called once a month.
  void take_exposure(Tick end, Exposure& sum);
  /// The same as if those who are here now had been here from the month's beginning.
  void take_exposure_of_present(Tick end, Exposure& sum);

  /// The flows of one calendar year.
  struct Year {
    std::vector<std::array<std::int32_t, 3>> births_by_order;  ///< [zone][order 1, 2, 3+]
    std::array<std::int32_t, kTallyAges> births_by_age{};      ///< by mother's age
    std::vector<std::array<std::int32_t, 2>> deaths;           ///< [zone][sex]
    std::array<std::array<std::int32_t, kTallyAges>, 2> deaths_by_age{};
    std::vector<std::int32_t> arrivals, departures;            ///< [zone], across the place's border
    std::vector<std::int32_t> returns, registered_departures;  ///< [zone], of these the registered here
    std::vector<std::int32_t> moves;                           ///< [origin * zones + destination]
    bool operator==(const Year&) const = default;
  };
  Year& year(int y) { return years_[static_cast<std::size_t>(y - first_year_)]; }
  const Year& year(int y) const { return years_[static_cast<std::size_t>(y - first_year_)]; }

  /// Residents of a zone and sex in the order of birth months since 1900-01.
  const std::int32_t* residents(int zone, int sex) const { return &residents_[row(zone, sex)]; }
  /// Of these the mildly or severely dependent.
  const std::int32_t* dependent(int zone, int sex, Dependency d) const {
    return &dependent_[(static_cast<std::size_t>(d) - 1) * residents_.size() + row(zone, sex)];
  }
  std::int32_t students(int zone) const { return students_[static_cast<std::size_t>(zone)]; }
  /// Residents of a zone who are registered in another county.
  std::int32_t outside_registered(int zone) const { return outside_[static_cast<std::size_t>(zone)]; }
  int zones() const { return zones_; }
  int birth_months() const { return months_; }

  void add(const Tally& other);  ///< sums two shards
  bool operator==(const Tally&) const;

 private:
  void change(const Person& p, int by, Tick now) {
    const std::size_t at = cell(p.zone, p.sex(), p.birth);
    const std::int64_t lived_before = by * static_cast<std::int64_t>(now - month_start_);
    residents_[at] += by;
    shift_[at] += lived_before;
    if (p.dependency() != Dependency::none) {
      const std::size_t of_state = (static_cast<std::size_t>(p.dependency()) - 1) * residents_.size() + at;
      dependent_[of_state] += by;
      dependent_shift_[of_state] += lived_before;
    }
    if (p.has(Person::kOutsideRegistered)) outside_[p.zone] += by;
    if (p.has(Person::kStudent)) students_[p.zone] += by;
  }
  std::size_t row(int zone, int sex) const { return static_cast<std::size_t>((zone * 2 + sex) * months_); }
  std::size_t cell(int zone, int sex, Tick birth) const { return row(zone, sex) + month_of_day_[day_of(birth)]; }

  int zones_, first_year_, months_;
  const std::uint16_t* month_of_day_;
  Tick month_start_ = 0;
  std::vector<std::int32_t> residents_, dependent_, outside_, students_;
  std::vector<std::int64_t> shift_,
      dependent_shift_;  ///< [ticks] of the month before coming, less those before leaving
  std::vector<Year> years_;
};

/// Months since 1900-01 of a date, by a table.
int month_index(Tick);

}  // namespace gongxu
