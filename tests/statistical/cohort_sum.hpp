/// A cohort sum by hand: what a demographer would do with the same tables on a sheet, months for years. It shares
/// no code with the model: no parity, no persons, no chance; nobody comes or leaves.
#pragma once
#include <map>
#include <vector>

#include "sim/scenario/region.hpp"

namespace gongxu::test {

struct CohortYear {
  int year = 0;
  double residents = 0, elderly = 0;  ///< [persons] at 31 December; of 60 and over
  double births = 0, deaths = 0;      ///< of the year, or of what is left of the first
};

/// @param tfr [children / woman] by year; births fall on the ages of the national schedule.
/// @param base first day of a month, the date of national.persons; they are divided by `scale`.
std::vector<CohortYear> cohort_sum(const National&, const std::map<int, double>& tfr, Date base, double scale,
                                   int last_year);

}  // namespace gongxu::test
