/// Fertility: live births to resident women, by age, birth order and calendar year.
///
///   hazard [births / woman-year exposed] = schedule[parity][age] x factor[year] x policies
///   exposed  from kFertileFrom to kFertileUntil, at the earliest one minimum interval after a birth
///   WHEN  A credit of purpose `birth` is spent, one for each birth interval. A policy moves the date
///         of the same birth and draws nothing new: scenarios differ by the policy, not by luck.
/// The factor of a year makes the all-women total fertility rate equal the path in a projection closed to
/// moves (path.hpp); with migrants the run lies within 2 % of it to 2035 (decision 0008).
/// Wakes at  birth, arrival, childbirth.  Reads  sex, age, parity.  Writes  parity.  Asks  nothing.
/// Sources   W1 path and sex ratio; D3 schedule; R3 progressions; policies of the scenario.
/// Leaves out twins, seasons, unions and differences between zones; parity 3 means "3 or more".
#pragma once
#include <array>
#include <map>
#include <string>
#include <vector>

#include "sim/core/draws.hpp"
#include "sim/core/hazard.hpp"
#include "sim/people/people.hpp"
#include "sim/scenario/region.hpp"
#include "sim/scenario/scenario.hpp"

namespace gongxu {

inline constexpr int kParityClasses = 4;  ///< 0, 1, 2, and 3 or more

struct Fertility {
  std::array<ScreenedHazard, kParityClasses> by_parity;
  Tick minimum_interval = 0;
  int first_year = 0;
  std::vector<double> male_share;  ///< of births, by year from first_year; the last holds on

  static int parity_class(const Person& p) { return p.parity < kParityClasses ? p.parity : kParityClasses - 1; }
  /// The draw that the current birth interval of a woman belongs to: 0 for the one she was in when
  /// she came under observation, else her parity.
  static std::uint32_t ordinal_after_birth(const Person& p) { return p.parity; }

  /// WHEN. The date of the next birth of a woman exposed from `from` on; kNever for men.
  Tick due(const Person& p, Tick from, std::uint32_t bits) const {
    return p.sex() == male ? kNever : by_parity[parity_class(p)].due(p.birth, from, bits);
  }
  Sex newborn_sex(Tick now, std::uint32_t bits) const;
};

/// @param year_factors by year, from fertility path's projection.
Fertility compile_fertility(const Region&, const ParameterValues&, const std::map<std::string, FertilityPolicy>&,
                            const std::vector<double>& year_factors, Tick start, Tick horizon);

}  // namespace gongxu
