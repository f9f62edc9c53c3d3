/// Summaries over replicates, with their Monte-Carlo error.
#pragma once
#include <string>
#include <vector>

namespace gongxu {

struct Summary {
  int n = 0;
  double mean = 0, se = 0;           ///< se: standard error of the mean
  double p10 = 0, p50 = 0, p90 = 0;  ///< quantiles, linear between order statistics (type 7)
};
/// Values that are NaN are left out; n counts the rest. All NaN if none is left.
Summary summarise(std::vector<double> values);

/// A probability from independent replicates, with its binomial standard error.
struct Probability {
  double p = 0, se = 0;
  int n = 0;
  /// Bounds of the 90 % interval p +- 1.64 se.
  double low() const { return p - 1.64 * se; }
  double high() const { return p + 1.64 * se; }
};
Probability probability(int hits, int n);

double quantile(std::vector<double> values, double p);  ///< type 7; NaN if empty

/// Ranks (ties at their mean) less their mean, of unit length: the product of two such is Spearman's
/// correlation. Empty if all values are the same.
std::vector<double> unit_ranks(const std::vector<double>& values);

}  // namespace gongxu
