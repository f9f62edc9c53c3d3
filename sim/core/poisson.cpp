#include "sim/core/poisson.hpp"

#include <cmath>

#include "sim/core/math.hpp"

namespace gongxu {

double log_factorial(std::uint32_t n) {
  constexpr std::uint32_t kBySeries = 16;
  if (n < kBySeries) {
    double product = 1;
    for (std::uint32_t i = 2; i <= n; ++i) product *= i;
    return math::log(product);
  }
  // Stirling's series for ln Gamma(x) at x = n + 1.
  const double x = n + 1.0, inverse = 1 / x, square = inverse * inverse;
  constexpr double kHalfLog2Pi = 0.91893853320467274178;
  return (x - 0.5) * math::log(x) - x + kHalfLog2Pi +
         inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)));
}

namespace {

/// Smallest k with P(X <= k) > u.
std::uint32_t by_inversion(double mean, double u) {
  double term = math::exp(-mean), sum = term;
  std::uint32_t k = 0;
  while (u > sum && k < 200) {
    ++k;
    term *= mean / k;
    sum += term;
  }
  return k;
}

}  // namespace

std::uint32_t poisson(double mean, const Draws& draws, PersonId who, Purpose purpose) {
  constexpr double kSmall = 10;
  if (!(mean > 0)) return 0;
  if (mean < kSmall) return by_inversion(mean, draws.uniform(who, purpose));
  const double b = 0.931 + 2.53 * std::sqrt(mean), a = -0.059 + 0.02483 * b;
  const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4), squeeze = 0.9277 - 3.6224 / (b - 2);
  const double log_mean = math::log(mean);
  for (std::uint32_t attempt = 0;; ++attempt) {
    const auto block = draws.block(who, purpose, attempt);
    const double u = Draws::to_uniform(block[0]) - 0.5, v = Draws::to_uniform(block[1]);
    const double us = 0.5 - std::abs(u);
    const double k = std::floor((2 * a / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= squeeze) return static_cast<std::uint32_t>(k);
    if (k < 0 || (us < 0.013 && v > us)) continue;
    const auto n = static_cast<std::uint32_t>(k);
    if (math::log(v * inverse_alpha / (a / (us * us) + b)) <= k * log_mean - mean - log_factorial(n)) return n;
  }
}

}  // namespace gongxu
