#include "analysis/study/sensitivity/estimators.hpp"

#include <cmath>

#include "sim/core/ids.hpp"
#include "sim/output/statistics.hpp"

namespace gongxu {
namespace {

constexpr double kZ90 = 1.645;
constexpr double kLow = 0.05, kHigh = 0.95;

struct Pair {
  double first = 0, total = 0;
};

/// Both indices from the rows that `row` names.
template <class Row>
Pair indices(const std::vector<double>& a, const std::vector<double>& b, const std::vector<double>& ab, Row row) {
  const std::size_t n = a.size();
  double mean = 0, square = 0;
  for (std::size_t k = 0; k < n; ++k) mean += a[row(k)] + b[row(k)];
  mean /= 2.0 * static_cast<double>(n);
  double first = 0, total = 0;
  for (std::size_t k = 0; k < n; ++k) {
    const std::size_t r = row(k);
    square += (a[r] - mean) * (a[r] - mean) + (b[r] - mean) * (b[r] - mean);
    first += (b[r] - mean) * (ab[r] - a[r]);  // the mean taken off: the same expectation, less noise
    total += (a[r] - ab[r]) * (a[r] - ab[r]);
  }
  const double variance = square / (2.0 * static_cast<double>(n));
  if (variance <= 0) return {};
  return {first / static_cast<double>(n) / variance, total / (2.0 * static_cast<double>(n)) / variance};
}

}  // namespace

MorrisMeasures morris_measures(const std::vector<double>& effects) {
  MorrisMeasures out;
  const auto n = static_cast<double>(effects.size());
  for (const double e : effects) out.mu += e / n, out.mu_star.value += std::abs(e) / n;
  double spread = 0, spread_of_absolute = 0;
  for (const double e : effects) {
    spread += (e - out.mu) * (e - out.mu);
    spread_of_absolute += (std::abs(e) - out.mu_star.value) * (std::abs(e) - out.mu_star.value);
  }
  out.sigma = std::sqrt(spread / (n - 1));
  const double error = std::sqrt(spread_of_absolute / (n - 1) / n);
  out.mu_star.low = std::max(0.0, out.mu_star.value - kZ90 * error);
  out.mu_star.high = out.mu_star.value + kZ90 * error;
  return out;
}

SobolMeasures sobol_measures(const std::vector<double>& a, const std::vector<double>& b, const std::vector<double>& ab,
                             int resamples, std::uint64_t seed) {
  const Pair all = indices(a, b, ab, [](std::size_t k) { return k; });
  std::vector<double> first, total;
  for (int s = 0; s < resamples; ++s) {
    const std::uint64_t sample = mix64(seed, static_cast<std::uint64_t>(s));
    const Pair p =
        indices(a, b, ab, [&](std::size_t k) { return static_cast<std::size_t>(mix64(sample, k) % a.size()); });
    first.push_back(p.first);
    total.push_back(p.total);
  }
  return {{all.first, quantile(first, kLow), quantile(first, kHigh)},
          {all.total, quantile(total, kLow), quantile(total, kHigh)}};
}

}  // namespace gongxu
