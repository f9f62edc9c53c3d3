#include "analysis/study/calibrate/importance.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace gongxu {

double effective_size(const std::vector<double>& weights) {
  double sum = 0, squares = 0;
  for (const double w : weights) sum += w, squares += w * w;
  return squares > 0 ? sum * sum / squares : 0;
}

std::vector<double> normalised(const std::vector<double>& log_weights) {
  std::vector<double> out(log_weights.size(), 0.0);
  if (log_weights.empty()) return out;
  const double most = *std::max_element(log_weights.begin(), log_weights.end());
  if (!std::isfinite(most)) return out;
  double sum = 0;
  for (std::size_t i = 0; i < out.size(); ++i) sum += out[i] = std::exp(log_weights[i] - most);
  for (double& w : out) w /= sum;
  return out;
}

double weighted_quantile(const std::vector<double>& values, const std::vector<double>& weights, double p) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  double below = 0;
  for (const std::size_t i : order)
    if (weights[i] > 0 && (below += weights[i]) >= p * sum) return values[i];
  return std::numeric_limits<double>::quiet_NaN();
}

std::vector<std::size_t> resampled(const std::vector<double>& weights, int draws, double start) {
  std::vector<std::size_t> out;
  double below = 0;
  for (std::size_t i = 0; i < weights.size() && out.size() < static_cast<std::size_t>(draws); ++i) {
    below += weights[i] * draws;
    while (out.size() < static_cast<std::size_t>(draws) && static_cast<double>(out.size()) + start < below)
      out.push_back(i);
  }
  // Weights that sum to a little less than 1 leave the last tooth of the comb without an owner.
  while (!out.empty() && out.size() < static_cast<std::size_t>(draws)) out.push_back(out.back());
  return out;
}

}  // namespace gongxu
