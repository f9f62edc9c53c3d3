/// Which unknown decides a verdict, and where the verdict turns.
#pragma once
#include <optional>

#include "analysis/read/verdicts.hpp"

namespace gongxu {

/// What was drawn in a scenario, year by year, ranked once for all services. Parameters of one group count as one, at
/// its value in the year (linear between the years in their names).
class DrawnParameters {
 public:
  struct Drawn {
    const Parameter* parameter;  ///< of a group the member nearest in time
    std::vector<double> values;  ///< by replicate
    std::vector<double> ranks;   ///< centred, of unit length; empty if all values are the same
  };
  DrawnParameters(const ScenarioRun&, int first_year, int last_year);

  const std::vector<Drawn>& in_year(int year) const { return years_[static_cast<std::size_t>(year - first_year_)]; }
  int first_year() const { return first_year_; }

 private:
  int first_year_;
  std::vector<std::vector<Drawn>> years_;
};

/// The drawn parameter with the largest absolute rank correlation with the whole place's margin in a year; with demand
/// where no capacity is known. It turns the verdict at the cut that puts the fewest draws on the wrong side; where all
/// draws lie on one side, at the end of a line through the logs of the parameter and of the demand at which the service
/// is short or surplus, marked as extrapolated, and only if the correlation is at least 0.8 and that end lies near.
/// Empty if nothing drawn can be told from zero (|rho| < 2 / sqrt(n)), or with parameters at their centres.
std::optional<Deciding> deciding_parameter(const ScenarioRun&, const DrawnParameters&, Service, SupplyCase, int year);

}  // namespace gongxu
