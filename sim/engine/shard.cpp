#include "sim/engine/shard.hpp"

#include <algorithm>
#include <cassert>

namespace gongxu {

namespace {

/// What a model needs to know of people beside what every event reads.
Columns columns_of(const Model& m) {
  const bool migrates = !m.migration.out(female).table().empty();
  return {.kin = m.moves_alone_from > 0,
          .mothers = false,
          .dates = migrates || m.students || !m.childcare.inert() || !m.care.inert()};
}

}  // namespace

Shard::Shard(const People& people, const Model& model, const Draws& draws, int index, int count)
    : people_(people.with(columns_of(model))),
      model_(model),
      draws_(draws),
      index_(index),
      count_(count),
      calendar_(day_of(model.start), day_of(model.horizon - 1) + 1),
      tally_(model.zones, year_of(model.start), year_of(model.horizon - 1)) {
  tally_.month_begins(model.start);
}

/// The state of somebody who comes under observation; before start_life(), for mortality depends on it.
void Shard::begin_dependency(Row r, Tick from) {
  Person& p = people_[r];
  if (model_.dependency.inert() || !has_turned(kDependentFrom, p.birth, from)) return;
  const double u = draws_.uniform(people_.id(r), Purpose::dependent_at_start);
  p.set(model_.dependency.state_at(p.sex(), p.birth, from, u));
}

/// Sets the date of the next change of dependency of somebody who has no date of childbirth.
void Shard::await_dependency(Row r, Tick from) {
  Person& p = people_[r];
  if (!may_depend(p) || p.date(Event::childbirth) != kNever) return;
  p.date(Event::childbirth) =
      model_.dependency.due(p, from, draws_.bits(people_.id(r), Purpose::dependency, p.changes));
}

/// First dates of somebody who comes under observation at `from`: all four credits lie in one block.
void Shard::start_life(Row r, const Draws::Block& block, Tick from, Tick exposed_to_birth_from) {
  Person& p = people_[r];
  // A date beyond the horizon is kept where it cannot be told later from when the credit ran.
  const bool kept = may_depend(p) && from > model_.start;
  p.date(Event::death) = kept ? model_.mortality.due_ever(p, from, block[0]) : model_.mortality.due(p, from, block[0]);
  if (p.has(Person::kStudent)) {
    const Tick until = p.birth + kStudentUntil * kTicksPerYear;
    people_.set_other_date(r, Event::leave, first_september_from(std::max(from + 1, until)));
    return;
  }
  p.date(Event::childbirth) = model_.fertility.due(p, exposed_to_birth_from, block[1]);
  p.date(Event::move) = model_.urbanisation.due(p, from, block[2]);
  people_.set_other_date(r, Event::leave, model_.migration.due(p, from, block[3]));
  await_dependency(r, from);
  review_care(r, from);
}

/// The date at which a child's wish begins; at the start of the run older wishes are open already.
void Shard::ask_for_childcare(Row r, Tick from, bool at_start) {
  const Person& p = people_[r];
  if (!may_ask(p, from)) return;
  const std::uint32_t bits = draws_.bits(people_.id(r), Purpose::childcare_wish);
  const Tick begins = model_.childcare.wish(p.birth, p.zone, from, bits);
  if (at_start && begins == from) {
    wish(r, from, std::min(from, model_.childcare.wish_since(p.birth, p.zone, bits)), Service::childcare);
    people_.set_other_date(r, Event::ask, SeekingChildcare::until(p.birth));
  } else {
    people_.set_other_date(r, Event::ask, begins < model_.horizon ? begins : kNever);
  }
}

/// Puts a row into the calendar at its next date, if that falls before the horizon.
void Shard::enqueue(Row r) {
  const Tick when = people_.next_date(r);
  if (when >= model_.horizon) return;
  if (day_of(when) == day_ && next_ > 0)
    insert_today(r, next_, day_);
  else
    calendar_.push(when, r);
}

/// Rows of equal tick were sorted by row; the order that counts is by identity.
void Shard::sort_ties(std::size_t from) {
  for (std::size_t i = from; i + 1 < today_.size(); ++i) {
    if (today_[i].key >> 32 != today_[i + 1].key >> 32) continue;
    std::size_t end = i + 2;
    while (end < today_.size() && today_[end].key >> 32 == today_[i].key >> 32) ++end;
    std::sort(today_.begin() + static_cast<std::ptrdiff_t>(i), today_.begin() + static_cast<std::ptrdiff_t>(end),
              [&](auto a, auto b) { return people_.id(a.row()) < people_.id(b.row()); });
    i = end - 1;
  }
}

void Shard::insert_today(Row r, std::size_t after, Day day) {
  const Tick when = people_.next_date(r);
  const DayCalendar::Entry e{static_cast<std::uint64_t>(when & (kTicksPerDay - 1)) << 32 | r};
  auto at = today_.begin() + static_cast<std::ptrdiff_t>(after);
  while (at != today_.end() &&
         (at->tick(day) < when || (at->tick(day) == when && people_.id(at->row()) < people_.id(r))))
    ++at;
  today_.insert(at, e);
}

void Shard::advance(const Window& window) {
  year_ = &tally_.year(window.month.year);
  tally_.month_begins(window.start);
  open_arrivals(window);
  for (Day day = day_of(window.start); day < day_of(window.end - 1) + 1; ++day) run_day(day, window.end);
}

void Shard::run_day(Day day, Tick end) {
  constexpr std::size_t kAhead = 12;  // rows fetched while earlier ones are worked on
  calendar_.take(day, today_);
  for (std::size_t i = 0; i < std::min(kAhead, today_.size()); ++i) people_.prefetch(today_[i].row());
  sort_ties(0);
  day_ = day;
  for (std::size_t i = 0; i < today_.size(); ++i) {
    if (i + kAhead < today_.size()) people_.prefetch(today_[i + kAhead].row());
    const Row r = today_[i].row();
    const Tick now = today_[i].tick(day);
    const Event event = people_.next_event(r);
    if (people_.date(r, event) != now) continue;  // stale: the row has another date by now
    assert(now < end);
    (void)end;
    next_ = i + 1;
    happen(r, event, now);
    enqueue(r);
  }
  next_ = 0;
}

void Shard::record(Tick now, Row r, Event event, int zone_from, int zone_to, int detail) {
  ++events_;
  const std::uint64_t what = static_cast<std::uint64_t>(now) << 32 | static_cast<std::uint64_t>(event) << 24 |
                             static_cast<std::uint64_t>(model_.zone_rank(zone_from)) << 16 |
                             static_cast<std::uint64_t>(model_.zone_rank(zone_to)) << 8 |
                             static_cast<std::uint64_t>(detail & 0xff);
  hash_ += mix64(people_.id(r) ^ mix64(what));
  if (trace_)
    trace_->push_back(
        {now, people_.id(r), event, static_cast<std::int16_t>(zone_from), static_cast<std::int16_t>(zone_to), detail});
}

}  // namespace gongxu
