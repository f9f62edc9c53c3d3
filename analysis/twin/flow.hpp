/// Moves over a month, in continuous time: exponentials of generators, their time integrals, and whom they meet.
#pragma once
#include <Eigen/Core>
#include <utility>
#include <vector>

#include "sim/core/time.hpp"

namespace gongxu {

/// exp(Q t) and its first two integrals over [0, t]. Of a number x at the beginning of a month and a constant stream
/// s [per year] into it, e0 x + e1 s are there at its end, and e1 x + e2 s [years] is the time that they live in it.
struct Exponentials {
  Eigen::MatrixXd e0, e1, e2;
};
/// By the series, summed until it changes nothing. @param years t, such that hazards x t stay below about 10.
Exponentials exponentials(const Eigen::MatrixXd& generator, double years);

/// (1 - exp(-h t)) / (h t): the mean share of a month that is lived by those who die in it at a constant hazard.
double lived_share(double hazard, double years);

/// A birth cohort's age in a calendar month. In its month of birth it turns from one age to the next, at any date
/// alike: its hazard is the mean of both.
struct CohortAge {
  int age;
  bool birthday;
};
/// @param months from the cohort's month of birth to the one in question; 0 for those born in it.
CohortAge age_in_month(int months);
/// @param by_age by single year of age, the last open.
double at_age(const Eigen::ArrayXd& by_age, CohortAge);
/// Which part of the events of a cohort falls on its higher age.
double share_of_higher_age(const Eigen::ArrayXd& by_age, CohortAge);

/// The first instant of a month. @param index since 1900-01.
Tick month_start(int index);
/// (month of birth, share) of people of a whole age who, at any date of [from, to) alike, are at any point of that
/// year of age alike. @pre the interval lies in one month.
std::vector<std::pair<int, double>> births_of_age(int age, Tick from, Tick to);

}  // namespace gongxu
