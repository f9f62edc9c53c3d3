#include "analysis/publish/report/curve_rows.hpp"

#include <algorithm>
#include <cmath>

namespace gongxu::report {
namespace {

constexpr std::size_t kStrongest = 8, kStrongestLater = 5;
constexpr double kRounding = 1e-9;  // of shares as tables write them

/// Row numbers of a table by scenario and service; tables are in order, but nothing rests on it.
const std::vector<Row>& rows_about(const Facts& facts, const std::string& table, const std::string& scenario,
                                   const std::string& service) {
  static const std::vector<Row> kNone;
  const auto& by_key = facts.grouped(table);
  const auto it = by_key.find(scenario + "/" + service);
  return it == by_key.end() ? kNone : it->second;
}

}  // namespace

std::vector<TargetCurve> target_curves(const Facts& facts, const std::string& scenario, const std::string& service) {
  std::vector<TargetCurve> out;
  for (const Row& row : rows_about(facts, "curves", scenario, service)) {
    const std::string supply = row.text("supply_case"), indicator = row.text("indicator");
    if (row.text("kind") != "target" || facts.first_of(service, supply) != supply) continue;
    const int year = static_cast<int>(row.number("year"));
    auto it = std::find_if(out.begin(), out.end(), [&](const TargetCurve& c) {
      return c.supply == supply && c.indicator == indicator && c.year == year;
    });
    if (it == out.end()) {
      const Row verdict = facts.indicator_verdict(scenario, supply, year, indicator);
      it = out.insert(it, {supply, indicator, year, verdict.number("target"), {}});
    }
    it->points.emplace_back(row.number("value"), row.number("probability"));
  }
  return out;
}

std::vector<CapacityCurve> capacity_curves(const Facts& facts, const std::string& scenario,
                                           const std::string& service) {
  std::vector<CapacityCurve> out;
  for (const Row& row : rows_about(facts, "curves", scenario, service)) {
    if (row.text("kind") != "capacity") continue;
    const int year = static_cast<int>(row.number("year"));
    if (out.empty() || out.back().year != year) out.push_back({year, {}});
    out.back().points.emplace_back(row.number("value"), row.number("probability"));
  }
  return out;
}

std::vector<Influence> influences(const Facts& facts, const std::string& scenario, const std::string& service) {
  std::vector<Influence> all;
  for (const Row& row : rows_about(facts, "influence", scenario, service)) {
    const int year = static_cast<int>(row.number("year"));
    const std::string output = row.text("output");
    if (std::isnan(row.number("rank_correlation"))) continue;
    auto it =
        std::find_if(all.begin(), all.end(), [&](const Influence& i) { return i.year == year && i.output == output; });
    if (it == all.end()) it = all.insert(it, {year, output, {}});
    it->rows.push_back(row);
  }
  std::vector<Influence> out;
  for (Influence& i : all) {
    const bool margin_is_there = std::any_of(all.begin(), all.end(), [&](const Influence& other) {
      return other.year == i.year && other.output == "margin";
    });
    if (i.output == "demand" && margin_is_there) continue;
    std::stable_sort(i.rows.begin(), i.rows.end(), [](const Row& a, const Row& b) {
      return std::abs(a.number("rank_correlation")) > std::abs(b.number("rank_correlation"));
    });
    i.rows.resize(std::min(i.rows.size(), i.year == facts.target_year() ? kStrongest : kStrongestLater));
    out.push_back(std::move(i));
  }
  return out;
}

double reached_with(const Points& falling, double probability) {
  double best = std::nan("");
  for (const auto& [value, p] : falling)
    if (p >= probability - kRounding) best = value;
  return best;
}

double needed_for(const Points& rising, double probability) {
  for (const auto& [value, p] : rising)
    if (p >= probability - kRounding) return value;
  return std::nan("");
}

}  // namespace gongxu::report
