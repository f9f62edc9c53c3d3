#include "sim/behaviours/mortality/mortality.hpp"

#include "sim/people/initial_population.hpp"

namespace gongxu {

Mortality compile_mortality(const Region& region, const ParameterValues& values, Tick start, Tick horizon) {
  const double level = values["relative_mortality"] * values["mortality_multiplier"];
  Mortality out;
  for (std::size_t sex = 0; sex < 2; ++sex) {
    HazardTable table(0, kOpenAge + 1, true);
    for (const auto& [year, rates] : region.national.deaths_per_person_year) {
      if (year < year_of(start) || year_start(year) >= horizon) continue;
      std::vector<PerYear> row;
      for (const double rate : rates[sex]) row.push_back({rate * level});
      table.add_segment(year_start(year), row);
    }
    out.by_sex[sex] = ScreenedHazard(std::move(table), start, horizon);
  }
  return out;
}

}  // namespace gongxu
