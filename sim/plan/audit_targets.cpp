// Targets against bases, paths and what is possible.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/plan/audit_rules.hpp"

namespace gongxu {
namespace {

bool wants_less(const Indicator& i) { return i.bound == Bound::le || i.bound == Bound::lt; }

/// True if a target lies on the wrong side of what is there already. What was measured is rounded, a target is not.
bool is_worse(const Indicator& i, double target, double base) {
  const Interval b = interval_of(base, is_count(i.unit));
  return wants_less(i) ? target > b.high : target < b.low;
}

/// Base, yearly targets and target of a level, by year.
std::vector<std::pair<int, double>> path_of(const Indicator& i) {
  std::vector<std::pair<int, double>> path;
  if (i.base) path.emplace_back(i.base_year, *i.base);
  for (const auto& step : i.yearly_targets) path.push_back(step);
  if (i.target && (path.empty() || path.back().first < i.target_year)) path.emplace_back(i.target_year, *i.target);
  return path;
}

std::vector<Findings::Statement> statements_of(const Indicator& i, const std::vector<std::pair<int, double>>& path) {
  std::vector<Findings::Statement> out;
  for (const auto& [year, value] : path)
    out.push_back(i.base && year == i.base_year
                      ? Findings::Statement{"base " + std::to_string(year), value, i.source_of_base()}
                      : Findings::Statement{"target " + std::to_string(year), value, i.source});
  return out;
}

}  // namespace

void find_targets_below_base(const Pack& pack, Findings& found) {
  for (const Indicator& i : pack.plan.indicators) {
    if (i.kind != TargetKind::level || !i.base) continue;
    Text worse;
    const auto path = path_of(i);
    for (const auto& [year, value] : path) {
      if (year <= i.base_year || !is_worse(i, value, *i.base)) continue;
      worse.zh += (worse.zh.empty() ? "" : "、") + fmt::format("{} 年 {}", year, value);
      worse.en += (worse.en.empty() ? "" : ", ") + fmt::format("{} in {}", value, year);
    }
    if (!worse.zh.empty())
      found.add("audit_target_below_base", Severity::warning, i.id,
                {i.name, worse, number_text(*i.base), {std::to_string(i.base_year), std::to_string(i.base_year)}},
                statements_of(i, path));
  }
}

void find_sums_below_pace(const Pack& pack, Findings& found) {
  const int years = pack.plan.last_year - pack.plan.first_year + 1;
  for (const Indicator& i : pack.plan.indicators) {
    if (i.kind != TargetKind::sum || !i.target) continue;
    if (i.base && !wants_less(i) && interval_of(*i.target).high / years < interval_of(*i.base).low / i.base_years)
      found.add("audit_sum_below_pace", Severity::warning, i.id,
                {i.name, number_text(*i.target / years), number_text(*i.base / i.base_years)},
                {{"target per year", *i.target / years, i.source},
                 {"base per year", *i.base / i.base_years, i.source_of_base()}});
    if (i.yearly_targets.empty()) continue;
    double sum = 0, slack = 0;
    for (const auto& [year, value] : i.yearly_targets) {
      sum += value;
      slack += interval_of(value, is_count(i.unit)).high - value;
    }
    const Interval total = interval_of(*i.target, is_count(i.unit));
    if (!overlap(total, {sum - slack, sum + slack}))
      found.add("audit_years_differ_from_sum", Severity::error, i.id,
                {i.name, number_text(sum), number_text(*i.target)},
                {{"sum of years", sum, i.source}, {"total", *i.target, i.source}});
  }
}

/// One step that is three times every other one: the path is not even, or a figure is wrong.
void find_uneven_paths(const Pack& pack, Findings& found) {
  constexpr double kTimes = 3;
  for (const Indicator& i : pack.plan.indicators) {
    const auto path = path_of(i);
    if (i.kind != TargetKind::level || path.size() < 4) continue;
    std::vector<double> steps;
    for (std::size_t k = 1; k < path.size(); ++k) steps.push_back(path[k].second - path[k - 1].second);
    const auto largest =
        std::max_element(steps.begin(), steps.end(), [](double a, double b) { return std::abs(a) < std::abs(b); });
    const bool uneven = std::all_of(steps.begin(), steps.end(), [&](const double& s) {
      return &s == &*largest || (s * *largest > 0 && std::abs(s) * kTimes < std::abs(*largest));
    });
    if (uneven && *largest != 0) {
      const std::string year = std::to_string(path[static_cast<std::size_t>(largest - steps.begin()) + 1].first);
      found.add("audit_uneven_path", Severity::note, i.id, {i.name, number_text(*largest), {year, year}},
                statements_of(i, path));
    }
  }
}

void find_implausible_paces(const Pack& pack, Findings& found) {
  struct Pace {
    const char* measure;
    double most_per_year;  ///< [unit / year]
    const char* why;       ///< key of the catalogue
  };
  // Years of schooling of those of working age: each year about 1/45 of them is replaced, at most by 16 years for 7.
  // Life expectancy: the fastest decades on record of large populations gained below half a year a year.
  constexpr Pace kPaces[] = {{"schooling_years", (16.0 - 7.0) / 45.0, "audit_pace_schooling"},
                             {"life_expectancy", 0.5, "audit_pace_life"}};
  for (const Indicator& i : pack.plan.indicators)
    for (const Pace& pace : kPaces) {
      if (i.numerator != pace.measure || !i.base || !i.target || i.target_year <= i.base_year) continue;
      const int years = i.target_year - i.base_year;
      if ((interval_of(*i.target).low - interval_of(*i.base).high) / years <= pace.most_per_year) continue;
      found.add(pace.why, Severity::warning, i.id,
                {i.name, number_text(*i.base), number_text(*i.target), number_text((*i.target - *i.base) / years),
                 number_text(pace.most_per_year)},
                {{"base", *i.base, i.source_of_base()}, {"target", *i.target, i.source}});
    }
}

/// Indicators of services that have only one end.
void find_missing_ends(const Pack& pack, Findings& found) {
  for (const Indicator& i : pack.plan.indicators) {
    if (i.service.empty() || i.kind != TargetKind::level) continue;
    const bool base_elsewhere = std::any_of(pack.plan.figures.begin(), pack.plan.figures.end(), [&](const Figure& f) {
      return f.of == i.id && f.year <= pack.region.base_date.year;
    });
    if (i.base && !i.target)
      found.add("audit_no_target", Severity::note, i.id, {i.name, number_text(*i.base)},
                {{"base", *i.base, i.source_of_base()}});
    if (i.target && !i.base && !base_elsewhere)
      found.add("audit_no_base", Severity::note, i.id, {i.name, number_text(*i.target)},
                {{"target", *i.target, i.source}});
  }
}

}  // namespace gongxu
