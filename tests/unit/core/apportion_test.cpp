#include "sim/core/apportion.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <random>

using namespace gongxu;

TEST_CASE("whole units are split by largest remainders and none is lost", "[apportion]") {
  CHECK(largest_remainder({1, 1, 1}, 10) == std::vector<long>{4, 3, 3});
  CHECK(largest_remainder({0.5, 0.25, 0.25}, 4) == std::vector<long>{2, 1, 1});
  CHECK(largest_remainder({1, 2, 3}, 7) == std::vector<long>{1, 2, 4});  // 1.17, 2.33, 3.5
  CHECK(largest_remainder({0, 5, 0}, 3) == std::vector<long>{0, 3, 0});
}

TEST_CASE("of equal remainders the earlier gets the unit", "[apportion]") {
  CHECK(largest_remainder({1, 1, 1, 1}, 2) == std::vector<long>{1, 1, 0, 0});
  CHECK(largest_remainder({3, 1, 3, 1}, 4) == std::vector<long>{2, 1, 1, 0});  // 1.5, 0.5, 1.5, 0.5
}

TEST_CASE("without weights or units nobody gets any", "[apportion]") {
  CHECK(largest_remainder({0, 0}, 5) == std::vector<long>{0, 0});
  CHECK(largest_remainder({3, 4}, 0) == std::vector<long>{0, 0});
  CHECK(largest_remainder({3, 4}, -2) == std::vector<long>{0, 0});
  CHECK(largest_remainder({}, 5).empty());
}

TEST_CASE("every share is within one unit of the exact one, and the shares add up", "[apportion]") {
  std::mt19937_64 chance(4);
  for (int round = 0; round < 2'000; ++round) {
    std::vector<double> weights(1 + chance() % 12);
    for (double& w : weights) w = chance() % 4 == 0 ? 0.0 : static_cast<double>(chance() % 1'000) / 7;
    weights.front() += 0.5;
    const auto total = static_cast<long>(chance() % 5'000);
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    const auto shares = largest_remainder(weights, total);
    REQUIRE(std::accumulate(shares.begin(), shares.end(), 0L) == total);
    for (std::size_t i = 0; i < weights.size(); ++i) {
      REQUIRE(std::fabs(static_cast<double>(shares[i]) - weights[i] * static_cast<double>(total) / sum) < 1);
      if (weights[i] == 0) REQUIRE(shares[i] == 0);
    }
  }
}
