#include "sim/core/window.hpp"

#include <algorithm>

namespace gongxu {

std::vector<Window> monthly_windows(Tick start, Tick horizon) {
  std::vector<Window> out;
  for (Tick at = start; at < horizon;) {
    const Date d = to_date(day_of(at));
    const Date next = d.month == 12 ? Date{d.year + 1, 1, 1} : Date{d.year, d.month + 1, 1};
    const Tick end = std::min(horizon, to_tick(next));
    out.push_back({static_cast<int>(out.size()), at, end, d, to_date(day_of(end)).month == 1 && d.month == 12});
    at = end;
  }
  return out;
}

}  // namespace gongxu
