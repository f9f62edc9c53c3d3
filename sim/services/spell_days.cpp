#include "sim/services/spell_days.hpp"

#include <algorithm>
#include <unordered_map>

namespace gongxu {

std::vector<std::vector<double>> spell_days(const std::vector<DemandEvent>& spells, Service service, int zones,
                                            Tick start, Tick horizon) {
  const int first = year_of(start), last = year_of(horizon - 1);
  const auto all = static_cast<std::size_t>(zones);
  std::vector<std::vector<std::uint64_t>> ticks(static_cast<std::size_t>(last - first) + 1);
  for (auto& year : ticks) year.resize(all + 1);
  const auto add = [&](std::size_t zone, Tick from, Tick to) {
    for (int year = year_of(from); from < to; ++year) {
      const Tick end = std::min(to, year_start(year + 1));
      ticks[static_cast<std::size_t>(year - first)][zone] += end - from;
      ticks[static_cast<std::size_t>(year - first)][all] += end - from;
      from = end;
    }
  };
  struct Open {
    std::size_t zone;
    Tick from;
  };
  std::unordered_map<PersonId, Open> open;  // its order decides nothing: whole ticks are added up
  for (const DemandEvent& e : spells) {
    if (e.service != service) continue;
    if (const auto it = open.find(e.person); it != open.end()) {
      add(it->second.zone, it->second.from, e.when);
      open.erase(it);
    }
    if (e.change != DemandChange::end) open.emplace(e.person, Open{e.zone, e.when});
  }
  for (const auto& [person, spell] : open) add(spell.zone, spell.from, horizon);
  std::vector<std::vector<double>> days;
  for (const auto& year : ticks) {
    auto& of_year = days.emplace_back();
    for (const std::uint64_t n : year) of_year.push_back(static_cast<double>(n) / kTicksPerDay);
  }
  return days;
}

}  // namespace gongxu
