/// Schooling: who is on the roll of which stage, and where it is taught.
///
///   official ages at the intake (the first of a month, region.toml): kindergarten 3-5, primary 6-11, junior
///   12-14, senior 15-17, by month of birth
///   enrolled = factor[stage] x residents of the official ages, in whole persons, zone by zone
///   factor   kindergarten and senior: the gross rate that the plan states for the base year, else 1; held from
///            then on and never clamped at 1. Compulsory stages: enrolment_compulsory
///   taught in town: all who live there, and town_taught_STAGE of those who live in the countryside, who board; they
///            go to the urban zones in proportion to those zones' own pupils
/// Wakes at  each intake.  Reads  zone, month of birth.  Writes  nothing.  Asks  seats of the four stages.
/// Sources   the plan's gross rates; enrolment_compulsory, town_taught_* of parameters.toml.
/// Leaves out ages at entry other than the official ones, repeaters, drop-out within a year, choice between
/// schools, pupils who live outside the place (they are in the factor).
#pragma once
#include <array>

#include "sim/core/demand.hpp"
#include "sim/people/exposure.hpp"
#include "sim/scenario/parameters.hpp"
#include "sim/scenario/region.hpp"

namespace gongxu {

struct Stage {
  const char* word;
  int from, until;  ///< [whole years) at the intake
};
inline constexpr std::array<Stage, kStages> kSchoolStages{
    {{"kindergarten", 3, 6}, {"primary", 6, 12}, {"junior", 12, 15}, {"senior", 15, 18}}};

class Schooling {
 public:
  /// @param gross_rates [share] of the base year by stage; NaN where the plan states none.
  Schooling(const Region&, const ParameterValues&, const std::array<double, kStages>& gross_rates);

  /// True if stages begin on this date.
  bool begins_at(Tick now) const;
  /// The intake of a calendar year.
  Tick intake(int year) const { return to_tick({year, intake_month_, 1}); }
  /// The roll of the autumn of `year`, from the residents at `now`.
  SchoolRoll roll(int year, const BirthMonths& residents) const;
  double factor(std::size_t stage) const { return factor_[stage]; }

 private:
  int intake_month_;
  std::vector<bool> urban_;
  std::array<double, kStages> factor_{}, town_taught_{};
};

}  // namespace gongxu
