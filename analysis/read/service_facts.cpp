#include "analysis/read/service_facts.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/core/messages.hpp"
#include "sim/engine/service_rules.hpp"
#include "sim/engine/supply.hpp"

namespace gongxu {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

double room(const ServiceYear& y) {
  return y.judged && y.capacity_mean > 0 && y.required_capacity > 0 ? y.capacity_mean / y.required_capacity - 1 : kNaN;
}

bool by_occupancy(const Plan& plan, const Region& region, Service s) {
  return s == Service::hospital_bed && plan.stock(s).basis == StockBasis::stated &&
         !region.facts.contains("discharges_2020");
}

}  // namespace

bool has_zones(Service s) { return rules_of(s).limits.by_zone; }

double surplus_limit(Service s) { return rules_of(s).limits.surplus_below; }

double change_to_short(Service s, const std::vector<ServiceYear>& places, std::size_t zone) {
  if (zone + 1 < places.size() || !is_school(s)) return room(places[zone]);
  double least = kNaN;
  for (std::size_t z = 0; z < zone; ++z) least = std::fmin(least, room(places[z]));
  return least;
}

double change_to_surplus(Service s, const ServiceYear& y) {
  return y.judged && y.capacity_mean > 0 && y.demand > 0 ? surplus_limit(s) * y.capacity_mean / y.demand - 1 : kNaN;
}

const char* basis_of(const Plan& plan, const Region& region, Service s) {
  return by_occupancy(plan, region, s) ? "occupancy" : word_of(plan.stock(s).basis);
}

Text datum_of(const Plan& plan, const Region& region, Service s) {
  const Stock& stock = plan.stock(s);
  if (by_occupancy(plan, region, s) && stock.datum.en.empty())
    return {say(Language::zh, "datum_discharges"), say(Language::en, "datum_discharges")};
  return stock.basis == StockBasis::stated && !by_occupancy(plan, region, s) ? Text{} : stock.datum;
}

}  // namespace gongxu
