/// What a model's outputs are near the observations, to first order, and where its parameters then lie.
///
///   y = a + B z, fitted by weighted least squares; s^2 the variance left over
///   z given y = observed:  normal with precision  I + B' R^-1 B,  R = widening (variance + s^2)
///
/// A proposal alone: samples from it are weighted by the model itself, so it decides how many are needed and not what
/// is found.
#pragma once
#include <Eigen/Dense>
#include <vector>

#include "analysis/study/sensitivity/design.hpp"

namespace gongxu {

/// Observations as the surrogate sees them, in the units of the outputs.
struct Aim {
  std::vector<double> observed, variance;
};

struct LinearFit {
  Eigen::VectorXd intercept;  ///< [output]
  Eigen::MatrixXd slopes;     ///< [output, coordinate]
  Eigen::VectorXd residual;   ///< [output] variance left over
};

/// @param before slopes towards which weakly told ones are drawn; of no columns: towards none.
LinearFit fit_linear(const std::vector<Point>&, const std::vector<std::vector<double>>& outputs,
                     const std::vector<double>& weights, const Eigen::MatrixXd& before);

/// Weights that tell points near the observations from far ones: as sharp as leaves an effective size of `least`.
std::vector<double> nearness(const std::vector<std::vector<double>>& outputs, const Aim&, double least);

/// A share of the standard normal prior, the rest a normal distribution.
class Proposal {
 public:
  /// The prior itself.
  explicit Proposal(std::size_t coordinates);
  Proposal(const LinearFit&, const Aim&);

  /// @param uniforms one a coordinate and one more, in (0, 1).
  Point sample(const Point& uniforms) const;
  /// ln of its density over the prior's.
  double log_ratio_to_prior(const Point&) const;

 private:
  double prior_share_ = 1;
  Eigen::VectorXd mean_;
  Eigen::MatrixXd root_;  ///< lower Cholesky factor of the precision
  double log_root_ = 0;   ///< ln of its determinant
};

}  // namespace gongxu
