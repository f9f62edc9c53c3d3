/// What the model expects of observations at given values of the parameters.
///
/// Of people from the twin: expected values without chance. Of services from the agents: several replicates of chance
/// at each point, none of them used twice.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "analysis/study/calibrate/likelihood.hpp"
#include "analysis/study/ensemble.hpp"
#include "analysis/twin/projection.hpp"

namespace gongxu {

class Expectations {
 public:
  /// All must outlive it. The projection ends with the last year observed.
  Expectations(const Ensemble&, const Scenario&, const std::vector<Observation>&, int chances);

  /// [point][observation]. Points are numbered from `first`, so that each has chance of its own.
  /// @param stage names them among the study's units.
  std::vector<PointValues> at(const std::vector<ParameterValues>&, std::size_t first, const std::string& stage,
                              const std::function<void(int done, int total)>& finished) const;

 private:
  PointValues of_point(const ParameterValues&, std::size_t point) const;

  const Ensemble& e_;
  const std::vector<Observation>& observations_;
  int chances_;
  bool agents_ = false;
  Tabulated tabulated_;
  RunInputs in_;
  std::unique_ptr<const Twin> twin_;
};

}  // namespace gongxu
