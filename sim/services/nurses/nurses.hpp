/// Nurses: derived from bed-days and visits, beside registered nurses.
///
/// Unit one nurse. Catchment the whole place. No queue. Demand: base nurses x (w x bed-days / base year's + (1 - w) x
/// visits / base year's), w nurse_bed_weight. Load over the base year's. Limits as for physicians.
#pragma once
#include "sim/services/load_book.hpp"

namespace gongxu::nurses {

inline constexpr double kShortAbove = 1.10, kSurplusBelow = 0.85;  ///< load on the base year's

inline LoadRules rules() { return {kShortAbove, kSurplusBelow, false}; }
/// Nurses at the base year's load. Both ratios against the base year; weight is that of bed-days.
inline double demanded(double base_units, double bed_days_ratio, double visits_ratio, double bed_weight) {
  return base_units * (bed_weight * bed_days_ratio + (1 - bed_weight) * visits_ratio);
}

}  // namespace gongxu::nurses
