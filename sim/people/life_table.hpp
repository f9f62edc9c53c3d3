/// Deaths of the whole of an age, and how they fall on its states of dependency, which add up to them.
///
///   deaths [per person-year] = national[year][sex][age] x relative_mortality x mortality_multiplier
///                              x mortality_path[year] x elderly[year]
///   elderly  at 60 and over: 1 to the data date, then in line to mortality_60plus_by_2035 in 2035
#pragma once
#include <algorithm>
#include <array>
#include <vector>

#include "sim/people/people.hpp"
#include "sim/scenario/parameters.hpp"
#include "sim/scenario/region.hpp"

namespace gongxu {

/// Of a calendar year, by sex and whole age to kOpenAge.
BySexAge deaths_per_person_year(const Region&, const ParameterValues&, int year);

/// By calendar year from `first_year`, sex and whole age; empty where nobody becomes dependent.
struct RelativeMortality {
  /// [times the deaths of all persons of that age], by state
  using ByState = std::array<double, kDependencies>;
  int first_year = 0;
  std::vector<std::array<std::vector<ByState>, 2>> years;  ///< [year][sex][age - kDependentFrom], the last open

  /// 1 below kDependentFrom; the last year and age hold on.
  double at(int year, Sex sex, int age, Dependency state) const {
    if (years.empty() || age < kDependentFrom) return 1;
    const int last = static_cast<int>(years.size()) - 1;
    const auto& ages = years[static_cast<std::size_t>(std::clamp(year - first_year, 0, last))][sex];
    const auto a = std::min(static_cast<std::size_t>(age - kDependentFrom), ages.size() - 1);
    return ages[a][static_cast<std::size_t>(state)];
  }
};

}  // namespace gongxu
