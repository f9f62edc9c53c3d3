/// Mortality: deaths by age, sex and dependency, with the calendar's trend and the place's level.
///
///   hazard [deaths / person-year] = life table[year][sex][age] (people/life_table.hpp)
///                                   x relative[year][sex][age][dependency]
///   WHEN  the person's first credit of purpose `death` is spent; drawn once in a life. When the hazard
///         changes with dependency, what is left of the credit is spent at the new one.
/// Wakes at  birth, arrival, change of dependency.   Reads  sex, age, dependency.   Writes  residence ends.
/// Asks  nothing.  Sources   D2 national rates (scenarios/national/mortality.csv), region.toml the local ratio,
/// R11 the path.
/// Leaves out seasons and residence: urban and rural people die at one rate.
#pragma once
#include <array>

#include "sim/core/hazard.hpp"
#include "sim/people/life_table.hpp"
#include "sim/people/people.hpp"
#include "sim/scenario/parameters.hpp"
#include "sim/scenario/region.hpp"

namespace gongxu {

struct Mortality {
  std::array<std::array<ScreenedHazard, kDependencies>, 2> by_sex_state;

  const ScreenedHazard& of(Sex sex, Dependency d) const { return by_sex_state[sex][static_cast<std::size_t>(d)]; }
  /// WHEN. The date of death, exposed from `from` on, or kNever before the horizon.
  Tick due(const Person& p, Tick from, std::uint32_t bits) const {
    return of(p.sex(), p.dependency()).due(p.birth, from, bits);
  }
  /// The same, beyond the horizon too: the latest tick stands for all that comes after it.
  Tick due_ever(const Person& p, Tick from, std::uint32_t bits) const;
  /// The date of death after a change of state at `now`: what is left of the credit, at the new hazard.
  /// @param due the date in the old state, as due_ever() gives it.
  Tick after_change(const Person& p, Dependency before, Tick now, Tick due) const;
};

Mortality compile_mortality(const Region&, const ParameterValues&, const RelativeMortality&, Tick start, Tick horizon);

}  // namespace gongxu
