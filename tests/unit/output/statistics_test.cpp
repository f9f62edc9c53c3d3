#include "sim/output/statistics.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <numeric>

using namespace gongxu;

namespace {
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
}

TEST_CASE("a summary has mean, error of the mean and quantiles of type 7", "[statistics]") {
  const auto s = summarise({4, 1, 3, 2, 10});
  CHECK(s.n == 5);
  CHECK(s.mean == Approx(4));
  CHECK(s.se == Approx(std::sqrt(12.5 / 5)));  // variance (9 + 1 + 1 + 4 + 36 - ...) = 50 / 4
  CHECK(s.p10 == Approx(1.4));
  CHECK(s.p50 == Approx(3));
  CHECK(s.p90 == Approx(7.6));
}

TEST_CASE("values that are not there are left out and counted out", "[statistics]") {
  const auto s = summarise({kNaN, 2, kNaN, 4});
  CHECK(s.n == 2);
  CHECK(s.mean == Approx(3));
  CHECK(s.p50 == Approx(3));
  const auto none = summarise({kNaN});
  CHECK(none.n == 0);
  CHECK(std::isnan(none.mean));
  CHECK(std::isnan(none.p90));
  CHECK(summarise({}).n == 0);
  const auto one = summarise({7});
  CHECK(one.mean == 7);
  CHECK(std::isnan(one.se));
  CHECK(one.p10 == 7);
}

TEST_CASE("quantiles interpolate between order statistics", "[statistics]") {
  CHECK(quantile({3, 1, 2}, 0.5) == 2);
  CHECK(quantile({1, 2, 3, 4}, 0.5) == Approx(2.5));
  CHECK(quantile({1, 2, 3, 4}, 0) == 1);
  CHECK(quantile({1, 2, 3, 4}, 1) == 4);
  CHECK(std::isnan(quantile({}, 0.5)));
  CHECK(std::isinf(quantile({INFINITY, INFINITY}, 0.3)));
}

TEST_CASE("a probability carries its binomial error and 90 % interval", "[statistics]") {
  const auto p = probability(30, 100);
  CHECK(p.p == Approx(0.3));
  CHECK(p.se == Approx(std::sqrt(0.3 * 0.7 / 100)));
  CHECK(p.low() == Approx(0.3 - 1.64 * p.se));
  CHECK(p.high() == Approx(0.3 + 1.64 * p.se));
  CHECK(probability(0, 10).se == 0);
  CHECK(std::isnan(probability(0, 0).p));
}

TEST_CASE("rank correlation sees order alone, with ties at their mean rank", "[statistics]") {
  const auto correlation = [](const std::vector<double>& a, const std::vector<double>& b) {
    const auto ra = unit_ranks(a), rb = unit_ranks(b);
    REQUIRE(ra.size() == rb.size());
    return std::inner_product(ra.begin(), ra.end(), rb.begin(), 0.0);
  };
  CHECK(correlation({1, 2, 3, 4}, {10, 100, 1000, 1e6}) == Approx(1));
  CHECK(correlation({1, 2, 3, 4}, {4, 3, 2, -50}) == Approx(-1));
  CHECK(correlation({1, 2, 3, 4, 5}, {2, 1, 4, 3, 5}) == Approx(1 - 6 * 4.0 / (5 * 24)));
  // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / sqrt(4.5 x 5).
  CHECK(correlation({1, 2, 2, 3}, {1, 2, 3, 4}) == Approx(4.5 / std::sqrt(4.5 * 5)));
  CHECK(unit_ranks({1, 1, 1}).empty());
}
