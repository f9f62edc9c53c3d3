/// The twin's rates: what the place's files and a replicate's parameters say of births, deaths and moves, by year.
///
/// Worked out here a second time, apart from sim/behaviours, by the formulas that their headers state: an error in the
/// compilation of either shows as a distance between agents and twin. Shared with the agents are the life table and the
/// order schedules (sim/people), the one factor a year on fertility (behaviours/fertility/path.hpp), which defines the
/// path that both follow, and the hazards between states of dependency (behaviours/dependency).
#pragma once
#include <Eigen/Core>
#include <array>
#include <vector>

#include "sim/behaviours/dependency/dependency.hpp"
#include "sim/engine/replicate.hpp"

namespace gongxu {

using Ages = Eigen::ArrayXd;  ///< by single year of age, 0 to kOpenAge, the last open

struct TwinRates {
  static constexpr int kParities = 4;  ///< 0, 1, 2, and 3 or more

  /// Ways out of the states of dependency [per person-year].
  struct Dependent {
    Ages onset, worsening, back, better;     ///< none to mild, mild to severe, mild to none, severe to mild
    std::array<Ages, kDependencies> deaths;  ///< by state
  };
  struct Year {
    int calendar_year = 0;
    std::array<Ages, 2> deaths;                 ///< [per person-year] by sex
    std::array<Ages, 2> leaving;                ///< [per person-year] by sex, out of the place
    std::vector<std::array<Ages, 2>> moving;    ///< [per person-year] by zone and sex, to another zone
    std::vector<std::array<Ages, 2>> arriving;  ///< [persons per year] by zone and sex
    std::array<Ages, kParities> births;         ///< [per woman-year exposed] by parity, before policies
    double male_share = 0;                      ///< of births
    std::array<Dependent, 2> dependent;         ///< by sex
  };
  int first_year = 0;
  std::vector<Year> years;
  Eigen::MatrixXd destinations;  ///< (to, from): where those who move between zones go; columns add up to 1
  DependencyCourse dependency;   ///< for the states of those who come under observation

  const Year& year(int y) const { return years[static_cast<std::size_t>(y - first_year)]; }
};

/// [sex] the nation's residents by age.
using TwinNation = std::array<Ages, 2>;
TwinNation nation_at_base(const National&);
/// The nation's cohorts a year later, by survival and the year's births.
TwinNation a_year_later(const National&, const TwinNation& now, int year);

TwinRates twin_rates(const RunInputs&, const ParameterValues&);

/// The factor of a scenario's policies on the births of a parity in a month; a policy that begins within it acts on its
/// rest.
double policy_factor(const Scenario&, int parity, const Window&);

}  // namespace gongxu
