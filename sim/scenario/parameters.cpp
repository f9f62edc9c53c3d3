#include "sim/scenario/parameters.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "sim/core/math.hpp"

namespace gongxu {
namespace {

constexpr double kDecile = 1.2815515655446004;  // 90 % quantile of the standard normal distribution
constexpr double kCentre = 0.5;

/// The normal law of a logarithm whose 10 % and 90 % quantiles are given.
struct LogNormal {
  double mean, sigma;
  LogNormal(double low, double high)
      : mean((math::log(low) + math::log(high)) / 2), sigma((math::log(high) - math::log(low)) / (2 * kDecile)) {}
};

double triangular_quantile(double p, double low, double mode, double high) {
  if (high <= low) return low;
  const double below_mode = (mode - low) / (high - low);
  if (p < below_mode) return low + std::sqrt(p * (high - low) * (mode - low));
  return high - std::sqrt((1 - p) * (high - low) * (high - mode));
}

/// The standard normal quantile, 0 exactly at the centre.
double normal_at(double p) { return p == kCentre ? 0 : math::normal_quantile(p); }

/// log x(y) = mu + rho (log x(y-1) - mu) + sqrt(1 - rho^2) sigma eps(y), from log x(base_year) = 0.
/// exp(w x): x is a stationary AR(1) about the law's mean, w grows from 0 in the base year in even steps
/// to 1 after kYearsToFullSpread, from when on low and high are the 10 % and 90 % quantiles of every year.
std::vector<double> yearly_factors(const Parameter& p, const Quantiles& quantiles, int base_year, int last_year) {
  const LogNormal law(p.low, p.high);
  const double step = std::sqrt(1 - p.rho * p.rho);
  std::vector<double> factors{1.0};
  double deviation = 0;  // from the mean, in standard deviations
  for (int year = base_year + 1; year <= last_year; ++year) {
    const double chance = normal_at(quantiles(p.drawn_by(), year));
    deviation = year == base_year + 1 ? chance : p.rho * deviation + step * chance;
    const double weight = std::min(1.0, static_cast<double>(year - base_year) / kYearsToFullSpread);
    factors.push_back(math::exp(weight * (law.mean + law.sigma * deviation)));
  }
  return factors;
}

}  // namespace

const std::vector<std::string>& distribution_words() {
  static const std::vector<std::string> words{"fixed", "uniform", "triangular", "lognormal", "ar1_lognormal"};
  return words;
}

const std::vector<std::string>& parameter_themes() {
  static const std::vector<std::string> themes{"births", "ageing",  "migration", "urbanisation", "childcare",
                                               "care",   "schools", "health",    "registration"};
  return themes;
}

double Parameter::quantile(double p) const {
  switch (distribution) {
    case Distribution::fixed:
      return value;
    case Distribution::uniform:
      return low + p * (high - low);
    case Distribution::triangular:
      return triangular_quantile(p, low, value, high);
    case Distribution::lognormal: {
      const LogNormal law(low, high);
      return math::exp(law.mean + law.sigma * normal_at(p));
    }
    case Distribution::ar1_lognormal:
      break;
  }
  throw std::logic_error("parameter " + id + " is a path of yearly factors and has no single quantile");
}

double ParameterValues::operator[](const std::string& id) const {
  const auto it = value.find(id);
  if (it == value.end()) throw std::logic_error("no parameter " + id + " with a single value");
  return it->second;
}

double ParameterValues::in_year(const std::string& id, int year) const {
  if (year <= first_year) return 1;
  const auto it = path.find(id);
  if (it == path.end()) return (*this)[id];
  const auto index = static_cast<std::size_t>(year - first_year);
  return it->second[std::min(index, it->second.size() - 1)];
}

ParameterValues parameters_at(const ParameterSet& parameters, const Quantiles& quantiles, int base_year,
                              int last_year) {
  ParameterValues out;
  out.first_year = base_year;
  for (const auto& [id, p] : parameters) {
    if (p.distribution == Distribution::ar1_lognormal)
      out.path[id] = yearly_factors(p, quantiles, base_year, last_year);
    else
      out.value[id] = p.quantile(quantiles(p.drawn_by(), 0));
  }
  return out;
}

ParameterValues draw_parameters(const ParameterSet& parameters, const Draws& draws, bool fixed, int base_year,
                                int last_year) {
  const Quantiles drawn = [&](const std::string& by, int year) {
    return draws.uniform(key_of(by.data(), by.size()), year == 0 ? Purpose::parameter : Purpose::path,
                         static_cast<std::uint32_t>(year));
  };
  const Quantiles centre = [](const std::string&, int) { return kCentre; };
  return parameters_at(parameters, fixed ? centre : drawn, base_year, last_year);
}

}  // namespace gongxu
