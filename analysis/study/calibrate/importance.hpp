/// Weighted samples: how much they are worth, their quantiles, equally weighted draws from them.
#pragma once
#include <vector>

namespace gongxu {

/// Kish's effective size (sum w)^2 / sum w^2; 0 if all weights are 0.
double effective_size(const std::vector<double>& weights);

/// Weights that sum to 1 from their logarithms; all 0 if every logarithm is minus infinity.
std::vector<double> normalised(const std::vector<double>& log_weights);

/// The least value at and below which lies at least the share p of the weight. NaN if there is no weight.
double weighted_quantile(const std::vector<double>& values, const std::vector<double>& weights, double p);

/// Systematic resampling (Kitagawa 1996): `draws` indices, each as often as its weight says, to the next whole number
/// below or above. @param start in [0, 1): where in the first step the comb begins. @pre weights sum to 1.
std::vector<std::size_t> resampled(const std::vector<double>& weights, int draws, double start);

}  // namespace gongxu
