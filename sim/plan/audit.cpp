#include "sim/plan/audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/core/messages.hpp"
#include "sim/plan/audit_rules.hpp"

namespace gongxu {

const char* word_of(Severity s) { return s == Severity::error ? "error" : s == Severity::warning ? "warning" : "note"; }

Interval interval_of(double printed, bool counts) {
  constexpr double kRoundFrom = 10'000;
  const std::string digits = fmt::format("{}", printed);
  const std::size_t point = digits.find('.');
  double unit = 1;
  if (point != std::string::npos)
    unit = std::pow(10.0, -static_cast<double>(digits.size() - point - 1));
  else if (std::abs(printed) >= kRoundFrom)
    while (std::fmod(printed, unit * 10) == 0) unit *= 10;
  if (counts && unit == 1) return {printed, printed};
  return {printed - unit / 2, printed + unit / 2};
}

Interval bounded_interval_of(double printed, Bound bound, bool counts) {
  constexpr double kNoEnd = std::numeric_limits<double>::infinity();
  Interval i = interval_of(printed, counts);
  if (bound == Bound::ge || bound == Bound::gt) i.high = kNoEnd;
  if (bound == Bound::le || bound == Bound::lt) i.low = -kNoEnd;
  return i;
}

bool overlap(const Interval& a, const Interval& b) {
  // 95 and 96 meet in 95.5, which rounds to one of them alone: intervals that only touch have no number in common,
  // unless one of them is a single number.
  const double slip = 1e-9 * std::max(1.0, std::abs(std::max(a.low, b.low)));  // of arithmetic
  const double least = a.low == a.high || b.low == b.high ? -slip : slip;
  return b.high - a.low > least && a.high - b.low > least;
}

namespace {

struct Ages {
  const char* measure;
  int from, until;  ///< [whole years)
};
constexpr int kOpen = 200;
constexpr Ages kAgesOfMeasure[] = {{"population", 0, kOpen},         {"population_0_2", 0, 3},
                                   {"population_3_5", 3, 6},         {"population_6_11", 6, 12},
                                   {"population_12_14", 12, 15},     {"population_15_17", 15, 18},
                                   {"population_16plus", 16, kOpen}, {"population_60plus", 60, kOpen},
                                   {"population_65plus", 65, kOpen}, {"population_80plus", 80, kOpen}};

/// The share of those of an age who live so many years on, at the nation's rates of each year.
double surviving(const National& nation, std::size_t sex, int age, int first_year, int years) {
  double living = 1;
  for (int i = 0; i < years; ++i) {
    const auto of_year = nation.deaths_per_person_year.find(first_year + i);
    if (of_year == nation.deaths_per_person_year.end()) continue;
    const auto& ages = of_year->second[sex];
    living *= std::exp(-ages[std::min(static_cast<std::size_t>(age + i), ages.size() - 1)]);
  }
  return living;
}

}  // namespace

std::optional<double> residents_expected(const Region& region, const std::string& measure, int year) {
  const auto of = std::find_if(std::begin(kAgesOfMeasure), std::end(kAgesOfMeasure),
                               [&](const Ages& a) { return measure == a.measure; });
  if (of == std::end(kAgesOfMeasure)) return std::nullopt;
  const int years = std::max(0, year - region.base_date.year);
  if (years > of->from && years > 0) return std::nullopt;  // some are not born yet
  constexpr int kOldest = 100;
  double persons = 0;
  for (const AgeGroup& g : region.population) {
    const int end = g.age_end < 0 ? std::max(kOldest, g.age_start) : g.age_end;
    for (int age = g.age_start; age <= end; ++age)  // even ages within a group
      for (std::size_t sex = 0; sex < 2; ++sex)
        if (age + years >= of->from && age + years < of->until)
          persons += static_cast<double>(g.persons[sex]) / (end - g.age_start + 1) *
                     surviving(region.national, sex, age, region.base_date.year + 1, years);
  }
  return persons;
}

Text number_text(double v) {
  const std::string text = std::abs(v - std::round(v)) < 1e-9 || std::abs(v) >= 1000 ? fmt::format("{:.0f}", v)
                           : std::abs(v) >= 10                                       ? fmt::format("{:.4g}", v)
                                                                                     : fmt::format("{:.3g}", v);
  return {text, text};
}

void Findings::add(const char* rule, Severity severity, const std::string& subject, const std::vector<Text>& values,
                   const std::vector<Statement>& statements) {
  Finding f{rule, severity, subject, {}, {}, {}};
  std::vector<std::string> zh, en, sources;
  for (const Text& v : values) zh.push_back(v.zh), en.push_back(v.en);
  f.text = {say(Language::zh, rule, zh), say(Language::en, rule, en)};
  for (const Statement& s : statements) {
    f.figures += (f.figures.empty() ? "" : "; ") + fmt::format("{}={}", s.name, s.value);
    if (!s.source.empty() && std::find(sources.begin(), sources.end(), s.source) == sources.end())
      sources.push_back(s.source);
  }
  for (const std::string& s : sources) f.source += (f.source.empty() ? "" : "; ") + s;
  all.push_back(std::move(f));
}

std::vector<Finding> audit(const Pack& whole) {
  Pack pack = whole;  // of what the plan says: what its users assume contradicts nobody
  std::erase_if(pack.plan.indicators, [](const Indicator& i) { return i.assumed; });
  Findings found;
  for (const auto rule :
       {find_impossible_units, find_printed_twice, find_broken_relations, find_targets_below_base, find_sums_below_pace,
        find_implausible_paces, find_uneven_paths, find_implied_people, find_projects_short, find_conversions_needed,
        find_caps_that_shrink, find_use_beyond_capacity, find_missing_ends, find_copies})
    rule(pack, found);
  std::stable_sort(found.all.begin(), found.all.end(),
                   [](const Finding& a, const Finding& b) { return a.severity < b.severity; });
  return found.all;
}

}  // namespace gongxu
