#include "sim/services/childcare/childcare.hpp"

#include <limits>

namespace gongxu::childcare {

PlaceQueue queue(int zones, const std::vector<CapacityStep>& capacity, const ParameterValues& values,
                 const Draws& draws, Tick start) {
  const double refusal = values["childcare_travel_refusal"];
  PlaceQueue::Rules rules;
  rules.patience = tick_at(kPatience);
  rules.unmet_limit = kUnmetLimit;
  rules.refuses_to_travel = [draws, refusal](PersonId id) {
    return draws.uniform(id, Purpose::travel_refusal) < refusal;
  };
  return PlaceQueue(zones, std::move(rules), capacity, start);
}

std::vector<std::vector<ServiceYear>> judged(std::vector<std::vector<ServiceYear>> years) {
  for (auto& zones : years)
    for (ServiceYear& y : zones) {
      y.load = y.capacity_mean > 0 ? y.demand / y.capacity_mean : std::numeric_limits<double>::quiet_NaN();
      y.is_short = y.unmet_share > kUnmetLimit;
      y.is_surplus = y.covered_share < kSurplusBelow;
    }
  return years;
}

}  // namespace gongxu::childcare
