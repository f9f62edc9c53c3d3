/// Solving back: the capacity with which a service is not short in a year, with a stated probability.
///
/// One run of the people per replicate; the capacity is found by replaying their demand, with the chance and the
/// parameters of that replicate. Each replicate has a least capacity of its own; the answer is the least number that is
/// enough in all but a share of them. It is then tried on replicates with another seed.
#pragma once
#include <string>
#include <vector>

#include "analysis/study/ensemble.hpp"
#include "sim/output/statistics.hpp"

namespace gongxu {

struct SolveRequest {
  std::vector<Service> services;
  int year = 0;              ///< the capacity stands from its first day on
  double probability = 0.2;  ///< of being short: at most this
};

/// The answer for one scenario, service and the whole place.
struct Solution {
  std::string scenario;
  Service service = Service::childcare;
  int year = 0;
  double probability = 0;
  double required = 0;       ///< [units] NaN: no finite number was found
  double low = 0, high = 0;  ///< 80 % interval of `required`, for the chance of the draws
  /// What the plan has on the year's last day as quantified; NaN: not known.
  double quantified = 0;
  Summary demand;                   ///< [units] of the year
  double residents = 0;             ///< median at the end of the year
  Probability verified;             ///< of being short with `required` units, from another seed
  std::vector<double> zone_shares;  ///< how the units are shared out: as median demand of the year is
};

/// @param e a prepared ensemble (prepare_ensemble()), whose scenarios are run here.
/// @throws InputError for a year outside the run.
std::vector<Solution> solve(Ensemble& e, const SolveRequest&, const Progress&);

/// The solution that suffices in every scenario, by service: the largest. Its verified probability is the largest too.
std::vector<Solution> worst_of(const std::vector<Solution>&);

}  // namespace gongxu
