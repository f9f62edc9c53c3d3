/// Indicators: what capacity, pupils and people make of their figures.
#pragma once
#include <optional>
#include <vector>

#include "analysis/study/ensemble.hpp"

namespace gongxu {

/// The measure of the people that an indicator names; nothing if it names none.
std::optional<Measure> measure_of(const std::string& name);

/// The value of a service's indicator at the end of a year, for the whole place, in one replicate. Capacity over the
/// residents or beds of its denominator; of a stage of schooling pupils over residents of its official ages on the
/// autumn roll. Where the indicator counts other units than the stock (Wanzhou: authorised beds beside open ones),
/// their ratio at the base date is held. NaN where the capacity is not known, and for targets that are no level.
double indicator_value(const Ensemble&, const ReplicateResult&, const Indicator&, Service, std::size_t supply_case,
                       std::size_t year);

bool meets(double value, double target, Bound);

/// The straight line from base to target in a year, by way of yearly targets; without a base the next target.
double path_to_target(const Indicator&, int year);

/// What a ratio to people comes to in numbers in its target year (without a target: its base in the base year), by
/// replicate. Empty for counts, and outside the years of the run.
std::vector<double> implied_numbers(const Ensemble&, const ScenarioRun&, const Indicator&);

}  // namespace gongxu
