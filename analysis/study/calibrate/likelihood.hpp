/// How probable an observation is, given what the model expects of it.
///
///   counts      births, deaths: Poisson, or negative binomial with variance mu + (c mu)^2;
///               with a stated error of the count itself normal with variance mu + se^2
///   enrolment   binomial of the official-age cohort at the model's rate, averaged over
///               replicates of chance
///   residents   normal with variance mu + se^2: mu is the most that chance adds to a number of
///               people who come, go, are born and die one by one; se is 1 % of the value where
///               none is stated
///   all else    history matching: ruled out where
///               (value - mu)^2 / (chance + error + discrepancy) > 3^2
///               (Pukelsheim 1994: 3 standard errors hold 95 % of any unimodal distribution;
///               Craig et al. 1997)
#pragma once
#include <array>
#include <limits>
#include <string>
#include <vector>

#include "analysis/read/observations.hpp"

namespace gongxu {

/// ln of probabilities; minus infinity where impossible. Values need not be whole.
double log_poisson(double value, double mean);
/// Variance mean + (relative x mean)^2. @pre relative > 0.
double log_negative_binomial(double value, double mean, double relative);
double log_binomial(double value, double trials, double probability);
double log_normal_density(double value, double mean, double variance);
double implausibility(double value, double mean, double variance);  ///< in standard errors, >= 0
inline constexpr double kMostImplausible = 3;

/// The relative error c of years' counts against what the model expects, beyond chance: a lognormal prior by its 10 %
/// and 90 % quantiles, integrated out. Registration, the shift of a few births over a new year, a year of the dragon:
/// judgement.
struct Dispersion {
  double low = 0.005, high = 0.04;
};
inline constexpr double kResidentsError = 0.01;       ///< of the value, one standard error
inline constexpr double kMatchingDiscrepancy = 0.05;  ///< of the value, one standard error of model against world

enum class Law { count, enrolment, residents, matched };
const char* word_of(Law);  ///< "count", "enrolment", "residents", "matched"
Law law_of(const ObservedMeasure&);

/// What one replicate of chance, or the twin, says of an observation.
struct Expected {
  double value = 0;
  double cohort = std::numeric_limits<double>::quiet_NaN();  ///< of schools: residents of the official ages
};
/// [observation][replicate of chance]
using PointValues = std::vector<std::vector<Expected>>;

double mean_value(const std::vector<Expected>&);

class Likelihood {
 public:
  /// @param fitted one an observation: false is held out, and never looked at by log_of().
  Likelihood(std::vector<Observation> observations, std::vector<bool> fitted, bool poisson);

  /// The variance of chance where several replicates tell it, pooled over points. To be called once.
  void learn_chance(const std::vector<PointValues>&);
  /// Of schools whose rate is 1 or above a binomial says nothing: they are matched. To be called before anything is
  /// judged.
  void settle_laws(const PointValues& centre);

  double log_of(const PointValues&) const;
  /// The variance of an observation about a point's expectation: chance, error, dispersion and discrepancy.
  double variance(std::size_t observation, const PointValues&) const;

  const std::vector<Observation>& observations() const { return observations_; }
  bool fitted(std::size_t observation) const { return fitted_[observation]; }
  Law law(std::size_t observation) const { return laws_[observation]; }
  std::size_t fitted_count() const;

 private:
  double log_of_counts(bool births, const PointValues&, double relative) const;
  double error_variance(std::size_t observation) const;

  std::vector<Observation> observations_;
  std::vector<bool> fitted_;
  std::vector<Law> laws_;
  std::vector<double> chance_;     ///< variance; 0 where one value alone is known
  std::vector<double> relatives_;  ///< equally probable values of the dispersion; empty: Poisson
};

}  // namespace gongxu
