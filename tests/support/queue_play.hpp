/// Hand-made spells and places for a queue of places, played month by month.
#pragma once
#include <algorithm>
#include <set>
#include <span>
#include <vector>

#include "sim/services/place_queue.hpp"

namespace gongxu::test {

inline const Tick kStart = year_start(2021);
inline constexpr Day kPatience = 30;
/// A tick after the day's begin: day 0 itself belongs to the stock.
inline Tick at(double day) { return kStart + 1 + static_cast<Tick>(day * kTicksPerDay); }

/// Hand-made spells and places; plays them month by month.
struct Play {
  int zones = 1;
  std::vector<CapacityStep> steps;
  std::set<PersonId> refusing;
  std::vector<DemandEvent> events;
  int years = 1;

  Play& places(double day, std::vector<int> by_zone) {
    steps.push_back({day == 0 ? kStart : at(day), std::move(by_zone)});
    zones = static_cast<int>(steps.back().by_zone.size());
    return *this;
  }
  Play& wish(PersonId who, int zone, double from, double since = -1) {
    const Tick when = since < 0 ? at(from) : kStart;  // an older wish is one of the stock of day 0
    events.push_back({when, since < 0 ? when : kStart - static_cast<Tick>(since * kTicksPerDay), who,
                      DemandChange::wish, static_cast<std::uint8_t>(zone), EndReason::none});
    return *this;
  }
  Play& move(PersonId who, int zone, double when) {
    events.push_back({at(when), at(when), who, DemandChange::move, static_cast<std::uint8_t>(zone), EndReason::none});
    return *this;
  }
  Play& end(PersonId who, double when, int zone = 0) {
    events.push_back({at(when), at(when), who, DemandChange::end, static_cast<std::uint8_t>(zone), EndReason::grown});
    return *this;
  }
  Play& spell(PersonId who, int zone, double from, double until) { return wish(who, zone, from).end(who, until, zone); }

  std::vector<std::vector<ServiceYear>> run() {
    std::sort(events.begin(), events.end());
    PlaceQueue::Rules rules;
    rules.patience = tick_at(kPatience);
    rules.unmet_limit = 0.05;
    rules.refuses_to_travel = [this](PersonId id) { return refusing.contains(id); };
    PlaceQueue queue(zones, rules, steps, kStart);
    std::size_t next = 0;
    for (const Window& w : monthly_windows(kStart, year_start(2021 + years))) {
      const std::size_t first = next;
      while (next < events.size() && events[next].when < w.end) ++next;
      queue.serve(w, std::span(events).subspan(first, next - first));
    }
    return queue.years();
  }
  ServiceYear year(int zone = 0) { return run()[0][static_cast<std::size_t>(zone)]; }
};

inline constexpr double kDays = 365;  // 2021

}  // namespace gongxu::test
