/// Whether two results are the same, number by number, and where they first differ.
#pragma once
#include <string>

#include "sim/engine/shard.hpp"
#include "sim/output/results.hpp"

namespace gongxu::test {

/// What differs first, in words; empty if nothing does. NaN is the same as NaN; time and memory used are passed over.
std::string difference(const ReplicateResult&, const ReplicateResult&);
std::string difference(const std::vector<DemographyYear>&, const std::vector<DemographyYear>&);
/// [service][supply case][year][zone]
std::string difference(const std::vector<std::vector<std::vector<std::vector<ServiceYear>>>>&,
                       const std::vector<std::vector<std::vector<std::vector<ServiceYear>>>>&);
/// @param until what comes later is passed over: so a run is compared with the beginning of a longer one.
std::string difference(const Demand&, const Demand&, Tick until = kNever);
std::string difference(const std::vector<TraceEvent>&, const std::vector<TraceEvent>&, Tick until = kNever);

}  // namespace gongxu::test
