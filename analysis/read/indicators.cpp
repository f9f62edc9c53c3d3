#include "analysis/read/indicators.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/read/service_facts.hpp"

namespace gongxu {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

double whole_place(const ReplicateResult& r, std::size_t year, Measure m) {
  return r.demography[year].zones.back()[static_cast<std::size_t>(m)];
}

/// Units that the indicator counts for one unit of the stock.
double counted_per_unit(const Plan& plan, const Region& region, const Indicator& i, Service s) {
  const Stock& stock = plan.stock(s);
  if (!stock.units || *stock.units <= 0 || !i.base) return 1;
  if (i.denominator.empty()) return *i.base / *stock.units;
  if (i.denominator != info(Measure::population).name) return 1;
  return *i.base / i.per * static_cast<double>(region.total_population()) / *stock.units;
}

}  // namespace

std::optional<Measure> measure_of(const std::string& name) {
  for (std::size_t m = 0; m < kMeasures; ++m)
    if (name == info(static_cast<Measure>(m)).name) return static_cast<Measure>(m);
  return std::nullopt;
}

double indicator_value(const Ensemble& e, const ReplicateResult& r, const Indicator& i, Service s,
                       std::size_t supply_case, std::size_t year) {
  if (i.kind == TargetKind::sum) return kNaN;
  if (i.kind == TargetKind::change) {  // of the level, from the base
    Indicator level = i;
    level.kind = TargetKind::level;
    return i.base ? indicator_value(e, r, level, s, supply_case, year) - *i.base : kNaN;
  }
  const ServiceYear& y = r.years(s, supply_case)[year].back();
  if (is_school(s)) return y.need > 0 ? y.demand / y.need * i.per : kNaN;
  if (!y.judged) return kNaN;
  const double counted = counts_use(i) ? y.use : y.capacity * counted_per_unit(e.pack.plan, e.pack.region, i, s);
  if (i.denominator.empty()) return counted;
  if (const auto people = measure_of(i.denominator)) return counted / whole_place(r, year, *people) * i.per;
  const std::size_t other = service_of_word(i.denominator);
  if (other == kServices) return kNaN;
  const ServiceYear& all = r.years(service_at(other), supply_case)[year].back();
  return all.judged && all.capacity > 0 ? counted / all.capacity * i.per : kNaN;
}

bool meets(double value, double target, Bound bound) {
  switch (bound) {
    case Bound::ge:
      return value >= target;
    case Bound::le:
      return value <= target;
    case Bound::gt:
      return value > target;
    case Bound::lt:
      return value < target;
    case Bound::eq:
      return std::abs(value - target) <= 1e-9 * std::abs(target);
  }
  return false;
}

double path_to_target(const Indicator& i, int year) {
  auto ends = i.yearly_targets;
  ends.emplace(i.target_year, *i.target);
  if (i.base) ends.emplace(i.base_year, *i.base);
  const auto next = ends.lower_bound(year);
  if (next == ends.end()) return ends.rbegin()->second;
  if (next == ends.begin()) return next->second;
  const auto before = std::prev(next);
  const double way = static_cast<double>(year - before->first) / (next->first - before->first);
  return before->second + (next->second - before->second) * way;
}

std::vector<double> implied_numbers(const Ensemble& e, const ScenarioRun& run, const Indicator& i) {
  const auto people = measure_of(i.denominator);
  const auto& level = i.target ? i.target : i.base;
  const int year = i.target ? i.target_year : i.base_year;
  std::vector<double> out;
  if (!people || !level || year < e.first_year || year > e.last_year) return out;
  const bool flow = *people >= Measure::births && *people <= Measure::moves_out;
  if (flow && year == e.first_year) return out;  // counted from the base date on
  for (const ReplicateResult& r : run.replicates)
    out.push_back(*level / i.per * whole_place(r, static_cast<std::size_t>(year - e.first_year), *people));
  return out;
}

}  // namespace gongxu
