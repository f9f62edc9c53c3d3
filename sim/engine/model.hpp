/// All behaviours of one replicate, compiled into tables before its first day.
#pragma once
#include "sim/behaviours/fertility/fertility.hpp"
#include "sim/behaviours/fertility/path.hpp"
#include "sim/behaviours/migration/migration.hpp"
#include "sim/behaviours/mortality/mortality.hpp"
#include "sim/behaviours/seeking_childcare/seeking_childcare.hpp"
#include "sim/behaviours/urbanisation/urbanisation.hpp"
#include "sim/scenario/scenario.hpp"

namespace gongxu {

struct Model {
  Tick start = 0, horizon = 0;
  int zones = 0;
  Mortality mortality;
  Fertility fertility;
  Migration migration;
  Urbanisation urbanisation;
  SeekingChildcare childcare;
  int moves_alone_from = kMovesAlone;    ///< [years] younger children move with their linked mothers only
  std::vector<std::uint8_t> zone_ranks;  ///< by zone: 1 + its place in the order of codes

  /// A zone's number in digests, free of the order in the file; 0 for -1, outside.
  std::uint8_t zone_rank(int zone) const { return zone < 0 ? 0 : zone_ranks[static_cast<std::size_t>(zone)]; }
};

/// The ranks of zones by their codes, from 1.
std::vector<std::uint8_t> rank_zones(const std::vector<Zone>&);

/// @param women of the initial population, tabulated once for all replicates.
Model compile_model(const Region&, const Scenario&, const ParameterValues&, const InitialPopulation&,
                    const WomenByParity& women, Tick horizon);

}  // namespace gongxu
