/// Hazards by age and calendar time, integrated exactly in integers.
///
/// A hazard is constant in each cell of the Lexis diagram: single years of age (birthday to
/// birthday, last one open) by segments of calendar time. Rates are integers in units of
/// 2^-58 per tick (resolution 6e-11 a year), credits are integers in units of 2^-58: cumulating is
/// associative, so a break point between two equal rates moves no event by a tick, and results
/// cannot depend on compiler, processor or instruction set.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "sim/core/time.hpp"

namespace gongxu {

using Rate = std::uint64_t;    ///< [2^-58 / tick]
using Credit = std::uint64_t;  ///< [2^-58] cumulative hazard; Exponential(1) variates lie below 22.9

inline constexpr double kCreditScale = 0x1p58;

/// Rounds to the nearest representable rate. @pre 0 <= h.value <= kMaxRate, so that a year cannot overflow.
inline constexpr PerYear kMaxRate{25.0};
constexpr Rate to_rate(PerYear h) { return static_cast<Rate>(h.value * (kCreditScale / kTicksPerYear) + 0.5); }
constexpr PerYear per_year(Rate r) { return {static_cast<double>(r) * kTicksPerYear / kCreditScale}; }

/// An Exponential(1) credit from 32 random bits: -ln((bits + 1/2) / 2^32); falls as bits rise.
Credit exponential_credit(std::uint32_t bits);

class HazardTable {
 public:
  /// Ages are first_age, first_age + 1, ... ; below it the hazard is zero, and so above the last
  /// one unless `open_ended`, when the last rate holds for all higher ages.
  HazardTable(int first_age, int ages, bool open_ended);
  HazardTable() : HazardTable(0, 0, false) {}

  /// Appends a segment of calendar time from `start` (rates of the one before it end there; the
  /// first segment also holds for all time before it, the last for all time after it).
  /// @pre starts increase; per_age.size() == ages.
  void add_segment(Tick start, std::span<const PerYear> per_age);
  /// Multiplies the hazard of ages [age_from, age_end) by `factor` from `start` on. A factor of
  /// exactly 1 changes nothing at all, not even the segments.
  void multiply_from(Tick start, int age_from, int age_end, double factor);

  bool empty() const { return starts_.empty(); }
  Rate rate(int age, Tick now) const;

  /// The date at which a person born at `birth`, exposed from `from` on, has spent `credit`;
  /// kNever if that is at or after `horizon`. The event falls in (from, horizon).
  Tick invert(Tick birth, Tick from, Credit credit, Tick horizon) const;
  /// The cumulative hazard over [from, to).
  Credit cumulative(Tick birth, Tick from, Tick to) const;
  /// The largest cumulative hazard over [from, to) of anyone born in [birth_from, birth_to).
  /// @pre birth_to - birth_from < kTicksPerYear.
  Credit cumulative_bound(Tick birth_from, Tick birth_to, Tick from, Tick to) const;

 private:
  Rate at(std::size_t segment, int age) const;
  void up_to_by_age();
  Tick invert_by_age(std::uint64_t first_birthday, Tick from, Credit credit, Tick horizon) const;
  std::size_t segment_of(Tick t) const;
  Tick end_of(std::size_t segment) const { return segment + 1 < starts_.size() ? starts_[segment + 1] : kNever; }
  std::size_t insert_break(Tick start);

  int first_age_, ages_;
  bool open_ended_;
  std::vector<Tick> starts_;
  std::vector<Rate> rates_;  // [segment][age - first_age]
  /// Of a table of one segment the cumulative hazard up to each age; empty where it is no use.
  std::vector<Credit> up_to_;
};

/// The smallest 32-bit draw whose credit is below `cumulative`, made a little smaller: a draw
/// under the threshold has certainly no event; one at or above it is computed exactly.
std::uint32_t screening_threshold(Credit cumulative);

/// A hazard with a screen before it: most draws mean "no event before the horizon", and one integer
/// comparison by quarter-year of birth settles them; the others are inverted exactly.
class ScreenedHazard {
 public:
  ScreenedHazard() = default;  ///< no hazard at all: nobody ever has the event
  /// @param start, horizon the span of dates that will be asked for.
  ScreenedHazard(HazardTable table, Tick start, Tick horizon);

  /// The date of the event of a person born at `birth` and exposed from `from` on, whose credit is
  /// drawn with `bits`; kNever if not before the horizon. @pre from >= start.
  Tick due(Tick birth, Tick from, std::uint32_t bits) const {
    return bits < thresholds_[birth / kQuarter] ? kNever : invert(birth, from, bits);
  }
  /// False if due() is kNever from any date on; the cheap half of it.
  bool possible(Tick birth, std::uint32_t bits) const { return bits >= thresholds_[birth / kQuarter]; }
  const HazardTable& table() const { return table_; }

 private:
  static constexpr Tick kQuarter = kTicksPerYear / 4;
  Tick invert(Tick birth, Tick from, std::uint32_t bits) const;

  HazardTable table_;
  Tick horizon_ = 0;
  /// By quarter-year of birth since the epoch.
  std::vector<std::uint32_t> thresholds_ = std::vector<std::uint32_t>(kNever / kQuarter + 1, UINT32_MAX);
};

}  // namespace gongxu
