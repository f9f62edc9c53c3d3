// What happens to people: each event of a shard, and what it changes.
#include <algorithm>
#include <cassert>

#include "sim/engine/shard.hpp"

namespace gongxu {

template <class F>
void Shard::with_children(Row mother, Tick now, F f) {
  for (Row c = people_.youngest_child(mother); c != kNoRow; c = people_.older_sibling(c)) {
    const Person& child = people_[c];
    if (age_at(child.birth, now) >= model_.moves_alone_from) return;  // the rest are older
    if (child.has(Person::kResident)) f(c);
  }
}

void Shard::happen(Row r, Event event, Tick now) {
  switch (event) {
    case Event::death:
      return die(r, now);
    case Event::childbirth:
      return has_turned(kDependentFrom, people_[r].birth, now) ? change_dependency(r, now) : give_birth(r, now);
    case Event::leave:
      return people_[r].has(Person::kStudent) ? graduate(r, now) : leave(r, now);
    case Event::move: {
      const int ordinal = people_[r].moves;
      const auto bits = draws_.bits(people_.id(r), Purpose::destination, static_cast<std::uint32_t>(ordinal));
      const int to = model_.urbanisation.destination(people_[r].zone, bits);
      move(r, to, now);
      with_children(r, now, [&](Row child) { move(child, to, now), enqueue(child); });
      return;
    }
    default:
      return people_[r].has(Person::kResident) ? change_wish(r, now) : arrive(r, now);
  }
}

/// Counts somebody who is a resident from `now` on.
void Shard::count_in(const Person& p, Tick now) {
  tally_.add_resident(p, now);
  resident_ticks_ += model_.horizon - now;
}

/// Counts somebody out who was a resident until `now`.
void Shard::count_out(const Person& p, Tick now) {
  tally_.remove_resident(p, now);
  resident_ticks_ -= model_.horizon - now;
}

void Shard::die(Row r, Tick now) {
  Person& p = people_[r];
  const int age = std::min(age_at(p.birth, now), kTallyAges - 1);
  ++year_->deaths[p.zone][p.sex()];
  ++year_->deaths_by_age[p.sex()][static_cast<std::size_t>(age)];
  end_wish(r, now, EndReason::died);
  count_out(p, now);
  record(now, r, Event::death, p.zone, -1, age);
  p.set(Person::kResident, false);
  people_.cancel_all(r);
}

void Shard::give_birth(Row mother, Tick now) {
  Person& m = people_[mother];
  ++m.parity;
  m.date(Event::childbirth) =
      model_.fertility.due(m, now + model_.fertility.minimum_interval,
                           draws_.bits(people_.id(mother), Purpose::birth, Fertility::ordinal_after_birth(m)));
  await_dependency(mother, now);
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
  tally_.remove_resident(p, now);
  p.zone = static_cast<std::uint8_t>(zone);
  tally_.add_resident(p, now);
  record(now, r, Event::move, from, zone, p.moves);
  // The move spent its credit; a child's own credit was not yet touched, for it moves alone only later.
  if (age_at(p.birth, now) >= model_.moves_alone_from) ++p.moves;
  const std::uint32_t bits = draws_.bits(people_.id(r), Purpose::move, p.moves);
  p.date(Event::move) = model_.urbanisation.due(p, now, bits);
  if (p.has(Person::kWishes))
    demand_.push_back({now, now, people_.id(r), DemandChange::move, p.zone, EndReason::none, wished(p, now)});
  else
    ask_for_childcare(r, now, false);
  review_care(r, now);
}

void Shard::leave(Row r, Tick now) {
  const auto depart = [&](Row who) {
    Person& p = people_[who];
    ++year_->departures[p.zone];
    if (!p.has(Person::kOutsideRegistered)) ++year_->registered_departures[p.zone];
    end_wish(who, now, EndReason::left);
    count_out(p, now);
    record(now, who, Event::leave, p.zone, -1, age_at(p.birth, now));
    p.set(Person::kResident, false);
    people_.cancel_all(who);
  };
  with_children(r, now, depart);
  depart(r);
}

/// A student leaves, and another of the group takes the place: the group neither ages nor grows.
void Shard::graduate(Row r, Tick now) {
  constexpr std::uint64_t kSuccessor = 0x73747564656e74ULL;
  const Person old = people_[r];
  leave(r, now);
  const PersonId id = mix64(people_.id(r) ^ kSuccessor, now);
  Person p;
  p.birth = now - kStudentFrom * kTicksPerYear -
            static_cast<Tick>(static_cast<std::uint64_t>(draws_.bits(id, Purpose::birthday)) * kTicksPerYear >> 32);
  p.zone = old.zone;
  p.flags = Person::kResident | Person::kStudent;
  p.set(Person::kMale, old.has(Person::kMale));
  p.set(Person::kOutsideRegistered, old.has(Person::kOutsideRegistered));
  const Row next = people_.add(p, id);
  ++year_->arrivals[p.zone];
  if (!p.has(Person::kOutsideRegistered)) ++year_->returns[p.zone];
  count_in(people_[next], now);
  record(now, next, Event::arrive, -1, p.zone, kStudentFrom);
  start_life(next, draws_.block(id, Purpose::death), now, now);
  enqueue(next);
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
      p.set(Person::kOutsideRegistered, !a.returns);
      p.set(Person::kMale, a.sex == male);
      const Row r = people_.add(p, a.id);
      people_.set_other_date(r, Event::ask, a.when);
      arriving_.push_back(a);
      calendar_.push(a.when, r);
    }
}

void Shard::arrive(Row r, Tick now) {
  const Family family = model_.migration.family(arriving_[r - first_arriving_], *donors_, draws_);
  const auto settle = [&](Row who, Tick exposed_to_birth_from) {
    Person& p = people_[who];
    p.set(Person::kResident, true);
    people_.cancel_all(who);
    begin_dependency(who, now);
    ++year_->arrivals[p.zone];
    if (!p.has(Person::kOutsideRegistered)) ++year_->returns[p.zone];
    count_in(p, now);
    record(now, who, Event::arrive, -1, p.zone, age_at(p.birth, now));
    start_life(who, draws_.block(people_.id(who), Purpose::death), now, exposed_to_birth_from);
    ask_for_childcare(who, now, false);
  };
  people_[r].parity = static_cast<std::uint8_t>(family.parity) & 31U;
  const Tick exposed = family.last_birth == kNever ? now : family.last_birth + model_.fertility.minimum_interval;
  settle(r, std::max(now, exposed));
  for (const Family::Child& c : family.children) {
    Person child;
    child.birth = c.birth;
    child.zone = people_[r].zone;
    child.set(Person::kOutsideRegistered, people_[r].has(Person::kOutsideRegistered));
    child.set(Person::kMale, c.sex == male);
    const Row row = people_.add(child, c.id);
    people_.link(row, r);
    settle(row, now);
    enqueue(row);
  }
}

void Shard::change_dependency(Row r, Tick now) {
  Person& p = people_[r];
  const PersonId id = people_.id(r);
  const Dependency before = p.dependency();
  // The date of death in the state that ends; a credit not yet touched is drawn again from its address.
  Tick death = p.date(Event::death);
  if (death == kNever) death = model_.mortality.due_ever(p, model_.start, draws_.bits(id, Purpose::death));
  const Dependency after = model_.dependency.next(p, now, draws_.uniform(id, Purpose::dependency_way, p.changes));
  if (SeekingCare::service_of(before) != SeekingCare::service_of(after)) end_wish(r, now, EndReason::changed);
  tally_.remove_resident(p, now);
  p.set(after);
  tally_.add_resident(p, now);
  ++p.changes;
  record(now, r, Event::dependency, p.zone, p.zone, static_cast<int>(after));
  p.date(Event::death) = model_.mortality.after_change(p, before, now, death);
  p.date(Event::childbirth) = kNever;
  await_dependency(r, now);
  review_care(r, now);
}

/// The service that an open wish is for.
Service Shard::wished(const Person& p, Tick now) const {
  return has_turned(kCareFrom, p.birth, now) ? SeekingCare::service_of(p.dependency()) : Service::childcare;
}

/// Opens or ends the wish for a care bed as state, family and zone have it now.
void Shard::review_care(Row r, Tick now) {
  Person& p = people_[r];
  if (model_.care.inert() || !may_depend(p)) return;
  const auto traits = draws_.block(people_.id(r), Purpose::care_wish);
  const bool seeks = model_.care.seeks(p, traits);
  if (!has_turned(kCareFrom, p.birth, now)) {  // looked at again on the birthday from which beds are for them
    const bool soon = has_turned(kCareFrom, p.birth, model_.horizon - 1);
    people_.set_other_date(r, Event::ask, seeks && soon ? p.birth + kCareFrom * kTicksPerYear : kNever);
  } else if (seeks != p.has(Person::kWishes)) {
    if (seeks)
      wish(r, now, now, SeekingCare::service_of(p.dependency()));
    else
      end_wish(r, now, EndReason::changed);
  }
}

void Shard::change_wish(Row r, Tick now) {
  Person& p = people_[r];
  if (has_turned(kDependentFrom, p.birth, now)) {
    people_.set_other_date(r, Event::ask, kNever);
    return review_care(r, now);
  }
  if (p.has(Person::kWishes)) return end_wish(r, now, EndReason::grown);
  wish(r, now, now, Service::childcare);
  people_.set_other_date(r, Event::ask, SeekingChildcare::until(p.birth));
}

void Shard::wish(Row r, Tick now, Tick since, Service service) {
  Person& p = people_[r];
  p.set(Person::kWishes, true);
  demand_.push_back({now, since, people_.id(r), DemandChange::wish, p.zone, EndReason::none, service});
  record(now, r, Event::ask, p.zone, p.zone, 1 + static_cast<int>(service));
}

void Shard::end_wish(Row r, Tick now, EndReason reason) {
  Person& p = people_[r];
  if (!p.has(Person::kWishes)) return;
  const Service service = wished(p, now);
  p.set(Person::kWishes, false);
  people_.set_other_date(r, Event::ask, kNever);
  demand_.push_back({now, now, people_.id(r), DemandChange::end, p.zone, reason, service});
  record(now, r, Event::ask, p.zone, p.zone, 0);
}

}  // namespace gongxu
