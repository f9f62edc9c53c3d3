#include "sim/plan/capacity.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace gongxu {

const char* word_of(SupplyCase c) {
  return c == SupplyCase::quantified ? "quantified" : c == SupplyCase::trend ? "trend" : "targeted";
}

int CapacityStep::total() const { return std::accumulate(by_zone.begin(), by_zone.end(), 0); }

namespace {

/// Gives `units` one by one to the zone that lies furthest below its share: no zone ever loses one.
void share_out(std::vector<int>& zones, const std::vector<double>& weights, int units) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  int total = std::accumulate(zones.begin(), zones.end(), 0);
  for (; units > 0; --units) {
    ++total;
    std::size_t neediest = 0;
    double most = -INFINITY;
    for (std::size_t z = 0; z < zones.size(); ++z) {
      const double lack = total * weights[z] / sum - zones[z];
      if (lack > most) most = lack, neediest = z;
    }
    ++zones[neediest];
  }
}

struct Opening {
  Tick when;
  double units;
  int zone;  ///< -1: none named
};

std::vector<Opening> openings(const Plan& plan, const Region& region, const std::string& service) {
  std::vector<Opening> out;
  for (const Project& p : plan.projects) {
    if (p.service != service || !p.capacity) continue;
    int zone = -1;
    for (std::size_t z = 0; z < region.zones.size(); ++z)
      if (region.zones[z].code == p.zone) zone = static_cast<int>(z);
    const int first = p.year_start ? p.year_start : plan.first_year;
    const int last = p.year_end ? p.year_end : plan.last_year;
    for (int year = first; year <= last; ++year)
      out.push_back({to_tick({year, plan.opening_month, plan.opening_day}), *p.capacity / (last - first + 1), zone});
  }
  return out;
}

}  // namespace

std::vector<CapacityStep> capacity_over_time(const Plan& plan, const Region& region, const CapacityRequest& request) {
  const Tick start = to_tick(region.base_date);
  const Indicator* indicator = plan.indicator_of_service(request.service);
  const double base = indicator && indicator->base ? *indicator->base * request.base_population / indicator->per : 0.0;

  // Dates at which anything may change; monthly ones too where a line is followed.
  const auto opens = openings(plan, region, request.service);
  std::map<Tick, std::vector<Opening>> dates{{start, {}}};
  for (const Opening& o : opens) dates[std::max(o.when, start)].push_back(o);
  Tick target_date = 0;
  double target_units = 0;
  if (request.supply_case == SupplyCase::targeted && indicator && indicator->target) {
    target_date = year_start(indicator->target_year + 1) - kTicksPerDay;  // 31 December
    target_units = *indicator->target * request.planning_population / indicator->per;
    const Date first = region.base_date;
    for (int month = first.year * 12 + first.month; month <= indicator->target_year * 12 + 11; ++month)
      dates[to_tick({month / 12, month % 12 + 1, 1})];
    dates[target_date];
  }

  std::vector<CapacityStep> out;
  std::vector<double> named(region.zones.size(), 0.0);
  double unnamed = base;
  std::vector<int> zones(region.zones.size(), 0);
  for (const auto& [when, opened] : dates) {
    for (const Opening& o : opened) (o.zone < 0 ? unnamed : named[static_cast<std::size_t>(o.zone)]) += o.units;
    double wanted = unnamed;
    for (std::size_t z = 0; z < zones.size(); ++z) {
      const int own = static_cast<int>(std::lround(named[z]));
      zones[z] = std::max(zones[z], own);
      wanted += named[z];
    }
    if (target_date > 0) {
      const double done = std::min(1.0, static_cast<double>(when - start) / static_cast<double>(target_date - start));
      wanted = std::max(wanted, base + (target_units - base) * done);
    }
    const int now = std::accumulate(zones.begin(), zones.end(), 0);
    share_out(zones, request.zone_weights, static_cast<int>(std::lround(wanted)) - now);
    if (out.empty() || out.back().by_zone != zones) out.push_back({when, zones});
  }
  return out;
}

}  // namespace gongxu
