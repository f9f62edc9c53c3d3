/// One factor a year, so that the all-women total fertility rate follows its path.
///
/// Fixed schedules by parity cannot give any total on their own: it depends on how many women have
/// how many children. A deterministic projection of the place's women by age, parity and time since
/// the last birth (steps of two months, closed to moves and deaths, which cancel in shares) finds
/// for each calendar year the factor on all hazards with which births by single age over woman-years
/// add up to the path. Policies act after the factor is fixed.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "sim/people/initial_population.hpp"
#include "sim/scenario/parameters.hpp"

namespace gongxu {

/// Women of the base date by age and parity; the projection's state.
class WomenByParity {
 public:
  static constexpr int kStepsPerYear = 6;
  /// @param minimum_interval rounded to whole steps of two months.
  WomenByParity(const InitialPopulation&, Years minimum_interval);
  Tick start() const { return start_; }

 private:
  friend class ParityProjection;
  static constexpr int kParities = 4;
  int recent_ = 0;  ///< steps for which a woman is not exposed after a birth
  int cells_ = 0;   ///< cohorts by two months of birth, the oldest first
  Tick start_ = 0;
  /// [cohort][parity][0: exposed, 1 + k: gave birth k steps ago]
  std::vector<double> women_;
};

/// @param path_by_year children per woman wanted in base_year, base_year + 1, ...
/// @returns the factor of each of these years.
std::vector<double> fertility_factors(const WomenByParity&, const std::array<std::vector<PerYear>, 4>& schedules,
                                      int base_year, const std::vector<double>& path_by_year);

/// The path of a replicate: national x relative_fertility x birth_path. In the years after the region's data date
/// it is the national path's `variant` x birth_path_multiplier, until then the medium one.
/// @param variant one of fertility_variants().
std::vector<double> total_fertility_path(const Region&, const ParameterValues&, const std::string& variant,
                                         int base_year, int last_year);

}  // namespace gongxu
