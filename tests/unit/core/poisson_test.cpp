#include "sim/core/poisson.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

using namespace gongxu;

namespace {

const Draws kDraws(11, 3);
constexpr int kSample = 20'000;

std::uint32_t nth(double mean, int i) {
  return poisson(mean, kDraws, mix64(static_cast<std::uint64_t>(i)), Purpose::health_count);
}
double probability(double mean, double k) { return std::exp(k * std::log(mean) - mean - std::lgamma(k + 1)); }

}  // namespace

TEST_CASE("mean and variance of counts are those of Poisson's law, small means and large", "[poisson]") {
  for (const double mean : {0.02, 0.7, 4.0, 9.999, 10.0, 10.001, 33.0, 250.0, 4'000.0, 3e6}) {
    double sum = 0, squares = 0;
    for (int i = 0; i < kSample; ++i) {
      const double off = nth(mean, i) - mean;
      sum += off;
      squares += off * off;
    }
    const double mean_off = sum / kSample, variance = squares / kSample - mean_off * mean_off;
    // Standard errors: of the mean sqrt(m / n); of the variance sqrt((m + 2 m^2) / n), from the fourth moment.
    const double se_mean = std::sqrt(mean / kSample), se_variance = std::sqrt((mean + 2 * mean * mean) / kSample);
    INFO("mean " << mean << ": sees " << 400 * se_mean / mean << " % of the mean, " << 400 * se_variance / mean
                 << " % of the variance");
    CHECK(std::fabs(mean_off) < 4 * se_mean);
    CHECK(std::fabs(variance - mean) < 4 * se_variance);
  }
}

TEST_CASE("every count comes as often as Poisson's law says", "[poisson]") {
  for (const double mean : {2.5, 9.9, 10.1, 40.0}) {
    std::vector<double> seen(200);
    for (int i = 0; i < kSample; ++i) ++seen[std::min<std::size_t>(nth(mean, i), seen.size() - 1)];
    double chi2 = 0, rest_seen = kSample, rest_expected = kSample;
    int cells = 0;
    for (std::size_t k = 0; k < seen.size(); ++k) {
      const double expected = kSample * probability(mean, static_cast<double>(k));
      if (expected < 10) continue;
      chi2 += (seen[k] - expected) * (seen[k] - expected) / expected;
      rest_seen -= seen[k], rest_expected -= expected;
      ++cells;
    }
    chi2 += (rest_seen - rest_expected) * (rest_seen - rest_expected) / rest_expected;
    INFO("mean " << mean << ", chi2 " << chi2 << " of " << cells << " degrees");
    CHECK(chi2 < cells + 4 * std::sqrt(2.0 * cells));
    CHECK(cells > 8);
  }
}

TEST_CASE("one address gives one count, another one another", "[poisson]") {
  for (const double mean : {3.0, 70.0}) {
    int persons_differ = 0, purposes_differ = 0, replicates_differ = 0;
    const Draws other(11, 4);
    for (int i = 0; i < 200; ++i) {
      const auto who = mix64(static_cast<std::uint64_t>(i));
      const auto n = nth(mean, i);
      CHECK(n == nth(mean, i));
      persons_differ += n != nth(mean, i + 1);
      purposes_differ += n != poisson(mean, kDraws, who, Purpose::admission);
      replicates_differ += n != poisson(mean, other, who, Purpose::health_count);
    }
    CHECK(persons_differ > 100);
    CHECK(purposes_differ > 100);
    CHECK(replicates_differ > 100);
  }
}

TEST_CASE("without a mean nothing happens", "[poisson]") {
  for (const double mean : {0.0, -1.0, std::nan("")}) CHECK(nth(mean, 1) == 0);
}

TEST_CASE("a larger mean never gives fewer below ten, and above hardly ever moves a count far", "[poisson]") {
  for (int i = 0; i < 2'000; ++i) {
    std::uint32_t before = 0;
    for (double mean = 0.1; mean < 10; mean += 0.3) {
      const auto n = nth(mean, i);
      REQUIRE(n >= before);
      before = n;
    }
  }
  int fewer = 0, far = 0, more = 0;
  for (int i = 0; i < kSample; ++i) {
    const double a = nth(500, i), b = nth(501, i);
    fewer += b < a;
    more += b > a;
    far += std::fabs(b - a) > 3;
  }
  // Rejections that turn differently: some hundred of twenty thousand.
  CHECK(more > kSample / 2);
  CHECK(fewer < kSample / 50);
  CHECK(far < kSample / 50);
}

TEST_CASE("the logarithm of factorials is exact to 1e-12", "[poisson]") {
  CHECK(log_factorial(0) == 0);
  CHECK(log_factorial(1) == 0);
  double product = 1;
  for (std::uint32_t n = 2; n <= 170; ++n) {
    product *= n;
    CHECK(log_factorial(n) == Approx(std::log(product)).epsilon(1e-12));
  }
  for (const std::uint32_t n : {171U, 1'000U, 123'456U, 1'000'000'000U, 4'000'000'000U})
    CHECK(log_factorial(n) == Approx(std::lgamma(static_cast<double>(n) + 1)).epsilon(1e-12));
}
