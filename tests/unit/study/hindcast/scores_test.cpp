// Scores of forecasts against values worked out by hand and against closed forms.
#include "analysis/study/hindcast/scores.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "sim/core/draws.hpp"

using namespace gongxu;

TEST_CASE("the fair CRPS by hand", "[scores]") {
  CHECK(fair_crps({10}, 13) == 3);                                  // of one number the absolute error
  CHECK(fair_crps({0, 4}, 1) == Approx(2.0 - 2.0));                 // |0-1| and |4-1|: mean 2; the one pair 4, halved 2
  CHECK(fair_crps({3, 1, 2}, 2) == Approx(2.0 / 3 - 4.0 / 3 / 2));  // pairs 2, 1, 1
  CHECK(fair_crps({5, 5, 5}, 2) == 3);
}

TEST_CASE("the fair CRPS of small ensembles is that of the distribution on average", "[scores]") {
  // Of a uniform forecast on (0, 1) and an observation y the CRPS is y^3/3 + (1-y)^3/3. The usual estimate, with pairs
  // over k^2, is too high by the mean difference over 2k: 1/3 / (2 x 4) = 0.042 with four members.
  constexpr int kEnsembles = 40'000, kMembers = 4;
  constexpr double kAt = 0.3;
  const Draws draws(1, 0);
  double sum = 0, squares = 0;
  for (std::uint64_t i = 0; i < kEnsembles; ++i) {
    std::vector<double> members;
    for (std::uint32_t j = 0; j < kMembers; ++j) members.push_back(draws.uniform(i, Purpose::parameter, j));
    const double score = fair_crps(members, kAt);
    sum += score, squares += score * score;
  }
  const double mean = sum / kEnsembles, se = std::sqrt((squares / kEnsembles - mean * mean) / kEnsembles);
  INFO("mean " << mean << ", standard error " << se);
  CHECK(se < 0.001);  // the smallest bias that is seen, 4 standard errors, is a tenth of that of the usual estimate
  CHECK(std::abs(mean - (std::pow(kAt, 3) + std::pow(1 - kAt, 3)) / 3) < 4 * se);
}

TEST_CASE("errors, bias, coverage and skill by hand", "[scores]") {
  const auto forecast = [](double observed, double p10, double p50, double p90, double naive) {
    Scored s;
    s.observed = observed, s.p10 = p10, s.p50 = p50, s.p90 = p90, s.crps = 1;
    s.naive[static_cast<std::size_t>(Naive::no_change)] = naive;
    return s;
  };
  const Scores s =
      scores_of({forecast(100, 90, 110, 120, 80), forecast(200, 210, 220, 240, 240), forecast(50, 40, 45, 50, 50),
                 forecast(0, 0, 1, 2, 1)});  // nobody was observed: no percentage
  CHECK(s.n == 3);
  CHECK(s.mape == Approx(10));
  CHECK(s.malpe == Approx(10.0 / 3));
  CHECK(s.coverage == Approx(2.0 / 3));
  CHECK(s.coverage_se == Approx(std::sqrt(2.0 / 9 / 3)));
  CHECK(s.crps == Approx(100 * (0.01 + 0.005 + 0.02) / 3));
  CHECK(s.naive_mape[0] == Approx(40.0 / 3));
  CHECK(s.skill[0] == Approx(0.25));
  CHECK(std::isnan(s.skill[2]));  // no earlier census, no linear trend
  CHECK(scores_of({}).n == 0);
}

TEST_CASE("members that are not known are left out", "[scores]") {
  const Scored s = scored(4, {1, std::nan(""), 3, 2});
  CHECK(s.p50 == 2);
  CHECK(s.crps == Approx(2.0 - 4.0 / 3 / 2));
  CHECK_FALSE(s.covered());
}
