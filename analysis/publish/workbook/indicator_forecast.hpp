/// What a run says of an indicator of the plan in its target year, in the words of those who evaluate plans.
#pragma once
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/publish/record.hpp"

namespace gongxu::workbook {

inline constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

bool meets_target(double value, double target, std::string_view bound);

/// How far an indicator is, by a rule for each word.
enum class Progress {
  early,     ///< attained before the target year, and so in it
  expected,  ///< met or likely in the target year
  behind,    ///< unlikely in the target year, on trend too
  open,      ///< neither, or conditional, or held at its base by the model
  none       ///< nothing computes it
};
/// "early", "expected", ...
const char* word_of(Progress);

struct ProgressFacts {
  double base = kUnknown, target = kUnknown;
  std::string bound;
  std::string attainment;                         ///< word of the target year, as quantified
  std::string on_trend;                           ///< the same on trend
  bool held = false;                              ///< an enrolment rate: the model holds it at its base
  std::vector<std::pair<double, double>> before;  ///< P(target attained) and its error, years between base and target
};
Progress judge_progress(const ProgressFacts&);

/// A service's required capacity in the indicator's own unit.
struct SuggestionFacts {
  std::string service, kind, numerator, denominator;
  double per = 1;
  double required = kUnknown;   ///< capacity that suffices with probability 0.8
  double capacity = kUnknown;   ///< as quantified
  double projected = kUnknown;  ///< the indicator at that capacity
  double people = kUnknown;     ///< median of the denominator, where it counts people
};
struct Suggestion {
  double value = kUnknown;
  std::string why_none;  ///< key of the reason; empty where there is a value
};
Suggestion suggest_target(const SuggestionFacts&);

/// Rows of a record's verdicts by what they speak of. Whole place.
class VerdictFinder {
 public:
  explicit VerdictFinder(const Record&);
  std::size_t of_service(std::string_view scenario, std::string_view supply_case, int year,
                         std::string_view service) const;
  std::size_t of_indicator(std::string_view scenario, std::string_view supply_case, int year,
                           std::string_view indicator) const;
  const RecordTable& table() const { return verdicts_; }

 private:
  const RecordTable& verdicts_;
  RowIndex services_, indicators_;
};

/// An indicator of the plan with its forecast in the first scenario, as quantified.
struct IndicatorForecast {
  std::size_t row = 0;  ///< in the table indicators
  int year = 0;         ///< its target year; the base year where it has no target
  bool computed = false;
  std::size_t verdict = RowIndex::kNone;  ///< of the indicator
  std::size_t service = RowIndex::kNone;  ///< of its service
  double p_trend = kUnknown;              ///< where the trend changes it
  Progress progress = Progress::none;
  Suggestion suggestion;
};
/// All of the plan, in its order, fields together.
std::vector<IndicatorForecast> indicator_forecasts(const Record&, const VerdictFinder&);

}  // namespace gongxu::workbook
