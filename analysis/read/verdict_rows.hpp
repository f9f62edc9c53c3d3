/// The rows of verdicts.csv, from the replicates of a scenario.
#pragma once
#include "analysis/read/verdicts.hpp"

namespace gongxu {

/// Where a table of years and zones is read; the last zone is the whole place.
struct Place {
  std::size_t year, zone;
};

/// A service in a supply case, year and zone. Its word stays `conditional` where no capacity is known or the base stock
/// is an assumption; a zone of a pool has demand alone.
VerdictRow service_row(const Ensemble&, const ScenarioRun&, Service, SupplyCase, Place);

/// A further indicator of a service that another one plans: its value and attainment, nothing of the service.
VerdictRow further_indicator_row(const Ensemble&, const ScenarioRun&, const Indicator&, SupplyCase, std::size_t year);

/// An indicator that no service computes: its figures, and the number that a ratio to people implies.
VerdictRow indicator_row(const Ensemble&, const ScenarioRun&, const Indicator&);

}  // namespace gongxu
