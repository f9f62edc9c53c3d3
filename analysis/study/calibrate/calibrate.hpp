/// Parameters that agree with what was observed: draws from their posterior, and how well years that were kept back
/// come out.
///
/// All drawn parameters of the scenario vary by their own distributions. Those that are named are what the study is
/// about; the others vary with them, so that what they leave open stays open, and pass on in the same rows, so that
/// what the observations bind together stays together. See docs/decisions/0024.
#pragma once
#include <string>
#include <vector>

#include "analysis/study/calibrate/likelihood.hpp"
#include "analysis/study/ensemble.hpp"

namespace gongxu {

/// Fewer draws than these tell no interval.
inline constexpr int kLeastPosteriorDraws = 50;

struct CalibrationRequest {
  std::vector<std::string> parameters;  ///< parameters, groups that share a draw, or themes
  std::vector<int> hold_out;            ///< years whose observations are not fitted
  int draws = 400;
  int chances = 2;       ///< replicates of chance a point, where services are observed
  bool poisson = false;  ///< counts without dispersion beyond chance
};

/// 10 %, 50 % and 90 % quantiles.
struct Band {
  double p10 = 0, p50 = 0, p90 = 0;
  bool holds(double x) const { return x >= p10 && x <= p90; }
  double width() const { return p90 - p10; }
};

/// What became of a parameter; of a yearly factor one for each year.
struct Learnt {
  std::string parameter;
  int year = 0;  ///< 0: a single value
  bool named = false;
  Band prior, posterior;
  double shrinkage = 0;  ///< 1 - posterior width / prior width
  bool told = false;     ///< posterior and prior can be told apart, beyond the error of both samples
};

struct ObservationFit {
  std::size_t observation = 0;
  double before = 0;  ///< the prior's median of what is expected
  Band expected;      ///< over the posterior, without chance
  Band predicted;     ///< with chance, error of the observation, dispersion and discrepancy
};

struct Calibration {
  CalibrationRequest request;
  std::string scenario;
  Likelihood likelihood;         ///< with the observations that could be used
  std::vector<Problem> refused;  ///< observations that could not
  std::vector<Learnt> learnt;    ///< named ones first
  std::vector<ObservationFit> fits;
  std::vector<ParameterValues> draws;  ///< equally weighted; of drawn parameters alone
  double effective = 0;                ///< size of the weighted sample that they are taken of
  int distinct = 0;                    ///< different ones among the draws
  int waves = 0, points = 0;
  double plausible_share = 1;
};

/// @param e a prepared ensemble: its first scenario is calibrated, with its seed.
/// @param observations as they were read; those that the model does not compute are refused.
/// @throws InputError for an unknown parameter, if nothing is left to fit, and if the effective size stays below the
/// draws.
Calibration calibrate(const Ensemble& e, const CalibrationRequest&, Observations observations, const Progress&);

}  // namespace gongxu
