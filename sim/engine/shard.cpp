#include "sim/engine/shard.hpp"

#include <algorithm>
#include <cassert>

namespace gongxu {

namespace {

/// Rows to keep free for newborns and arrivals. Only memory depends on it: the table grows if it must,
/// but then it is held twice while it is copied.
std::size_t newcomers_expected(std::size_t people, const Model& model, int shards) {
  constexpr double kBirthsPerResidentYear = 0.01;  // China 2020: 0.0085, and falling
  constexpr double kWithChildren = 1.25;           // who comes brings children
  double n = static_cast<double>(people) * kBirthsPerResidentYear * years_in(model.horizon - model.start).value;
  const bool migrates = !model.migration.out(female).table().empty();
  for (int zone = 0; zone < model.zones && migrates; ++zone)
    for (int year = year_of(model.start); year <= year_of(model.horizon - 1); ++year)
      n += kWithChildren * model.migration.expected_arrivals(zone, year) / shards;
  return static_cast<std::size_t>(n) + 64;
}

}  // namespace

Shard::Shard(const People& people, const Model& model, const Draws& draws, int index, int count)
    : model_(model),
      draws_(draws),
      index_(index),
      count_(count),
      calendar_(day_of(model.start), day_of(model.horizon - 1) + 1),
      tally_(model.zones, year_of(model.start), year_of(model.horizon - 1)) {
  people_.assign(people, people.size() + newcomers_expected(people.size(), model, count));
}

/// First dates of somebody who comes under observation at `from`: all four credits lie in one block.
void Shard::start_life(Row r, const Draws::Block& block, Tick from, Tick exposed_to_birth_from) {
  Person& p = people_[r];
  p.date(Event::death) = model_.mortality.due(p, from, block[0]);
  p.date(Event::childbirth) = model_.fertility.due(p, exposed_to_birth_from, block[1]);
  p.date(Event::move) = model_.urbanisation.due(p, from, block[2]);
  p.date(Event::leave) = model_.migration.due(p, from, block[3]);
}

/// The date at which a child's wish begins; at the start of the run older wishes are open already.
void Shard::ask_for_childcare(Row r, Tick from, bool at_start) {
  Person& p = people_[r];
  if (!may_ask(p, from)) return;
  const std::uint32_t bits = draws_.bits(people_.id(r), Purpose::childcare_wish);
  const Tick begins = model_.childcare.wish(p.birth, p.zone, from, bits);
  if (at_start && begins == from) {
    p.set(Person::kWishes, true);
    p.date(Event::ask) = SeekingChildcare::until(p.birth);
    demand_.push_back({from, std::min(from, model_.childcare.wish_since(p.birth, p.zone, bits)), people_.id(r),
                       DemandChange::wish, p.zone, EndReason::none});
    record(from, r, Event::ask, p.zone, p.zone, 1);
  } else {
    p.date(Event::ask) = begins < model_.horizon ? begins : kNever;
  }
}

/// Puts a row into the calendar at its next date, if that falls before the horizon.
void Shard::enqueue(Row r) {
  const Tick when = people_[r].next_date();
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
  const Tick when = people_[r].next_date();
  const DayCalendar::Entry e{static_cast<std::uint64_t>(when & (kTicksPerDay - 1)) << 32 | r};
  auto at = today_.begin() + static_cast<std::ptrdiff_t>(after);
  while (at != today_.end() &&
         (at->tick(day) < when || (at->tick(day) == when && people_.id(at->row()) < people_.id(r))))
    ++at;
  today_.insert(at, e);
}

void Shard::advance(const Window& window) {
  year_ = &tally_.year(window.month.year);
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
    const Event event = people_[r].next_event();
    if (people_[r].date(event) != now) continue;  // stale: the row has another date by now
    assert(now < end);
    (void)end;
    next_ = i + 1;
    happen(r, event, now);
    enqueue(r);
  }
  next_ = 0;
}

void Shard::happen(Row r, Event event, Tick now) {
  switch (event) {
    case Event::death:
      return die(r, now);
    case Event::childbirth:
      return give_birth(r, now);
    case Event::leave:
      return leave(r, now);
    case Event::move: {
      const int ordinal = people_[r].moves;
      const auto bits = draws_.bits(people_.id(r), Purpose::destination, static_cast<std::uint32_t>(ordinal));
      const int to = model_.urbanisation.destination(people_[r].zone, bits);
      move(r, to, now);
      with_children(r, now, [&](Row child) { move(child, to, now), enqueue(child); });
      return;
    }
    default:
      return people_[r].has(Person::kArriving) ? arrive(r, now) : change_wish(r, now);
  }
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

template <class F>
void Shard::with_children(Row mother, Tick now, F f) {
  for (Row c = people_[mother].youngest_child; c != kNoRow; c = people_.older_sibling(c)) {
    const Person& child = people_[c];
    if (age_at(child.birth, now) >= model_.moves_alone_from) return;  // the rest are older
    if (child.has(Person::kResident)) f(c);
  }
}

/// Counts somebody who is a resident from `now` on.
void Shard::count_in(const Person& p, Tick now) {
  tally_.add_resident(p, p.zone);
  resident_ticks_ += model_.horizon - now;
}

/// Counts somebody out who was a resident until `now`.
void Shard::count_out(const Person& p, Tick now) {
  tally_.remove_resident(p, p.zone);
  resident_ticks_ -= model_.horizon - now;
}

void Shard::die(Row r, Tick now) {
  Person& p = people_[r];
  const int age = std::min(age_at(p.birth, now), kTallyAges - 1);
  ++year_->deaths[p.zone][p.sex()];
  ++year_->deaths_by_age[p.sex()][static_cast<std::size_t>(age)];
  count_out(p, now);
  end_wish(r, now, EndReason::died);
  record(now, r, Event::death, p.zone, -1, age);
  p.set(Person::kResident, false);
  p.cancel_all();
}

void Shard::give_birth(Row mother, Tick now) {
  Person& m = people_[mother];
  ++m.parity;
  m.date(Event::childbirth) =
      model_.fertility.due(m, now + model_.fertility.minimum_interval,
                           draws_.bits(people_.id(mother), Purpose::birth, Fertility::ordinal_after_birth(m)));
  const int order = m.parity, zone = m.zone;
  ++year_->births_by_order[m.zone][static_cast<std::size_t>(std::min(order, 3) - 1)];
  ++year_->births_by_age[static_cast<std::size_t>(std::min(age_at(m.birth, now), kTallyAges - 1))];
  record(now, mother, Event::childbirth, zone, zone, order);

  Person child;
  child.birth = now;
  child.zone = m.zone;
  child.flags = Person::kResident;
  child.set(Person::kOutsideRegistered, m.has(Person::kOutsideRegistered));
  const PersonId id = child_id(people_.id(mother), order);
  child.set(Person::kMale, model_.fertility.newborn_sex(now, draws_.bits(id, Purpose::newborn_sex)) == male);
  const Row c = people_.add(child, id);  // `m` is no longer valid from here on
  people_.link(c, mother);
  count_in(people_[c], now);
  record(now, c, Event::born, -1, zone, people_[c].sex());
  start_life(c, draws_.block(id, Purpose::death), now, now);
  ask_for_childcare(c, now, false);
  enqueue(c);
}

void Shard::move(Row r, int zone, Tick now) {
  Person& p = people_[r];
  const int from = p.zone;
  ++year_->moves[static_cast<std::size_t>(from * model_.zones + zone)];
  tally_.remove_resident(p, from);
  p.zone = static_cast<std::uint8_t>(zone);
  tally_.add_resident(p, zone);
  record(now, r, Event::move, from, zone, p.moves);
  // The move spent its credit; a child's own credit was not yet touched, for it moves alone only later.
  if (age_at(p.birth, now) >= model_.moves_alone_from) ++p.moves;
  const std::uint32_t bits = draws_.bits(people_.id(r), Purpose::move, p.moves);
  p.date(Event::move) = model_.urbanisation.due(p, now, bits);
  if (p.has(Person::kWishes))
    demand_.push_back({now, now, people_.id(r), DemandChange::move, p.zone, EndReason::none});
  else
    ask_for_childcare(r, now, false);
}

void Shard::leave(Row r, Tick now) {
  const auto depart = [&](Row who) {
    Person& p = people_[who];
    ++year_->departures[p.zone];
    count_out(p, now);
    end_wish(who, now, EndReason::left);
    record(now, who, Event::leave, p.zone, -1, age_at(p.birth, now));
    p.set(Person::kResident, false);
    p.cancel_all();
  };
  with_children(r, now, depart);
  depart(r);
}

/// Rows for everyone who comes in this window, each waiting for its own date.
void Shard::open_arrivals(const Window& window) {
  arriving_.clear();
  first_arriving_ = people_.size();
  if (!donors_) return;
  for (int zone = 0; zone < model_.zones; ++zone)
    for (const Arrival& a : model_.migration.arrivals(zone, window.start, window.end, draws_)) {
      if (shard_of(a.id, count_) != index_) continue;
      Person p;
      p.birth = a.birth;
      p.zone = static_cast<std::uint8_t>(zone);
      p.flags = Person::kArriving | Person::kOutsideRegistered;
      p.set(Person::kMale, a.sex == male);
      p.date(Event::ask) = a.when;
      const Row r = people_.add(p, a.id);
      arriving_.push_back(a);
      calendar_.push(a.when, r);
    }
}

void Shard::arrive(Row r, Tick now) {
  const Family family = model_.migration.family(arriving_[r - first_arriving_], *donors_, draws_);
  const auto settle = [&](Row who, Tick exposed_to_birth_from) {
    Person& p = people_[who];
    p.set(Person::kArriving, false);
    p.set(Person::kResident, true);
    p.cancel_all();
    ++year_->arrivals[p.zone];
    count_in(p, now);
    record(now, who, Event::arrive, -1, p.zone, age_at(p.birth, now));
    start_life(who, draws_.block(people_.id(who), Purpose::death), now, exposed_to_birth_from);
    ask_for_childcare(who, now, false);
  };
  people_[r].parity = static_cast<std::uint8_t>(family.parity);
  const Tick exposed = family.last_birth == kNever ? now : family.last_birth + model_.fertility.minimum_interval;
  settle(r, std::max(now, exposed));
  for (const Family::Child& c : family.children) {
    Person child;
    child.birth = c.birth;
    child.zone = people_[r].zone;
    child.flags = Person::kOutsideRegistered;
    child.set(Person::kMale, c.sex == male);
    const Row row = people_.add(child, c.id);
    people_.link(row, r);
    settle(row, now);
    enqueue(row);
  }
}

void Shard::change_wish(Row r, Tick now) {
  Person& p = people_[r];
  if (p.has(Person::kWishes)) return end_wish(r, now, EndReason::grown);
  p.set(Person::kWishes, true);
  p.date(Event::ask) = SeekingChildcare::until(p.birth);
  demand_.push_back({now, now, people_.id(r), DemandChange::wish, p.zone, EndReason::none});
  record(now, r, Event::ask, p.zone, p.zone, 1);
}

void Shard::end_wish(Row r, Tick now, EndReason reason) {
  Person& p = people_[r];
  if (!p.has(Person::kWishes)) return;
  p.set(Person::kWishes, false);
  p.date(Event::ask) = kNever;
  demand_.push_back({now, now, people_.id(r), DemandChange::end, p.zone, reason});
  record(now, r, Event::ask, p.zone, p.zone, 0);
}

}  // namespace gongxu
