/// Measures of sensitivity from the outputs of a design; pure functions, tested on functions whose indices are known.
///
/// An output of a simulation is a function of the factors plus chance. Where each point was lived with several
/// replicates of chance, Sobol's measures multiply outputs of different replicates only: their chance is independent,
/// so that it adds nothing to any expectation, and the shares are those of the variance that factors make. With one
/// replicate a point, chance is part of the variance and of every total.
#pragma once
#include <cstdint>
#include <vector>

namespace gongxu {

/// An index with its 90 % interval.
struct Index {
  double value = 0, low = 0, high = 0;
  bool above_zero = false;  ///< told from zero (of a correlation: on either side), see kFalseAlarms
};

/// How often at most a study tells any factor of an output from zero though none has an effect: each of `factors` is
/// asked at this share of it (Bonferroni), by the normal law.
inline constexpr double kFalseAlarms = 0.05;

/// An output at every point of a sample: [point][replicate of chance].
using Sample = std::vector<std::vector<double>>;

/// Elementary effects of one factor, one a trajectory (Morris 1991; mu* of Campolongo and others 2007).
struct MorrisMeasures {
  Index mu_star;     ///< mean of the absolute effects; interval from their standard error
  double mu = 0;     ///< mean of the effects, with sign
  double sigma = 0;  ///< their standard deviation: curvature or interaction
};
/// @pre at least two effects. `above_zero` is left to who knows what chance alone makes.
MorrisMeasures morris_measures(const std::vector<double>& effects);

/// Shares of the variance of the output that one factor explains alone, and with all others.
struct SobolMeasures {
  Index first;  ///< Saltelli and others 2010, estimator (b)
  Index total;  ///< Jansen 1999
};
/// @param a, b outputs of the two base samples; ab those of `a` with the factor's column taken from `b`. Intervals are
/// percentiles of bootstrap samples of the rows, drawn from `seed`. All zero if the output does not vary.
/// @param factors how many are asked. @pre equal sizes, at least two rows, as many replicates of chance everywhere.
SobolMeasures sobol_measures(const Sample& a, const Sample& b, const Sample& ab, int factors, std::uint64_t seed);

/// Variances of an output over a sample.
struct Variances {
  double factors = 0;  ///< of what the factors make of it; with one replicate a point, chance included
  double chance = 0;   ///< of a single life at a point; NaN with one replicate a point
};
Variances variances_of(const Sample&);

/// Partial rank correlation coefficients of an output with each factor (Iman and Conover 1982; Marino and others
/// 2008): the correlation of both ranks once the ranks of all other factors are taken out of them by least squares.
/// @param points [point][factor], a sample of the cube; 90 % intervals by Fisher's z.
/// @returns one index a factor; all zero where the output or a factor does not vary, or factors repeat each other.
/// @pre at least least_points_for_prcc() points.
std::vector<Index> partial_rank_correlations(const std::vector<std::vector<double>>& points,
                                             const std::vector<double>& output);
int least_points_for_prcc(int factors);

}  // namespace gongxu
