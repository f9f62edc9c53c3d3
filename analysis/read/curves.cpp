#include "analysis/read/curves.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "analysis/read/indicators.hpp"
#include "sim/output/csv_writer.hpp"

namespace gongxu {
namespace {

/// Years that the page shows: what is due, and the end.
std::set<int> years_of(const Ensemble& e) { return {e.target_year, e.last_year}; }

class Writer {
 public:
  Writer(const Ensemble& e, const std::string& path)
      : e_(e),
        out_(path,
             {"scenario", "kind", "supply_case", "year", "service", "indicator", "unit", "value", "probability"}) {}

  void targets(const ScenarioRun& run, const Indicator& i, int year) {
    const std::size_t s = service_of_word(i.service);
    if (i.computed != Computed::service || s == kServices) return;
    const bool lower_is_better = i.bound == Bound::le || i.bound == Bound::lt;
    for (const SupplyCase supply : kSupplyCases) {
      if (supply == SupplyCase::targeted && speaks_of_units(i)) continue;  // true by assumption
      std::vector<double> values;
      for (const ReplicateResult& r : run.replicates)
        values.push_back(indicator_value(e_, r, i, service_at(s), static_cast<std::size_t>(supply), at(year)));
      rows({run.scenario->id, "target", word_of(supply), std::to_string(year), i.service, i.id, i.unit},
           s_curve(std::move(values), !lower_is_better));
    }
  }

  void capacity(const ScenarioRun& run, Service s, int year) {
    std::vector<double> required;
    for (const ReplicateResult& r : run.replicates)
      required.push_back(r.years(s, 0)[at(year)].back().required_capacity);
    rows({run.scenario->id, "capacity", "", std::to_string(year), info(s).word, "", info(s).unit},
         s_curve(std::move(required), false));
  }

  void close() { out_.close(); }

 private:
  std::size_t at(int year) const { return static_cast<std::size_t>(year - e_.first_year); }

  void rows(const std::vector<std::string>& address, const std::vector<CurvePoint>& curve) {
    for (const CurvePoint& p : curve) {
      auto cells = address;
      cells.insert(cells.end(), {number(p.value), number(p.probability)});
      out_.row(cells);
    }
  }

  const Ensemble& e_;
  CsvWriter out_;
};

}  // namespace

std::vector<CurvePoint> s_curve(std::vector<double> values, bool falling) {
  values.erase(std::remove_if(values.begin(), values.end(), [](double v) { return std::isnan(v); }), values.end());
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  constexpr std::size_t kSteps = 40;
  const std::size_t n = values.size();
  std::vector<CurvePoint> out;
  for (std::size_t step = 0; step <= kSteps; ++step) {
    const double v = values[step * (n - 1) / kSteps];
    if (!out.empty() && out.back().value == v) continue;
    const auto below = std::lower_bound(values.begin(), values.end(), v) - values.begin();
    const auto up_to = std::upper_bound(values.begin(), values.end(), v) - values.begin();
    const double hits = falling ? static_cast<double>(n) - static_cast<double>(below) : static_cast<double>(up_to);
    out.push_back({v, hits / static_cast<double>(n)});
  }
  return out;
}

void write_curves(const Ensemble& e, const std::string& path) {
  Writer out(e, path);
  for (const ScenarioRun& run : e.scenarios)
    for (const int year : years_of(e)) {
      for (const Indicator& i : e.pack.plan.indicators) out.targets(run, i, year);
      for (std::size_t i = 0; i < kServices; ++i) out.capacity(run, service_at(i), year);
    }
  out.close();
}

}  // namespace gongxu
