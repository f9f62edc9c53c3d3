/// Hospital beds: patients in a bed beside the beds that the indicator counts.
///
/// Unit one bed. Catchment the whole place, one pool: no source states beds by level or zone. No queue: a stay is
/// never shortened nor put off, added beds take who finds none. Load occupancy: patients / beds, mean of the days of
/// the year. Short above kShortAbove, surplus below kSurplusBelow (79 % was the nation's in 2023).
/// Scope: where the place's discharges are known, patients are counted as they are; where they are not, only the beds
/// that the indicator counts are known, and patients are scaled so that the base year's occupancy is the drawn
/// hospital_base_occupancy: the share of demand that falls on those beds, held.
#pragma once
#include "sim/services/load_book.hpp"

namespace gongxu::hospital_beds {

inline constexpr double kShortAbove = 0.93, kSurplusBelow = 0.75;  ///< occupancy

inline LoadRules rules() { return {kShortAbove, kSurplusBelow, false}; }
/// What patients are multiplied by. @param base_bed_days [a year] inside the place; occupancy NaN: counted as they are.
double scope(double base_beds, double base_bed_days, double base_occupancy);

}  // namespace gongxu::hospital_beds
