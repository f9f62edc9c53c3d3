#include "sim/output/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "sim/core/quantile.hpp"

namespace gongxu {
namespace {
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

}  // namespace

Summary summarise(std::vector<double> values) {
  std::erase_if(values, [](double v) { return std::isnan(v); });
  Summary s;
  s.n = static_cast<int>(values.size());
  if (values.empty()) return {0, kNaN, kNaN, kNaN, kNaN, kNaN};
  s.mean = std::accumulate(values.begin(), values.end(), 0.0) / s.n;
  double squares = 0;
  for (const double v : values) squares += (v - s.mean) * (v - s.mean);
  s.se = s.n > 1 ? std::sqrt(squares / (s.n - 1) / s.n) : kNaN;
  std::sort(values.begin(), values.end());
  s.p10 = sorted_quantile(values, 0.1);
  s.p50 = sorted_quantile(values, 0.5);
  s.p90 = sorted_quantile(values, 0.9);
  return s;
}

Probability probability(int hits, int n) {
  if (n == 0) return {kNaN, kNaN, 0};
  const double p = static_cast<double>(hits) / n;
  return {p, std::sqrt(p * (1 - p) / n), n};
}

double quantile(std::vector<double> values, double p) {
  std::sort(values.begin(), values.end());
  return sorted_quantile(values, p);
}

std::vector<double> unit_ranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return values[a] < values[b]; });
  const double mean = static_cast<double>(values.size() - 1) / 2;
  std::vector<double> out(values.size());
  double squares = 0;
  for (std::size_t i = 0, end = 0; i < order.size(); i = end) {
    while (end < order.size() && values[order[end]] == values[order[i]]) ++end;
    const double rank = static_cast<double>(i + end - 1) / 2 - mean;
    for (std::size_t k = i; k < end; ++k) out[order[k]] = rank, squares += rank * rank;
  }
  if (!(squares > 0)) return {};
  for (double& rank : out) rank /= std::sqrt(squares);
  return out;
}

}  // namespace gongxu
