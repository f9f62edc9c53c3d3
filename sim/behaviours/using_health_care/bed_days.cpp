#include "sim/behaviours/using_health_care/bed_days.hpp"

#include <algorithm>

namespace gongxu {

BedDays::BedDays(int zones, Tick start, Tick horizon)
    : start_(start), horizon_(horizon), zones_(static_cast<std::size_t>(zones)) {
  const std::size_t days = day_of(horizon - 1) + 1 - day_of(start);
  for (OfZone& z : zones_) {
    z.part.assign(days, 0);
    z.whole.assign(days + 1, 0);
  }
}

void BedDays::add(int zone, Tick from, Tick to) {
  from = std::max(from, start_);
  to = std::min(to, horizon_);
  if (from >= to) return;
  OfZone& z = zones_[static_cast<std::size_t>(zone)];
  const Day first = day_of(from), last = day_of(to - 1), origin = day_of(start_);
  if (first == last) {
    z.part[first - origin] += to - from;
    return;
  }
  z.part[first - origin] += tick_at(first + 1) - from;
  z.part[last - origin] += to - tick_at(last);
  ++z.whole[first + 1 - origin];
  --z.whole[last - origin];
}

std::vector<std::vector<float>> BedDays::means() const {
  std::vector<std::vector<float>> out;
  for (const OfZone& z : zones_) {
    auto& days = out.emplace_back();
    days.reserve(z.part.size());
    std::int64_t all_day = 0;
    for (std::size_t d = 0; d < z.part.size(); ++d) {
      all_day += z.whole[d];
      days.push_back(static_cast<float>(static_cast<double>(all_day) +
                                        static_cast<double>(z.part[d]) / static_cast<double>(kTicksPerDay)));
    }
  }
  return out;
}

}  // namespace gongxu
