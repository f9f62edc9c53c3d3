/// Days lived in demand spells, told from the spells alone, whatever a service makes of them: the other side of
/// Little's law, against which every run holds its queues.
#pragma once
#include <vector>

#include "sim/core/demand.hpp"

namespace gongxu {

/// [calendar year from the start's][zone, the last the whole place] [days] of the spells of a service by home zone,
/// from `start` to `horizon`. Spells of `care_bed` are those of ordinary beds. @pre spells are in order.
std::vector<std::vector<double>> spell_days(const std::vector<DemandEvent>& spells, Service, int zones, Tick start,
                                            Tick horizon);

}  // namespace gongxu
