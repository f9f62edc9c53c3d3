/// Places in zones, and a first-come queue for each, replayed from demand spells.
///
/// Who finds no free place in the own zone waits; who has waited `patience` and does not refuse to
/// travel takes a free place in the nearest zone that has one (nearest by the order of zones; of two
/// equally near, the earlier). A place that falls free goes to its own zone's queue first. Withdrawal
/// leaves a tombstone, so that every step is O(1) but for the few zones.
///
/// Where units become fewer than are taken nobody is put out: a place counts until it falls free. Another queue to
/// which such a place is promised has it withheld until then (withhold, overhang).
///
/// At one tick places are given back before new ones open and queues move up, and wishes come last. Who
/// wishes on day 0 is a stock: seated or waiting already, it neither asks nor is served in the counts.
///
/// The balance waiting before + asked = served + withdrawn + waiting after holds for every zone and
/// month (checked); a move ends the spell in one zone and asks anew in the other.
#pragma once
#include <algorithm>
#include <cstdint>
#include <deque>
#include <functional>
#include <span>
#include <unordered_map>
#include <vector>

#include "sim/core/demand.hpp"
#include "sim/core/window.hpp"
#include "sim/plan/capacity.hpp"
#include "sim/services/service_year.hpp"

namespace gongxu {

class PlaceQueue {
 public:
  struct Rules {
    Tick patience = 0;                                ///< [ticks] before a neighbour's place is taken
    std::function<bool(PersonId)> refuses_to_travel;  ///< addressed by the person
    double unmet_limit = 0;                           ///< for required_capacity: unmet share allowed
  };

  PlaceQueue(int zones, Rules, std::vector<CapacityStep> units, Tick start);

  /// Plays one window. @pre events lie in it and are sorted.
  void serve(const Window&, std::span<const DemandEvent> events);
  /// By zone, from a date on: units that this queue may not give yet.
  struct Withheld {
    Tick when;
    std::vector<int> by_zone;
  };
  /// To be told before the window in which they fall is served. @pre dates do not fall.
  void withhold(const std::vector<Withheld>& steps) { withheld_.insert(withheld_.end(), steps.begin(), steps.end()); }
  /// Places taken beyond the units there are, as they changed in the window served last.
  const std::vector<Withheld>& overhang() const { return overhang_; }

  /// The years closed so far: [year][zone], the last zone index is the whole place.
  const std::vector<std::vector<ServiceYear>>& years() const { return years_; }
  /// [year][zone] days that each of those served had waited, in rising order; the last zone index is the whole place.
  const std::vector<std::vector<std::vector<double>>>& waits() const { return waits_; }

 private:
  enum class State : std::uint8_t { waiting, served, gone };
  struct Spell {
    PersonId person;
    Tick since;                ///< the wish
    Tick entered;              ///< home zone: the wish within the run, or the move
    std::int16_t zone, place;  ///< home; where served, -1 none
    State state;
    bool travels;
    std::uint16_t generation;  ///< counts queues joined: tells tombstones from live entries
  };
  struct Ticket {
    std::uint32_t spell;
    std::uint16_t generation;
  };
  struct Zone {
    int units = 0, withheld = 0, taken = 0, demand = 0, served_here = 0, waiting = 0;
    int places() const { return std::max(units - withheld, taken); }
    bool has_room() const { return taken < units - withheld; }
    std::deque<Ticket> own, travelling;
    // this month's balance
    int waiting_before = 0, asked = 0, served = 0, withdrawn = 0;
    // this year's sums
    double units_time = 0, places_time = 0, taken_time = 0, demand_time = 0, served_time = 0, covered_time = 0;
    long year_asked = 0, year_served = 0, year_withdrawn = 0;
    std::uint64_t waited = 0;                   ///< [ticks] of this year, spell by spell
    std::vector<double> waits;                  ///< [days]
    std::vector<std::uint64_t> time_at_demand;  ///< [ticks] by number of spells under way
  };

  void accumulate(Tick now);
  void note_overhang(Tick now);
  void play(Tick now, std::span<const DemandEvent> events, bool new_units);
  void wish(const DemandEvent&);
  void join(std::uint32_t spell, int zone, Tick waits_since, Tick now);
  int vacate(std::uint32_t spell, Tick now);
  void seat(std::uint32_t spell, int place, Tick now);
  void fill(int zone, Tick now);
  void expire(const Ticket&, Tick now);
  bool live(const Ticket& t) const {
    return spells_[t.spell].state == State::waiting && spells_[t.spell].generation == t.generation;
  }
  const Ticket* front(std::deque<Ticket>&);
  /// [ticks] that a spell has been under way in its zone this year.
  Tick this_year(const Spell& s, Tick now) const { return now - std::max(s.entered, year_start_); }
  void close_month();
  void close_year();

  Rules rules_;
  std::vector<CapacityStep> units_;
  std::size_t next_units_ = 0;
  std::deque<Withheld> withheld_;
  std::vector<Withheld> overhang_;
  std::vector<int> beyond_;  ///< by zone: the overhang told last
  std::vector<Zone> zones_;
  std::vector<std::vector<int>> neighbours_;  ///< of each zone, the nearest first
  std::vector<Spell> spells_;
  std::unordered_map<PersonId, std::uint32_t> open_;  ///< looked up, summed in whole ticks: its order decides nothing
  std::deque<std::pair<Tick, Ticket>> patience_;      ///< when waiting turns into travelling
  Tick start_, last_, year_start_;
  double covered_all_ = 0;
  std::vector<std::vector<ServiceYear>> years_;
  std::vector<std::vector<std::vector<double>>> waits_;
};

}  // namespace gongxu
