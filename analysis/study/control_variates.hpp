/// Means with less Monte-Carlo error: the twin as control variate.
///
/// How far chance took a replicate's people from their twin is known, and its expectation is zero. An output y that
/// hangs on people of an age c (agents less twin) is corrected by b c, b the regression of y on c over the replicates:
///   mean(y - b c), with the variance (1 - r^2) of that of mean(y)
/// It takes out chance, not the spread of drawn parameters: it pays where parameters are fixed.
/// Lavenberg and Welch 1981, Management Science 27(3).
#pragma once
#include <string>
#include <vector>

#include "analysis/study/twin_distance.hpp"

namespace gongxu {

struct ControlledMean {
  std::string scenario, output;  ///< a headline's name
  int year = 0;
  Measure control{};
  int n = 0;
  double mean = 0, se = 0;                        ///< of the replicates as they are
  double controlled_mean = 0, controlled_se = 0;  ///< allowing for the degree of freedom that b takes
};

/// Every headline of the target year and the last, whole place; at least 4 replicates.
std::vector<ControlledMean> controlled_means(const Ensemble&, const std::vector<ScenarioTwins>&);

/// The least variance ratio, plain over controlled, of half of the outputs: how many times as many replicates it is
/// worth.
double median_variance_ratio(const std::vector<ControlledMean>&);

}  // namespace gongxu
