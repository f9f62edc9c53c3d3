/// Curves and influences of a service, in groups, for tables and data alike.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "analysis/publish/report/rows.hpp"

namespace gongxu::report {

using Points = std::vector<std::pair<double, double>>;  ///< value, probability; in rising order of value

struct TargetCurve {
  std::string supply, indicator;
  int year = 0;
  double target = 0;  ///< NaN: none
  Points points;      ///< falling: that the indicator reaches the value
};
struct CapacityCurve {
  int year = 0;
  Points points;  ///< rising: that these units are not short
};
/// What moves a service in a year, the strongest first.
struct Influence {
  int year = 0;
  std::string output;  ///< "margin", or "demand" where no capacity is known
  std::vector<Row> rows;
};

std::vector<TargetCurve> target_curves(const Facts&, const std::string& scenario, const std::string& service);
std::vector<CapacityCurve> capacity_curves(const Facts&, const std::string& scenario, const std::string& service);
std::vector<Influence> influences(const Facts&, const std::string& scenario, const std::string& service);

/// The largest value that is reached with at least this probability; NaN if there is none.
double reached_with(const Points& falling, double probability);
/// The least value with at least this probability; NaN if there is none.
double needed_for(const Points& rising, double probability);

}  // namespace gongxu::report
