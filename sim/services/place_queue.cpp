#include "sim/services/place_queue.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "sim/core/quantile.hpp"

namespace gongxu {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

void add_time(std::vector<std::uint64_t>& by_level, int level, Tick dt) {
  if (static_cast<std::size_t>(level) >= by_level.size()) by_level.resize(static_cast<std::size_t>(level) + 1);
  by_level[static_cast<std::size_t>(level)] += dt;
}

/// The least number of units at which demand-time above it is at most `limit` of all demand-time.
/// Served is min(demand, units) at every instant, for spells end on their own date.
double least_units(const std::vector<std::uint64_t>& time_at, double limit) {
  double all = 0, unmet = 0, above = 0;
  for (std::size_t k = 0; k < time_at.size(); ++k) all += static_cast<double>(k) * static_cast<double>(time_at[k]);
  for (std::size_t k = time_at.size(); k-- > 0;) {
    // One unit less leaves everyone above level k unserved by one more.
    above += static_cast<double>(time_at[k]);
    if (k == 0 || unmet + above > limit * all) return static_cast<double>(k);
    unmet += above;
  }
  return 0;
}

}  // namespace

PlaceQueue::PlaceQueue(int zones, Rules rules, std::vector<CapacityStep> units, Tick start)
    : rules_(std::move(rules)),
      units_(std::move(units)),
      beyond_(static_cast<std::size_t>(zones), 0),
      zones_(static_cast<std::size_t>(zones)),
      start_(start),
      last_(start),
      year_start_(start) {
  for (int z = 0; z < zones; ++z) {
    auto& near = neighbours_.emplace_back();
    for (int distance = 1; distance < zones; ++distance)
      for (const int other : {z - distance, z + distance})
        if (other >= 0 && other < zones) near.push_back(other);
  }
}

void PlaceQueue::accumulate(Tick now) {
  if (now == last_) return;
  const Tick dt = now - last_;
  int units = 0, demand = 0;
  for (Zone& z : zones_) {
    z.units_time += static_cast<double>(z.units) * dt;
    z.places_time += static_cast<double>(z.places()) * dt;
    z.taken_time += static_cast<double>(z.taken) * dt;
    z.demand_time += static_cast<double>(z.demand) * dt;
    z.served_time += static_cast<double>(z.served_here) * dt;
    z.covered_time += static_cast<double>(std::min(z.demand, z.places())) * dt;
    add_time(z.time_at_demand, z.demand, dt);
    units += z.places();
    demand += z.demand;
  }
  covered_all_ += static_cast<double>(std::min(units, demand)) * dt;
  last_ = now;
}

void PlaceQueue::serve(const Window& window, std::span<const DemandEvent> events) {
  for (Zone& z : zones_) z.waiting_before = z.waiting, z.asked = z.served = z.withdrawn = 0;
  overhang_.clear();
  while (true) {
    const Tick units_at = next_units_ < units_.size() ? units_[next_units_].when : kNever;
    const Tick event_at = events.empty() ? kNever : events.front().when;
    const Tick patience_at = patience_.empty() ? kNever : patience_.front().first;
    const Tick withheld_at = withheld_.empty() ? kNever : withheld_.front().when;
    const Tick now = std::min({units_at, event_at, patience_at, withheld_at});
    if (now >= window.end) break;
    if (now < last_) throw std::logic_error("a service was asked to go back in time");
    accumulate(now);
    std::size_t n = 0;
    while (n < events.size() && events[n].when == now) ++n;
    play(now, events.first(n), units_at == now);
    note_overhang(now);
    events = events.subspan(n);
  }
  accumulate(window.end);
  close_month();
  if (window.ends_year) close_year();
}

/// Places beyond the units there are, if they are others than before.
void PlaceQueue::note_overhang(Tick now) {
  std::vector<int> beyond;
  for (const Zone& z : zones_) beyond.push_back(std::max(0, z.taken - z.units));
  if (beyond == beyond_) return;
  beyond_ = beyond;
  overhang_.push_back({now, std::move(beyond)});
}

/// Everything of one tick, in an order that seats nobody who leaves at that very tick: first places are
/// given back, then new units open, then the queues move up, then come wishes, at last patience.
void PlaceQueue::play(Tick now, std::span<const DemandEvent> events, bool new_units) {
  for (const DemandEvent& e : events)
    if (e.change != DemandChange::wish)
      if (const auto it = open_.find(e.person); it != open_.end()) vacate(it->second, now);
  if (new_units) {
    for (std::size_t z = 0; z < zones_.size(); ++z) zones_[z].units = units_[next_units_].by_zone[z];
    ++next_units_;
  }
  for (; !withheld_.empty() && withheld_.front().when <= now; withheld_.pop_front())
    for (std::size_t z = 0; z < zones_.size(); ++z) zones_[z].withheld = withheld_.front().by_zone[z];
  for (int z = 0; z < static_cast<int>(zones_.size()); ++z) fill(z, now);
  for (const DemandEvent& e : events) {
    if (e.change == DemandChange::wish) {
      wish(e);
      continue;
    }
    const auto it = open_.find(e.person);
    if (it == open_.end()) throw std::logic_error("a spell ends or moves that never began");
    const std::uint32_t spell = it->second;
    const int place = vacate(spell, now);  // already done, but for a spell that began at this tick
    if (place >= 0) fill(place, now);
    if (e.change == DemandChange::move)
      join(spell, e.zone, now, now);
    else
      open_.erase(it);
  }
  while (!patience_.empty() && patience_.front().first == now) {
    const Ticket t = patience_.front().second;
    patience_.pop_front();
    expire(t, now);
  }
}

void PlaceQueue::wish(const DemandEvent& e) {
  const auto spell = static_cast<std::uint32_t>(spells_.size());
  spells_.push_back({e.person, e.since, e.when, -1, -1, State::gone, !rules_.refuses_to_travel(e.person), 0});
  if (!open_.emplace(e.person, spell).second) throw std::logic_error("a person asks twice for one service");
  join(spell, e.zone, e.since, e.when);
}

/// @param waits_since what patience counts from: the wish, or the move. Never falls from call to call.
void PlaceQueue::join(std::uint32_t i, int zone, Tick waits_since, Tick now) {
  Spell& s = spells_[i];
  Zone& z = zones_[static_cast<std::size_t>(zone)];
  s.zone = static_cast<std::int16_t>(zone);
  s.entered = now;
  s.state = State::waiting;
  ++s.generation;
  ++z.demand, ++z.waiting;
  // On day 0 there is a stock: its places were taken and its wishes told before the run.
  ++(now == start_ ? z.waiting_before : z.asked);
  if (z.has_room()) return seat(i, zone, now);
  const Ticket t{i, s.generation};
  z.own.push_back(t);
  if (s.travels) patience_.emplace_back(std::max(now, waits_since + rules_.patience), t);
}

/// Ends a spell in its zone. @returns the zone of the place given back, -1 if it held none.
int PlaceQueue::vacate(std::uint32_t i, Tick now) {
  Spell& s = spells_[i];
  if (s.state == State::gone) return -1;
  Zone& home = zones_[static_cast<std::size_t>(s.zone)];
  const int place = s.place;
  --home.demand;
  if (s.state == State::waiting) {
    --home.waiting, ++home.withdrawn;
    home.waited += this_year(s, now);
  } else {
    --home.served_here;
    --zones_[static_cast<std::size_t>(place)].taken;
  }
  s.state = State::gone;
  s.place = -1;
  return place;
}

void PlaceQueue::seat(std::uint32_t i, int place, Tick now) {
  Spell& s = spells_[i];
  Zone& home = zones_[static_cast<std::size_t>(s.zone)];
  s.state = State::served;
  s.place = static_cast<std::int16_t>(place);
  ++zones_[static_cast<std::size_t>(place)].taken;
  ++home.served_here, --home.waiting;
  home.waited += this_year(s, now);
  if (now == start_) {  // the stock sat already
    --home.waiting_before;
    return;
  }
  ++home.served;
  home.waits.push_back(static_cast<double>(now - s.since) / kTicksPerDay);
}

const PlaceQueue::Ticket* PlaceQueue::front(std::deque<Ticket>& queue) {
  while (!queue.empty() && !live(queue.front())) queue.pop_front();
  return queue.empty() ? nullptr : &queue.front();
}

/// Seats as many as the zone has room for: its own queue first, then travellers from the nearest zone.
void PlaceQueue::fill(int zone, Tick now) {
  Zone& z = zones_[static_cast<std::size_t>(zone)];
  while (z.has_room()) {
    const Ticket* t = front(z.own);
    for (const int other : neighbours_[static_cast<std::size_t>(zone)]) {
      if (t) break;
      t = front(zones_[static_cast<std::size_t>(other)].travelling);
    }
    if (!t) return;
    seat(t->spell, zone, now);
  }
}

void PlaceQueue::expire(const Ticket& t, Tick now) {
  if (!live(t)) return;
  const int zone = spells_[t.spell].zone;
  for (const int other : neighbours_[static_cast<std::size_t>(zone)]) {
    const Zone& z = zones_[static_cast<std::size_t>(other)];
    if (z.has_room()) return seat(t.spell, other, now);
  }
  zones_[static_cast<std::size_t>(zone)].travelling.push_back(t);
}

void PlaceQueue::close_month() {
  for (Zone& z : zones_) {
    if (z.waiting_before + z.asked != z.served + z.withdrawn + z.waiting)
      throw std::logic_error("the monthly balance of a service does not hold");
    z.year_asked += z.asked, z.year_served += z.served, z.year_withdrawn += z.withdrawn;
  }
}

void PlaceQueue::close_year() {
  for (const auto& [person, spell] : open_)  // waits that the end of the year cuts
    if (const Spell& s = spells_[spell]; s.state == State::waiting)
      zones_[static_cast<std::size_t>(s.zone)].waited += this_year(s, last_);
  const double span = static_cast<double>(last_ - year_start_);
  std::vector<ServiceYear> year;
  ServiceYear all;
  all.judged = true;
  all.waited_days = 0;
  double demand_time = 0, served_time = 0, places_time = 0, taken_time = 0;
  std::vector<double> all_waits;
  auto& waits = waits_.emplace_back();
  for (Zone& z : zones_) {
    ServiceYear y;
    y.judged = true;
    y.capacity = z.units;
    y.capacity_mean = z.units_time / span;
    y.places = z.places_time / span;
    y.demand = z.demand_time / span;
    y.use = z.served_time / span;
    y.waiting = z.waiting;
    y.asked = static_cast<double>(z.year_asked);
    y.served = static_cast<double>(z.year_served);
    y.withdrawn = static_cast<double>(z.year_withdrawn);
    y.waited_days = static_cast<double>(z.waited) / kTicksPerDay;
    y.unmet_share = z.demand_time > 0 ? 1 - z.served_time / z.demand_time : kNaN;
    y.idle_share = z.places_time > 0 ? 1 - z.taken_time / z.places_time : kNaN;
    y.covered_share = z.places_time > 0 ? z.covered_time / z.places_time : kNaN;
    std::sort(z.waits.begin(), z.waits.end());
    y.wait_days_p50 = sorted_quantile(z.waits, 0.5);
    y.wait_days_p90 = sorted_quantile(z.waits, 0.9);
    y.required_capacity = least_units(z.time_at_demand, rules_.unmet_limit);
    y.capacity_zero_unmet = z.time_at_demand.empty() ? 0 : static_cast<double>(z.time_at_demand.size() - 1);
    for (auto field :
         {&ServiceYear::capacity, &ServiceYear::capacity_mean, &ServiceYear::places, &ServiceYear::demand,
          &ServiceYear::use, &ServiceYear::waiting, &ServiceYear::asked, &ServiceYear::served, &ServiceYear::withdrawn,
          &ServiceYear::waited_days, &ServiceYear::required_capacity, &ServiceYear::capacity_zero_unmet})
      all.*field += y.*field;
    demand_time += z.demand_time, served_time += z.served_time;
    places_time += z.places_time, taken_time += z.taken_time;
    all_waits.insert(all_waits.end(), z.waits.begin(), z.waits.end());
    year.push_back(y);
    z.units_time = z.places_time = z.taken_time = z.demand_time = z.served_time = z.covered_time = 0;
    z.year_asked = z.year_served = z.year_withdrawn = 0;
    z.waited = 0;
    waits.push_back(std::move(z.waits));
    z.waits.clear();
    z.time_at_demand.clear();
  }
  all.unmet_share = demand_time > 0 ? 1 - served_time / demand_time : kNaN;
  all.idle_share = places_time > 0 ? 1 - taken_time / places_time : kNaN;
  all.covered_share = places_time > 0 ? covered_all_ / places_time : kNaN;
  std::sort(all_waits.begin(), all_waits.end());
  all.wait_days_p50 = sorted_quantile(all_waits, 0.5);
  all.wait_days_p90 = sorted_quantile(all_waits, 0.9);
  waits.push_back(std::move(all_waits));
  year.push_back(all);
  covered_all_ = 0;
  year_start_ = last_;
  years_.push_back(std::move(year));
}

}  // namespace gongxu
