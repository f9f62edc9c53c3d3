#include "analysis/read/deciding.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>
#include <map>

#include "sim/services/childcare/childcare.hpp"

namespace gongxu {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// "childcare_uptake_2025" -> 2025; 0 without a year.
int year_in_name(const std::string& id) {
  constexpr std::size_t kDigits = 4;
  if (id.size() <= kDigits || id[id.size() - kDigits - 1] != '_') return 0;
  const std::string tail = id.substr(id.size() - kDigits);
  return std::all_of(tail.begin(), tail.end(), [](unsigned char c) { return std::isdigit(c); }) ? std::stoi(tail) : 0;
}

/// What was drawn: a parameter, or a group of them that stands for a line through years.
struct Candidate {
  std::vector<const Parameter*> members;  // more than one: by the year in their names

  double value(const ParameterValues& values, int year) const {
    const Parameter& first = *members.front();
    if (first.distribution == Distribution::ar1_lognormal) return values.in_year(first.id, year);
    double before = values[first.id];
    int before_year = year_in_name(first.id);
    if (members.size() == 1 || year <= before_year) return before;
    for (std::size_t i = 1; i < members.size(); ++i) {
      const double next = values[members[i]->id];
      const int next_year = year_in_name(members[i]->id);
      if (year <= next_year) return before + (next - before) * (year - before_year) / (next_year - before_year);
      before = next, before_year = next_year;
    }
    return before;
  }
  /// The member nearest in time gives name and unit.
  const Parameter& spokesman(int year) const {
    return **std::min_element(members.begin(), members.end(), [&](const Parameter* a, const Parameter* b) {
      return std::abs(year_in_name(a->id) - year) < std::abs(year_in_name(b->id) - year);
    });
  }
};

std::vector<Candidate> candidates(const ParameterSet& set) {
  std::map<std::string, Candidate> by_group;
  for (const auto& [id, p] : set)
    if (p.distribution != Distribution::fixed) by_group[p.group.empty() ? id : p.group].members.push_back(&p);
  std::vector<Candidate> out;
  for (auto& [group, c] : by_group) {
    std::sort(c.members.begin(), c.members.end(),
              [](const Parameter* a, const Parameter* b) { return year_in_name(a->id) < year_in_name(b->id); });
    out.push_back(std::move(c));
  }
  return out;
}

/// log y = intercept + slope log x, by least squares over positive pairs.
struct Line {
  double intercept = kNaN, slope = 0;
  double where(double y) const { return std::exp((std::log(y) - intercept) / slope); }
};
Line fit_logs(const std::vector<double>& x, const std::vector<double>& y) {
  double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!(x[i] > 0) || !(y[i] > 0)) continue;
    const double lx = std::log(x[i]), ly = std::log(y[i]);
    n += 1, sx += lx, sy += ly, sxx += lx * lx, sxy += lx * ly;
  }
  const double spread = n * sxx - sx * sx;
  if (!(spread > 0)) return {};
  const double slope = (n * sxy - sx * sy) / spread;
  return {(sy - slope * sx) / n, slope};
}

/// The value of x at which `hit` turns from false to true (or back) with the fewest draws on the wrong
/// side: midway between two neighbours. NaN if all draws are on one side.
double turning_cut(const std::vector<double>& x, const std::vector<bool>& hit, bool hit_above) {
  std::vector<std::pair<double, bool>> draws;
  for (std::size_t i = 0; i < x.size(); ++i) draws.emplace_back(x[i], hit[i] == hit_above);
  std::sort(draws.begin(), draws.end());
  // `second`: this draw belongs above the cut. Wrong for a cut before all: those that do not.
  long wrong = std::count_if(draws.begin(), draws.end(), [](const auto& d) { return !d.second; });
  if (wrong == 0 || wrong == static_cast<long>(draws.size())) return kNaN;
  long least = wrong;
  double cut = draws.front().first;
  for (std::size_t i = 0; i + 1 < draws.size(); ++i) {
    wrong += draws[i].second ? 1 : -1;
    if (wrong < least) least = wrong, cut = (draws[i].first + draws[i + 1].first) / 2;
  }
  return cut;
}

}  // namespace

std::optional<Deciding> deciding_parameter(const Ensemble& e, const ScenarioRun& run, std::size_t supply,
                                           std::size_t year_index) {
  const int year = e.first_year + static_cast<int>(year_index);
  std::vector<double> margin, required, covered;
  std::vector<bool> is_short, is_surplus;
  std::vector<const ParameterValues*> values;
  for (std::size_t r = 0; r < run.replicates.size(); ++r) {
    const ServiceYear& y = run.replicates[r].childcare[supply][year_index].back();
    if (y.demand <= 0) continue;
    margin.push_back(y.capacity_mean / y.demand);
    required.push_back(y.required_capacity / y.capacity_mean);
    covered.push_back(y.demand / y.capacity_mean);
    is_short.push_back(childcare::is_short(y));
    is_surplus.push_back(childcare::is_surplus(y));
    values.push_back(&run.values[r]);
  }
  std::optional<Deciding> best;
  for (const Candidate& c : candidates(run.scenario->parameters)) {
    std::vector<double> x;
    for (const ParameterValues* v : values) x.push_back(c.value(*v, year));
    const double rho = rank_correlation(x, margin);
    if (std::isnan(rho) || std::abs(rho) < 2.0 / std::sqrt(static_cast<double>(x.size()))) continue;
    if (best && std::abs(rho) <= std::abs(best->correlation)) continue;
    const Parameter& p = c.spokesman(year);
    Deciding d;
    d.scenario = run.scenario->id;
    d.supply_case = word_of(kSupplyCases[supply]);
    d.zone = "all";
    d.service = childcare::kService;
    d.year = year;
    d.parameter = p.name;
    d.unit = p.unit;
    d.correlation = rho;
    d.low = quantile(x, 0.1);
    d.high = quantile(x, 0.9);
    d.rises = rho > 0;
    // A line through a loose cloud says nothing about what lies beyond it.
    constexpr double kCloseEnough = 0.8;
    d.short_beyond = turning_cut(x, is_short, !d.rises);
    d.surplus_beyond = turning_cut(x, is_surplus, d.rises);
    if (std::abs(rho) >= kCloseEnough) {
      if ((d.short_extrapolated = std::isnan(d.short_beyond))) d.short_beyond = fit_logs(x, required).where(1.0);
      if ((d.surplus_extrapolated = std::isnan(d.surplus_beyond)))
        d.surplus_beyond = fit_logs(x, covered).where(childcare::kSurplusBelow);
    }
    best = d;
  }
  return best;
}

}  // namespace gongxu
