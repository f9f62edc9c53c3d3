/// One replicate: the people's run, and the services' replay of its spells.
#pragma once
#include <memory>
#include <vector>

#include "sim/engine/driver.hpp"
#include "sim/engine/model.hpp"
#include "sim/engine/shard.hpp"
#include "sim/engine/supply.hpp"
#include "sim/output/results.hpp"

namespace gongxu {

/// What all replicates of a scenario share; built once, before any process is forked.
struct RunInputs {
  const Region* region = nullptr;
  const Plan* plan = nullptr;
  const InitialPopulation* population = nullptr;
  const Scenario* scenario = nullptr;
  const Tabulated* tabulated = nullptr;
  Tick horizon = 0;
  std::uint32_t seed = 1;
  bool fixed_parameters = false;
  /// Rows of values that replicates take in turn instead of drawing them, and again from the first when they are used
  /// up; a parameter that a row lacks is drawn. None: all are drawn.
  const std::vector<ParameterValues>* given = nullptr;
  std::uint32_t given_from = 0;  ///< the row that replicate 0 takes
  int shards = 1;
  Driver driver = Driver::simgrid;
};

/// The parameters that hold in a replicate.
ParameterValues values_of(const RunInputs&, std::uint32_t replicate);

/// Lives the people's lives. The result has demography, demand and digests.
/// @param trace every event is appended if not null, in the order (tick, person, purpose).
ReplicateResult run_people(const RunInputs&, std::uint32_t replicate, std::vector<TraceEvent>* trace = nullptr);

/// What the services have in a replicate, as replay_services() uses it.
Supply supply_of(const RunInputs&, const ParameterValues&, double planning_population, const Demand&);

/// Replays the demand of a replicate, as run_people() left it, against given supply, whatever that rests on.
/// @param only the services that are of interest; others may have no years. Empty: all.
ServiceYears replay_supply(const RunInputs&, std::uint32_t replicate, const Supply&, const ReplicateResult& lived,
                           const std::vector<Service>& only = {});

/// Replays the demand of a replicate against the three supply cases; fills result.services.
void replay_services(const RunInputs&, std::uint32_t replicate, double planning_population, ReplicateResult& result);

}  // namespace gongxu
