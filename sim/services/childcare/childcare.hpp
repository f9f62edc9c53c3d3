/// Childcare: places (托位) in each zone, and the children who wait for them.
///
/// Unit one place. Catchment the zone, then its neighbours. Queue first come, first served, overflow
/// after kPatience unless the child refuses to travel. Outcomes served, waiting, withdrawn; nobody is
/// refused. Sources R2 (refusal to travel), patience assumed. Supply changes nobody's wish.
#pragma once
#include "sim/core/draws.hpp"
#include "sim/plan/capacity.hpp"
#include "sim/scenario/parameters.hpp"
#include "sim/services/place_queue.hpp"

namespace gongxu {

namespace childcare {
inline constexpr Day kPatience = 30;           ///< [days] waited before a place elsewhere is taken
inline constexpr double kUnmetLimit = 0.05;    ///< short if more of the year's demand-time is unserved
inline constexpr double kSurplusBelow = 0.60;  ///< surplus if demand covers less of the places, in time average

PlaceQueue queue(int zones, const std::vector<CapacityStep>&, const ParameterValues&, const Draws&, Tick start);
/// The years of a queue with their judgement: short by the unmet share, surplus by how much of the places is covered.
std::vector<std::vector<ServiceYear>> judged(std::vector<std::vector<ServiceYear>> years);
}  // namespace childcare

}  // namespace gongxu
