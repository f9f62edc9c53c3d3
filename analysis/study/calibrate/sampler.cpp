#include "analysis/study/calibrate/sampler.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/study/calibrate/importance.hpp"
#include "sim/core/ids.hpp"

namespace gongxu {
namespace {

constexpr int kPointsACoordinate = 4;
constexpr double kNearACoordinate = 2;  // effective points that a fit of the surrogate rests on
constexpr double kSettled = 0.1;        // relative change of the plausible share

/// ln of sum over waves of share x density over the prior's.
class Mixture {
 public:
  void add(Proposal proposal, std::size_t points) {
    waves_.push_back({std::move(proposal), static_cast<double>(points)});
    all_ += static_cast<double>(points);
  }
  double log_ratio_to_prior(const Point& p) const {
    std::vector<double> logs;
    for (const Wave& w : waves_) logs.push_back(std::log(w.points / all_) + w.proposal.log_ratio_to_prior(p));
    const double most = *std::max_element(logs.begin(), logs.end());
    double sum = 0;
    for (const double l : logs) sum += std::exp(l - most);
    return most + std::log(sum);
  }

 private:
  struct Wave {
    Proposal proposal;
    double points;
  };
  std::vector<Wave> waves_;
  double all_ = 0;
};

void weigh(const CalibrationTarget& target, const Mixture& mixture, WeightedSample& out) {
  std::vector<double> logs;
  double plausible = 0, all = 0;
  for (std::size_t i = 0; i < out.points.size(); ++i) {
    const double ratio = mixture.log_ratio_to_prior(out.points[i]), likelihood = target.log_likelihood(i);
    logs.push_back(likelihood - ratio);
    all += std::exp(-ratio);
    if (std::isfinite(likelihood)) plausible += std::exp(-ratio);
  }
  out.weights = normalised(logs);
  out.effective = effective_size(out.weights);
  out.plausible_share = plausible / all;
}

}  // namespace

WeightedSample sample_posterior(CalibrationTarget& target, const SamplerOptions& options,
                                const std::function<void(int, double)>& told) {
  const std::size_t coordinates = target.coordinates();
  const int each = std::max(options.least_points, kPointsACoordinate * static_cast<int>(coordinates));
  WeightedSample out;
  std::vector<std::vector<double>> outputs;
  Mixture mixture;
  Proposal proposal(coordinates);
  Eigen::MatrixXd slopes;
  for (int wave = 0; wave < options.most_waves; ++wave) {
    const auto cube = sobol_design(coordinates + 1, each, mix64(options.seed, static_cast<std::uint64_t>(wave))).a;
    std::vector<Point> points;
    for (const Point& p : cube) points.push_back(proposal.sample(p));
    target.evaluate(points, wave);
    for (Point& p : points) {
      outputs.push_back(target.outputs(out.points.size()));
      out.points.push_back(std::move(p));
    }
    mixture.add(proposal, cube.size());
    const double before = out.plausible_share;
    weigh(target, mixture, out);
    out.waves = wave + 1;
    told(wave, out.effective);
    const bool settled = wave > 0 && std::abs(out.plausible_share - before) <= kSettled * before;
    if (out.effective >= options.wanted && settled) break;
    const Aim aim = target.aim();
    const LinearFit fit = fit_linear(
        out.points, outputs, nearness(outputs, aim, kNearACoordinate * static_cast<double>(coordinates)), slopes);
    slopes = fit.slopes;
    proposal = Proposal(fit, aim);
  }
  return out;
}

}  // namespace gongxu
