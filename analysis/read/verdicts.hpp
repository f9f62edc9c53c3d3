/// Verdicts: will the target be met, will capacity suffice; with probabilities and their errors.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/study/ensemble.hpp"
#include "sim/output/statistics.hpp"

namespace gongxu {

/// Words of the column `verdict`; printed only by the rules of judge_sufficiency().
enum class Verdict { sufficient, insufficient, surplus, mismatch, uncertain, conditional, none };
/// Words of the column `attainment`.
enum class Attainment { met, likely, open, unlikely, on_path, behind, conditional, not_computed, none };
const char* word_of(Verdict);
const char* word_of(Attainment);

inline constexpr int kLeastDraws = 100;  ///< fewer give no word but `conditional`
inline constexpr const char* kWholePlace = "all";

/// One row of tables/verdicts.csv. NaN: blank.
struct VerdictRow {
  std::string scenario, supply_case, zone, service, unit;
  int year = 0;
  const Indicator* indicator = nullptr;
  std::optional<double> target;  ///< what the row is judged by: that of its year, else that of the target year
  Summary projected;             ///< the indicator's value
  std::optional<Probability> attained;
  Attainment attainment = Attainment::none;
  double capacity = 0;        ///< [units] at 31 December, median
  Summary need, demand, use;  ///< [units] time averages of the year
  double margin_p50 = 0;      ///< capacity (time average) / effective demand, median
  double load_p50 = 0;        ///< what the service's limits are about, median
  double unmet_share_p50 = 0, idle_share_p50 = 0;
  Probability p_short, p_surplus;
  double required_capacity = 0;    ///< [units] at which it is not short with probability 0.8
  double capacity_zero_unmet = 0;  ///< [units] that leaves nobody unserved with probability 0.8
  Verdict verdict = Verdict::none;
  std::string basis;  ///< what the base stock rests on
  /// The change of demand at which it becomes short, or surplus; medians.
  double change_to_short_p50 = 0, change_to_surplus_p50 = 0;
  Text settled_by;  ///< the datum that would settle the base stock
};

/// The parameter that decides a verdict: of those drawn, the one with the largest absolute rank correlation with the
/// margin (where no capacity is known: with demand), and the values at which the verdict turns.
struct Deciding {
  std::string scenario, supply_case, zone, service;
  int year = 0;
  Text parameter;
  std::string unit;
  double correlation = 0;
  bool with_demand = false;                     ///< correlated with demand, for want of a margin
  double low = 0, high = 0;                     ///< 10 % and 90 % points of the values drawn
  double short_beyond = 0, surplus_beyond = 0;  ///< NaN where no value is known at which the verdict turns
  bool short_extrapolated = false, surplus_extrapolated = false;  ///< it lies beyond the draws, on a line through them
  bool rises = false;                                             ///< margin rises with the parameter
};

/// The word for a service. @param parameters_drawn see draws_what_decides(); without, `conditional`.
Verdict judge_sufficiency(const Probability& p_short, const Probability& p_surplus, bool parameters_drawn);
/// The word for an indicator with a target in a year; `conditional` likewise from the target year on.
/// @param line the path from base to target at this year; used where no target is due in it.
Attainment judge_attainment(const Probability&, bool parameters_drawn, int year, const Indicator&, double median,
                            double line);

struct Verdicts {
  /// By scenario: services by supply case, year, service, zone; then the indicators that no service computes.
  std::vector<VerdictRow> rows;
  std::vector<Deciding> deciding;  ///< whole place, each scenario, case, year and service

  /// A service's row; null if there is none.
  const VerdictRow* find(std::string_view scenario, Service, SupplyCase, int year,
                         std::string_view zone = kWholePlace) const;
  const Deciding* decided_by(std::string_view scenario, Service, SupplyCase, int year) const;
};
Verdicts judge(const Ensemble&);

}  // namespace gongxu
