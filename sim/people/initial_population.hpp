/// The residents of the base date, built from census tables, one row a person.
///
/// What is met exactly, in whole persons: residents by sex and age group, residents by zone, the
/// number registered elsewhere. What is fitted and assumed: the joint of age and zone (iterative
/// proportional fitting from an age slope), single years within age groups (national shares),
/// birthdays (uniform), mothers of children, guardians of children whose mothers live elsewhere, parity
/// (order schedules, calibrated to the mean number of children ever born; men have that of women of
/// their age), time since the last birth, who is a student.
#pragma once
#include <array>
#include <vector>

#include "sim/core/draws.hpp"
#include "sim/people/people.hpp"
#include "sim/scenario/parameters.hpp"
#include "sim/scenario/region.hpp"

namespace gongxu {

struct InitialPopulation {
  People people;                 ///< ordered by birth, then identity: free of the order of zones
  std::vector<Tick> last_birth;  ///< of women with children: date of the youngest child's birth; else kNever
  Tick start = 0;                ///< the base date
  /// [zone][sex][age]: residents by single year of age, the last one open.
  std::vector<BySexAge> residents;
  /// How well the links came out: children below 18, and of them those linked to a mother.
  long children = 0, linked = 0, wards = 0;
  long students = 0;  ///< at colleges: a group that renews itself
  /// Mean children ever born to women aged 15 to 64, as drawn.
  double mean_children_ever_born = 0;
};

inline constexpr int kStudentFrom = 18, kStudentUntil = 22;  ///< [whole years) of students at colleges
inline constexpr int kOpenAge = 100;                         ///< the last single year of age, open
inline constexpr int kLinkedBelowAge = 18;                   ///< children are linked to mothers below this age
inline constexpr int kMovesAlone = 10;  ///< [years] below it children move only with their linked mothers

/// Builds the people. The same for every replicate: it draws with kNoReplicate.
/// @param values parameters at their centres: progressions, linking probability.
InitialPopulation build_population(const Region&, const ParameterValues& values, std::uint32_t seed);

/// Residents by zone, sex and age group, whole persons: rows and columns add up to the census.
/// @returns [group][sex][zone]. Exposed for tests.
std::vector<std::array<std::vector<long>, 2>> fit_zones(const Region&);

}  // namespace gongxu
