/// Which assumptions drive the results, and in which futures the plan fails: Morris' screening, Sobol's shares of
/// variance, partial rank correlation and scenario discovery over the parameters that are drawn.
///
/// At a design point each assumption is fixed at its quantile (yearly factors: the same quantile in every year). Points
/// of one row of the design are lived with the same replicates of chance, so that they differ by parameters alone; the
/// dummy factor changes those replicates and nothing else, which shows what the method makes of chance.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "analysis/study/sensitivity/discovery.hpp"
#include "analysis/study/sensitivity/evaluation.hpp"

namespace gongxu {

enum class SensitivityMethod { morris, sobol, prcc };

struct SensitivityRequest {
  SensitivityMethod method = SensitivityMethod::morris;
  int rows = 10;    ///< trajectories (morris), base samples (sobol) or points (prcc)
  int chances = 2;  ///< replicates of chance at each point
  FactorChoice factors;
};

enum class IndexKind { mu_star, mu, sigma, first, total, prcc };
inline constexpr const char* kIndexWords[] = {"mu_star", "mu", "sigma", "first", "total", "prcc"};

/// Measures of one output and factor. mu*, mu and sigma in units of the output, for the whole range of quantiles.
struct Sensitivity {
  std::size_t factor = 0, output = 0;
  std::map<IndexKind, Index> indices;
};

/// An output with what the design says of it.
struct OutputStudy {
  Output output;
  double mean = 0;
  Variances variances;  ///< over the sample (of Morris' points: not a sample of the ranges, left at 0)
};

/// Where a failure crowds; found on half of the points and tried on the other half.
struct Discovery {
  Failure failure;
  double share = 0;        ///< of all points
  Box box;                 ///< factors are assumptions
  BoxScore tried;          ///< on the other half
  bool confirmed = false;  ///< there, failures are denser in it than in all, beyond the 90 % interval
};

struct SensitivityStudy {
  SensitivityRequest request;
  std::string scenario;
  std::vector<Assumption> assumptions;
  std::vector<Factor> factors;  ///< the last is the dummy
  std::vector<OutputStudy> outputs;
  std::vector<Sensitivity> measures;  ///< by output, then factor
  std::vector<Discovery> discoveries;
  int runs = 0;  ///< lives of the place
};

/// @param e a prepared ensemble: its first scenario is studied, with its seed and years.
/// @throws InputError for a factor that does not exist, and for fewer rows than the method needs.
SensitivityStudy study_sensitivity(const Ensemble& e, const SensitivityRequest&, const Progress&);

}  // namespace gongxu
