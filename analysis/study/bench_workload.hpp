/// The neutral workloads W1 and W2: their tables, people and model (scenarios/workloads/README.md).
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "sim/core/time.hpp"
#include "sim/engine/model.hpp"
#include "sim/people/people.hpp"

namespace gongxu::bench {

inline constexpr int kRateAges = 111;  ///< single years of age, the last open
inline constexpr int kRural = 0, kUrban = 1;
inline constexpr double kUrbanShare = 0.638, kMaleShareAtBirth = 1.05 / 2.05;

using ByAge = std::array<PerYear, kRateAges>;

/// The two tables as the program was built with them.
struct WorkloadTables {
  struct Group {
    int age_start = 0;      ///< [whole years], five years wide
    double cumulative = 0;  ///< share of all people up to the end of this group
    double male_share = 0;
  };
  std::array<ByAge, 2> deaths;  ///< by sex
  ByAge births;                 ///< of women
  std::array<ByAge, 2> moves;   ///< by the zone that is left
  std::vector<Group> pyramid;
};
const WorkloadTables& workload_tables();

/// The span of both workloads: 15 calendar years.
Tick workload_start();
Tick workload_horizon();

/// The people at the start, ordered by birth, then identity; each drawn by its serial number.
People draw_population(std::uint32_t people, std::uint32_t seed);

/// @param moves true for W2: people move between the zones; false for W1.
Model workload_model(bool moves, Tick start, Tick horizon);

}  // namespace gongxu::bench
