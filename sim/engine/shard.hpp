/// One shard of people: their calendar, and what happens to them, event by event in time order.
#pragma once
#include <cstdint>
#include <vector>

#include "sim/core/day_calendar.hpp"
#include "sim/core/demand.hpp"
#include "sim/core/draws.hpp"
#include "sim/engine/driver.hpp"
#include "sim/engine/model.hpp"
#include "sim/output/tally.hpp"
#include "sim/people/people.hpp"

namespace gongxu {

/// One event, as --trace-people writes it.
struct TraceEvent {
  Tick when;
  PersonId person;
  Event event;
  std::int16_t zone_from, zone_to;  ///< -1: outside the place, or not alive
  std::int32_t detail;              ///< childbirth: order; ask: 1 wish, 0 end; death, leave, arrive: age; born: sex
};

class Shard {
 public:
  /// @param index, count which of how many shards this is: arrivals belong by identity.
  Shard(People people, const Model&, const Draws&, int index, int count);

  /// Dates for everyone present at the start. last_birth gives, by row, the start of the open birth
  /// interval (kNever: none). @param initial donors of arrivals' families; may be null without migration.
  template <class LastBirth>
  void schedule_residents(const LastBirth& last_birth);
  void set_donors(const InitialPopulation* donors) { donors_ = donors; }
  void trace_to(std::vector<TraceEvent>* trace) { trace_ = trace; }

  /// All events of the window, in the order of (tick, person, purpose).
  void advance(const Window&);

  /// Changes of spells since the last call, in time order of this shard.
  std::vector<DemandEvent>& demand() { return demand_; }
  const Tally& tally() const { return tally_; }
  const People& people() const { return people_; }
  /// A commutative digest of all events: equal for any sharding, order of input, driver or machine.
  std::uint64_t event_hash() const { return hash_; }
  std::uint64_t events() const { return events_; }
  std::size_t bytes() const { return people_.bytes() + calendar_.bytes(); }

 private:
  void start_life(Row, Tick from, Tick exposed_to_birth_from);
  void ask_for_childcare(Row, Tick from, bool at_start);
  void enqueue(Row);
  void open_arrivals(const Window&);
  void run_day(Day, Tick end);
  void sort_ties(std::size_t from);
  void insert_today(Row, std::size_t after, Day);

  void happen(Row, Event, Tick);
  void die(Row, Tick);
  void give_birth(Row, Tick);
  void move(Row, int zone, Tick);
  void leave(Row, Tick);
  void arrive(Row, Tick);
  void change_wish(Row, Tick);
  void end_wish(Row, Tick, EndReason);
  void record(Tick, Row, Event, int zone_from, int zone_to, int detail);
  /// Linked children below the age at which they move alone, who live with their mother.
  template <class F>
  void with_children(Row mother, Tick, F);

  People people_;
  const Model& model_;
  const Draws& draws_;
  int index_, count_;
  const InitialPopulation* donors_ = nullptr;
  DayCalendar calendar_;
  Tally tally_;
  std::vector<DayCalendar::Entry> today_;
  Day day_ = 0;            ///< the day that is being run
  std::size_t next_ = 0;   ///< in today_: where same-day insertions may go
  Row first_arriving_ = 0;             ///< this window's arrivals are the rows from here on,
  std::vector<Row> arriving_donors_;   ///< each with the resident whose family it resembles
  std::vector<DemandEvent> demand_;
  std::vector<TraceEvent>* trace_ = nullptr;
  std::uint64_t hash_ = 0, events_ = 0;
};

template <class LastBirth>
void Shard::schedule_residents(const LastBirth& last_birth) {
  const Row n = people_.size();
  for (Row r = 0; r < n; ++r) {
    const Tick last = last_birth(r);
    const Tick exposed = last == kNever ? model_.start : std::max(model_.start, last + model_.fertility.minimum_interval);
    tally_.add_resident(people_[r], people_[r].zone);
    start_life(r, model_.start, exposed);
    ask_for_childcare(r, model_.start, true);
    enqueue(r);
  }
}

}  // namespace gongxu
