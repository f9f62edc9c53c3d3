#include "sim/engine/supply.hpp"

#include <cmath>
#include <numeric>

#include "sim/core/apportion.hpp"
#include "sim/services/schools/schools.hpp"

namespace gongxu {
namespace {

/// Residents of [from, until) years by zone at the base date.
std::vector<double> of_ages(const InitialPopulation& population, std::size_t from, std::size_t until) {
  std::vector<double> out;
  for (const BySexAge& zone : population.residents) {
    double n = 0;
    for (const auto& ages : zone)
      for (std::size_t a = from; a < std::min(until, ages.size()); ++a) n += ages[a];
    out.push_back(n);
  }
  return out;
}

/// What units of no named zone are shared out by: those whom the service is for.
std::vector<double> weights(const SupplyInputs& in, Service s) {
  constexpr std::size_t kUnderThree = 3, kElderly = 60;
  switch (s) {
    case Service::childcare:
      return of_ages(*in.population, 0, kUnderThree);
    case Service::care_bed:
    case Service::nursing_bed:
      return of_ages(*in.population, kElderly, kOpenAge + 1);
    default:
      break;
  }
  if (!is_school(s) || !in.base_roll) return of_ages(*in.population, 0, kOpenAge + 1);
  const auto& taught = in.base_roll->taught[stage_of(s)];
  return {taught.begin(), taught.end()};
}

/// Pupils a class of the place's own norm over those of the nation's, at which utilisation is stated.
double own_norm(const ParameterValues& values, Service s) {
  const double nation = schools::kClassSize[stage_of(s)];
  if (s == Service::primary) return values["class_size_primary"] / nation;
  if (s == Service::junior) return values["class_size_junior"] / nation;
  return 1;
}

/// Seats of the base date: pupils over the utilisation of town or countryside, in classes of the place's own norm.
std::vector<double> seats_by_use(const SupplyInputs& in, const ParameterValues& values, Service s) {
  const std::string kind = s == Service::kindergarten ? "kindergarten" : "school";
  std::vector<double> seats;
  for (std::size_t z = 0; z < in.region->zones.size(); ++z)
    seats.push_back(own_norm(values, s) * in.base_roll->taught[stage_of(s)][z] /
                    values[kind + (in.region->zones[z].urban ? "_utilisation_town" : "_utilisation_rural")]);
  return seats;
}

double trend(const ParameterValues& values, Service s, double population) {
  constexpr double kPer = 1000;
  switch (s) {
    case Service::physician:
      return values["physician_trend_per_1000"] * population / kPer;
    case Service::nurse:
      return values["nurse_trend_per_1000"] * population / kPer;
    case Service::hospital_bed:
      return values["hospital_bed_trend_per_1000"] * population / kPer;
    default:
      return 0;
  }
}

CapacityStep at_once(const SupplyInputs& in, const CapacityRequest& request) {
  CapacityStep step{in.population->start, {}};
  for (const long units : largest_remainder(request.zone_weights, std::lround(request.target_path.rbegin()->second)))
    step.by_zone.push_back(static_cast<int>(units));
  return step;
}

ServiceSupply supply_of_service(const SupplyInputs& in, const ParameterValues& values, Service s) {
  ServiceSupply out;
  const Plan& plan = *in.plan;
  const auto population = static_cast<double>(in.region->total_population());
  CapacityRequest request;
  request.service = s;
  request.zone_weights = weights(in, s);
  request.trend_per_year = trend(values, s, population);
  if (in.planning_population > 0) request.target_path = target_path(plan, s, population, in.planning_population);
  const auto stated = base_units(plan, s, population);
  const bool by_use = plan.stock(s).basis == StockBasis::utilisation && is_school(s) && in.base_roll;
  const bool known = stated || by_use;
  if (by_use) {
    request.base_by_zone = seats_by_use(in, values, s);
  } else {
    const double sum = std::accumulate(request.zone_weights.begin(), request.zone_weights.end(), 0.0);
    for (const double w : request.zone_weights)
      request.base_by_zone.push_back(sum > 0 ? stated.value_or(0) * w / sum : 0);
  }
  if (known) out.base = std::accumulate(request.base_by_zone.begin(), request.base_by_zone.end(), 0.0);
  for (std::size_t c = 0; c < kSupplyCases.size(); ++c) {
    request.supply_case = kSupplyCases[c];
    const bool from_target = !known && kSupplyCases[c] == SupplyCase::targeted && !request.target_path.empty();
    out.known_from[c] = known ? 0 : from_target ? target_year(plan, s) : std::numeric_limits<int>::max();
    if (known) out.cases[c] = capacity_over_time(plan, *in.region, request);
    // Where nothing is known before, the target's units stand from the start: no queue of a time of which nothing
    // is known meets them. What is hidden before known_from is not shown.
    if (from_target) out.cases[c] = {at_once(in, request)};
  }
  return out;
}

}  // namespace

Supply supply_of(const SupplyInputs& in, const ParameterValues& values) {
  Supply out;
  for (std::size_t i = 0; i < kServices; ++i) out[i] = supply_of_service(in, values, service_at(i));
  return out;
}

bool is_assumed(const Plan& plan, const Region& region, Service s) {
  if (s == Service::hospital_bed && !region.facts.contains("discharges_2020")) return true;
  const Stock& stock = plan.stock(s);
  return stock.basis == StockBasis::utilisation || (stock.basis == StockBasis::stated && stock.status == "assumed");
}

}  // namespace gongxu
