#include "analysis/study/hindcast/scores.hpp"

#include <algorithm>
#include <cmath>

#include "sim/output/statistics.hpp"

namespace gongxu {

const char* word_of(Naive n) {
  static constexpr std::array<const char*, kNaive> kWords{"no_change", "constant_rates", "linear_trend",
                                                          "hamilton_perry"};
  return kWords[static_cast<std::size_t>(n)];
}

double fair_crps(const std::vector<double>& members, double observed) {
  std::vector<double> x = members;
  std::sort(x.begin(), x.end());
  const auto n = static_cast<double>(x.size());
  double error = 0, pairs = 0;  // pairs: the sum of x_k - x_j over j < k, by how often each member is the larger one
  for (std::size_t i = 0; i < x.size(); ++i) {
    error += std::abs(x[i] - observed);
    pairs += x[i] * (2 * static_cast<double>(i) + 1 - n);
  }
  return error / n - (x.size() > 1 ? pairs / (n * (n - 1)) : 0.0);
}

Scored scored(double observed, std::vector<double> members, const NaiveForecasts& naive) {
  members.erase(std::remove_if(members.begin(), members.end(), [](double x) { return std::isnan(x); }), members.end());
  Scored s;
  s.observed = observed;
  s.naive = naive;
  s.crps = fair_crps(members, observed);
  const Summary summary = summarise(std::move(members));
  s.p10 = summary.p10;
  s.p50 = summary.p50;
  s.p90 = summary.p90;
  return s;
}

Scores scores_of(const std::vector<Scored>& all) {
  constexpr double kPercent = 100;
  Scores out;
  double absolute = 0, algebraic = 0, crps = 0, covered = 0;
  NaiveForecasts naive{};
  for (const Scored& s : all) {
    if (!(s.observed > 0)) continue;
    ++out.n;
    absolute += std::abs(s.p50 - s.observed) / s.observed;
    algebraic += (s.p50 - s.observed) / s.observed;
    crps += s.crps / s.observed;
    covered += s.covered();
    for (std::size_t k = 0; k < kNaive; ++k) naive[k] += std::abs(s.naive[k] - s.observed) / s.observed;
  }
  if (out.n == 0) return out;
  out.mape = kPercent * absolute / out.n;
  out.malpe = kPercent * algebraic / out.n;
  out.crps = kPercent * crps / out.n;
  out.coverage = covered / out.n;
  out.coverage_se = std::sqrt(out.coverage * (1 - out.coverage) / out.n);
  for (std::size_t k = 0; k < kNaive; ++k) {
    out.naive_mape[k] = kPercent * naive[k] / out.n;
    out.skill[k] = 1 - out.mape / out.naive_mape[k];
  }
  return out;
}

}  // namespace gongxu
