/// The drawn parameters of a scenario as independent standard normal coordinates.
///
/// One coordinate a parameter, or a group that shares its draw; of a yearly factor one a year, its innovation. A
/// coordinate z stands for the quantile Phi(z) of the parameter's own distribution, so the prior of a calibration is
/// what a run draws.
#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "analysis/study/sensitivity/design.hpp"
#include "sim/scenario/scenario.hpp"

namespace gongxu {

class Prior {
 public:
  /// @param base_year years of paths run from the next to last_year.
  /// @param observed_until innovations of later years are independent of everything observed.
  Prior(const ParameterSet&, int base_year, int last_year, int observed_until);

  std::size_t size() const { return index_.size(); }
  /// The first so many coordinates may bear on what is observed; the others are innovations of later years.
  std::size_t observable() const { return observable_; }
  /// @pre size() coordinates.
  ParameterValues values(const Point& normals) const;

 private:
  const ParameterSet& parameters_;
  int base_year_, last_year_;
  std::size_t observable_ = 0;
  std::map<std::pair<std::string, int>, std::size_t> index_;  ///< by who draws, and year (0: a single value)
};

}  // namespace gongxu
