/// Policies on births: dated multipliers of the hazards by birth order.
///
/// A policy is compiled into the hazard tables before the run: a break at its first day, only in the
/// tables of the orders that it names. Nobody is woken, nothing is drawn anew; before its first day it
/// changes nothing at all, and a multiplier of exactly 1 moves no bit.
#pragma once
#include <map>
#include <string>

#include "sim/core/hazard.hpp"
#include "sim/scenario/scenario.hpp"

namespace gongxu {

/// True if the policy acts on women with so many children (3 stands for three and more).
bool acts_on_parity(const FertilityPolicy&, int parity);

/// Applies every policy that acts on this parity to its hazards by age.
void apply_to_births(const std::map<std::string, FertilityPolicy>&, int parity, HazardTable&);

}  // namespace gongxu
