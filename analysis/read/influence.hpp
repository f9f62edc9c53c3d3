/// What moves a service's demand and margin among the draws of a run: every drawn parameter, with its error.
#pragma once
#include <string>

#include "analysis/study/ensemble.hpp"

namespace gongxu {

/// Fewer draws say nothing of single parameters.
inline constexpr int kLeastForInfluence = 20;

/// The 90 % interval of a rank correlation over n draws by Fisher's transform, with the variance (1 + rho^2 / 2) / (n -
/// 3) of Bonett and Wright 2000, Psychometrika 65(1).
struct Interval {
  double lo = 0, hi = 0;
};
Interval rank_correlation_interval(double rho, int n);

/// tables/influence.csv: of each scenario and service in the target year and the last, whole place: the rank
/// correlation of each drawn parameter with demand and, where a capacity is known, with the margin (capacity_mean /
/// demand), and the output's mean over the fifth of the draws in which the parameter is lowest, and highest. No row
/// with fewer than kLeastForInfluence draws or with parameters at their centres.
void write_influence(const Ensemble&, const std::string& path);

}  // namespace gongxu
