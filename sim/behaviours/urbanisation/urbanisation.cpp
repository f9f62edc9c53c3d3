#include "sim/behaviours/urbanisation/urbanisation.hpp"

#include <algorithm>

namespace gongxu {

int Urbanisation::destination(int origin, std::uint32_t bits) const {
  const auto& shares = destinations[static_cast<std::size_t>(origin)];
  const double u = Draws::to_uniform(bits);
  for (const auto& [zone, cumulative] : shares)
    if (u < cumulative) return zone;
  return shares.empty() ? origin : shares.back().first;
}

Urbanisation compile_urbanisation(const Region& region, const ParameterValues& values,
                                  const InitialPopulation& population, Tick start, Tick horizon) {
  Urbanisation out;
  for (std::size_t z = 0; z < region.zones.size(); ++z) {
    std::vector<std::pair<std::string, std::size_t>> others;
    double total = 0;
    for (std::size_t d = 0; d < region.zones.size(); ++d)
      if (region.zones[d].urban != region.zones[z].urban) {
        others.emplace_back(region.zones[d].code, d);
        total += static_cast<double>(region.zones[d].population);
      }
    std::sort(others.begin(), others.end());
    auto& shares = out.destinations.emplace_back();
    double cumulative = 0;
    for (const auto& [code, d] : others) {
      cumulative += static_cast<double>(region.zones[d].population) / total;
      shares.emplace_back(static_cast<int>(d), cumulative);
    }

    const double rate = shares.empty()          ? 0.0
                        : region.zones[z].urban ? values["urban_to_rural_rate"]
                                                : values["rural_to_urban_rate"] * values["urbanisation_multiplier"];
    double moves = 0, persons = 0;
    for (std::size_t sex = 0; sex < 2; ++sex)
      for (std::size_t a = kMovesAlone; a <= kOpenAge; ++a) {
        moves += population.residents[z][sex][a] * region.national.migration_shape[sex][a];
        persons += population.residents[z][sex][a];
      }
    auto& by_sex = out.by_zone_sex.emplace_back();
    for (std::size_t sex = 0; sex < 2; ++sex) {
      std::vector<PerYear> row;
      for (std::size_t a = kMovesAlone; a <= kOpenAge; ++a)
        row.push_back({moves > 0
                           ? std::min(rate * persons / moves * region.national.migration_shape[sex][a], kMaxRate.value)
                           : 0.0});
      HazardTable table(kMovesAlone, kOpenAge + 1 - kMovesAlone, true);
      table.add_segment(start, row);
      by_sex[sex] = ScreenedHazard(std::move(table), start, horizon);
    }
  }
  return out;
}

}  // namespace gongxu
