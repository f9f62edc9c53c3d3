/// Robust revision: how numbers of units that might be planned do in every scenario's futures.
///
/// A future is a replicate of a scenario, with its least number (with fewer it is short) and its largest (with more it
/// is in surplus). Draws of one scenario are counted; over scenarios, which carry no probability, the worst is taken
/// and never a mean (docs/decisions/0019-robust-revision.md).
#pragma once
#include <array>
#include <set>
#include <string>
#include <vector>

#include "analysis/study/solve/solve.hpp"

namespace gongxu {

/// Where a candidate comes from: words of the column `origin`.
enum class Origin { quantified, target, required, median_least, given };
const char* word_of(Origin);

struct Candidate {
  long units = 0;
  std::set<Origin> origins;
};

/// Shares of futures, and regret [units]: how far the number lies below the least or above the largest.
struct Robustness {
  Probability not_short, not_surplus, satisfied;  ///< satisfied: neither
  struct Regret {
    double mean = 0, se = 0, p90 = 0;  ///< p90: the number that nine of ten futures stay within
  };
  Regret shortage, idle, either;  ///< either: the larger of the two
};

/// One candidate of a service and year, in each scenario and over them.
struct RobustRow {
  Service service = Service::childcare;
  int year = 0;
  Candidate candidate;
  std::vector<std::string> scenarios;
  std::vector<Robustness> by_scenario;  ///< in the order of `scenarios`
  Robustness worst;                     ///< least shares, largest regrets; each of whichever scenario has it
  /// It has the least `worst.either.p90` of the candidates (of equal ones the fewest units), if that is finite.
  bool least_regret = false;
  bool most_satisfied = false;  ///< it has the largest `worst.satisfied.p`, likewise, if that is above zero
};

/// How a number does in the futures of one scenario. @pre least and largest are of one length.
Robustness robustness(double units, const std::vector<double>& least, const std::vector<double>& largest);

/// Rows of every service and year that was solved, candidates in rising order.
/// @param given candidates of the user's; empty: of every scenario what the plan quantifies, its target in units for
/// the scenario's residents of the year, what was found to be required, and the median of the least numbers; all but
/// the first rounded up.
std::vector<RobustRow> robust_revision(const Ensemble&, const std::vector<Solution>&, const std::vector<long>& given);

}  // namespace gongxu
