/// Uncertain numbers as data: every rate or assumption that is one number may carry a range.
///
/// parameters.toml of the national folder lists all of them; a region, a scenario and --set may
/// replace fields, in this order. A parameter that is `fixed` has the same value in every replicate.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "sim/core/draws.hpp"
#include "sim/core/problem.hpp"

namespace gongxu {

enum class Distribution {
  fixed,         ///< value
  uniform,       ///< on [low, high]; value is its middle
  triangular,    ///< on [low, high] with mode `value`; the centre is its median
  lognormal,     ///< low and high are its 10 % and 90 % quantiles; the centre is sqrt(low high)
  ar1_lognormal  ///< a yearly factor, 1 in the base year: its log is a stationary AR(1), rho a year, let
                 ///< in over kYearsToFullSpread years; from then on low and high are its 10 % and 90 %
                 ///< quantiles in every year
};

/// Years after the base year until a yearly factor has its whole spread: 2026 from a base of 2020.
inline constexpr int kYearsToFullSpread = 6;

struct Parameter {
  std::string id;
  Text name;
  std::string unit;
  std::string theme;  ///< one of parameter_themes(); the national list alone says which
  Distribution distribution = Distribution::fixed;
  double value = 0, low = 0, high = 0, rho = 0;
  std::string group;      ///< parameters of one group share one quantile in each replicate; empty: own
  std::string source;     ///< id in SOURCES.csv
  std::string status;     ///< measured, assumed, calibrated, policy
  bool deciding = false;  ///< decides verdicts: where it is fixed they stay conditional
  Position at;            ///< where it was set last

  /// Who its draw belongs to: the group, so that its members move together, else the parameter alone.
  const std::string& drawn_by() const { return group.empty() ? id : group; }
  /// The quantile function; p = 0.5 gives the centre. Not for ar1_lognormal. @pre 0 < p < 1.
  double quantile(double p) const;
};

const std::vector<std::string>& distribution_words();  ///< as files write them, in the order of Distribution

/// What parameters are about, in the order in which readers are told of them.
const std::vector<std::string>& parameter_themes();

/// All parameters by id, ordered, so that walking them is deterministic.
using ParameterSet = std::map<std::string, Parameter>;

/// The values that hold in one replicate.
class ParameterValues {
 public:
  /// @throws std::logic_error if the set has no such id (our mistake: readers check the list).
  double operator[](const std::string& id) const;
  /// Factor of a year for a yearly parameter; first_year and the years before it give 1, years after
  /// the path its last factor. A scenario may have fixed the parameter: then its value holds in
  /// every year after first_year.
  double in_year(const std::string& id, int year) const;

  std::map<std::string, double> value;
  std::map<std::string, std::vector<double>> path;  ///< by year from first_year
  int first_year = 0;
};

/// Where in its distribution a parameter is taken: a quantile in (0, 1) for who draws it; of a yearly factor one for
/// every year's innovation, of all else the one of year 0.
using Quantiles = std::function<double(const std::string& drawn_by, int year)>;
/// Every parameter at the quantiles given.
/// @param base_year the year in which yearly factors start at 1; paths run to last_year.
ParameterValues parameters_at(const ParameterSet&, const Quantiles&, int base_year, int last_year);

/// Draws every parameter for a replicate; with `fixed` every one is at its centre. The draw of a
/// parameter is addressed by its group or id: adding a parameter changes no other. Years as in parameters_at().
ParameterValues draw_parameters(const ParameterSet&, const Draws&, bool fixed, int base_year, int last_year);

}  // namespace gongxu
