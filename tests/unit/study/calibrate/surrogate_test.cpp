/// The first-order picture of a model, and the proposal that is made of it.
#include "analysis/study/calibrate/surrogate.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/study/calibrate/importance.hpp"
#include "sim/core/math.hpp"

using namespace gongxu;

namespace {

std::vector<Point> normal_points(std::size_t coordinates, int n) {
  std::vector<Point> out;
  for (Point p : sobol_design(coordinates, n, 5).a) {
    for (double& u : p) u = math::normal_quantile(u);
    out.push_back(std::move(p));
  }
  return out;
}

}  // namespace

TEST_CASE("a linear model is found, with nothing left over", "[calibrate]") {
  const auto points = normal_points(4, 128);
  std::vector<std::vector<double>> outputs;
  for (const Point& z : points) outputs.push_back({1 + 2 * z[0] - z[3], 5 * z[1]});
  const LinearFit fit = fit_linear(points, outputs, std::vector<double>(points.size(), 1.0), {});
  CHECK(fit.intercept(0) == Approx(1).margin(0.01));
  CHECK(fit.slopes(0, 0) == Approx(2).epsilon(0.01));
  CHECK(fit.slopes(0, 3) == Approx(-1).epsilon(0.01));
  CHECK(fit.slopes(1, 1) == Approx(5).epsilon(0.01));
  CHECK(std::abs(fit.slopes(1, 2)) < 0.02);
  CHECK(fit.residual(0) < 1e-3);
}

TEST_CASE("points near the observations are told from far ones as sharply as asked", "[calibrate]") {
  std::vector<std::vector<double>> outputs;
  for (int i = 0; i < 200; ++i) outputs.push_back({i / 10.0});
  const auto w = nearness(outputs, {{12}, {1e-6}}, 20);
  CHECK(effective_size(w) == Approx(20).epsilon(0.05));
  CHECK(w[120] > w[130]);
  // With so wide an error every point is near.
  CHECK(effective_size(nearness(outputs, {{12}, {1e6}}, 20)) > 199);
}

TEST_CASE("a proposal's density is that of its samples", "[calibrate]") {
  const auto points = normal_points(3, 128);
  std::vector<std::vector<double>> outputs;
  for (const Point& z : points) outputs.push_back({z[0] + 0.5 * z[2]});
  const Proposal q(fit_linear(points, outputs, std::vector<double>(points.size(), 1.0), {}), {{1.5}, {0.05}});
  // The mean of prior / proposal over the proposal's samples is 1; of proposal / prior over the prior's too.
  double over_q = 0, over_prior = 0;
  const auto cube = sobol_design(4, 4096, 9).a;
  const Proposal prior(3);
  for (const Point& u : cube) {
    over_q += std::exp(-q.log_ratio_to_prior(q.sample(u))) / 4096;
    over_prior += std::exp(q.log_ratio_to_prior(prior.sample(u))) / 4096;
  }
  CHECK(over_q == Approx(1).epsilon(0.05));
  CHECK(over_prior == Approx(1).epsilon(0.05));
  CHECK(prior.log_ratio_to_prior({1, 2, 3}) == 0);
}
