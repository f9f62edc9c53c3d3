/// The plan's own contradictions: what can be told before anything is simulated.
///
/// Every rule compares numbers with intervals of rounding: a number stands for all that round to it. So what agrees
/// within the digits printed is never reported.
#pragma once
#include <string>
#include <vector>

#include "sim/plan/pack.hpp"

namespace gongxu {

enum class Severity {
  error,    ///< two statements that cannot both be true
  warning,  ///< possible, but it needs an explanation or more than the plan names
  note      ///< worth a look
};
/// The word in the tables: "error", "warning", "note".
const char* word_of(Severity);

struct Finding {
  std::string rule;  ///< key of the catalogue, for instance audit_target_below_base
  Severity severity = Severity::note;
  std::string subject;  ///< id of the indicator, figure or service
  Text text;
  std::string figures;  ///< the numbers compared, name=value
  std::string source;   ///< lines of the plan
};

/// Everything that a rule finds in what the plan says, assumed indicators left out: errors first, within a
/// severity by rule and then in the order of the plan.
std::vector<Finding> audit(const Pack&);

/// All values that round to a printed number: half a unit of its last digit to either side. A whole number of ten
/// thousand and more counts as rounded to its last digit that is not zero.
struct Interval {
  double low = 0, high = 0;
};
/// Whole things that are counted are exact below that.
Interval interval_of(double printed, bool counts = false);
/// What the number says with its bound: "at least 95" has no upper end.
Interval bounded_interval_of(double printed, Bound, bool counts = false);
bool overlap(const Interval&, const Interval&);

/// Residents of a measure (population, population_60plus, ...) as the census has them, or as those of the census who
/// live until the end of `year`, without moves. Nothing for measures that are no residents of certain ages, and for
/// children born after the base date.
std::optional<double> residents_expected(const Region&, const std::string& measure, int year);

}  // namespace gongxu
