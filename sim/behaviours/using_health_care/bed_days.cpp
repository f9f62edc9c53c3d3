#include "sim/behaviours/using_health_care/bed_days.hpp"

#include <algorithm>

namespace gongxu {

BedDays::BedDays(int zones, Tick start, Tick horizon)
    : start_(start), horizon_(horizon), zones_(static_cast<std::size_t>(zones)) {
  const std::size_t days = day_of(horizon - 1) + 1 - day_of(start);
  for (int year = year_of(start); year <= year_of(horizon - 1); ++year) year_ends_.push_back(year_start(year + 1));
  for (OfZone& z : zones_) {
    z.part.assign(days, 0);
    z.whole.assign(days + 1, 0);
    z.lived.assign(year_ends_.size(), 0);
  }
}

void BedDays::add(int zone, Tick from, Tick to) {
  from = std::max(from, start_);
  to = std::min(to, horizon_);
  if (from >= to) return;
  OfZone& z = zones_[static_cast<std::size_t>(zone)];
  auto year = std::upper_bound(year_ends_.begin(), year_ends_.end(), from);
  for (Tick at = from; at < to; ++year) {
    const Tick end = std::min(to, *year);
    z.lived[static_cast<std::size_t>(year - year_ends_.begin())] += end - at;
    at = end;
  }
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

std::vector<std::vector<double>> BedDays::days_by_year() const {
  std::vector<std::vector<double>> out;
  for (const OfZone& z : zones_) {
    auto& years = out.emplace_back();
    for (const std::int64_t ticks : z.lived) years.push_back(static_cast<double>(ticks) / kTicksPerDay);
  }
  return out;
}

}  // namespace gongxu
