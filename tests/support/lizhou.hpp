/// Lizhou's pack and population, read and built once an executable, and runs of them.
#pragma once
#include <functional>
#include <vector>

#include "sim/engine/replicate.hpp"
#include "sim/plan/pack.hpp"

namespace gongxu::test {

inline constexpr std::uint32_t kSeed = 20201101;

const Pack& lizhou_pack();
/// Parameters at their centres, to the last year of the tables.
ParameterValues centre_values();
ParameterValues centre_values(const Pack&);  ///< of another place
/// Built from the pack with kSeed and the centres.
const InitialPopulation& lizhou_population();
const Tabulated& lizhou_tabulated();

/// What a run needs, for the baseline or another scenario, on the plain loop, until the end of a year.
RunInputs run_inputs(int until, const Scenario& scenario = lizhou_pack().scenarios.at("baseline"));

struct Run {
  ReplicateResult result;
  std::vector<TraceEvent> trace;
};
Run traced_run(const RunInputs&, std::uint32_t replicate = 0);

/// Runs a replicate in a child process, so that SimGrid's engine never lives in this one.
/// @param planning_population [residents] if given, services are replayed too.
ReplicateResult run_in_child(const RunInputs&, std::uint32_t replicate = 0, double planning_population = 0);

/// The baseline with settings applied. @throws std::runtime_error if one is refused.
Scenario baseline_with(const std::vector<std::string>& settings);

double value_of(const MeasureRow& row, Measure m);

}  // namespace gongxu::test
