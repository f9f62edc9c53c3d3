/// The outputs of a study at the points of a design.
#pragma once
#include <string>
#include <vector>

#include "analysis/study/ensemble.hpp"
#include "analysis/study/sensitivity/estimators.hpp"
#include "analysis/study/sensitivity/factors.hpp"

namespace gongxu {

struct Output {
  std::string name;  ///< measure or SERVICE_measure
  std::string unit;
  int year = 0;
};

/// A way in which the plan fails in a year: a service short or in surplus, in a supply case.
struct Failure {
  Service service = Service::childcare;
  SupplyCase supply_case = SupplyCase::quantified;
  bool is_short = true;  ///< else in surplus
  int year = 0;
};

/// A point, and the row of the design it belongs to: points of a row share their replicates of chance unless their
/// last coordinate, the dummy's, differs.
struct DesignPoint {
  Point at;
  std::size_t row = 0;
};

struct Evaluation {
  std::vector<Output> outputs;
  std::vector<Failure> failures;
  std::vector<Sample> values;               ///< [output][point][replicate of chance]; NaN: no capacity is known
  std::vector<std::vector<double>> failed;  ///< [failure][point]: share of the replicates; NaN likewise
};

/// Lives the place at every point, with `chances` replicates of chance each, in the years of the target and the last.
/// Targets are those for the residents of one life with every parameter at its centre.
Evaluation evaluate(const Ensemble&, const Scenario&, const std::vector<Assumption>&,
                    const std::vector<DesignPoint>& points, int chances, const Progress&);

}  // namespace gongxu
