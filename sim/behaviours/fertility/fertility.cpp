#include "sim/behaviours/fertility/fertility.hpp"

#include <algorithm>

#include "sim/people/initial_population.hpp"
#include "sim/people/order_schedules.hpp"
#include "sim/policies/births.hpp"

namespace gongxu {

Sex Fertility::newborn_sex(Tick now, std::uint32_t bits) const {
  const auto i =
      static_cast<std::size_t>(std::clamp(year_of(now) - first_year, 0, static_cast<int>(male_share.size()) - 1));
  return Draws::to_uniform(bits) < male_share[i] ? male : female;
}

Fertility compile_fertility(const Region& region, const ParameterValues& values,
                            const std::map<std::string, FertilityPolicy>& policies,
                            const std::vector<double>& year_factors, Tick start, Tick horizon) {
  Fertility out;
  const Years interval{values["minimum_birth_interval"]};
  out.minimum_interval = ticks_in(interval);
  const OrderSchedules schedules(region.national, values);
  const int base_year = year_of(start);
  for (int parity = 0; parity < kParityClasses; ++parity) {
    const auto schedule = schedules.hazards(parity, interval);
    HazardTable table(kFertileFrom, kFertileUntil - kFertileFrom, false);
    for (std::size_t y = 0; y < year_factors.size(); ++y) {
      std::vector<PerYear> row;
      for (const PerYear h : schedule) row.push_back({std::min(h.value * year_factors[y], kMaxRate.value)});
      table.add_segment(year_start(base_year + static_cast<int>(y)), row);
    }
    apply_to_births(policies, parity, table);
    out.by_parity[static_cast<std::size_t>(parity)] = ScreenedHazard(std::move(table), start, horizon);
  }
  out.first_year = base_year;
  for (int year = base_year; year_start(year) < horizon; ++year) {
    const auto ratio = region.national.sex_ratio_at_birth.find(year);
    const double males = ratio == region.national.sex_ratio_at_birth.end() ? 1.05 : ratio->second;
    out.male_share.push_back(males / (1.0 + males));
  }
  return out;
}

}  // namespace gongxu
