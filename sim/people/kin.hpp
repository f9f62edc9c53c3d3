/// Parity, mothers of children, and the time since the last birth, for the residents of the base date.
#pragma once
#include "sim/people/initial_population.hpp"

namespace gongxu {

/// Fills parity, links and last_birth of `population`, whose people are in place.
///
/// Parity: by a woman's age from the order schedules; the progressions of cohorts past the middle of
/// their fertile life rise to those of earlier times, of which the second is calibrated so that the
/// mean over ages 15 to 64 meets the fact `mean_children_ever_born` (where the region states it).
/// Links: each child below kLinkedBelowAge is, with probability `mother_link_probability`, linked to
/// a woman of its zone with a child to spare, whose age at its birth is drawn from the all-order
/// schedule; else it has no linked mother.
void assign_kin(const Region&, const ParameterValues&, const Draws&, InitialPopulation& population);

}  // namespace gongxu
