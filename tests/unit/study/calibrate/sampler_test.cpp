/// The sampler against posteriors that are known: a linear model, a curved one, one that is partly ruled out.
#include "analysis/study/calibrate/sampler.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <limits>

#include "analysis/study/calibrate/importance.hpp"
#include "sim/core/draws.hpp"
#include "sim/core/math.hpp"

using namespace gongxu;

namespace {

const auto kSilent = [](int, double) {};

/// Outputs of the coordinates, each observed with a normal error.
class Toy : public CalibrationTarget {
 public:
  using Model = std::function<std::vector<double>(const Point&)>;
  Toy(std::size_t coordinates, Model model, Aim aim)
      : coordinates_(coordinates), model_(std::move(model)), aim_(std::move(aim)) {}

  std::size_t coordinates() const override { return coordinates_; }
  void evaluate(const std::vector<Point>& points, int) override {
    for (const Point& p : points) all_.push_back(p), outputs_.push_back(model_(p));
  }
  double log_likelihood(std::size_t point) const override {
    if (ruled_out && ruled_out(all_[point])) return -std::numeric_limits<double>::infinity();
    double sum = 0;
    for (std::size_t j = 0; j < aim_.observed.size(); ++j) {
      const double miss = outputs_[point][j] - aim_.observed[j];
      sum -= 0.5 * miss * miss / aim_.variance[j];
    }
    return sum;
  }
  std::vector<double> outputs(std::size_t point) const override { return outputs_[point]; }
  Aim aim() const override { return aim_; }

  std::function<bool(const Point&)> ruled_out;

 private:
  std::size_t coordinates_;
  Model model_;
  Aim aim_;
  std::vector<Point> all_;
  std::vector<std::vector<double>> outputs_;
};

double mean_of(const WeightedSample& s, std::size_t coordinate) {
  double sum = 0;
  for (std::size_t i = 0; i < s.points.size(); ++i) sum += s.weights[i] * s.points[i][coordinate];
  return sum;
}
double variance_of(const WeightedSample& s, std::size_t coordinate) {
  const double mean = mean_of(s, coordinate);
  double sum = 0;
  for (std::size_t i = 0; i < s.points.size(); ++i) sum += s.weights[i] * std::pow(s.points[i][coordinate] - mean, 2);
  return sum;
}

SamplerOptions wanting(double effective) {
  SamplerOptions o;
  o.wanted = effective;
  o.least_points = 512;
  return o;
}

}  // namespace

TEST_CASE("a linear model's posterior is the exact one, sharp or not", "[calibrate]") {
  // y = z0 + z1 observed as 2 with variance v: z0, z1 have mean 2/(2+v), variance (1+v)/(2+v); z2 keeps its prior.
  for (const double v : {1.0, 0.01, 1e-4}) {
    Toy toy(20, [](const Point& z) { return std::vector<double>{z[0] + z[1]}; }, {{2}, {v}});
    const auto s = sample_posterior(toy, wanting(1000), kSilent);
    INFO("variance " << v << ", effective size " << s.effective << " after " << s.waves << " waves");
    REQUIRE(s.effective >= 1000);
    CHECK(s.waves <= 6);
    const double error = 4 / std::sqrt(s.effective);  // four standard errors of a mean of unit variance
    CHECK(mean_of(s, 0) == Approx(2 / (2 + v)).margin(error));
    CHECK(variance_of(s, 0) == Approx((1 + v) / (2 + v)).margin(error * std::sqrt(2.0) * (1 + v) / (2 + v)));
    CHECK(mean_of(s, 2) == Approx(0).margin(error));
    CHECK(variance_of(s, 2) == Approx(1).margin(error * 1.5));
    CHECK(s.plausible_share == 1);
  }
}

TEST_CASE("a curved model's posterior is that of a grid", "[calibrate]") {
  const auto model = [](double z) { return std::exp(0.8 * z); };
  const double observed = 3, variance = 0.25;
  double all = 0, first = 0, second = 0;
  for (double z = -8; z < 8; z += 1e-3) {
    const double p = std::exp(-0.5 * z * z - 0.5 * std::pow(model(z) - observed, 2) / variance);
    all += p, first += p * z, second += p * z * z;
  }
  const double mean = first / all, sd = std::sqrt(second / all - mean * mean);
  Toy toy(5, [&](const Point& z) { return std::vector<double>{model(z[0])}; }, {{observed}, {variance}});
  const auto s = sample_posterior(toy, wanting(2000), kSilent);
  REQUIRE(s.effective >= 2000);
  CHECK(mean_of(s, 0) == Approx(mean).margin(4 * sd / std::sqrt(2000)));
  CHECK(std::sqrt(variance_of(s, 0)) == Approx(sd).epsilon(0.1));
}

TEST_CASE("what tells nothing leaves the prior as it is", "[calibrate]") {
  Toy toy(3, [](const Point&) { return std::vector<double>{7}; }, {{6}, {1}});
  const auto s = sample_posterior(toy, wanting(400), kSilent);
  REQUIRE(s.effective >= 400);
  for (const std::size_t c : {0, 1, 2}) {
    std::vector<double> values;
    for (const Point& p : s.points) values.push_back(p[c]);
    // 1.7 standard deviations / sqrt(n): four standard errors of a 10 % quantile
    CHECK(weighted_quantile(values, s.weights, 0.1) == Approx(-1.2816).margin(4 * 1.7 / std::sqrt(s.effective)));
    CHECK(weighted_quantile(values, s.weights, 0.9) == Approx(1.2816).margin(4 * 1.7 / std::sqrt(s.effective)));
  }
}

TEST_CASE("the share that is not ruled out is its prior probability", "[calibrate]") {
  Toy toy(4, [](const Point& z) { return std::vector<double>{z[0]}; }, {{2.5}, {0.5}});
  toy.ruled_out = [](const Point& z) { return z[0] < 1.5 || z[0] > 3.5; };
  const auto s = sample_posterior(toy, wanting(500), kSilent);
  REQUIRE(s.effective >= 500);
  CHECK(s.plausible_share == Approx(0.06657).epsilon(0.15));  // normal probability between 1.5 and 3.5
  for (std::size_t i = 0; i < s.points.size(); ++i)
    if (s.weights[i] > 0) CHECK((s.points[i][0] >= 1.5 && s.points[i][0] <= 3.5));
}

TEST_CASE("where everything is ruled out there is no weight, and no endless search", "[calibrate]") {
  Toy toy(2, [](const Point& z) { return std::vector<double>{z[0]}; }, {{0}, {1}});
  toy.ruled_out = [](const Point&) { return true; };
  SamplerOptions few = wanting(100);
  few.most_waves = 3;
  const auto s = sample_posterior(toy, few, kSilent);
  CHECK(s.effective == 0);
  CHECK(s.waves == 3);
}

namespace {

/// How many of 200 true values lie in the 80 % interval of a posterior whose likelihood takes the error of observing to
/// be `believed` times what it is.
int covered(double believed) {
  constexpr double kVariance = 0.09;
  int inside = 0;
  for (std::uint32_t set = 0; set < 200; ++set) {
    const Draws draws(7, set);
    const auto normal = [&](std::uint64_t who) {
      return math::normal_quantile(draws.uniform(who, Purpose::parameter));
    };
    const double truth = normal(1), other = normal(2);
    const double seen = std::exp(0.5 * truth) + 0.3 * other + std::sqrt(kVariance) * normal(3);
    Toy toy(2, [](const Point& z) { return std::vector<double>{std::exp(0.5 * z[0]) + 0.3 * z[1]}; },
            {{seen}, {kVariance * believed * believed}});
    const auto s = sample_posterior(toy, wanting(200), kSilent);
    std::vector<double> values;
    for (const Point& p : s.points) values.push_back(p[0]);
    inside += weighted_quantile(values, s.weights, 0.1) <= truth && truth <= weighted_quantile(values, s.weights, 0.9);
  }
  return inside;
}

}  // namespace

TEST_CASE("80 % intervals hold the truth in 80 % of data sets, and a wrong variance is seen", "[calibrate]") {
  // Binomial of 200 at 0.8: mean 160, standard error 5.7; four of them see a coverage 11 points off.
  CHECK(std::abs(covered(1) - 160) <= 4 * 5.7);
  CHECK(covered(0.3) < 160 - 4 * 5.7);  // the fault planted: an error believed to be a third of what it is
}
