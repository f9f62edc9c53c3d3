#include "sim/people/kin.hpp"

#include <algorithm>
#include <array>

#include "sim/people/order_schedules.hpp"

namespace gongxu {
namespace {

constexpr int kWomenFrom = 15, kWomenUntil = 65;  // the census's range for children ever born

/// Progressions of earlier cohorts: near-universal first births, and a second that is calibrated.
/// Cohorts up to kYoung have today's progressions, from kOld on the earlier ones, linear between.
constexpr double kEarlierFirst = 0.95;
constexpr int kYoung = 30, kOld = 45;

/// Expected births of orders 1, 2, 3 so far, by whole age from kWomenFrom.
using Progress = std::vector<std::array<double, 3>>;

Progress progress_by_age(const Region& region, const ParameterValues& values, double earlier_second) {
  Progress out;
  const std::array<double, 3> now{values["progression_1"], values["progression_2"], values["progression_3"]};
  const std::array<double, 3> earlier{kEarlierFirst, earlier_second, now[2]};
  for (int age = kWomenFrom; age <= kOpenAge; ++age) {
    const double w = std::clamp(static_cast<double>(age - kYoung) / (kOld - kYoung), 0.0, 1.0);
    std::array<double, 3> p{};
    for (std::size_t i = 0; i < 3; ++i) p[i] = (1 - w) * now[i] + w * earlier[i];
    const OrderSchedules schedules(region.national, p);
    auto& row = out.emplace_back();
    for (int order = 1; order <= 3; ++order) row[order - 1] = schedules.births_before(order, age + 0.5);
  }
  return out;
}

double mean_children(const Progress& progress, const std::vector<double>& women) {
  double children = 0, all = 0;
  for (int age = kWomenFrom; age < kWomenUntil; ++age) {
    const auto& b = progress[static_cast<std::size_t>(age - kWomenFrom)];
    children += women[static_cast<std::size_t>(age)] * (b[0] + b[1] + b[2]);
    all += women[static_cast<std::size_t>(age)];
  }
  return all > 0 ? children / all : 0;
}

Progress calibrated_progress(const Region& region, const ParameterValues& values, const InitialPopulation& population) {
  std::vector<double> women(kOpenAge + 1, 0.0);
  for (const BySexAge& zone : population.residents)
    for (std::size_t a = 0; a < women.size(); ++a) women[a] += zone[female][a];
  const auto fact = region.facts.find("mean_children_ever_born");
  if (fact == region.facts.end()) return progress_by_age(region, values, values["progression_2"]);
  double low = 0.0, high = 1.0;
  for (int i = 0; i < 40; ++i) {
    const double middle = (low + high) / 2;
    (mean_children(progress_by_age(region, values, middle), women) < fact->second ? low : high) = middle;
  }
  return progress_by_age(region, values, (low + high) / 2);
}

void assign_parity(const Progress& progress, const Draws& draws, InitialPopulation& population) {
  double children = 0, women = 0;
  People& people = population.people;
  for (Row r = 0; r < people.size(); ++r) {
    Person& p = people[r];
    const int age = age_at(p.birth, population.start);
    if (age < kWomenFrom) continue;
    const auto& b = progress[static_cast<std::size_t>(std::min(age, kOpenAge) - kWomenFrom)];
    const double u = draws.uniform(people.id(r), Purpose::parity);
    p.parity = static_cast<std::uint8_t>((u < b[0]) + (u < b[1]) + (u < b[2])) & 3U;
    if (p.sex() == female && age < kWomenUntil) ++women, children += p.parity;
  }
  population.mean_children_ever_born = women > 0 ? children / women : 0;
}

/// Guardians: women of these ages, grandmothers in the main; the generation's length is assumed.
constexpr int kGuardianFrom = 45, kGuardianUntil = 76;
constexpr int kGrandmotherOlder = 52;  // [years] than the child, about
constexpr int kGuardianReach = 200;    // neighbours in age among whom chance chooses

/// Gives every child without a mother here to a woman of its zone. @returns (child, guardian).
std::vector<std::pair<Row, Row>> find_guardians(const std::vector<Row>& children, std::size_t zones, const Draws& draws,
                                                InitialPopulation& population) {
  People& people = population.people;
  std::vector<std::vector<Row>> women(zones);  // by birth
  for (Row r = 0; r < people.size(); ++r) {
    const int age = age_at(people[r].birth, population.start);
    if (people[r].sex() == female && age >= kGuardianFrom && age < kGuardianUntil) women[people[r].zone].push_back(r);
  }
  std::vector<std::pair<Row, Row>> found;
  for (const Row child : children) {
    const auto& candidates = women[people[child].zone];
    if (candidates.empty()) continue;
    const Tick born = people[child].birth - kGrandmotherOlder * kTicksPerYear;
    const auto nearest = std::lower_bound(candidates.begin(), candidates.end(), born,
                                          [&](Row r, Tick t) { return people[r].birth < t; }) -
                         candidates.begin();
    const double u = draws.uniform(people.id(child), Purpose::guardian);
    const auto i = std::clamp<std::ptrdiff_t>(nearest + static_cast<std::ptrdiff_t>((2 * u - 1) * kGuardianReach), 0,
                                              static_cast<std::ptrdiff_t>(candidates.size()) - 1);
    people[child].set(Person::kWard, true);
    found.emplace_back(child, candidates[static_cast<std::size_t>(i)]);
  }
  return found;
}

/// The youngest linked child that a woman bore herself; kNoRow if she has wards only or none.
Row youngest_own(const People& people, Row mother) {
  Row c = people.youngest_child(mother);
  while (c != kNoRow && people[c].has(Person::kWard)) c = people.older_sibling(c);
  return c;
}

/// Women of one zone in the order of birth, with the children that each may still be given.
struct Candidates {
  std::vector<Row> rows;
  std::vector<std::uint8_t> spare;
};

/// The woman of the zone born nearest after `born` who can be this child's mother; index or -1.
std::ptrdiff_t find_mother(const Candidates& women, const InitialPopulation& population, Tick born, Tick child_birth,
                           Tick least_interval) {
  constexpr int kReach = 400;  // neighbours looked at on either side: a few weeks of births
  const People& people = population.people;
  const auto by_birth = [&](Row r, Tick t) { return people[r].birth < t; };
  const auto middle = std::lower_bound(women.rows.begin(), women.rows.end(), born, by_birth) - women.rows.begin();
  const auto suits = [&](std::ptrdiff_t i) {
    if (i < 0 || i >= static_cast<std::ptrdiff_t>(women.rows.size()) || women.spare[static_cast<std::size_t>(i)] == 0)
      return false;
    const Row m = women.rows[static_cast<std::size_t>(i)];
    if (people[m].birth + kFertileFrom * kTicksPerYear > child_birth) return false;
    const Tick next = population.last_birth[m];  // children come youngest first: this one is older
    return next == kNever || next - child_birth >= least_interval;
  };
  for (int step = 0; step < kReach; ++step) {
    if (suits(middle + step)) return middle + step;
    if (suits(middle - 1 - step)) return middle - 1 - step;
  }
  return -1;
}

}  // namespace

void assign_kin(const Region& region, const ParameterValues& values, const Draws& draws,
                InitialPopulation& population) {
  People& people = population.people;
  assign_parity(calibrated_progress(region, values, population), draws, population);
  population.last_birth.assign(people.size(), kNever);

  std::vector<Candidates> women(region.zones.size());
  for (Row r = 0; r < people.size(); ++r)
    if (people[r].sex() == female && people[r].parity > 0) {
      women[people[r].zone].rows.push_back(r);
      women[people[r].zone].spare.push_back(people[r].parity);
    }

  // From the youngest child to the oldest; last_birth holds the linked child found last, to keep the
  // interval, until the links are made.
  const OrderSchedules schedule(region.national, values);
  const Tick least_interval = ticks_in({values["minimum_birth_interval"]});
  const double probability = values["mother_link_probability"];
  std::vector<std::pair<Row, Row>> links;  // child, mother or guardian
  std::vector<Row> motherless;
  for (Row child = people.size(); child-- > 0;) {
    const Person& c = people[child];
    if (age_at(c.birth, population.start) >= kLinkedBelowAge) break;
    ++population.children;
    motherless.push_back(child);
    if (draws.uniform(people.id(child), Purpose::mother) >= probability) continue;
    const double mother_age = schedule.age_at_share(draws.uniform(people.id(child), Purpose::mother, 1));
    Candidates& zone = women[c.zone];
    const auto i = find_mother(zone, population, c.birth - ticks_in({mother_age}), c.birth, least_interval);
    if (i < 0) continue;
    const Row mother = zone.rows[static_cast<std::size_t>(i)];
    --zone.spare[static_cast<std::size_t>(i)];
    population.last_birth[mother] = c.birth;
    links.emplace_back(child, mother);
    motherless.pop_back();
    ++population.linked;
  }
  const auto wards = find_guardians(motherless, region.zones.size(), draws, population);
  population.wards = static_cast<long>(wards.size());
  links.insert(links.end(), wards.begin(), wards.end());
  std::sort(links.begin(), links.end(),
            [](const auto& a, const auto& b) { return a.first > b.first; });  // youngest first
  for (auto l = links.rbegin(); l != links.rend(); ++l) people.link(l->first, l->second);

  // A last birth for every woman with children: the youngest linked child's, else drawn from the
  // schedule up to her age, so that the open interval is no spike in the first year.
  for (Row r = 0; r < people.size(); ++r) {
    const Person& p = people[r];
    if (p.sex() == male || p.parity == 0) continue;
    if (const Row own = youngest_own(people, r); own != kNoRow) {
      population.last_birth[r] = people[own].birth;
    } else {
      const double age = years_in(population.start - p.birth).value;
      const double u = draws.uniform(people.id(r), Purpose::parity, 1);
      const double at = schedule.age_at_share(u * schedule.share_before(age));
      population.last_birth[r] = std::min(population.start - 1, p.birth + ticks_in({at}));
    }
  }
}

}  // namespace gongxu
