/// Mortality: deaths by age and sex, with the calendar's trend and the place's level.
///
///   hazard [deaths / person-year] = national[year][sex][age] x relative_mortality x mortality_multiplier
///   WHEN  the person's first credit of purpose `death` is spent; drawn once in a life.
/// Wakes at  birth, arrival.   Reads  sex, age.   Writes  residence ends.   Asks  nothing.
/// Sources   D2 national rates (scenarios/national/mortality.csv), region.toml the local ratio.
/// Leaves out dependency, seasons and residence: urban and rural people die at one rate.
#pragma once
#include <array>

#include "sim/core/hazard.hpp"
#include "sim/people/people.hpp"
#include "sim/scenario/parameters.hpp"
#include "sim/scenario/region.hpp"

namespace gongxu {

struct Mortality {
  std::array<ScreenedHazard, 2> by_sex;

  /// WHEN. The date of death, exposed from `from` on, or kNever before the horizon.
  Tick due(const Person& p, Tick from, std::uint32_t bits) const { return by_sex[p.sex()].due(p.birth, from, bits); }
};

Mortality compile_mortality(const Region&, const ParameterValues&, Tick start, Tick horizon);

}  // namespace gongxu
