/// Windows: the calendar months in which a run proceeds. Inside, everything is exact by tick.
#pragma once
#include <vector>

#include "sim/core/time.hpp"

namespace gongxu {

/// A calendar month, or the part of it after the start of the run.
struct Window {
  int index = 0;
  Tick start = 0, end = 0;  ///< [start, end)
  Date month;               ///< its first day, or the day of the start
  bool ends_year = false;   ///< end is a 1 January
};

/// The months from `start` to `horizon`. @pre both are midnights, start < horizon.
std::vector<Window> monthly_windows(Tick start, Tick horizon);

}  // namespace gongxu
