/// What tables and pages have to know of a service beside its years: its limits, its catchment, what its stock rests
/// on.
#pragma once
#include <vector>

#include "sim/plan/plan.hpp"
#include "sim/scenario/region.hpp"
#include "sim/services/service_year.hpp"

namespace gongxu {

/// False where one pool serves the whole place: a zone then has demand alone.
bool has_zones(Service);
/// Below this load there is a surplus (of childcare: below this share of the places that demand covers).
double surplus_limit(Service);

/// The relative change of demand, the same in all zones, at which a service becomes short or ceases to be; negative
/// where it is short already. Of the whole place of schools: at which its first zone does.
/// @param places zones of a year, the last the whole place. NaN without units or without demand.
double change_to_short(Service, const std::vector<ServiceYear>& places, std::size_t zone);
/// Likewise of a surplus: positive where there is one already. From the mean load of the year.
double change_to_surplus(Service, const ServiceYear&);

/// What a service's base stock rests on: "stated", "utilisation", "unknown" as the plan says, or "occupancy": of
/// hospital beds whose use in the base year is drawn, for no discharges are known.
const char* basis_of(const Plan&, const Region&, Service);
/// The datum that would settle the base stock; empty where it is stated.
Text datum_of(const Plan&, const Region&, Service);

}  // namespace gongxu
