/// What finished studies beside the runs say, and how the run stands to its twin: for tables and data alike.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "analysis/publish/report/rows.hpp"

namespace gongxu::report {

struct FactorIndices {
  Text name, group;
  std::map<std::string, Row> indices;  ///< by name: mu_star, total, ...
  bool distinguishable = false;        ///< by the index that orders them
};
/// A method's indices of one output, the strongest factor first.
struct SensitivityOf {
  std::string method, output, leading;  ///< leading: the index by which factors are ordered
  int year = 0;
  std::vector<FactorIndices> factors;
};
std::vector<SensitivityOf> sensitivity_studies(const Facts&);

/// Measures of the whole place in the target year and the last, and flows of all years together.
std::vector<Row> twin_measures(const Facts&);

struct TwinBin {
  double from, to;  ///< standard errors; NaN: open
  int count = 0;
};
struct TwinCells {
  std::vector<TwinBin> bins;
  int counted = 0, beyond_two = 0;
  double worst = 0;  ///< largest distance
};
/// Cells of age, sex, zone and year of the first scenario with enough people for a z to mean something.
TwinCells twin_cells(const Facts&);

/// Observations of the hindcast's first scenario: of this place as a whole, or of all places if it is not among them.
std::vector<Row> hindcast_rows(const Facts&);

}  // namespace gongxu::report
