#include "sim/core/math.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

using namespace gongxu;

TEST_CASE("the logarithm agrees with long double to 4e-16", "[math]") {
  std::mt19937_64 chance(1);
  double worst = 0;
  const auto look = [&](double x) {
    const long double exact = std::log(static_cast<long double>(x));
    if (exact == 0) return;
    worst = std::max(worst, static_cast<double>(std::fabs((math::log(x) - exact) / exact)));
  };
  for (int i = 0; i < 300'000; ++i) {
    const double u = std::ldexp(static_cast<double>(chance() >> 11), -53);
    look(std::ldexp(1.0 + u, static_cast<int>(chance() % 1900) - 950));  // every magnitude
    look(u + 0x1p-54);                                                   // what draws give
    look(0.99 + 0.02 * u);                                               // near 1, where it vanishes
  }
  CHECK(worst < 4e-16);
  CHECK(math::log(1.0) == 0.0);
  CHECK(math::log(0x1p-33) == Approx(-33 * std::log(2.0)).epsilon(1e-15));  // the smallest draw
}

TEST_CASE("the exponential agrees with long double to 1e-15 and vanishes far below", "[math]") {
  std::mt19937_64 chance(2);
  double worst = 0;
  for (int i = 0; i < 300'000; ++i) {
    const double x = -700 + 1400 * std::ldexp(static_cast<double>(chance() >> 11), -53);
    const long double exact = std::exp(static_cast<long double>(x));
    worst = std::max(worst, static_cast<double>(std::fabs((math::exp(x) - exact) / exact)));
  }
  CHECK(worst < 1e-15);
  CHECK(math::exp(0.0) == 1.0);
  CHECK(math::exp(-709.0) == 0.0);
  CHECK(math::exp(-1e9) == 0.0);
}

TEST_CASE("the normal distribution agrees with the error function in both tails", "[math]") {
  double near = 0, far = 0;
  for (double x = -12; x <= 12; x += 1.0 / 64) {
    const long double tail = 0.5L * std::erfc(static_cast<long double>(std::fabs(x)) / std::sqrt(2.0L));
    const double mine = x < 0 ? math::normal_cdf(x) : math::normal_cdf(-x);
    (std::fabs(x) < 6 ? near : far) =
        std::max(std::fabs(x) < 6 ? near : far, static_cast<double>(std::fabs((mine - tail) / tail)));
    REQUIRE(math::normal_cdf(x) + math::normal_cdf(-x) == Approx(1.0).epsilon(1e-15));
  }
  CHECK(near < 4e-13);
  CHECK(far < 1e-9);
}

TEST_CASE("the normal quantile inverts the distribution and is exactly antisymmetric", "[math]") {
  CHECK(math::normal_quantile(0.5) == Approx(0.0).margin(1e-15));
  CHECK(math::normal_quantile(0.9) == Approx(1.2815515655446004).margin(1e-9));
  CHECK(math::normal_quantile(0.975) == Approx(1.959963984540054).margin(1e-9));
  for (double p = 1e-12; p < 0.5; p *= 1.37) {
    INFO("p " << p);
    const double x = math::normal_quantile(p);
    REQUIRE(0.5 * std::erfc(-x / std::sqrt(2.0)) == Approx(p).epsilon(1e-7));
  }
  for (int k = 1; k < 1024; ++k)  // 1 - p is exact here
    REQUIRE(math::normal_quantile(k / 1024.0) == -math::normal_quantile(1 - k / 1024.0));
  double last = -INFINITY;
  for (int k = 1; k < 4096; ++k) {
    const double x = math::normal_quantile(k / 4096.0);
    REQUIRE(x > last);
    last = x;
  }
}
