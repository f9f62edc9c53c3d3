#include "sim/policies/births.hpp"

#include <algorithm>
#include <limits>

namespace gongxu {

bool acts_on_parity(const FertilityPolicy& policy, int parity) {
  constexpr int kThirdAndLater = 3;
  return policy.order == 0 || policy.order == std::min(parity + 1, kThirdAndLater);
}

void apply_to_births(const std::map<std::string, FertilityPolicy>& policies, int parity, HazardTable& hazards) {
  for (const auto& [id, policy] : policies)
    if (acts_on_parity(policy, parity))
      hazards.multiply_from(to_tick(policy.from), 0, std::numeric_limits<int>::max(), policy.multiplier);
}

}  // namespace gongxu
