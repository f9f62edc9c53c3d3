/// What one replicate leaves behind, and its form on the way from child to parent.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "sim/core/demand.hpp"
#include "sim/output/demography.hpp"
#include "sim/services/service_year.hpp"

namespace gongxu {

/// [service][supply case][year][zone, the last the whole place]
using ServiceYears = std::vector<std::vector<std::vector<std::vector<ServiceYear>>>>;

struct ReplicateResult {
  std::vector<DemographyYear> demography;
  ServiceYears services;
  Demand demand;  ///< kept only where a later replay needs it

  const std::vector<std::vector<ServiceYear>>& years(Service s, std::size_t supply_case) const {
    return services[index_of(s)][supply_case];
  }
  std::uint64_t event_hash = 0, events = 0;
  double processor_seconds = 0;
  double peak_bytes = 0;  ///< of people and calendars
};

/// Bytes that pass through a pipe between processes of one program on one machine.
using Bytes = std::string;
Bytes pack_result(const ReplicateResult&);
ReplicateResult unpack_result(const Bytes&);
Bytes pack_numbers(const std::vector<double>&);
std::vector<double> unpack_numbers(const Bytes&);

}  // namespace gongxu
