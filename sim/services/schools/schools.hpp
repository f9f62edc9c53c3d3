/// Schools: seats (学位) of kindergartens, primary, junior and senior secondary schools.
///
/// Unit one seat: a place in a class of the norm's size. Catchment the zone where pupils are taught. No queue: who is
/// of compulsory age is never refused, and the outcome is the size of classes; so it is read for the other two stages.
/// Load pupils on the autumn roll / seats. Short above 1 in any zone, surplus below kSurplusBelow of the stage. Where
/// no plan states seats, base seats are the base year's pupils over a drawn utilisation, in town and in the
/// countryside. Sources the limits: norms of class size 30, 45, 50, 50; R9 utilisation.
#pragma once
#include "sim/services/load_book.hpp"

namespace gongxu::schools {

inline constexpr std::array<int, kStages> kClassSize{30, 45, 50, 50};                ///< [pupils] the nation's norm
inline constexpr std::array<double, kStages> kSurplusBelow{0.75, 0.70, 0.70, 0.70};  ///< of seats

inline LoadRules rules(std::size_t stage) { return {1.0, kSurplusBelow[stage], true}; }

}  // namespace gongxu::schools
