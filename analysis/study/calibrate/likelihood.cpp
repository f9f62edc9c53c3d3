#include "analysis/study/calibrate/likelihood.hpp"

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

#include "sim/core/math.hpp"

namespace gongxu {
namespace {

constexpr double kImpossible = -std::numeric_limits<double>::infinity();
constexpr int kDispersions = 16;
constexpr double kDecile = 1.2815515655446004;
constexpr double kLogTwoPi = 1.8378770664093453;

double log_gamma(double x) { return boost::math::lgamma(x); }
double log_choose(double n, double k) { return log_gamma(n + 1) - log_gamma(k + 1) - log_gamma(n - k + 1); }

double log_mean(const std::vector<double>& logs) {
  const double most = *std::max_element(logs.begin(), logs.end());
  if (!std::isfinite(most)) return kImpossible;
  double sum = 0;
  for (const double l : logs) sum += std::exp(l - most);
  return most + std::log(sum / static_cast<double>(logs.size()));
}

bool is_birth(Measure m) {
  return m == Measure::births || m == Measure::births_order_1 || m == Measure::births_order_2 ||
         m == Measure::births_order_3plus;
}

bool is_residents(Measure m) { return m <= Measure::population_registered && m != Measure::population_registered; }

std::vector<double> dispersions() {
  const Dispersion prior;
  std::vector<double> out;
  const double mean = (std::log(prior.low) + std::log(prior.high)) / 2,
               sigma = (std::log(prior.high) - std::log(prior.low)) / (2 * kDecile);
  for (int i = 0; i < kDispersions; ++i)
    out.push_back(std::exp(mean + sigma * math::normal_quantile((i + 0.5) / kDispersions)));
  return out;
}

}  // namespace

double log_poisson(double value, double mean) {
  if (!(mean > 0)) return value == 0 ? 0 : kImpossible;
  return value * std::log(mean) - mean - log_gamma(value + 1);
}

double log_negative_binomial(double value, double mean, double relative) {
  if (!(mean > 0)) return value == 0 ? 0 : kImpossible;
  const double size = 1 / (relative * relative);
  return log_gamma(value + size) - log_gamma(size) - log_gamma(value + 1) - size * std::log1p(mean / size) +
         value * (std::log(mean) - std::log(mean + size));
}

double log_binomial(double value, double trials, double probability) {
  if (value > trials || !(probability >= 0 && probability <= 1)) return kImpossible;
  if (probability == 0) return value == 0 ? 0 : kImpossible;
  if (probability == 1) return value == trials ? 0 : kImpossible;
  return log_choose(trials, value) + value * std::log(probability) + (trials - value) * std::log1p(-probability);
}

double log_normal_density(double value, double mean, double variance) {
  return -0.5 * ((value - mean) * (value - mean) / variance + std::log(variance) + kLogTwoPi);
}

double implausibility(double value, double mean, double variance) {
  return std::abs(value - mean) / std::sqrt(variance);
}

const char* word_of(Law law) {
  static constexpr std::array kWords{"count", "enrolment", "residents", "matched"};
  return kWords[static_cast<std::size_t>(law)];
}

Law law_of(const ObservedMeasure& m) {
  if (m.people && (is_birth(*m.people) || m.people == Measure::deaths)) return Law::count;
  if (m.people && is_residents(*m.people)) return Law::residents;
  if (!m.people && is_school(m.service) && m.figure == ServiceFigure::demand) return Law::enrolment;
  return Law::matched;
}

double mean_value(const std::vector<Expected>& values) {
  double sum = 0;
  for (const Expected& e : values) sum += e.value;
  return sum / static_cast<double>(values.size());
}

Likelihood::Likelihood(std::vector<Observation> observations, std::vector<bool> fitted, bool poisson)
    : observations_(std::move(observations)),
      fitted_(std::move(fitted)),
      chance_(observations_.size(), 0.0),
      relatives_(poisson ? std::vector<double>() : dispersions()) {
  for (const Observation& o : observations_) laws_.push_back(law_of(*o.measure));
}

void Likelihood::learn_chance(const std::vector<PointValues>& points) {
  for (std::size_t o = 0; o < observations_.size(); ++o) {
    double squares = 0, free = 0;
    for (const PointValues& p : points) {
      const double mean = mean_value(p[o]);
      for (const Expected& e : p[o]) squares += (e.value - mean) * (e.value - mean);
      free += static_cast<double>(p[o].size()) - 1;
    }
    if (free > 0) chance_[o] = squares / free;
  }
}

void Likelihood::settle_laws(const PointValues& centre) {
  for (std::size_t o = 0; o < laws_.size(); ++o)
    if (laws_[o] == Law::enrolment &&
        std::any_of(centre[o].begin(), centre[o].end(), [](const Expected& e) { return !(e.value < e.cohort); }))
      laws_[o] = Law::matched;
}

std::size_t Likelihood::fitted_count() const {
  return static_cast<std::size_t>(std::count(fitted_.begin(), fitted_.end(), true));
}

double Likelihood::error_variance(std::size_t o) const {
  const Observation& of = observations_[o];
  if (!std::isnan(of.se)) return of.se * of.se;
  return laws_[o] == Law::residents ? kResidentsError * of.value * kResidentsError * of.value : 0;
}

double Likelihood::variance(std::size_t o, const PointValues& point) const {
  const double mean = mean_value(point[o]), error = error_variance(o);
  switch (laws_[o]) {
    case Law::count: {
      double relative = 0;
      for (const double c : relatives_) relative += c * c / static_cast<double>(relatives_.size());
      return mean + error + (std::isnan(observations_[o].se) ? relative * mean * mean : 0);
    }
    case Law::residents:
      return mean + error;
    case Law::enrolment: {
      double cohort = 0;
      for (const Expected& e : point[o]) cohort += e.cohort / static_cast<double>(point[o].size());
      return mean * (1 - mean / cohort) + chance_[o] + error;
    }
    case Law::matched:
      break;
  }
  const double discrepancy = kMatchingDiscrepancy * observations_[o].value;
  return chance_[o] + error + discrepancy * discrepancy;
}

double Likelihood::log_of_counts(bool births, const PointValues& point, double relative) const {
  double sum = 0;
  for (std::size_t o = 0; o < observations_.size(); ++o) {
    const Observation& of = observations_[o];
    if (!fitted_[o] || laws_[o] != Law::count || is_birth(*of.measure->people) != births || !std::isnan(of.se))
      continue;
    const double mean = mean_value(point[o]);
    sum += relative > 0 ? log_negative_binomial(of.value, mean, relative) : log_poisson(of.value, mean);
  }
  return sum;
}

double Likelihood::log_of(const PointValues& point) const {
  double sum = 0;
  for (const bool births : {false, true}) {  // one dispersion for all births, one for all deaths
    std::vector<double> logs;
    for (const double c : relatives_) logs.push_back(log_of_counts(births, point, c));
    sum += relatives_.empty() ? log_of_counts(births, point, 0) : log_mean(logs);
  }
  for (std::size_t o = 0; o < observations_.size(); ++o) {
    const Observation& of = observations_[o];
    if (!fitted_[o]) continue;
    const double mean = mean_value(point[o]);
    const bool normal = laws_[o] == Law::residents || (!std::isnan(of.se) && laws_[o] != Law::matched);
    if (normal) {
      sum += log_normal_density(of.value, mean, variance(o, point));
    } else if (laws_[o] == Law::enrolment) {
      std::vector<double> logs;
      for (const Expected& e : point[o])
        logs.push_back(log_binomial(of.value, std::round(e.cohort), std::min(1.0, e.value / e.cohort)));
      sum += log_mean(logs);
    } else if (laws_[o] == Law::matched && implausibility(of.value, mean, variance(o, point)) > kMostImplausible) {
      return kImpossible;
    }
  }
  return sum;
}

}  // namespace gongxu
