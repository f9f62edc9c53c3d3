#include "analysis/read/deciding.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "analysis/read/service_facts.hpp"

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

/// A group is one line through years where its members' names carry years; other members only share a quantile.
std::vector<Candidate> candidates(const ParameterSet& set) {
  std::map<std::string, Candidate> by_group;
  for (const auto& [id, p] : set) {
    const bool on_a_line = !p.group.empty() && year_in_name(id) != 0;
    if (p.distribution != Distribution::fixed) by_group[on_a_line ? p.group : id].members.push_back(&p);
  }
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

/// A service's whole place over the replicates.
struct Sample {
  bool known = true;                         ///< a capacity is
  std::vector<double> judged_by;             ///< the margin; demand where no capacity is known
  std::vector<double> to_short, to_surplus;  ///< demand over the demand at which it is short, or surplus
  std::vector<bool> is_short, is_surplus;
};

Sample sample_of(const ScenarioRun& run, Service s, SupplyCase supply, std::size_t year) {
  Sample out;
  for (const ReplicateResult& r : run.replicates) {
    const auto& places = r.years(s, static_cast<std::size_t>(supply))[year];
    const ServiceYear& y = places.back();
    out.known &= y.judged;
    out.judged_by.push_back(y.judged ? y.capacity_mean / y.demand : y.demand);
    out.to_short.push_back(1 / (1 + change_to_short(s, places, places.size() - 1)));
    out.to_surplus.push_back(1 / (1 + change_to_surplus(s, y)));
    out.is_short.push_back(y.is_short);
    out.is_surplus.push_back(y.is_surplus);
  }
  return out;
}

/// Where a line through the draws meets the limit; NaN where that is further off than half the low and double the high
/// of what was drawn, for there the line is no more than a guess.
double beyond_draws(const Deciding& d, const std::vector<double>& x, const std::vector<double>& over_limit) {
  constexpr double kFarthest = 2;
  if (d.low <= 0) return kNaN;  // no logarithm of what may fall as well as rise
  const double at = fit_logs(x, over_limit).where(1.0);
  return at >= d.low / kFarthest && at <= d.high * kFarthest ? at : kNaN;
}

void find_turns(Deciding& d, const Sample& sample, const std::vector<double>& x) {
  // A line through a loose cloud says nothing about what lies beyond it.
  constexpr double kCloseEnough = 0.8;
  d.short_beyond = turning_cut(x, sample.is_short, !d.rises);
  d.surplus_beyond = turning_cut(x, sample.is_surplus, d.rises);
  if (std::abs(d.correlation) < kCloseEnough) return;
  if (std::isnan(d.short_beyond)) {
    d.short_beyond = beyond_draws(d, x, sample.to_short);
    d.short_extrapolated = !std::isnan(d.short_beyond);
  }
  if (std::isnan(d.surplus_beyond)) {
    d.surplus_beyond = beyond_draws(d, x, sample.to_surplus);
    d.surplus_extrapolated = !std::isnan(d.surplus_beyond);
  }
}

}  // namespace

DrawnParameters::DrawnParameters(const ScenarioRun& run, int first_year, int last_year) : first_year_(first_year) {
  const auto drawn = candidates(run.scenario->parameters);
  for (int year = first_year; year <= last_year; ++year) {
    auto& out = years_.emplace_back();
    for (const Candidate& c : drawn) {
      Drawn d{&c.spokesman(year), {}, {}};
      for (const ParameterValues& v : run.values) d.values.push_back(c.value(v, year));
      d.ranks = unit_ranks(d.values);
      out.push_back(std::move(d));
    }
  }
}

std::optional<Deciding> deciding_parameter(const ScenarioRun& run, const DrawnParameters& drawn, Service s,
                                           SupplyCase supply, int year) {
  const Sample sample = sample_of(run, s, supply, static_cast<std::size_t>(year - drawn.first_year()));
  const std::size_t n = sample.judged_by.size();
  constexpr std::size_t kLeast = 3;
  // A year of neither demand nor capacity in some draw has no margin to rank.
  if (n < kLeast ||
      std::any_of(sample.judged_by.begin(), sample.judged_by.end(), [](double v) { return std::isnan(v); }))
    return std::nullopt;
  const auto ranks = unit_ranks(sample.judged_by);
  const DrawnParameters::Drawn* best = nullptr;
  double rho = 0;
  for (const auto& candidate : drawn.in_year(year)) {
    if (candidate.ranks.empty() || ranks.empty()) continue;
    const double r = std::inner_product(ranks.begin(), ranks.end(), candidate.ranks.begin(), 0.0);
    if (std::abs(r) > std::abs(rho)) best = &candidate, rho = r;
  }
  if (!best || std::abs(rho) < 2.0 / std::sqrt(static_cast<double>(n))) return std::nullopt;
  Deciding d;
  d.scenario = run.scenario->id;
  d.supply_case = word_of(supply);
  d.zone = kWholePlace;
  d.service = info(s).word;
  d.year = year;
  d.parameter = best->parameter->name;
  d.unit = best->parameter->unit;
  d.correlation = rho;
  d.with_demand = !sample.known;
  d.low = quantile(best->values, 0.1);
  d.high = quantile(best->values, 0.9);
  d.rises = d.with_demand ? rho < 0 : rho > 0;
  d.short_beyond = d.surplus_beyond = kNaN;
  if (sample.known) find_turns(d, sample, best->values);
  return d;
}

}  // namespace gongxu
