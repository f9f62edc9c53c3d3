/// Cohorts by sex and single age, moved on by whole years: the naive method with constant rates, and the projection of
/// places of which nothing but an age table is known.
///
///   next[a + 1] = now[a] exp(-deaths - leaving), both the mean of ages a and a + 1; the last age is open
///   arrivals[a] of the year are a or a + 1 at its end, one half each, less half a year of deaths
///   births      = sum over ages of the mean of women at both ends x births per woman;
///                 infants survive half a year of deaths[0]
#pragma once
#include <array>
#include <vector>

#include "sim/output/demography.hpp"
#include "sim/scenario/region.hpp"

namespace gongxu {

using Pyramid = std::array<std::array<double, kPyramidAges>, 2>;  ///< [sex][age] persons

/// What holds in one year.
struct CohortRates {
  const BySexAge* deaths = nullptr;  ///< [per person-year]
  double deaths_factor = 1;
  std::vector<double> births_per_woman;  ///< [per woman-year] by age from first_fertile_age
  int first_fertile_age = 15;
  double males_per_female = 1;
  const Pyramid* leaving = nullptr;   ///< [per person-year] null: nobody; below zero of children: those who come
  const Pyramid* arrivals = nullptr;  ///< [persons / year] by age at arrival; null: nobody
};

Pyramid next_year(const Pyramid&, const CohortRates&);

/// The nation's rates of a year; total fertility times `fertility`, deaths times `mortality`. Years outside the tables:
/// the nearest.
CohortRates national_rates(const National&, int year, double fertility, double mortality);

/// Sum over sexes or one sex (0, 1; -1 both) and ages [from, to]; to -1: open.
double persons_in(const Pyramid&, int sex, int from, int to);

/// The census's groups of a place as single ages, by the nation's shares within each group.
Pyramid single_ages(const std::vector<AgeGroup>&, const BySexAge& nation);

/// [years] from one date to another.
double years_between(Date from, Date to);

}  // namespace gongxu
