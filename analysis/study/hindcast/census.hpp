/// Censuses of many places: one table a census, in five-year groups of age.
///
/// The layout is that of a place's data/population.csv with the place and the date of the census in front:
/// place,date,sex,age_start,age_end,value,unit,source,status and, where wanted, province. Groups finer than five years
/// are added up; all from 85 on are one.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "sim/core/problem.hpp"
#include "sim/core/time.hpp"

namespace gongxu {

inline constexpr int kGroupYears = 5;
inline constexpr std::size_t kGroups = 18;                   ///< 0-4, 5-9, ..., 80-84, 85 and over
using ByGroup = std::array<std::array<double, kGroups>, 2>;  ///< [sex][group] persons

constexpr int group_start(std::size_t g) { return static_cast<int>(g) * kGroupYears; }
/// -1 of the last group: open.
constexpr int group_end(std::size_t g) { return g + 1 == kGroups ? -1 : group_start(g) + kGroupYears - 1; }

struct CensusPlace {
  std::string id, province;
  ByGroup persons{};
  std::string source;
  Position at;  ///< of its first row

  double total() const;
};

struct Census {
  std::string file;
  Date date;
  std::vector<CensusPlace> places;  ///< in order of id; a place with a mistake is left out
  std::vector<Problem> refused;     ///< rows and places that are left out, by name

  const CensusPlace* find(const std::string& id) const;
};

/// @throws InputError if the file is no such table, or has no place without a mistake.
Census read_census(const std::string& file, const std::string& option);

}  // namespace gongxu
