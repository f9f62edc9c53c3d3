/// How good a probabilistic forecast was: error, bias, coverage, CRPS, skill against naive methods.
///
/// For observations y_i > 0 with forecast members x_ij, median m_i and 80 % interval [l_i, u_i]:
///   MAPE      100 mean |m_i - y_i| / y_i                      mean absolute percentage error [%]
///   MALPE     100 mean (m_i - y_i) / y_i                      mean algebraic percentage error, the bias [%]
///   coverage  share of y_i within [l_i, u_i]                  80 % where intervals are honest
///   CRPS      mean |x_j - y| - mean over pairs j<k |x_j - x_k| / 2, in percent of y_i, averaged [%]
///   skill     1 - MAPE / MAPE of the naive method             1 perfect, 0 as good, below 0 worse
/// MAPE and MALPE as demographers use them (Smith, Tayman and Swanson 2013, A Practitioner's Guide to State and Local
/// Population Projections, ch. 13). The pairs' mean over k(k-1)/2 makes the CRPS unbiased for the number of members
/// (the fair score of Ferro 2014, Q. J. R. Meteorol. Soc. 140). Of a single number the CRPS is the absolute error.
#pragma once
#include <array>
#include <limits>
#include <string>
#include <vector>

namespace gongxu {

/// Methods that need no model. Those that need the census before the base have no forecast without it.
enum class Naive {
  no_change,       ///< everybody stays: the count of the base date
  constant_rates,  ///< cohorts at the base year's national deaths and births, nobody moves
  linear_trend,    ///< the change of the earlier interval goes on
  hamilton_perry   ///< cohort change ratios and child-woman ratio of the earlier interval go on
};
inline constexpr std::size_t kNaive = 4;
const char* word_of(Naive);
using NaiveForecasts = std::array<double, kNaive>;  ///< NaN: none
inline constexpr double kNoForecast = std::numeric_limits<double>::quiet_NaN();
inline constexpr NaiveForecasts kNoForecasts{kNoForecast, kNoForecast, kNoForecast, kNoForecast};

inline constexpr double kCoverage = 0.8;  ///< nominal, of [p10, p90]

/// One observation and what was forecast for it.
struct Scored {
  double observed = 0;
  double p10 = 0, p50 = 0, p90 = 0;
  double crps = 0;  ///< [unit of the observation]
  NaiveForecasts naive = kNoForecasts;

  bool covered() const { return observed >= p10 && observed <= p90; }
};

/// @param members forecasts by replicate, NaN left out. @pre one or more.
Scored scored(double observed, std::vector<double> members, const NaiveForecasts& = kNoForecasts);

/// The fair estimate. @pre one member or more; of a single one the absolute error.
double fair_crps(const std::vector<double>& members, double observed);

struct Scores {
  int n = 0;                                                           ///< observations above zero
  double mape = kNoForecast, malpe = kNoForecast, crps = kNoForecast;  ///< [%]
  double coverage = kNoForecast, coverage_se = kNoForecast;            ///< binomial error, as if cells were independent
  NaiveForecasts naive_mape = kNoForecasts;                            ///< [%] NaN unless of every observation
  NaiveForecasts skill = kNoForecasts;
};
Scores scores_of(const std::vector<Scored>&);

}  // namespace gongxu
