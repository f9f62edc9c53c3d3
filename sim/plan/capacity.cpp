#include "sim/plan/capacity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "sim/core/apportion.hpp"

namespace gongxu {

const char* word_of(SupplyCase c) {
  return c == SupplyCase::quantified ? "quantified" : c == SupplyCase::trend ? "trend" : "targeted";
}

int CapacityStep::total() const { return std::accumulate(by_zone.begin(), by_zone.end(), 0); }

namespace {

/// What a figure of the indicator comes to in units; `care_beds` for a share of them.
std::optional<double> in_units(const Indicator& i, const std::optional<double>& figure, double population,
                               const std::optional<double>& care_beds) {
  if (!figure) return std::nullopt;
  if (i.denominator.empty()) return *figure;
  if (i.denominator == "care_bed") return care_beds ? std::optional(*figure / i.per * *care_beds) : std::nullopt;
  if (i.denominator != "population") return std::nullopt;  // people of certain ages are not counted here
  return *figure / i.per * population;
}

/// Moves the zones to a total by whole units, one by one: to the zone that lies furthest below its share, from the
/// one furthest above.
void share_out(std::vector<int>& zones, const std::vector<double>& weights, int wanted) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  int total = std::accumulate(zones.begin(), zones.end(), 0);
  while (total != wanted) {
    const int by = total < wanted ? 1 : -1;
    total += by;
    std::size_t chosen = 0;
    double most = -INFINITY;
    for (std::size_t z = 0; z < zones.size(); ++z) {
      const double lack = by * (total * weights[z] / sum - zones[z]);
      if (lack > most && zones[z] + by >= 0) most = lack, chosen = z;
    }
    if (zones[chosen] + by < 0) return;
    zones[chosen] += by;
  }
}

struct Opening {
  Tick when;
  double units;
  int zone;  ///< -1: none named
};

/// What a project changes in a service over the whole of its years.
double change_by(const Project& p, Service service) {
  const std::string word = info(service).word, nursing = info(Service::nursing_bed).word;
  double change = 0;
  if (p.service == word) change += p.capacity.value_or(0);
  if (p.converts_from == word) change -= p.converts_units;
  if (service == Service::care_bed) {  // nursing beds are among the care beds, what becomes of them is felt there too
    if (p.service == nursing) change += p.converts_from == word ? p.converts_units : p.capacity.value_or(0);
    if (p.converts_from == nursing) change -= p.converts_units;
  }
  return change;
}

std::vector<Opening> openings(const Plan& plan, const Region& region, Service service) {
  std::vector<Opening> out;
  for (const Project& p : plan.projects) {
    const double units = change_by(p, service);
    if (units == 0) continue;
    int zone = -1;
    for (std::size_t z = 0; z < region.zones.size(); ++z)
      if (region.zones[z].code == p.zone) zone = static_cast<int>(z);
    const int first = p.year_start ? p.year_start : plan.first_year;
    const int last = p.year_end ? p.year_end : plan.last_year;
    for (int year = first; year <= last; ++year)
      out.push_back({to_tick({year, plan.opening_month, plan.opening_day}), units / (last - first + 1), zone});
  }
  return out;
}

/// Units on the straight lines from the base by way of each target, due on the last day of its year; then frozen.
double on_path(const std::map<int, double>& targets, Tick start, double base, Tick when) {
  for (const auto& [year, units] : targets) {
    const Tick due = year_start(year + 1) - kTicksPerDay;
    if (when < due) return base + (units - base) * static_cast<double>(when - start) / static_cast<double>(due - start);
    start = due, base = units;
  }
  return base;
}

/// The first of every month from the start to the end of a year, and that year's last day.
void add_months(std::map<Tick, std::vector<Opening>>& dates, Date start, int last_year) {
  for (int month = start.year * 12 + start.month; month <= last_year * 12 + 11; ++month)
    dates[to_tick({month / 12, month % 12 + 1, 1})];
  dates[year_start(last_year + 1) - kTicksPerDay];
}

}  // namespace

std::optional<double> base_units(const Plan& plan, Service s, double population) {
  const Stock& stock = plan.stock(s);
  if (stock.basis != StockBasis::stated) return std::nullopt;
  if (stock.units) return stock.units;
  const Indicator* i = plan.indicator_of_service(s);
  if (!i || !speaks_of_units(*i)) return std::nullopt;
  const auto care_beds = s == Service::nursing_bed ? base_units(plan, Service::care_bed, population) : std::nullopt;
  return in_units(*i, i->base, population, care_beds);
}

std::map<int, double> target_path(const Plan& plan, Service s, double population, double planning_population) {
  std::map<int, double> out;
  const Indicator* i = plan.indicator_of_service(s);
  if (!i || !speaks_of_units(*i) || !i->target) return out;
  std::map<int, double> figures = i->yearly_targets;
  figures.emplace(i->target_year, *i->target);
  const auto care_beds = s == Service::nursing_bed
                             ? target_path(plan, Service::care_bed, population, planning_population)
                             : std::map<int, double>();
  const auto base_beds = base_units(plan, Service::care_bed, population);
  for (const auto& [year, figure] : figures) {
    const auto whole = care_beds.lower_bound(year);
    const auto beds = whole != care_beds.end()
                          ? std::optional(whole->second)
                          : (care_beds.empty() ? base_beds : std::optional(care_beds.rbegin()->second));
    if (const auto units = in_units(*i, figure, planning_population, beds)) out[year] = *units;
  }
  return out;
}

std::optional<double> target_units(const Plan& plan, Service s, double population, double planning_population) {
  const auto path = target_path(plan, s, population, planning_population);
  return path.empty() ? std::nullopt : std::optional(path.rbegin()->second);
}

int target_year(const Plan& plan, Service s) {
  const Indicator* i = plan.indicator_of_service(s);
  return i && i->target ? i->target_year : plan.last_year;
}

std::vector<CapacityStep> capacity_over_time(const Plan& plan, const Region& region, const CapacityRequest& request) {
  const Tick start = to_tick(region.base_date);
  const double base = std::accumulate(request.base_by_zone.begin(), request.base_by_zone.end(), 0.0);
  const bool targeted = request.supply_case == SupplyCase::targeted && !request.target_path.empty();
  const bool trend = request.supply_case == SupplyCase::trend && request.trend_per_year > 0;

  std::map<Tick, std::vector<Opening>> dates{{start, {}}};
  for (const Opening& o : openings(plan, region, request.service)) dates[std::max(o.when, start)].push_back(o);
  const int last = targeted ? request.target_path.rbegin()->first : plan.last_year;
  const Tick end = year_start(last + 1) - kTicksPerDay;  // 31 December
  if (targeted || trend) add_months(dates, region.base_date, last);
  if (targeted)
    for (const auto& [year, units] : request.target_path) dates[year_start(year + 1) - kTicksPerDay];

  std::vector<CapacityStep> out;
  std::vector<int> zones;
  for (const long units : largest_remainder(request.base_by_zone, std::lround(base)))
    zones.push_back(static_cast<int>(units));
  std::vector<double> named(region.zones.size(), 0.0);
  std::vector<int> named_open(region.zones.size(), 0);
  double stated = base, given_up = 0;
  long taken = 0;  // of given_up, in whole units
  for (const auto& [when, opened] : dates) {
    for (const Opening& o : opened) {
      stated += o.units;
      if (o.zone >= 0)
        named[static_cast<std::size_t>(o.zone)] += o.units;
      else
        given_up += std::max(0.0, -o.units);
    }
    for (std::size_t z = 0; z < zones.size(); ++z) {
      const int open = static_cast<int>(std::lround(named[z]));
      const int left = zones[z] + open - named_open[z];
      given_up += std::max(0, -left);  // what the zone itself does not have comes from the others
      zones[z] = std::max(0, left);
      named_open[z] = open;
    }
    const double done = std::min(1.0, static_cast<double>(when - start) / static_cast<double>(end - start));
    double wanted = stated;
    if (targeted) wanted = std::max(stated, on_path(request.target_path, start, base, when));
    if (trend) wanted = stated + request.trend_per_year * years_in(end - start).value * done;
    // Units are taken from a zone for a conversion alone, never to keep a line when a project elsewhere opens.
    const int now = std::accumulate(zones.begin(), zones.end(), 0);
    const int least = now - static_cast<int>(std::lround(given_up) - taken);
    taken = std::lround(given_up);
    share_out(zones, request.zone_weights, std::max({0, least, static_cast<int>(std::lround(wanted))}));
    if (out.empty() || out.back().by_zone != zones) out.push_back({when, zones});
  }
  return out;
}

void check_conversions(const Plan& plan, const Region& region, Problems& problems) {
  const auto population = static_cast<double>(region.total_population());
  for (std::size_t i = 0; i < kServices; ++i) {
    const Service s = service_at(i);
    auto units = base_units(plan, s, population);
    if (!units) continue;
    // What has to stay positive of the care beds is their ordinary part.
    if (s == Service::care_bed) units = *units - base_units(plan, Service::nursing_bed, population).value_or(0);
    std::map<Tick, double> changes;
    for (const Opening& o : openings(plan, region, s)) changes[o.when] += o.units;
    if (s == Service::care_bed)
      for (const Opening& o : openings(plan, region, Service::nursing_bed)) changes[o.when] -= o.units;
    for (const auto& [when, change] : changes) {
      *units += change;
      if (*units > -0.5) continue;
      // The last one so far is told: a scenario's own stands behind those of the plan.
      const int year = year_of(when);
      const auto taker = std::find_if(plan.projects.rbegin(), plan.projects.rend(), [&](const Project& p) {
        return p.converts_from == info(s).word && p.year_start <= year;
      });
      problems.add(taker == plan.projects.rend() ? plan.stock(s).at : taker->at, "capacity_negative",
                   {s == Service::care_bed ? "care_bed - nursing_bed" : info(s).word, std::to_string(year_of(when)),
                    fmt::format("{:.0f}", *units)});
      break;
    }
  }
}

}  // namespace gongxu
