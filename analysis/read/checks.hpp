/// What a run checks of itself: tables/checks.csv, and a line on the page.
///
/// Each row holds a number against another one that must agree with it and was counted apart from it: a check of a
/// number with itself could not fail. Where theory gives the other number only within chance, its row has a standard
/// error; who adds such rows decides in `passed` how far is too far.
#pragma once
#include <string>
#include <vector>

#include "analysis/study/twin_distance.hpp"
#include "sim/core/text.hpp"

namespace gongxu {

struct CheckRow {
  std::string check;  ///< what is held against what, in a word (docs/tables.md)
  std::string scenario;
  int year = 0;  ///< 0: of all years together
  std::string zone;
  std::string service, supply_case;  ///< empty where there is none
  std::string measure, unit;
  int n = 0;                       ///< replicates
  double value = 0, expected = 0;  ///< of the replicate that is furthest off, or means where there is an error
  double se = 0;                   ///< of value - expected; 0: the two must be the same but for rounding
  bool passed = false;
};

/// Of every service that people stay in, by scenario, year, zone and supply case:
///   little_present  integral of the number present = sum of the times of the year lived in the spells asked for
///   little_waiting  integral of the number waiting = sum of the times waited in the year
///   balance         waiting at the end = waiting before + asked - served - withdrawn, from the second year on
///   units_taken     time for which places are taken = time for which people are served, of the whole place
/// The first two are Little's law with the year's ends told exactly. Rows are left out where nothing is known.
std::vector<CheckRow> check_services(const Ensemble&);

/// Of each scenario what lies farthest from its twin: residents of an age, sex, zone and year, or births, deaths or
/// moves of all years together.
std::vector<CheckRow> check_twins(const Ensemble&, const std::vector<TwinDistance>&);

bool all_passed(const std::vector<CheckRow>&);
void write_checks(const std::vector<CheckRow>&, const std::string& path);

/// One line: how many checks passed; those that failed by name.
std::string checks_line(const std::vector<CheckRow>&, Language);

}  // namespace gongxu
