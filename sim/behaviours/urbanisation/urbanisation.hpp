/// Urbanisation: moves between the zones of the place.
///
///   hazard [moves / person-year] = rural_to_urban_rate (or urban_to_rural_rate), shaped by the
///   standard schedule over the base residents of the zone, from kMovesAlone; below it children move
///   with their linked mothers.
///   WHEN  A credit of purpose `move`, one for each move.
///   WHERE  A zone of the other kind, by base population.
/// Wakes at  birth, arrival, move.  Reads  sex, age, zone.  Writes  zone.  Asks  nothing.
/// Sources   M1 schedule; R4 rate: two censuses do not identify it, so it is drawn from 0 to 2 % a year.
#pragma once
#include <array>
#include <vector>

#include "sim/core/draws.hpp"
#include "sim/core/hazard.hpp"
#include "sim/people/initial_population.hpp"
#include "sim/scenario/parameters.hpp"

namespace gongxu {

struct Urbanisation {
  std::vector<std::array<ScreenedHazard, 2>> by_zone_sex;
  /// [origin]: (destination, cumulative share), in the order of the zones' codes.
  std::vector<std::vector<std::pair<int, double>>> destinations;

  /// WHEN. The date of the next move between zones.
  Tick due(const Person& p, Tick from, std::uint32_t bits) const {
    return by_zone_sex[p.zone][p.sex()].due(p.birth, from, bits);
  }
  /// WHERE to.
  int destination(int origin, std::uint32_t bits) const;
};

Urbanisation compile_urbanisation(const Region&, const ParameterValues&, const InitialPopulation&, Tick start,
                                  Tick horizon);

}  // namespace gongxu
