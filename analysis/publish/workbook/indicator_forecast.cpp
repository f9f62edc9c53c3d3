#include "analysis/publish/workbook/indicator_forecast.hpp"

#include <algorithm>
#include <cmath>

namespace gongxu::workbook {
namespace {

constexpr const char* kQuantified = "quantified";
constexpr const char* kTrend = "trend";
constexpr double kLikely = 0.8, kDoubt = 1.64;  // as verdicts have them

/// Values that the plan can state: hundredths, of counts and large ones units. Never below what suffices.
double rounded_up(double v, bool count) {
  constexpr double kLarge = 1000, kHundred = 100, kRounding = 1e-9;
  const double steps = v < kLarge && !count ? kHundred : 1;
  return std::ceil(v * steps - kRounding) / steps;
}

/// Median of a measure of the people; NaN where there is none.
double median_of(const Record& record, const RowIndex& demography, const std::string& scenario, int year,
                 const std::string& measure) {
  const std::size_t row = demography.find({scenario, std::to_string(year), "all", measure});
  return row == RowIndex::kNone ? kUnknown : record.table("demography").number(row, "p50");
}

std::vector<std::pair<double, double>> chances_before(const VerdictFinder& find, const std::string& scenario,
                                                      const std::string& indicator, double target, int base_year,
                                                      int target_year) {
  std::vector<std::pair<double, double>> out;
  const RecordTable& v = find.table();
  for (int year = base_year + 1; year < target_year; ++year) {
    const std::size_t row = find.of_indicator(scenario, kQuantified, year, indicator);
    if (row == RowIndex::kNone || v.number(row, "target") != target)
      continue;  // a year's own target says nothing of it
    out.emplace_back(v.number(row, "p_attained"), v.number(row, "se_p_attained"));
  }
  return out;
}

}  // namespace

bool meets_target(double value, double target, std::string_view bound) {
  if (std::isnan(value) || std::isnan(target)) return false;
  if (bound == "ge") return value >= target;
  if (bound == "gt") return value > target;
  if (bound == "le") return value <= target;
  if (bound == "lt") return value < target;
  return value == target;
}

const char* word_of(Progress p) {
  constexpr const char* kWords[] = {"early", "expected", "behind", "open", "none"};
  return kWords[static_cast<int>(p)];
}

Progress judge_progress(const ProgressFacts& f) {
  if (f.attainment.empty() || f.attainment == "not computed") return Progress::none;
  if (f.attainment == "unlikely") return f.held || f.on_trend != "unlikely" ? Progress::open : Progress::behind;
  if (f.attainment != "met" && f.attainment != "likely") return Progress::open;
  const bool earlier = std::any_of(f.before.begin(), f.before.end(), [](const auto& chance) {
    const double error = std::isnan(chance.second) ? 0 : chance.second;
    return chance.first - kDoubt * error >= kLikely;
  });
  return earlier || meets_target(f.base, f.target, f.bound) ? Progress::early : Progress::expected;
}

Suggestion suggest_target(const SuggestionFacts& f) {
  if (f.service.empty()) return {kUnknown, "no_service"};
  if (f.kind != "level") return {kUnknown, "not_a_level"};
  if (f.numerator.ends_with("_enrolment")) return {kUnknown, "enrolment"};
  if (f.numerator.ends_with("_use")) return {kUnknown, "use"};
  if (std::isnan(f.required)) return {kUnknown, "none_required"};
  double value = kUnknown;
  if (f.capacity > 0 && f.projected > 0)
    value = f.required * f.projected / f.capacity;
  else if (f.denominator.empty())
    value = f.required;
  else if (f.people > 0)
    value = f.required / f.people * f.per;
  if (std::isnan(value)) return {kUnknown, "no_ratio"};
  const bool of_units = !f.denominator.empty() && std::isnan(f.people);  // a share of another service's units
  if (of_units && value > f.per) return {kUnknown, "beyond_all"};
  return {rounded_up(value, f.denominator.empty()), ""};
}

VerdictFinder::VerdictFinder(const Record& record)
    : verdicts_(record.table("verdicts")),
      services_(verdicts_, {"scenario", "supply_case", "year", "zone", "service"}),
      indicators_(verdicts_, {"scenario", "supply_case", "year", "zone", "indicator"}) {}

std::size_t VerdictFinder::of_service(std::string_view scenario, std::string_view supply_case, int year,
                                      std::string_view service) const {
  return services_.find(
      {std::string(scenario), std::string(supply_case), std::to_string(year), "all", std::string(service)});
}

std::size_t VerdictFinder::of_indicator(std::string_view scenario, std::string_view supply_case, int year,
                                        std::string_view indicator) const {
  return indicators_.find(
      {std::string(scenario), std::string(supply_case), std::to_string(year), "all", std::string(indicator)});
}

namespace {

struct Sources {
  const Record& record;
  const VerdictFinder& find;
  const RecordTable& indicators;
  RowIndex demography;
  std::string scenario;
};

IndicatorForecast forecast_of(const Sources& s, std::size_t row) {
  const RecordTable &t = s.indicators, &v = s.find.table();
  const auto text = [&](std::string_view column) { return std::string(t.text(row, column)); };
  IndicatorForecast f;
  f.row = row;
  const double target_year = t.number(row, "target_year"), base_year = t.number(row, "base_year");
  f.year = static_cast<int>(std::isnan(target_year) ? std::isnan(base_year) ? 0 : base_year : target_year);
  f.computed = text("computed") == "service";
  if (f.computed && std::isnan(target_year)) f.year = s.record.target_year();
  f.verdict = s.find.of_indicator(s.scenario, f.computed ? kQuantified : "", f.year, text("id"));
  if (!f.computed) return f;
  f.service = s.find.of_service(s.scenario, kQuantified, f.year, text("service"));
  if (f.verdict == RowIndex::kNone || f.service == RowIndex::kNone) return f;
  const std::size_t trend = s.find.of_indicator(s.scenario, kTrend, f.year, text("id"));
  if (trend != RowIndex::kNone && v.text(trend, "p_attained") != v.text(f.verdict, "p_attained"))
    f.p_trend = v.number(trend, "p_attained");
  const double target = t.number(row, "target");
  ProgressFacts facts;
  facts.base = t.number(row, "base");
  facts.target = target;
  facts.bound = text("bound");
  facts.held = text("numerator").ends_with("_enrolment");
  if (!std::isnan(target)) facts.attainment = v.text(f.verdict, "attainment");
  if (trend != RowIndex::kNone) facts.on_trend = v.text(trend, "attainment");
  facts.before = chances_before(s.find, s.scenario, text("id"), target,
                                std::isnan(base_year) ? s.record.first_year() : static_cast<int>(base_year), f.year);
  f.progress = judge_progress(facts);
  f.suggestion = suggest_target({text("service"), text("kind"), text("numerator"), text("denominator"),
                                 t.number(row, "per"), v.number(f.service, "required_capacity"),
                                 v.number(f.service, "capacity"), v.number(f.verdict, "projected_p50"),
                                 median_of(s.record, s.demography, s.scenario, f.year, text("denominator"))});
  return f;
}

}  // namespace

std::vector<IndicatorForecast> indicator_forecasts(const Record& record, const VerdictFinder& find) {
  const Sources sources{record, find, record.table("indicators"),
                        RowIndex(record.table("demography"), {"scenario", "year", "zone", "measure"}),
                        record.scenarios().front().id};
  const RecordTable& t = sources.indicators;
  std::vector<std::string> fields;
  std::vector<std::pair<std::size_t, IndicatorForecast>> all;
  for (std::size_t row = 0; row < t.rows(); ++row) {
    const std::string field(t.text(row, "field"));
    const auto at = std::find(fields.begin(), fields.end(), field);
    all.emplace_back(at - fields.begin(), forecast_of(sources, row));
    if (at == fields.end()) fields.push_back(field);
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<IndicatorForecast> out;
  for (auto& [order, forecast] : all) out.push_back(std::move(forecast));
  return out;
}

}  // namespace gongxu::workbook
