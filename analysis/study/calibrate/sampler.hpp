/// Draws from a posterior by adaptive importance sampling.
///
/// Wave by wave: points are drawn, the model is evaluated at them, a proposal nearer to the posterior is made of all
/// that was seen. Every point is weighted by prior x likelihood over the mixture of all waves' proposals (deterministic
/// mixture: Veach and Guibas 1995, Owen and Zhou 2000; adaptive: Cornuet et al. 2012), so no evaluation is thrown away
/// and a bad proposal costs effective size, never truth.
#pragma once
#include <cstdint>
#include <functional>
#include <vector>

#include "analysis/study/calibrate/surrogate.hpp"

namespace gongxu {

/// What is sampled. Coordinates are independent standard normal a priori.
class CalibrationTarget {
 public:
  virtual ~CalibrationTarget() = default;
  virtual std::size_t coordinates() const = 0;
  /// Evaluates the model at more points; they are numbered on from those before.
  virtual void evaluate(const std::vector<Point>&, int wave) = 0;
  /// Minus infinity: ruled out. Asked for after the first wave.
  virtual double log_likelihood(std::size_t point) const = 0;
  /// The model's outputs at a point, on a scale on which they are about linear in the coordinates.
  virtual std::vector<double> outputs(std::size_t point) const = 0;
  /// Observations on the same scale. Asked for after the first wave.
  virtual Aim aim() const = 0;
};

struct SamplerOptions {
  double wanted = 400;  ///< effective size
  std::uint64_t seed = 1;
  int least_points = 64;  ///< a wave has these, or four a coordinate
  int most_waves = 12;
};

struct WeightedSample {
  std::vector<Point> points;
  std::vector<double> weights;  ///< they sum to 1; all 0 if every point is ruled out
  double effective = 0;
  int waves = 0;
  double plausible_share = 0;  ///< prior probability of what is not ruled out
};

/// Goes on until the effective size is reached and the plausible share no longer changes, or the waves are used up.
/// @param told after each wave: its number, and the effective size so far.
WeightedSample sample_posterior(CalibrationTarget&, const SamplerOptions&,
                                const std::function<void(int wave, double effective)>& told);

}  // namespace gongxu
