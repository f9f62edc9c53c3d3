#include "analysis/study/sensitivity/estimators.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/core/ids.hpp"
#include "sim/core/math.hpp"
#include "sim/output/statistics.hpp"

namespace gongxu {
namespace {

constexpr double kZ90 = 1.645;
constexpr double kLow = 0.05, kHigh = 0.95;
constexpr int kBootstraps = 500;

/// Standard errors from zero beyond which one of `factors` is told from it, on one of `sides`.
double told_beyond(int factors, int sides) { return -math::normal_quantile(kFalseAlarms / factors / sides); }

/// Outputs less their mean over all: [point][chance], for products that do not see the level.
Eigen::ArrayXXd centred(const Sample& sample, double mean) {
  Eigen::ArrayXXd out(static_cast<Eigen::Index>(sample.size()), static_cast<Eigen::Index>(sample.front().size()));
  for (Eigen::Index r = 0; r < out.rows(); ++r)
    for (Eigen::Index c = 0; c < out.cols(); ++c)
      out(r, c) = sample[static_cast<std::size_t>(r)][static_cast<std::size_t>(c)] - mean;
  return out;
}

/// By point: the mean product of u and v over all pairs of different replicates; with one replicate the product.
Eigen::ArrayXd products(const Eigen::ArrayXXd& u, const Eigen::ArrayXXd& v) {
  const auto n = static_cast<double>(u.cols());
  if (u.cols() == 1) return u.col(0) * v.col(0);
  return (u.rowwise().sum() * v.rowwise().sum() - (u * v).rowwise().sum()) / (n * (n - 1));
}

double mean_of(const Sample& a, const Sample& b) {
  double sum = 0, count = 0;
  for (const Sample* s : {&a, &b})
    for (const auto& point : *s)
      for (const double v : point) sum += v, ++count;
  return sum / count;
}

/// What the shares are made of, row by row: any sample of the rows gives an estimate.
struct Rows {
  Eigen::ArrayXd square, alone, with_others;
};

struct Shares {
  double first = 0, total = 0;
};

template <class Row>
Shares shares(const Rows& rows, Row row) {
  double square = 0, alone = 0, with_others = 0;
  for (Eigen::Index k = 0; k < rows.square.size(); ++k) {
    const Eigen::Index r = row(k);
    square += rows.square[r], alone += rows.alone[r], with_others += rows.with_others[r];
  }
  return square > 0 ? Shares{alone / square, with_others / square} : Shares{};
}

Index with_bootstrap(double value, const std::vector<double>& samples, int factors) {
  const Summary of = summarise(samples);
  const double error = of.se * std::sqrt(of.n);
  return {value, quantile(samples, kLow), quantile(samples, kHigh), value > told_beyond(factors, 1) * error};
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

SobolMeasures sobol_measures(const Sample& a, const Sample& b, const Sample& ab, int factors, std::uint64_t seed) {
  const double mean = mean_of(a, b);
  const Eigen::ArrayXXd of_a = centred(a, mean), of_b = centred(b, mean), of_ab = centred(ab, mean);
  const Eigen::ArrayXXd change = of_ab - of_a;
  const Rows rows{(products(of_a, of_a) + products(of_b, of_b)) / 2, products(of_b, change),
                  products(change, change) / 2};
  const Shares all = shares(rows, [](Eigen::Index k) { return k; });
  std::vector<double> first, total;
  for (int s = 0; s < kBootstraps; ++s) {
    const std::uint64_t sample = mix64(seed, static_cast<std::uint64_t>(s));
    const Shares of = shares(rows, [&](Eigen::Index k) {
      return static_cast<Eigen::Index>(mix64(sample, static_cast<std::uint64_t>(k)) % a.size());
    });
    first.push_back(of.first);
    total.push_back(of.total);
  }
  return {with_bootstrap(all.first, first, factors), with_bootstrap(all.total, total, factors)};
}

Variances variances_of(const Sample& sample) {
  const auto n = static_cast<double>(sample.size()), chances = static_cast<double>(sample.front().size());
  const Eigen::ArrayXXd of = centred(sample, mean_of(sample, {}));
  if (chances < 2) return {products(of, of).sum() / (n - 1), std::numeric_limits<double>::quiet_NaN()};
  const Eigen::ArrayXXd within = of.colwise() - of.rowwise().mean();
  const double chance = within.square().sum() / (n * (chances - 1));
  return {std::max(0.0, of.rowwise().mean().square().sum() / (n - 1) - chance / chances), chance};
}

int least_points_for_prcc(int factors) {
  constexpr int kFreedom = 10;  // what is left for the correlation once the other factors are taken out
  return factors + kFreedom;
}

std::vector<Index> partial_rank_correlations(const std::vector<std::vector<double>>& points,
                                             const std::vector<double>& output) {
  const auto n = static_cast<Eigen::Index>(points.size()), k = static_cast<Eigen::Index>(points.front().size());
  std::vector<Index> out(static_cast<std::size_t>(k));
  Eigen::MatrixXd ranks(n, k + 1);
  for (Eigen::Index f = 0; f <= k; ++f) {
    std::vector<double> column = output;
    for (std::size_t r = 0; f < k && r < points.size(); ++r) column[r] = points[r][static_cast<std::size_t>(f)];
    const auto of = unit_ranks(column);
    if (of.empty()) return out;
    ranks.col(f) = Eigen::Map<const Eigen::VectorXd>(of.data(), n);
  }
  const Eigen::FullPivLU<Eigen::MatrixXd> correlations(ranks.transpose() * ranks);
  if (!correlations.isInvertible()) return out;
  const Eigen::MatrixXd precision = correlations.inverse();
  const double error = 1 / std::sqrt(static_cast<double>(n - (k - 1) - 3));
  for (Eigen::Index f = 0; f < k; ++f) {
    const double r = std::clamp(-precision(f, k) / std::sqrt(precision(f, f) * precision(k, k)), -1.0, 1.0);
    const double z = std::atanh(std::clamp(r, -1 + 1e-12, 1 - 1e-12));
    out[static_cast<std::size_t>(f)] = {r, std::tanh(z - kZ90 * error), std::tanh(z + kZ90 * error),
                                        std::abs(z) > told_beyond(static_cast<int>(k), 2) * error};
  }
  return out;
}

}  // namespace gongxu
