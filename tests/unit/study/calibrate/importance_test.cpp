/// Weighted samples.
#include "analysis/study/calibrate/importance.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

using namespace gongxu;

TEST_CASE("the effective size is the number of equal weights, and 1 where one has all", "[calibrate]") {
  CHECK(effective_size({1, 1, 1, 1}) == Approx(4));
  CHECK(effective_size({0, 0, 3}) == Approx(1));
  CHECK(effective_size({2, 1}) == Approx(9.0 / 5));
  CHECK(effective_size({0, 0}) == 0);
}

TEST_CASE("weights come of logarithms however small, and of none that are possible", "[calibrate]") {
  const double never = -std::numeric_limits<double>::infinity();
  const auto w = normalised({-5000, -5000 + std::log(3.0), never});
  CHECK(w[0] == Approx(0.25));
  CHECK(w[1] == Approx(0.75));
  CHECK(w[2] == 0);
  CHECK(normalised({never, never}) == std::vector<double>{0, 0});
}

TEST_CASE("a weighted quantile passes over values without weight", "[calibrate]") {
  const std::vector<double> values{4, 1, 3, 2}, weights{0.1, 0.4, 0, 0.5};
  CHECK(weighted_quantile(values, weights, 0.4) == 1);
  CHECK(weighted_quantile(values, weights, 0.5) == 2);
  CHECK(weighted_quantile(values, weights, 0.95) == 4);
  CHECK(std::isnan(weighted_quantile(values, {0, 0, 0, 0}, 0.5)));
}

TEST_CASE("resampling takes each as often as its weight says, to the next whole number", "[calibrate]") {
  const std::vector<double> weights{0.05, 0.325, 0, 0.5, 0.125};
  for (const double start : {0.0, 0.3, 0.7, 0.999}) {
    const auto drawn = resampled(weights, 40, start);
    REQUIRE(drawn.size() == 40);
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const auto n = static_cast<double>(std::count(drawn.begin(), drawn.end(), i));
      CHECK(std::abs(n - 40 * weights[i]) < 1);
    }
  }
}
