/// Which assumptions drive the results: Morris' screening and Sobol's shares of variance over the drawn parameters.
///
/// A factor is a parameter that is drawn, or a group of parameters that share one draw; at a design point each is fixed
/// at its quantile (yearly factors: the same quantile in every year). Every point is lived with the same replicates of
/// chance, so that points differ by parameters alone; one factor more, a dummy that nothing reads, shows what the
/// method makes of nothing. An output of a point is the mean over those replicates.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "analysis/study/ensemble.hpp"
#include "analysis/study/sensitivity/estimators.hpp"

namespace gongxu {

enum class SensitivityMethod { morris, sobol };

struct SensitivityRequest {
  SensitivityMethod method = SensitivityMethod::morris;
  int rows = 10;    ///< trajectories (morris) or base samples (sobol)
  int chances = 2;  ///< replicates of chance at each point
};

struct Factor {
  std::string id;  ///< of the parameter or group; "dummy"
  Text name;
  std::string group;  ///< what it is about: births, mortality, migration, care, ...; empty: single
  std::vector<std::string> parameters;
};

struct Output {
  std::string name;  ///< measure or SERVICE_measure
  std::string unit;
  int year = 0;
  double centre = 0, chance_error = 0;  ///< mean over all points, and the standard error that chance leaves in one
};

/// Measures of one output and factor. Sobol: first and total; Morris: mu* and sigma [unit / whole range of quantiles].
struct Sensitivity {
  std::size_t factor = 0, output = 0;
  MorrisMeasures morris;
  SobolMeasures sobol;
};

struct SensitivityStudy {
  SensitivityRequest request;
  std::string scenario;
  std::vector<Factor> factors;  ///< the last is the dummy
  std::vector<Output> outputs;
  std::vector<Sensitivity> measures;  ///< by output, then factor
  int runs = 0;                       ///< lives of the place
};

/// @param e a prepared ensemble: its first scenario is studied, with its seed, jobs and years.
SensitivityStudy study_sensitivity(const Ensemble& e, const SensitivityRequest&, const Progress&);

/// The factors of a scenario, the dummy last.
std::vector<Factor> factors_of(const Scenario&);
/// The scenario with every factor fixed at its quantile. @pre one quantile a factor.
Scenario at_point(const Scenario&, const std::vector<Factor>&, const std::vector<double>& quantiles);

}  // namespace gongxu
