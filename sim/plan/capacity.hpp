/// Capacity over time, in the three cases in which supply is tested.
#pragma once
#include <array>
#include <map>
#include <optional>
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

/// Units at the base date as the plan states them, for the whole place; nothing where they are not stated.
/// @param population residents at the base date.
std::optional<double> base_units(const Plan&, Service, double population);
/// Units that the plan's target implies at the end of its year; nothing where no target speaks of units.
/// @param planning_population residents at that date.
std::optional<double> target_units(const Plan&, Service, double population, double planning_population);
/// The year at whose end the target of a service's units is due: that of its indicator, else the plan's last.
int target_year(const Plan&, Service);
/// The same of every year that has a target: yearly ones and the last; empty where none speaks of units.
std::map<int, double> target_path(const Plan&, Service, double population, double planning_population);

struct CapacityRequest {
  Service service = Service::childcare;
  SupplyCase supply_case = SupplyCase::quantified;
  std::vector<double> base_by_zone;   ///< [units] at the base date
  std::vector<double> zone_weights;   ///< what later units of no named zone are shared out by
  std::map<int, double> target_path;  ///< [units] at the end of each year; `targeted` alone looks at it
  double trend_per_year = 0;          ///< [units / year] to the end of the plan period; `trend` alone looks at it
};

/// Base stock, plus projects that state a capacity, on their dates, less what they convert; undated ones open in
/// equal parts on the plan's opening day of each plan year. `targeted` is at each date the larger of that and
/// straight lines from the base to the target by way of yearly ones, then frozen. `trend` adds the trend to it, then
/// holds. Lines rise in monthly steps. Steps are in order; the first is at the start. Nursing beds are among the care
/// beds: a project that adds some adds them to both, one that converts care beds to the nursing beds alone.
std::vector<CapacityStep> capacity_over_time(const Plan&, const Region&, const CapacityRequest&);

/// Problem "capacity_negative" for every service whose conversions take more than its stated units.
void check_conversions(const Plan&, const Region&, Problems&);

}  // namespace gongxu
