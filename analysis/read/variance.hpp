/// Where the spread of results comes from: chance, parameters, scenario.
#pragma once
#include <string>
#include <vector>

#include "analysis/study/ensemble.hpp"
#include "sim/core/text.hpp"

namespace gongxu {

/// One output in one year. Shares add up to 1 within a scenario.
struct VarianceRow {
  std::string scenario;  ///< "all": between the scenarios and within them
  int year = 0;
  std::string output;
  double mean = 0, sd = 0;
  double chance = 0;                       ///< share of the variance that is left when every parameter is at its centre
  double chance_low = 0, chance_high = 0;  ///< 90 % interval, from the chi-squared laws of both variances
  double scenarios = 0;                    ///< of "all": share of the variance between scenario means
};

/// @param drawn the ensemble with parameters drawn; @param fixed the same scenarios with every parameter at its centre.
std::vector<VarianceRow> split_variance(const Ensemble& drawn, const Ensemble& fixed);

/// The services of the target year, for the first scenario and between all.
std::string variance_page(const Ensemble& drawn, const std::vector<VarianceRow>&, Language);
/// Columns: docs/tables.md.
void write_variance(const std::vector<VarianceRow>&, const std::string& path);

}  // namespace gongxu
