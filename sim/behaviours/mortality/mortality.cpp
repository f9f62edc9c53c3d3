#include "sim/behaviours/mortality/mortality.hpp"

#include <algorithm>

#include "sim/people/initial_population.hpp"

namespace gongxu {
namespace {

Tick or_last(Tick when) { return std::min(when, kNever - 1); }

}  // namespace

Mortality compile_mortality(const Region& region, const ParameterValues& values, const RelativeMortality& relative,
                            Tick start, Tick horizon) {
  Mortality out;
  const auto states = relative.years.empty() ? 1 : kDependencies;
  std::array<std::array<HazardTable, kDependencies>, 2> tables;
  for (auto& of_sex : tables) of_sex.fill(HazardTable(0, kOpenAge + 1, true));
  // Years beyond the horizon too: dates that lie there are kept when a state changes, and must not depend on it.
  for (int year = year_of(start); year <= region.national.last_year; ++year) {
    const BySexAge deaths = deaths_per_person_year(region, values, year);
    for (const Sex sex : {female, male})
      for (std::size_t state = 0; state < states; ++state) {
        std::vector<PerYear> row;
        for (int age = 0; age <= kOpenAge; ++age)
          row.push_back({std::min(
              deaths[sex][static_cast<std::size_t>(age)] * relative.at(year, sex, age, static_cast<Dependency>(state)),
              kMaxRate.value)});
        tables[sex][state].add_segment(year_start(year), row);
      }
  }
  for (std::size_t sex = 0; sex < 2; ++sex)
    for (std::size_t state = 0; state < states; ++state)
      out.by_sex_state[sex][state] = ScreenedHazard(std::move(tables[sex][state]), start, horizon);
  return out;
}

Tick Mortality::due_ever(const Person& p, Tick from, std::uint32_t bits) const {
  return or_last(of(p.sex(), p.dependency()).table().invert(p.birth, from, exponential_credit(bits), kNever));
}

Tick Mortality::after_change(const Person& p, Dependency before, Tick now, Tick due) const {
  const Credit left = of(p.sex(), before).table().cumulative(p.birth, now, due);
  return or_last(of(p.sex(), p.dependency()).table().invert(p.birth, now, std::max<Credit>(left, 1), kNever));
}

}  // namespace gongxu
