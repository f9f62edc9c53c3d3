/// How far the agents lie from their twin: every age, sex, zone and year, in standard errors.
///
/// Each replicate is compared with the twin of its own parameters, so that only chance lies between them:
///   d_r = agents_r - twin(parameters_r);  z = mean(d) / se,  se^2 = max(variance(d), |mean d|) / n
/// The second bound, of counts, is the variance of a Poisson number: where hardly anything can happen, replicates may
/// all be alike. Under no fault z has Student's distribution with n - 1 degrees of freedom, in cells of enough people.
#pragma once
#include <string>
#include <vector>

#include "analysis/study/ensemble.hpp"
#include "analysis/twin/projection.hpp"

namespace gongxu {

struct TwinCell {
  int year = 0;          ///< 0: the sum over all years
  std::size_t zone = 0;  ///< the number of zones stands for the whole place
  int sex = -1;          ///< -1: a measure
  int age = 0;           ///< [whole years], the last open; of a measure its number
  double agents = 0;     ///< mean over the replicates
  double se = 0;         ///< of `agents` less `twin`
  double twin = 0;
  double z = 0;
};

struct TwinDistance {
  std::string scenario;
  int replicates = 0;               ///< compared
  std::vector<TwinCell> cells;      ///< of the pyramids
  std::vector<TwinCell> measures;   ///< by year
  std::vector<TwinCell> flows;      ///< births, deaths and moves of all years together: where small errors add up
  int counted = 0, beyond_two = 0;  ///< of the cells of kCellPersons or more
  double share_expected = 0;        ///< of cells beyond 2 by chance
  double limit = 0;                 ///< |z| that chance reaches as rarely as a normal variate reaches 6
  /// Of those cells and the flows.
  const TwinCell& farthest() const;
  bool passed() const;  ///< it lies within the limit
};

inline constexpr double kCellPersons = 50;

/// The twins of the first replicates of a scenario: one each, or one for all where parameters are fixed.
struct ScenarioTwins {
  const ScenarioRun* run = nullptr;
  int replicates = 0;
  std::vector<std::vector<TwinYear>> projections;
  const std::vector<TwinYear>& of(int replicate) const {
    return projections[static_cast<std::size_t>(replicate) % projections.size()];
  }
};
/// Of every scenario of an ensemble that was run. Nothing can be told of a single replicate: then none.
std::vector<ScenarioTwins> project_twins(const Ensemble&, int replicates, const Progress&);
std::vector<TwinDistance> twin_distances(const Ensemble&, const std::vector<ScenarioTwins>&);

/// Expected values of a scenario under its centre's parameters; no agents.
std::vector<TwinYear> twin_preview(const Ensemble&, const Scenario&);

}  // namespace gongxu
