#include "sim/engine/model.hpp"

#include <algorithm>

#include "sim/people/order_schedules.hpp"

namespace gongxu {

std::vector<std::uint8_t> rank_zones(const std::vector<Zone>& zones) {
  std::vector<std::uint8_t> ranks;
  for (const Zone& z : zones)
    ranks.push_back(static_cast<std::uint8_t>(
        1 + std::count_if(zones.begin(), zones.end(), [&](const Zone& other) { return other.code < z.code; })));
  return ranks;
}

Model compile_model(const Region& region, const Scenario& scenario, const ParameterValues& values,
                    const InitialPopulation& population, const WomenByParity& women, Tick horizon) {
  Model m;
  m.start = population.start;
  m.horizon = horizon;
  m.zones = static_cast<int>(region.zones.size());
  m.zone_ranks = rank_zones(region.zones);
  m.mortality = compile_mortality(region, values, m.start, horizon);

  const OrderSchedules schedules(region.national, values);
  std::array<std::vector<PerYear>, kParityClasses> hazards;
  for (int parity = 0; parity < kParityClasses; ++parity)
    hazards[static_cast<std::size_t>(parity)] = schedules.hazards(parity, Years{values["minimum_birth_interval"]});
  const int base_year = year_of(m.start);
  const auto path = total_fertility_path(region, values, base_year, year_of(horizon - 1));
  m.fertility = compile_fertility(region, values, scenario.fertility_policies,
                                  fertility_factors(women, hazards, base_year, path), m.start, horizon);

  m.migration = Migration(region, values, population, m.start, horizon);
  m.urbanisation = compile_urbanisation(region, values, population, m.start, horizon);
  m.childcare = SeekingChildcare(region, values, population.residents);
  return m;
}

}  // namespace gongxu
