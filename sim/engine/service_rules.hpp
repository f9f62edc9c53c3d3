/// One line for each service: how it answers, and its limits. Who adds a service adds it here.
#pragma once
#include "sim/core/service.hpp"
#include "sim/services/load_book.hpp"

namespace gongxu {

struct ServiceRules {
  /// Limits; of services with queues, short_above and surplus_below are of occupancy (childcare: short by the unmet
  /// share, surplus_below of the places that demand covers).
  LoadRules limits;
  bool queues = false;  ///< people wait for a unit of their own (place_queue); else the load is judged (load_book)
};

ServiceRules rules_of(Service);

}  // namespace gongxu
