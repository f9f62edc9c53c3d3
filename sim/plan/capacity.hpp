/// Capacity over time, in the three cases in which supply is tested.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "sim/plan/plan.hpp"
#include "sim/scenario/region.hpp"

namespace gongxu {

enum class SupplyCase { quantified, trend, targeted };
inline constexpr std::array kSupplyCases{SupplyCase::quantified, SupplyCase::trend, SupplyCase::targeted};
/// The word in the tables: "quantified", "trend", "targeted".
const char* word_of(SupplyCase);

/// From `when` on, each zone has so many units.
struct CapacityStep {
  Tick when = 0;
  std::vector<int> by_zone;
  int total() const;
  bool operator==(const CapacityStep&) const = default;
};

struct CapacityRequest {
  std::string service;
  SupplyCase supply_case = SupplyCase::quantified;
  std::vector<double> zone_weights;  ///< what units of no named zone are shared out by
  double base_population = 0;        ///< residents at the base date
  double planning_population = 0;    ///< residents at 31 December of the target year (targeted only)
};

/// Base stock, plus projects that state a capacity, on their dates; undated ones open in equal parts
/// on the plan's opening day of each plan year. `targeted` is at each date the larger of that and a
/// straight line from the base to what the target implies for the planning population at the end of
/// the target year, then frozen. `trend` equals `quantified` where no prior for unnumbered projects is
/// given, as in this version. Steps are in order; the first is at the start. Units never shrink.
std::vector<CapacityStep> capacity_over_time(const Plan&, const Region&, const CapacityRequest&);

}  // namespace gongxu
