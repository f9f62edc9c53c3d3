#include "sim/services/load_book.hpp"

#include <algorithm>
#include <limits>

namespace gongxu {
namespace {
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
}

LoadBook::LoadBook(LoadRules rules, int zones, std::vector<CapacityStep> units)
    : rules_(rules), units_(std::move(units)), zones_(static_cast<std::size_t>(zones) + 1) {}

const CapacityStep* LoadBook::units_at(Tick now) const {
  const auto after = std::upper_bound(units_.begin(), units_.end(), now,
                                      [](Tick t, const CapacityStep& step) { return t < step.when; });
  return after == units_.begin() ? nullptr : &*(after - 1);
}

void LoadBook::add(Sums& s, double ticks, double units, double demand, double need) {
  s.units += ticks * units;
  s.demand += ticks * demand;
  s.need += ticks * need;
  s.served += ticks * std::min(units, demand);
  s.most = std::max(s.most, demand);
}

void LoadBook::enter(Tick from, Tick to, const std::vector<double>& demand, const std::vector<double>& need) {
  const CapacityStep* units = units_at(from);
  const double ticks = to - from;
  const std::size_t zones = zones_.size() - 1;
  double all_demand = 0, all_need = 0;
  for (std::size_t z = 0; z < demand.size(); ++z) {
    all_demand += demand[z];
    all_need += need[z];
    if (z < zones) add(zones_[z], ticks, units && rules_.by_zone ? units->by_zone[z] : 0, demand[z], need[z]);
  }
  Sums& all = zones_.back();
  const double served = all.served;
  add(all, ticks, units ? units->total() : 0, all_demand, all_need);
  if (rules_.by_zone) {  // a free unit elsewhere serves nobody
    double by_zone = 0;
    for (std::size_t z = 0; z < zones; ++z) by_zone += std::min<double>(units ? units->by_zone[z] : 0, demand[z]);
    all.served = served + ticks * by_zone;
  }
  ticks_ += ticks;
}

ServiceYear LoadBook::close(const Sums& s, bool known, double units_at_end) const {
  ServiceYear y;
  y.demand = s.demand / ticks_;
  y.need = s.need / ticks_;
  y.required_capacity = y.demand / rules_.short_above;
  y.capacity_zero_unmet = s.most;
  y.asked = y.served = y.withdrawn = y.waiting = y.wait_days_p50 = y.wait_days_p90 = kNaN;
  if (!known) {
    y.capacity = y.capacity_mean = y.places = y.use = y.unmet_share = y.idle_share = y.covered_share = y.load = kNaN;
    return y;
  }
  y.judged = true;
  y.capacity = units_at_end;
  y.capacity_mean = y.places = s.units / ticks_;
  y.use = s.served / ticks_;
  y.unmet_share = s.demand > 0 ? 1 - s.served / s.demand : kNaN;
  y.idle_share = s.units > 0 ? 1 - s.served / s.units : kNaN;
  y.covered_share = s.units > 0 ? s.served / s.units : kNaN;
  y.load = s.units > 0 ? s.demand / s.units : s.demand > 0 ? std::numeric_limits<double>::infinity() : kNaN;
  y.is_short = y.load > rules_.short_above;
  y.is_surplus = y.load < rules_.surplus_below;
  return y;
}

void LoadBook::close_year(Tick end) {
  const CapacityStep* units = units_at(end - 1);
  std::vector<ServiceYear> year;
  const std::size_t zones = zones_.size() - 1;
  bool any_short = false;
  for (std::size_t z = 0; z < zones; ++z) {
    year.push_back(close(zones_[z], units && rules_.by_zone, units ? units->by_zone[z] : 0));
    any_short |= year.back().is_short;
  }
  year.push_back(close(zones_.back(), units != nullptr, units ? units->total() : 0));
  if (rules_.by_zone) {
    year.back().is_short = any_short;
    year.back().required_capacity = year.back().capacity_zero_unmet = 0;
    for (std::size_t z = 0; z < zones; ++z) {
      year.back().required_capacity += year[z].required_capacity;
      year.back().capacity_zero_unmet += year[z].capacity_zero_unmet;
    }
  }
  for (Sums& s : zones_) s = {};
  ticks_ = 0;
  years_.push_back(std::move(year));
}

}  // namespace gongxu
