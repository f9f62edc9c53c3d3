#include "analysis/study/calibrate/surrogate.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/study/calibrate/importance.hpp"
#include "sim/core/math.hpp"

namespace gongxu {
namespace {

constexpr double kRidge = 1e-3;      // of the weight of all points, on each slope
constexpr double kWidening = 1.5;    // of the observations' variance: tails wider than the target's bound the weights
constexpr double kPriorShare = 0.1;  // what the linear form does not see is still reached (Hesterberg 1995)

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;

Matrix rows_of(const std::vector<std::vector<double>>& rows) {
  Matrix out(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(rows.front().size()));
  for (Eigen::Index i = 0; i < out.rows(); ++i)
    for (Eigen::Index j = 0; j < out.cols(); ++j)
      out(i, j) = rows[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
  return out;
}

Vector as_vector(const std::vector<double>& v) {
  return Eigen::Map<const Vector>(v.data(), static_cast<Eigen::Index>(v.size()));
}

}  // namespace

LinearFit fit_linear(const std::vector<Point>& points, const std::vector<std::vector<double>>& outputs,
                     const std::vector<double>& weights, const Matrix& before) {
  Matrix z = rows_of(points), y = rows_of(outputs);
  const Vector w = as_vector(weights);
  const double all = w.sum();
  const Vector z_mean = z.transpose() * w / all, y_mean = y.transpose() * w / all;
  z.rowwise() -= z_mean.transpose();
  y.rowwise() -= y_mean.transpose();
  const Matrix start = before.cols() == z.cols() ? before : Matrix::Zero(y.cols(), z.cols());
  const Matrix left = y - z * start.transpose();
  Matrix normal = z.transpose() * w.asDiagonal() * z;
  normal.diagonal().array() += kRidge * all;
  LinearFit out;
  out.slopes = start + normal.ldlt().solve(z.transpose() * w.asDiagonal() * left).transpose();
  out.intercept = y_mean - out.slopes * z_mean;
  const Matrix errors = y - z * out.slopes.transpose();
  const double points_worth = effective_size(weights), free = points_worth - static_cast<double>(z.cols());
  const double inflation = points_worth / std::max(free, 0.25 * points_worth);
  out.residual = (errors.array().square().matrix().transpose() * w / all) * inflation;
  return out;
}

std::vector<double> nearness(const std::vector<std::vector<double>>& outputs, const Aim& aim, double least) {
  std::vector<double> distances;
  for (const auto& y : outputs) {
    double sum = 0;
    for (std::size_t j = 0; j < y.size(); ++j)
      sum += (y[j] - aim.observed[j]) * (y[j] - aim.observed[j]) / aim.variance[j];
    distances.push_back(sum);
  }
  const auto sharpened = [&](double power) {
    std::vector<double> logs;
    for (const double d : distances) logs.push_back(-0.5 * power * d);
    return normalised(logs);
  };
  double low = 0, high = 1;
  if (effective_size(sharpened(high)) < least)
    for (int step = 0; step < 60; ++step) {
      const double middle = (low + high) / 2;
      (effective_size(sharpened(middle)) < least ? high : low) = middle;
    }
  else
    low = high;
  return sharpened(low);
}

Proposal::Proposal(std::size_t coordinates) : mean_(Vector::Zero(static_cast<Eigen::Index>(coordinates))) {}

Proposal::Proposal(const LinearFit& fit, const Aim& aim) : prior_share_(kPriorShare) {
  const Vector error = kWidening * (as_vector(aim.variance) + fit.residual);
  const Matrix weighted = error.cwiseInverse().asDiagonal() * fit.slopes;
  Matrix precision = fit.slopes.transpose() * weighted;
  precision.diagonal().array() += 1;
  const Eigen::LLT<Matrix> factors(precision);
  mean_ = factors.solve(weighted.transpose() * (as_vector(aim.observed) - fit.intercept));
  root_ = factors.matrixL();
  log_root_ = root_.diagonal().array().log().sum();
}

Point Proposal::sample(const Point& uniforms) const {
  Vector x(mean_.size());
  for (Eigen::Index i = 0; i < x.size(); ++i) x(i) = math::normal_quantile(uniforms[static_cast<std::size_t>(i)]);
  if (uniforms.back() >= prior_share_) x = mean_ + root_.transpose().triangularView<Eigen::Upper>().solve(x);
  return {x.data(), x.data() + x.size()};
}

double Proposal::log_ratio_to_prior(const Point& point) const {
  if (prior_share_ >= 1) return 0;
  const Vector z = as_vector(point);
  const double normal = log_root_ - 0.5 * (root_.transpose() * (z - mean_)).squaredNorm() + 0.5 * z.squaredNorm();
  const double a = std::log(prior_share_), b = std::log1p(-prior_share_) + normal, most = std::max(a, b);
  return most + std::log(std::exp(a - most) + std::exp(b - most));
}

}  // namespace gongxu
