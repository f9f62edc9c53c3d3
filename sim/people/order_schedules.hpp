/// Births by order along a woman's life: the schedules from which parities and hazards derive.
///
/// F(x) is the share of all births that a schedule places before age x. Order i has the same shape
/// moved by a stated number of years, and a total T_i = product of the progressions up to i, so
/// that B_i(x) = T_i F_i(x) is the expected number of i-th births before age x of a woman who lives
/// through the schedule. Order 3 stands for the third and, with the same hazard, all later births.
#pragma once
#include <array>
#include <vector>

#include "sim/scenario/parameters.hpp"
#include "sim/scenario/region.hpp"

namespace gongxu {

class OrderSchedules {
 public:
  OrderSchedules(const National&, const ParameterValues&);
  OrderSchedules(const National&, std::array<double, 3> progressions);

  /// B_order(x) for order 1 to 3. @param x exact age [years].
  double births_before(int order, double x) const;
  /// Hazards by parity 0, 1, 2, 3+ [births / woman-year exposed] at a whole age such that a cohort
  /// with the given least interval between births meets the schedules. Ages kFertileFrom up.
  std::vector<PerYear> hazards(int parity, Years minimum_interval) const;
  /// The all-order distribution F(x), and its inverse.
  double share_before(double x) const;
  double age_at_share(double share) const;

 private:
  double shifted(int order, double x) const;

  std::vector<double> cumulative_;  // F at kFertileFrom, kFertileFrom + 1, ...
  std::array<double, 3> total_{}, shift_{};
};

}  // namespace gongxu
