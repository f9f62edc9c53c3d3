#include "sim/people/initial_population.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>

#include "sim/core/apportion.hpp"
#include "sim/people/kin.hpp"
#include "sim/people/order_schedules.hpp"

namespace gongxu {
namespace {

/// [zone][sex][age]: the fitted groups split to single years by the nation's shares.
std::vector<BySexAge> residents_by_age(const Region& region) {
  const auto groups = fit_zones(region);
  std::vector<BySexAge> out(region.zones.size());
  for (auto& zone : out)
    for (auto& ages : zone) ages.assign(kOpenAge + 1, 0.0);
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const AgeGroup& group = region.population[g];
    const int last = group.age_end < 0 ? kOpenAge : group.age_end;
    for (std::size_t sex = 0; sex < 2; ++sex) {
      const auto& nation = region.national.persons[sex];
      const std::vector<double> weights(nation.begin() + group.age_start, nation.begin() + last + 1);
      for (std::size_t z = 0; z < region.zones.size(); ++z) {
        const auto persons = largest_remainder(weights, groups[g][sex][z]);
        for (std::size_t i = 0; i < persons.size(); ++i)
          out[z][sex][static_cast<std::size_t>(group.age_start) + i] = static_cast<double>(persons[i]);
      }
    }
  }
  return out;
}

struct Newcomer {
  Person person;
  PersonId id;
  std::uint32_t serial;  ///< in the cell of zone, sex and age
};

/// One person for each resident, with a birthday drawn uniformly within the year of age.
std::vector<Newcomer> draw_residents(const Region& region, const std::vector<BySexAge>& residents, const Draws& draws,
                                     Tick start) {
  std::vector<Newcomer> out;
  out.reserve(static_cast<std::size_t>(region.total_population()));
  const auto keys = zone_keys(region);
  for (std::size_t z = 0; z < region.zones.size(); ++z) {
    for (int sex = 0; sex < 2; ++sex)
      for (int age = 0; age <= kOpenAge; ++age) {
        const auto n = static_cast<std::uint32_t>(residents[z][sex][static_cast<std::size_t>(age)]);
        for (std::uint32_t serial = 0; serial < n; ++serial) {
          const PersonId id = resident_id(keys[z], sex, age, serial);
          // Past the last birthday by a uniform part of a year, in whole ticks below one year.
          const auto since_birthday =
              static_cast<Tick>(static_cast<std::uint64_t>(draws.bits(id, Purpose::birthday)) * kTicksPerYear >> 32);
          Person p;
          p.birth = start - static_cast<Tick>(age) * kTicksPerYear - since_birthday;
          p.zone = static_cast<std::uint8_t>(z);
          p.flags = Person::kResident;
          p.set(Person::kMale, sex == male);
          out.push_back({p, id, serial});
        }
      }
  }
  std::sort(out.begin(), out.end(), [](const Newcomer& a, const Newcomer& b) {
    return a.person.birth != b.person.birth ? a.person.birth < b.person.birth : a.id < b.id;
  });
  return out;
}

/// Marks exactly as many as the census counted as registered in another county; they are taken
/// from urban zones at random (assumed: newcomers settle in town).
void register_outside(const Region& region, const Draws& draws, People& people) {
  const auto fact = region.facts.find("outside_registered");
  if (fact == region.facts.end()) return;
  std::vector<std::pair<std::uint32_t, Row>> urban;
  for (Row r = 0; r < people.size(); ++r)
    if (region.zones[people[r].zone].urban) urban.emplace_back(draws.bits(people.id(r), Purpose::registration), r);
  const auto n = std::min(static_cast<std::size_t>(fact->second), urban.size());
  std::nth_element(urban.begin(), urban.begin() + static_cast<std::ptrdiff_t>(n), urban.end());
  for (std::size_t i = 0; i < n; ++i) people[urban[i].second].set(Person::kOutsideRegistered, true);
}

/// Marks as many residents of urban zones as the place has college students, spread evenly over the ages
/// from kStudentFrom, chosen by chance within each.
void mark_students(const Region& region, const Draws& draws, InitialPopulation& out) {
  const auto fact = region.facts.find("college_students");
  if (fact == region.facts.end()) return;
  constexpr std::size_t kYears = kStudentUntil - kStudentFrom;
  std::array<std::vector<std::pair<std::uint32_t, Row>>, kYears> of_age;
  for (Row r = 0; r < out.people.size(); ++r) {
    const int year = age_at(out.people[r].birth, out.start) - kStudentFrom;
    if (year >= 0 && year < static_cast<int>(kYears) && region.zones[out.people[r].zone].urban)
      of_age[static_cast<std::size_t>(year)].emplace_back(draws.bits(out.people.id(r), Purpose::student), r);
  }
  const auto shares = largest_remainder(std::vector<double>(kYears, 1.0), static_cast<long>(fact->second));
  for (std::size_t i = 0; i < kYears; ++i) {
    auto& candidates = of_age[i];
    const auto n = std::min(static_cast<std::size_t>(shares[i]), candidates.size());
    std::nth_element(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(n), candidates.end());
    for (std::size_t k = 0; k < n; ++k) out.people[candidates[k].second].set(Person::kStudent, true);
    out.students += static_cast<long>(n);
  }
}

}  // namespace

InitialPopulation build_population(const Region& region, const ParameterValues& values, std::uint32_t seed) {
  InitialPopulation out;
  out.start = to_tick(region.base_date);
  out.residents = residents_by_age(region);
  const Draws draws(seed, kNoReplicate);
  {
    const auto residents = draw_residents(region, out.residents, draws, out.start);
    out.people.name_residents(out.start, zone_keys(region));
    for (const Newcomer& r : residents) out.people.add_resident(r.person, r.serial);
  }
  register_outside(region, draws, out.people);
  mark_students(region, draws, out);
  assign_kin(region, values, draws, out);
  return out;
}

}  // namespace gongxu
