/// Measures of sensitivity from the outputs of a design; pure functions, tested on functions whose indices are known.
#pragma once
#include <cstdint>
#include <vector>

namespace gongxu {

/// An index with its 90 % interval.
struct Index {
  double value = 0, low = 0, high = 0;
};

/// Elementary effects of one factor, one a trajectory (Morris 1991; mu* of Campolongo and others 2007).
struct MorrisMeasures {
  Index mu_star;     ///< mean of the absolute effects; interval from their standard error
  double mu = 0;     ///< mean of the effects, with sign
  double sigma = 0;  ///< their standard deviation: curvature or interaction
};
/// @pre at least two effects.
MorrisMeasures morris_measures(const std::vector<double>& effects);

/// Shares of the variance of the output that one factor explains alone, and with all others.
struct SobolMeasures {
  Index first;  ///< Saltelli and others 2010, estimator (b)
  Index total;  ///< Jansen 1999
};
/// @param a, b outputs of the two base samples; ab those of `a` with the factor's column taken from `b`. Intervals are
/// percentiles of `resamples` bootstrap samples of the rows, drawn from `seed`. All zero if the output does not vary.
/// @pre equal sizes, at least two rows.
SobolMeasures sobol_measures(const std::vector<double>& a, const std::vector<double>& b, const std::vector<double>& ab,
                             int resamples, std::uint64_t seed);

}  // namespace gongxu
