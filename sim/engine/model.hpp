/// All behaviours of one replicate, compiled into tables before its first day.
#pragma once
#include <optional>

#include "sim/behaviours/dependency/dependency.hpp"
#include "sim/behaviours/fertility/fertility.hpp"
#include "sim/behaviours/fertility/path.hpp"
#include "sim/behaviours/migration/migration.hpp"
#include "sim/behaviours/mortality/mortality.hpp"
#include "sim/behaviours/schooling/schooling.hpp"
#include "sim/behaviours/seeking_care/seeking_care.hpp"
#include "sim/behaviours/seeking_childcare/seeking_childcare.hpp"
#include "sim/behaviours/urbanisation/urbanisation.hpp"
#include "sim/behaviours/using_health_care/health_care.hpp"
#include "sim/plan/plan.hpp"
#include "sim/scenario/scenario.hpp"

namespace gongxu {

struct Model {
  Tick start = 0, horizon = 0;
  int zones = 0;
  Mortality mortality;
  Fertility fertility;
  Migration migration;
  Urbanisation urbanisation;
  DependencyCourse dependency;
  SeekingChildcare childcare;
  SeekingCare care;
  std::optional<Schooling> schooling;  ///< none without a plan's services
  HealthCare health;
  bool students = false;                 ///< the place has a group of them that renews itself
  int moves_alone_from = kMovesAlone;    ///< [years] younger children move with their linked mothers only
  std::vector<std::uint8_t> zone_ranks;  ///< by zone: 1 + its place in the order of codes

  /// A zone's number in digests, free of the order in the file; 0 for -1, outside.
  std::uint8_t zone_rank(int zone) const { return zone < 0 ? 0 : zone_ranks[static_cast<std::size_t>(zone)]; }
};

/// The ranks of zones by their codes, from 1.
std::vector<std::uint8_t> rank_zones(const std::vector<Zone>&);

/// What the compilation needs of the initial population, tabulated once for all replicates.
struct Tabulated {
  WomenByParity women;
  ElderlyByKin elderly;
  Tabulated(const InitialPopulation& population, const Region& region, Years minimum_interval)
      : women(population, minimum_interval), elderly(population, region) {}
};

Model compile_model(const Region&, const Plan&, const Scenario&, const ParameterValues&, const InitialPopulation&,
                    const Tabulated&, Tick horizon);

}  // namespace gongxu
