/// The outputs that studies speak of: people, then each service's demand and load as quantified, whole place.
#pragma once
#include <string>
#include <vector>

#include "sim/output/results.hpp"

namespace gongxu {

struct Headline {
  std::string name, unit;  ///< a measure of demography.csv, or SERVICE_demand, SERVICE_load
};
const std::vector<Headline>& headlines();
/// Their values in one replicate and year (an index from the run's first); NaN: a load without a known capacity.
std::vector<double> headline_values(const ReplicateResult&, std::size_t year);

}  // namespace gongxu
