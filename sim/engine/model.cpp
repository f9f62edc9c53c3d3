#include "sim/engine/model.hpp"

#include <algorithm>
#include <limits>

#include "sim/people/order_schedules.hpp"

namespace gongxu {

std::vector<std::uint8_t> rank_zones(const std::vector<Zone>& zones) {
  std::vector<std::uint8_t> ranks;
  for (const Zone& z : zones)
    ranks.push_back(static_cast<std::uint8_t>(
        1 + std::count_if(zones.begin(), zones.end(), [&](const Zone& other) { return other.code < z.code; })));
  return ranks;
}

namespace {

/// [share] gross enrolment of the base year by stage, as the plan states it; NaN where it does not.
std::array<double, kStages> gross_rates(const Plan& plan) {
  std::array<double, kStages> out;
  for (std::size_t s = 0; s < kStages; ++s) {
    const Indicator* i = plan.indicator_of_service(stage_at(s));
    out[s] = i && i->base ? *i->base / i->per : std::numeric_limits<double>::quiet_NaN();
  }
  return out;
}

}  // namespace

Model compile_model(const Region& region, const Plan& plan, const Scenario& scenario, const ParameterValues& values,
                    const InitialPopulation& population, const Tabulated& tabulated, Tick horizon) {
  Model m;
  m.start = population.start;
  m.horizon = horizon;
  m.zones = static_cast<int>(region.zones.size());
  m.zone_ranks = rank_zones(region.zones);
  m.students = population.students > 0;
  m.dependency = DependencyCourse(region, values, m.start, horizon);
  m.mortality = compile_mortality(region, values, m.dependency.relative_mortality(), m.start, horizon);

  const OrderSchedules schedules(region.national, values);
  std::array<std::vector<PerYear>, kParityClasses> hazards;
  for (int parity = 0; parity < kParityClasses; ++parity)
    hazards[static_cast<std::size_t>(parity)] = schedules.hazards(parity, Years{values["minimum_birth_interval"]});
  const int base_year = year_of(m.start);
  const auto path = total_fertility_path(region, values, scenario.fertility_variant, base_year, year_of(horizon - 1));
  m.fertility = compile_fertility(region, values, scenario.fertility_policies,
                                  fertility_factors(tabulated.women, hazards, base_year, path), m.start, horizon);

  m.migration = Migration(region, values, population, m.start, horizon);
  m.urbanisation = compile_urbanisation(region, values, population, m.start, horizon);
  m.childcare = SeekingChildcare(region, values, population.residents);
  const auto prevalence = [&](Sex sex, double age, Dependency d) { return m.dependency.prevalence(sex, age, d); };
  m.care = SeekingCare(region, values, tabulated.elderly, prevalence);
  m.schooling.emplace(region, values, gross_rates(plan));
  m.health = HealthCare(region, values, population.residents, prevalence);
  return m;
}

}  // namespace gongxu
