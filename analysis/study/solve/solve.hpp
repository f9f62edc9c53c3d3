/// Solving back: the capacity with which a service is not short in a year, with a stated probability.
///
/// One run of the people per replicate; the capacity is found by replaying their demand, with the chance and the
/// parameters of that replicate. Each replicate has a least capacity of its own; the answer is the least number that is
/// enough in all but a share of them. It is then tried on replicates with another seed, and so are the alternatives to
/// building.
#pragma once
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "analysis/study/ensemble.hpp"
#include "analysis/study/solve/alternatives.hpp"
#include "sim/output/statistics.hpp"

namespace gongxu {

/// Added to the user's seed for the trial of what was found: it shares no draw with the search.
inline constexpr std::uint32_t kOtherSeed = 0x9e3779b9U;

struct UnitsRange {
  long least = 0, most = 0;  ///< [units] both included
};

struct SolveRequest {
  std::vector<Service> services;
  std::vector<int> years;             ///< each by itself: its capacity stands from its first day on
  double probability = 0.2;           ///< of being short: at most this
  std::optional<UnitsRange> between;  ///< the answer is looked for here alone
};

/// The answer for one scenario, service and the whole place.
struct Solution {
  std::string scenario;
  Service service = Service::childcare;
  int year = 0;
  double probability = 0;
  double required = 0;  ///< [units] infinity: none was found; NaN: nothing is known of what is asked of the service
  double low = 0, high = 0;  ///< 80 % interval of `required`, for the chance of the draws
  /// What the plan has on the year's last day as quantified; NaN: not known.
  double quantified = 0;
  Summary demand;              ///< [units] of the year
  double residents = 0;        ///< median at the end of the year
  Probability verified;        ///< of being short with `required` units, from another seed
  Probability tenth_less;      ///< likewise with a tenth less, rounded down
  double best = std::nan("");  ///< [units] where none was found: the number with which it is short least often
  Probability best_short, best_verified;  ///< of being short with it, from the same draws and from another seed
  std::vector<double> zone_shares;        ///< how the units are shared out: as median demand of the year is
  /// [units] by replicate: with fewer it is short, with more in surplus. Infinity: with any number, with none.
  std::vector<double> least, largest;
  std::vector<Alternative> alternatives;

  bool found() const { return std::isfinite(required); }
  /// A tenth less than required, in whole units.
  long units_less_a_tenth() const { return std::lround(std::floor(required * 0.9 + 1e-9)); }
};

/// @param e a prepared ensemble (prepare_ensemble()), whose scenarios are run here.
/// @param progress counts units of work: lives, searches and trials.
/// @throws InputError for a year outside the run.
std::vector<Solution> solve(Ensemble& e, const SolveRequest&, const Progress& progress);

/// The solution that suffices in every scenario, by service and year: the largest. Its verified probability is the
/// largest too.
std::vector<Solution> worst_of(const std::vector<Solution>&);

/// The number that is enough in all but a share of the replicates, of the numbers that each needs.
double enough_for(std::vector<double> least, double probability);

}  // namespace gongxu
