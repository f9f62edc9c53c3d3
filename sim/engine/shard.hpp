/// One shard of people: their calendar, and what happens to them, event by event in time order.
#pragma once
#include <algorithm>
#include <array>
#include <cassert>
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
  /// childbirth: order; ask: 1 + service wished, 0 end; dependency: state; death, leave, arrive: age; born: sex
  std::int32_t detail;
};

class Shard {
 public:
  /// @param index, count which of how many shards this is: arrivals belong by identity.
  Shard(const People& people, const Model&, const Draws&, int index, int count);

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
  Tally& tally() { return tally_; }
  const People& people() const { return people_; }
  /// A commutative digest of all events: equal for any sharding, order of input, driver or machine.
  std::uint64_t event_hash() const { return hash_; }
  std::uint64_t events() const { return events_; }
  /// Time lived here by everybody from the start to the horizon; exact once the run has ended.
  double person_years() const { return static_cast<double>(resident_ticks_) / kTicksPerYear; }
  /// The most that the person table, identities included, and the calendar have held allocated.
  std::size_t bytes() const {
    return people_.bytes() + calendar_.bytes() + today_.capacity() * sizeof(DayCalendar::Entry);
  }

 private:
  bool may_have_event(const Person&, const Draws::Block&) const;
  void start_life(Row, const Draws::Block&, Tick from, Tick exposed_to_birth_from);
  bool may_ask(const Person&, Tick from) const;
  bool may_depend(const Person&) const;
  void ask_for_childcare(Row, Tick from, bool at_start);
  void begin_dependency(Row, Tick from);
  void await_dependency(Row, Tick from);
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
  void graduate(Row, Tick);
  void change_dependency(Row, Tick);
  void change_wish(Row, Tick);
  void wish(Row, Tick now, Tick since, Service);
  void review_care(Row, Tick now);
  void end_wish(Row, Tick, EndReason);
  Service wished(const Person&, Tick now) const;
  void count_in(const Person&, Tick);
  void count_out(const Person&, Tick);
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
  Tally::Year* year_ = nullptr;  ///< of tally_: the one that the window lies in
  std::vector<DayCalendar::Entry> today_;
  Day day_ = 0;                    ///< the day that is being run
  std::size_t next_ = 0;           ///< in today_: where same-day insertions may go
  Row first_arriving_ = 0;         ///< this window's arrivals are the rows from here on,
  std::vector<Arrival> arriving_;  ///< in the same order
  std::vector<DemandEvent> demand_;
  std::vector<TraceEvent>* trace_ = nullptr;
  std::uint64_t hash_ = 0, events_ = 0;
  std::uint64_t resident_ticks_ = 0;  ///< of the present and the past, as if the present stay to the horizon
};

template <class LastBirth>
void Shard::schedule_residents(const LastBirth& last_birth) {
  // Most people have no event before the horizon. A pass without branches finds the others, block by
  // block; only they are worked out and written to.
  constexpr Row kBlock = 128;
  std::array<Row, kBlock> found;
  std::array<Draws::Block, kBlock> drawn;
  const Row n = people_.size();
  for (Row first = 0; first < n; first += kBlock) {
    std::size_t count = 0;
    for (Row r = first; r < std::min(n, first + kBlock); ++r) {
      assert(people_.next_date(r) == kNever);
      found[count] = r;
      drawn[count] = draws_.block(people_.id(r), Purpose::death);
      const Person& p = people_[r];
      const bool lives = may_have_event(p, drawn[count]), asks = may_ask(p, model_.start);
      const bool depends = may_depend(p), studies = p.has(Person::kStudent);
      count += lives | asks | depends | studies;
    }
    for (std::size_t i = 0; i < count; ++i) {
      const Row r = found[i];
      begin_dependency(r, model_.start);
      const Tick last = last_birth(r);
      start_life(r, drawn[i], model_.start,
                 last == kNever ? model_.start : std::max(model_.start, last + model_.fertility.minimum_interval));
      ask_for_childcare(r, model_.start, true);
    }
    for (Row r = first; r < std::min(n, first + kBlock); ++r) count_in(people_[r], model_.start);
    for (std::size_t i = 0; i < count; ++i) enqueue(found[i]);  // apart: waits for memory then overlap
  }
}

/// False if no word of the block, the four first credits, can be spent before the horizon.
inline bool Shard::may_have_event(const Person& p, const Draws::Block& block) const {
  const Sex sex = p.sex();
  const bool death = model_.mortality.of(sex, Dependency::none).possible(p.birth, block[0]);
  const bool birth = model_.fertility.by_parity[Fertility::parity_class(p)].possible(p.birth, block[1]);
  const bool move = model_.urbanisation.by_zone_sex[p.zone][sex].possible(p.birth, block[2]);
  const bool leave = model_.migration.out(sex).possible(p.birth, block[3]);
  const bool woman = sex == female;
  return death | (birth & woman) | move | leave;  // no && and ||: they would branch
}

/// False if the person is too young to become dependent before the horizon.
inline bool Shard::may_depend(const Person& p) const {
  const bool any = !model_.dependency.inert();
  const bool old = p.birth + static_cast<std::uint64_t>(kDependentFrom) * kTicksPerYear < model_.horizon;
  return any & old;
}

/// False if the model or the age rules out a wish for childcare.
inline bool Shard::may_ask(const Person& p, Tick from) const {
  const bool any = !model_.childcare.inert();
  const bool young = p.birth + (SeekingChildcare::kEndAge + 1) * kTicksPerYear >= from;
  return any & young;
}

}  // namespace gongxu
