#include "sim/engine/service_rules.hpp"

#include <stdexcept>

#include "sim/services/care_beds/care_beds.hpp"
#include "sim/services/childcare/childcare.hpp"
#include "sim/services/hospital_beds/hospital_beds.hpp"
#include "sim/services/nurses/nurses.hpp"
#include "sim/services/physicians/physicians.hpp"
#include "sim/services/schools/schools.hpp"

namespace gongxu {

ServiceRules rules_of(Service s) {
  switch (s) {  // no default: a service that is forgotten here does not compile
    case Service::childcare:
      return {{1.0, childcare::kSurplusBelow, true}, true};
    case Service::care_bed:
    case Service::nursing_bed:
      return {{CareBeds::kShortAbove, CareBeds::kSurplusBelow, true}, true};
    case Service::kindergarten:
    case Service::primary:
    case Service::junior:
    case Service::senior:
      return {schools::rules(stage_of(s)), false};
    case Service::hospital_bed:
      return {hospital_beds::rules(), false};
    case Service::physician:
      return {physicians::rules(), false};
    case Service::nurse:
      return {nurses::rules(), false};
  }
  throw std::logic_error("a service without rules");
}

}  // namespace gongxu
