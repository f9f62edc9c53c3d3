#include "sim/services/care_beds/care_beds.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "sim/core/quantile.hpp"

namespace gongxu {
namespace {

PlaceQueue::Rules rules() {
  PlaceQueue::Rules r;
  r.patience = tick_at(CareBeds::kPatience);
  r.unmet_limit = 0;
  r.refuses_to_travel = [](PersonId) { return false; };
  return r;
}

const std::vector<int>& units_at(const std::vector<CapacityStep>& steps, Tick now) {
  auto after =
      std::upper_bound(steps.begin(), steps.end(), now, [](Tick t, const CapacityStep& step) { return t < step.when; });
  return (after == steps.begin() ? after : after - 1)->by_zone;
}

/// By the limits on occupancy and waiting.
void judge(ServiceYear& y) {
  // Of a zone, occupancy is that of its beds, whoever lies in them.
  y.load = y.places > 0 ? 1 - y.idle_share : y.demand > 0 ? 1 : std::nan("");
  y.is_short = y.load > CareBeds::kShortAbove || y.wait_days_p50 > CareBeds::kLongWait;
  y.is_surplus = y.load < CareBeds::kSurplusBelow;
  y.required_capacity = y.demand / CareBeds::kShortAbove;
}

double weighted(double a, double of_a, double b, double of_b) {
  const double sum = (of_a > 0 ? a * of_a : 0) + (of_b > 0 ? b * of_b : 0);
  return of_a + of_b > 0 ? sum / (of_a + of_b) : std::nan("");
}

/// Both kinds together. @param waits of those served in beds of either kind.
ServiceYear together(const ServiceYear& a, const ServiceYear& b, std::vector<double> waits) {
  ServiceYear sum = a;
  for (auto field : {&ServiceYear::capacity, &ServiceYear::capacity_mean, &ServiceYear::places, &ServiceYear::demand,
                     &ServiceYear::use, &ServiceYear::waiting, &ServiceYear::asked, &ServiceYear::served,
                     &ServiceYear::withdrawn, &ServiceYear::waited_days, &ServiceYear::capacity_zero_unmet})
    sum.*field += b.*field;
  sum.unmet_share = weighted(a.unmet_share, a.demand, b.unmet_share, b.demand);
  sum.idle_share = weighted(a.idle_share, a.places, b.idle_share, b.places);
  sum.covered_share = weighted(a.covered_share, a.places, b.covered_share, b.places);
  std::sort(waits.begin(), waits.end());
  sum.wait_days_p50 = sorted_quantile(waits, 0.5);
  sum.wait_days_p90 = sorted_quantile(waits, 0.9);
  judge(sum);
  return sum;
}

}  // namespace

std::vector<CapacityStep> ordinary_beds(const std::vector<CapacityStep>& all,
                                        const std::vector<CapacityStep>& nursing) {
  std::set<Tick> dates;
  for (const auto* steps : {&all, &nursing})
    for (const CapacityStep& s : *steps) dates.insert(s.when);
  std::vector<CapacityStep> out;
  for (const Tick when : dates) {
    CapacityStep step{when, units_at(all, when)};
    const auto& taken = units_at(nursing, when);
    for (std::size_t z = 0; z < step.by_zone.size(); ++z) step.by_zone[z] = std::max(0, step.by_zone[z] - taken[z]);
    if (out.empty() || out.back().by_zone != step.by_zone) out.push_back(std::move(step));
  }
  return out;
}

CareBeds::CareBeds(int zones, const std::vector<CapacityStep>& all, const std::vector<CapacityStep>& nursing,
                   Tick start)
    : ordinary_(zones, rules(), ordinary_beds(all, nursing), start), nursing_(zones, rules(), nursing, start) {}

void CareBeds::serve(const Window& window, std::span<const DemandEvent> events) {
  for (const auto& [kind, queue] : {std::pair{Service::care_bed, &ordinary_}, {Service::nursing_bed, &nursing_}}) {
    of_kind_.clear();
    std::copy_if(events.begin(), events.end(), std::back_inserter(of_kind_),
                 [kind = kind](const DemandEvent& e) { return e.service == kind; });
    queue->serve(window, of_kind_);
    if (kind == Service::care_bed) nursing_.withhold(ordinary_.overhang());
  }
}

std::vector<std::vector<ServiceYear>> CareBeds::nursing_years() const {
  auto years = nursing_.years();
  for (auto& zones : years)
    for (ServiceYear& y : zones) judge(y);
  return years;
}

std::vector<std::vector<ServiceYear>> CareBeds::all_years() const {
  auto years = ordinary_.years();
  for (std::size_t y = 0; y < years.size(); ++y)
    for (std::size_t z = 0; z < years[y].size(); ++z) {
      std::vector<double> waits = ordinary_.waits()[y][z];
      const auto& others = nursing_.waits()[y][z];
      waits.insert(waits.end(), others.begin(), others.end());
      years[y][z] = together(years[y][z], nursing_.years()[y][z], std::move(waits));
    }
  return years;
}

}  // namespace gongxu
