/// The rules of a queue of places told again, as plainly as they can be: the judge of the fast one.
#pragma once
#include <random>

#include "tests/support/queue_play.hpp"

namespace gongxu::test {

/// A year of random spells: with moves, withdrawals and meetings at one tick.
inline Play random_play(unsigned seed, int zones, int persons, std::vector<int> first, std::vector<int> later) {
  std::mt19937_64 chance(seed);
  Play play;
  play.years = 2;
  play.places(0, std::move(first)).places(243, std::move(later));
  for (int i = 0; i < persons; ++i) {
    const PersonId id = mix64(static_cast<std::uint64_t>(i));
    const auto half_day = [&](int below) {
      return static_cast<double>(chance() % static_cast<unsigned>(2 * below)) / 2;
    };
    int zone = static_cast<int>(chance() % static_cast<unsigned>(zones));
    const double from = chance() % 4 ? half_day(700) : 0;
    const double until = std::min(from + 0.5 + half_day(200), 729.75);
    if (from == 0)
      play.wish(id, zone, 0, half_day(300));
    else
      play.wish(id, zone, from);
    if (chance() % 5 == 0) {
      zone = static_cast<int>(chance() % static_cast<unsigned>(zones));
      const double when = from + 0.25 + half_day(100);
      if (when < until) play.move(id, zone, when);
    }
    play.end(id, until, zone);
    if (chance() % 3 == 0) play.refusing.insert(id);
  }
  return play;
}

/// The rules again, as plainly as they can be told: every decision looks at everybody.
class PlainQueue {
 public:
  PlainQueue(const Play& play)
      : play_(play), zones_(static_cast<std::size_t>(play.zones)), units_(zones_), taken_(zones_) {}

  /// [zone]: served, withdrawn, person-days served at home zone, person-days in places of the zone, person-days of all
  /// who wait at home zone
  struct Sums {
    double served = 0, withdrawn = 0, use_days = 0, place_days = 0, wait_days = 0, waited_days = 0;
  };
  std::vector<Sums> run(Tick until) {
    auto events = play_.events;
    std::sort(events.begin(), events.end());
    std::vector<Sums> sums(zones_);
    std::size_t e = 0, c = 0;
    // All dates lie on quarter days (the stock) or a tick after them (everybody else).
    for (Tick now = kStart, dt = 1; now <= until; now += dt, dt = dt == 1 ? kTicksPerDay / 4 - 1 : 1) {
      std::size_t end = e;
      while (end < events.size() && events[end].when == now) ++end;
      for (std::size_t i = e; i < end; ++i)
        if (events[i].change != DemandChange::wish) vacate(events[i].person, sums);
      for (; c < play_.steps.size() && play_.steps[c].when == now; ++c)
        for (std::size_t z = 0; z < zones_; ++z) units_[z] = play_.steps[c].by_zone[z];
      for (std::size_t z = 0; z < zones_; ++z) fill(z, now, sums);
      for (; e < end; ++e) change(events[e], now, sums);
      expire(now, sums);
      if (now == until) break;
      for (const Spell& s : spells_) {
        const double days = static_cast<double>(dt) / kTicksPerDay;
        if (s.open && s.place < 0) sums[static_cast<std::size_t>(s.zone)].waited_days += days;
        if (s.place < 0) continue;
        sums[static_cast<std::size_t>(s.zone)].use_days += days;
        sums[static_cast<std::size_t>(s.place)].place_days += days;
      }
    }
    return sums;
  }

 private:
  struct Spell {
    PersonId person;
    Tick since, patience_ends;
    int zone, place = -1;
    bool open = true, travelling = false;
    long joined, began_travel = 0;
  };
  void seat(Spell& s, std::size_t place, Tick now, std::vector<Sums>& sums) {
    s.place = static_cast<int>(place);
    ++taken_[place];
    if (now == kStart) return;  // the stock sat already
    sums[static_cast<std::size_t>(s.zone)].served += 1;
    sums[static_cast<std::size_t>(s.zone)].wait_days += static_cast<double>(now - s.since) / kTicksPerDay;
  }
  void fill(std::size_t zone, Tick now, std::vector<Sums>& sums) {
    while (taken_[zone] < units_[zone]) {
      Spell* best = nullptr;
      long best_distance = 0, best_rank = 0;
      for (Spell& s : spells_) {
        if (!s.open || s.place >= 0) continue;
        const long distance = std::abs(s.zone - static_cast<int>(zone)) * 2 - (s.zone < static_cast<int>(zone) ? 1 : 0);
        if (s.zone != static_cast<int>(zone) && !s.travelling) continue;
        const long rank = s.zone == static_cast<int>(zone) ? s.joined : s.began_travel;
        if (!best || distance < best_distance || (distance == best_distance && rank < best_rank))
          best = &s, best_distance = distance, best_rank = rank;
      }
      if (!best) return;
      seat(*best, zone, now, sums);
    }
  }
  void join(PersonId person, Tick since, int zone, Tick counts_from, Tick now, std::vector<Sums>& sums) {
    const bool travels = !play_.refusing.contains(person);
    spells_.push_back({person, since, travels ? std::max(now, counts_from + tick_at(kPatience)) : kNever, zone, -1,
                       true, false, ++order_, 0});
    const auto z = static_cast<std::size_t>(zone);
    if (taken_[z] < units_[z]) seat(spells_.back(), z, now, sums);
  }
  void change(const DemandEvent& e, Tick now, std::vector<Sums>& sums) {
    if (e.change == DemandChange::wish) return join(e.person, e.since, e.zone, e.since, now, sums);
    const int place = vacate(e.person, sums);  // done above, but for a spell that began at this tick
    if (place >= 0) fill(static_cast<std::size_t>(place), now, sums);
    Tick since = 0;
    for (const Spell& s : spells_)
      if (s.person == e.person) since = s.since;
    if (e.change == DemandChange::move) join(e.person, since, e.zone, now, now, sums);
  }
  /// Closes the person's open spell. @returns the zone of its place, -1 if it held none.
  int vacate(PersonId person, std::vector<Sums>& sums) {
    for (Spell& s : spells_) {
      if (s.person != person || !s.open) continue;
      s.open = false;
      const int place = s.place;
      s.place = -1;
      if (place < 0)
        sums[static_cast<std::size_t>(s.zone)].withdrawn += 1;
      else
        --taken_[static_cast<std::size_t>(place)];
      return place;
    }
    return -1;
  }
  void expire(Tick now, std::vector<Sums>& sums) {
    for (Spell& s : spells_) {  // in the order of joining
      if (!s.open || s.place >= 0 || s.travelling || s.patience_ends > now) continue;
      int best = -1, best_distance = 0;
      for (int z = 0; z < static_cast<int>(zones_); ++z) {
        const int distance = std::abs(z - s.zone) * 2 - (z < s.zone ? 1 : 0);
        if (z != s.zone && taken_[static_cast<std::size_t>(z)] < units_[static_cast<std::size_t>(z)] &&
            (best < 0 || distance < best_distance))
          best = z, best_distance = distance;
      }
      if (best >= 0)
        seat(s, static_cast<std::size_t>(best), now, sums);
      else
        s.travelling = true, s.began_travel = ++order_;
    }
  }
  const Play& play_;
  std::size_t zones_;
  std::vector<int> units_, taken_;
  std::vector<Spell> spells_;
  long order_ = 0;
};

}  // namespace gongxu::test
