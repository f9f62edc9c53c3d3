#include "sim/services/childcare/childcare.hpp"

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

}  // namespace gongxu::childcare
