/// What each service has over time in each supply case: the plan's stocks, projects and targets for one replicate.
#pragma once
#include <array>
#include <limits>
#include <vector>

#include "sim/core/demand.hpp"
#include "sim/people/initial_population.hpp"
#include "sim/plan/capacity.hpp"
#include "sim/scenario/parameters.hpp"

namespace gongxu {

/// One service's units in the three cases, in the order of kSupplyCases; empty: not known at any time.
struct ServiceSupply {
  std::array<std::vector<CapacityStep>, kSupplyCases.size()> cases;
  /// The first calendar year in which each case's units are known.
  std::array<int, kSupplyCases.size()> known_from{};
  double base = std::numeric_limits<double>::quiet_NaN();  ///< [units] at the base date; NaN: not known
};
using Supply = std::array<ServiceSupply, kServices>;

struct SupplyInputs {
  const Plan* plan;
  const Region* region;
  const InitialPopulation* population;
  double planning_population;   ///< residents at the end of the target year; 0 if no target is to be followed
  const SchoolRoll* base_roll;  ///< pupils of the base year, for seats that are known by their use alone
};

Supply supply_of(const SupplyInputs&, const ParameterValues&);

/// True if what a service has at the base date rests on a drawn assumption and not on a figure: its verdict stays
/// conditional. Stocks by utilisation are; hospital beds where no discharges tell what they are used for.
bool is_assumed(const Plan&, const Region&, Service);

}  // namespace gongxu
