#include "tests/support/lives.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <map>
#include <stdexcept>

#include "sim/core/math.hpp"

namespace gongxu::test {
namespace {

[[noreturn]] void impossible(const TraceEvent& e, const std::string& why) {
  throw std::runtime_error("event " + std::to_string(static_cast<int>(e.event)) + " of person " +
                           std::to_string(e.person) + " on " + to_string(to_date(day_of(e.when))) + ": " + why);
}

Life& add(Lives& lives, Life life) {
  if (!lives.index.emplace(life.id, lives.all.size()).second)
    throw std::runtime_error("two persons of one identity: " + std::to_string(life.id));
  lives.all.push_back(std::move(life));
  return lives.all.back();
}

/// The state of dependency in which somebody comes under observation.
Dependency first_state(const Model& model, const Draws& draws, const Life& l) {
  if (model.dependency.inert() || !has_turned(kDependentFrom, l.birth, l.from)) return Dependency::none;
  return model.dependency.state_at(l.sex, l.birth, l.from, draws.uniform(l.id, Purpose::dependent_at_start));
}

void add_residents(Lives& lives, const RunInputs& in, const Model& model, const Draws& draws) {
  const InitialPopulation& population = *in.population;
  const People& people = population.people;
  for (Row r = 0; r < people.size(); ++r) {
    Life life;
    life.id = people.id(r);
    life.birth = people[r].birth;
    life.from = population.start;
    life.to = in.horizon;
    life.sex = people[r].sex();
    life.parity = people[r].parity;
    const Tick last = population.last_birth[r];
    life.exposed = last == kNever ? life.from : std::max(life.from, last + model.fertility.minimum_interval);
    life.mother = people.mother(r) == kNoRow ? 0 : people.id(people.mother(r));
    life.ward = people[r].has(Person::kWard);
    life.student = people[r].has(Person::kStudent);
    life.outside = people[r].has(Person::kOutsideRegistered);
    life.zones = {{life.from, people[r].zone}};
    life.states = {{life.from, first_state(model, draws, life)}};
    add(lives, std::move(life));
  }
}

/// Those who come, each woman with the children of her donor below the age at which they move alone.
void add_arrivals(Lives& lives, const RunInputs& in, const Model& model, const Draws& draws) {
  const InitialPopulation& population = *in.population;
  for (const Window& w : monthly_windows(model.start, in.horizon))
    for (int zone = 0; zone < model.zones; ++zone)
      for (const Arrival& a : model.migration.arrivals(zone, w.start, w.end, draws)) {
        Life life;
        life.id = a.id;
        life.birth = a.birth;
        life.from = life.exposed = a.when;
        life.to = in.horizon;
        life.sex = a.sex;
        life.entry = Entry::arrived;
        life.outside = !a.returns;
        life.zones = {{a.when, zone}};
        life.states = {{a.when, first_state(model, draws, life)}};
        const Family family = model.migration.family(a, population, draws);
        life.parity = family.parity;
        if (family.last_birth != kNever)
          life.exposed = std::max(a.when, family.last_birth + model.fertility.minimum_interval);
        const bool outside = life.outside;
        add(lives, std::move(life));
        for (const Family::Child& c : family.children) {
          Life child;
          child.id = c.id;
          child.birth = c.birth;
          child.from = child.exposed = a.when;
          child.to = in.horizon;
          child.sex = c.sex;
          child.entry = Entry::arrived;
          child.mother = a.id;
          child.outside = outside;
          child.zones = {{a.when, zone}};
          child.states = {{a.when, Dependency::none}};
          add(lives, std::move(child));
        }
      }
}

/// Whoever takes the place of a student who leaves: of the same sex and zone, eighteen to nineteen years old.
void add_successors(Lives& lives, const RunInputs& in, const Draws& draws, const std::vector<TraceEvent>& trace) {
  for (const TraceEvent& e : trace) {
    if (e.event != Event::leave) continue;
    const auto it = lives.index.find(e.person);
    if (it == lives.index.end() || !lives.all[it->second].student) continue;
    const Life& before = lives.all[it->second];
    Life life;
    life.id = mix64(e.person ^ 0x73747564656e74ULL, e.when);
    life.birth =
        e.when - kStudentFrom * kTicksPerYear -
        static_cast<Tick>(static_cast<std::uint64_t>(draws.bits(life.id, Purpose::birthday)) * kTicksPerYear >> 32);
    life.from = life.exposed = e.when;
    life.to = in.horizon;
    life.sex = before.sex;
    life.entry = Entry::arrived;
    life.student = true;
    life.outside = before.outside;
    life.zones = {{e.when, before.zones.back().second}};
    life.states = {{e.when, Dependency::none}};
    add(lives, std::move(life));
  }
}

/// Newborns, whose sex a later event tells.
void add_newborns(Lives& lives, const RunInputs& in, const std::vector<TraceEvent>& trace) {
  for (const TraceEvent& e : trace) {
    if (e.event != Event::childbirth) continue;
    Life child;
    child.id = child_id(e.person, e.detail);
    child.birth = child.from = child.exposed = e.when;
    child.to = in.horizon;
    child.entry = Entry::born;
    child.mother = e.person;
    const auto mother = lives.index.find(e.person);
    if (mother == lives.index.end()) impossible(e, "nobody knows this person");
    child.outside = lives.all[mother->second].outside;
    child.zones = {{e.when, e.zone_to}};
    child.states = {{e.when, Dependency::none}};
    add(lives, std::move(child));
  }
}

/// Adds one event to the life of the person that it is of.
void happen(Life& l, const TraceEvent& e, Tick start) {
  if (e.when < l.from || e.when > l.to || (e.when == l.to && l.exit != Exit::none && e.event != Event::ask))
    impossible(e, "the person is not here");
  switch (e.event) {
    case Event::born:
      if (l.entry != Entry::born || l.birth != e.when) impossible(e, "not born here and now");
      l.sex = e.detail == male ? male : female;
      break;
    case Event::arrive:
      if (l.entry != Entry::arrived || l.from != e.when || e.detail != age_at(l.birth, e.when) ||
          e.zone_to != l.zones[0].second)
        impossible(e, "nobody was expected like this");
      break;
    case Event::childbirth:
      if (l.sex == male || e.detail != l.parity + static_cast<int>(l.births.size()) + 1)
        impossible(e, "not her next child");
      l.births.push_back(e.when);
      break;
    case Event::move:
      if (e.zone_from != l.zones.back().second) impossible(e, "the person lives elsewhere");
      l.zones.emplace_back(e.when, e.zone_to);
      break;
    case Event::ask:
      if (has_turned(kCareFrom, l.birth, e.when)) {
        if ((e.detail != 0) == l.seeks) impossible(e, "a wish for a care bed begins or ends twice");
        l.seeks = e.detail != 0;
        l.care.emplace_back(e.when, e.detail);
        break;
      }
      if (e.detail == 1 && e.when == start && l.wish_from == e.when) break;  // known already
      if (e.detail == 1 ? l.wish_from != kNever : l.wish_from == kNever || l.wish_to != kNever)
        impossible(e, "a wish begins once and ends once");
      (e.detail == 1 ? l.wish_from : l.wish_to) = e.when;
      break;
    case Event::dependency:
      if (static_cast<int>(l.states.back().second) == e.detail) impossible(e, "no change of state");
      if (std::abs(static_cast<int>(l.states.back().second) - e.detail) > 1) impossible(e, "a state is skipped");
      l.states.emplace_back(e.when, static_cast<Dependency>(e.detail));
      break;
    case Event::death:
    case Event::leave:
      l.exit = e.event == Event::death ? Exit::died : Exit::left;
      l.to = e.when;
      break;
  }
}

}  // namespace

const Life* Lives::find(PersonId id) const {
  const auto it = index.find(id);
  return it == index.end() ? nullptr : &all[it->second];
}

Model model_of(const RunInputs& in, std::uint32_t replicate) {
  return compile_model(*in.region, *in.plan, *in.scenario, values_of(in, replicate), *in.population, *in.tabulated,
                       in.horizon);
}

Lives live(const RunInputs& in, const Model& model, std::uint32_t replicate, const Run& run) {
  const std::vector<TraceEvent>& trace = run.trace;
  const Draws draws(in.seed, replicate);
  Lives lives;
  lives.all.reserve(in.population->people.size() + trace.size() / 2);
  add_residents(lives, in, model, draws);
  add_arrivals(lives, in, model, draws);
  add_successors(lives, in, draws, trace);
  std::size_t expected = 0, arrived = 0, born = 0, childbirths = 0;
  for (const Life& l : lives.all) expected += l.entry == Entry::arrived;
  add_newborns(lives, in, trace);  // before all else: at one tick a trace goes by person, not by cause
  for (const DemandEvent& e : run.result.demand.spells)
    if (e.change == DemandChange::wish && e.when == model.start && e.service == Service::childcare)
      lives.all[lives.index.at(e.person)].wish_from = e.when;
  for (const TraceEvent& e : trace) {
    const auto it = lives.index.find(e.person);
    if (it == lives.index.end()) impossible(e, "nobody knows this person");
    happen(lives.all[it->second], e, model.start);
    arrived += e.event == Event::arrive;
    born += e.event == Event::born;
    childbirths += e.event == Event::childbirth;
  }
  if (arrived != expected)
    throw std::runtime_error(std::to_string(arrived) + " persons arrived, " + std::to_string(expected) +
                             " were expected");
  if (born != childbirths) throw std::runtime_error("births and newborns differ");
  return lives;
}

void CellTest::check(const std::string& what, bool dispersion) const {
  Cell all;
  double chi2 = 0, worst = 0;
  int cells = 0;
  std::string worst_cell;
  for (const auto& [name, cell] : cells_) {
    all.observed += cell.observed, all.expected += cell.expected, all.variance += cell.variance;
    if (cell.expected < 25) continue;
    const double z = (cell.observed - cell.expected) / std::sqrt(cell.variance);
    chi2 += z * z;
    ++cells;
    if (std::fabs(z) > std::fabs(worst)) worst = z, worst_cell = name;
  }
  const double z = (all.observed - all.expected) / std::sqrt(all.variance);
  std::string told = what + ": " + std::to_string(static_cast<long>(all.observed)) + " events, " +
                     std::to_string(all.expected) + " expected, z " + std::to_string(z) +
                     "; smallest fault seen in all " + std::to_string(400 * std::sqrt(all.variance) / all.expected) +
                     " %; " + std::to_string(cells) + " cells, chi-square " + std::to_string(chi2) + "; worst " +
                     worst_cell + " z " + std::to_string(worst);
  INFO(told);
  CHECK(cells > 0);
  CHECK(std::fabs(z) < 4);
  CHECK(std::fabs(worst) < std::max(4.0, -math::normal_quantile(5e-4 / cells)));
  CHECK(chi2 < cells + 4 * std::sqrt(2.0 * cells));
  if (dispersion) CHECK(chi2 > cells - 4 * std::sqrt(2.0 * cells));
  if (std::getenv("GONGXU_TELL_POWER")) WARN(told);
}

}  // namespace gongxu::test
