/// Physicians: outpatient visits beside licensed (assistant) physicians.
///
/// Unit one physician. Catchment the whole place. No queue. Demand: the physicians who would bear the visits at the
/// base year's load, that is base physicians x visits / base year's visits. Load visits per physician over the base
/// year's (Wanzhou 2,260, the nation 1,900). Short above kShortAbove, surplus below kSurplusBelow.
#pragma once
#include "sim/services/load_book.hpp"

namespace gongxu::physicians {

inline constexpr double kShortAbove = 1.10, kSurplusBelow = 0.85;  ///< load on the base year's

inline LoadRules rules() { return {kShortAbove, kSurplusBelow, false}; }
/// Physicians at the base year's load. @param visits [a year]
inline double demanded(double base_units, double visits, double base_visits) {
  return base_visits > 0 ? base_units * visits / base_visits : 0;
}

}  // namespace gongxu::physicians
