/// A month in continuous time, against closed forms.
#include "analysis/twin/flow.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "sim/output/tally.hpp"

using namespace gongxu;

TEST_CASE("one hazard gives the exponential and its integrals", "[twin]") {
  Eigen::MatrixXd q(1, 1);
  q << -0.8;
  const double t = 0.25, x = 0.8 * t;
  const Exponentials e = exponentials(q, t);
  CHECK(e.e0(0, 0) == Approx(std::exp(-x)).epsilon(1e-14));
  CHECK(e.e1(0, 0) == Approx((1 - std::exp(-x)) / 0.8).epsilon(1e-14));
  CHECK(e.e2(0, 0) == Approx((x - 1 + std::exp(-x)) / (0.8 * 0.8)).epsilon(1e-13));
}

TEST_CASE("no hazard leaves all where they are", "[twin]") {
  const Exponentials e = exponentials(Eigen::MatrixXd::Zero(2, 2), 0.5);
  CHECK(e.e0.isIdentity(0));
  CHECK(e.e1.isApprox(0.5 * Eigen::MatrixXd::Identity(2, 2), 1e-15));
  CHECK(e.e2.isApprox(0.125 * Eigen::MatrixXd::Identity(2, 2), 1e-15));
}

TEST_CASE("two zones that exchange people lose none", "[twin]") {
  // From 0 to 1 at a, back at b: the share in 1 of who began in 0 is a / (a + b) (1 - exp(-(a + b) t)).
  const double a = 1.5, b = 0.5, t = 0.7;
  Eigen::MatrixXd q(2, 2);
  q << -a, b, a, -b;
  const Exponentials e = exponentials(q, t);
  CHECK(e.e0(1, 0) == Approx(a / (a + b) * (1 - std::exp(-(a + b) * t))).epsilon(1e-13));
  for (int from = 0; from < 2; ++from) {
    CHECK(e.e0.col(from).sum() == Approx(1).epsilon(1e-14));
    CHECK(e.e1.col(from).sum() == Approx(t).epsilon(1e-14));
    CHECK(e.e2.col(from).sum() == Approx(t * t / 2).epsilon(1e-14));
  }
}

TEST_CASE("the largest hazards of the model are summed to the end", "[twin]") {
  Eigen::MatrixXd q(1, 1);
  q << -25.0;
  CHECK(exponentials(q, 31 / 365.2425).e0(0, 0) == Approx(std::exp(-25 * 31 / 365.2425)).epsilon(1e-12));
}

TEST_CASE("who dies in a month lives half of it, a little less", "[twin]") {
  CHECK(lived_share(0, 1) == 1);
  CHECK(lived_share(2, 0.5) == Approx(1 - std::exp(-1)).epsilon(1e-15));
  CHECK(lived_share(1e-12, 1) == Approx(1 - 0.5e-12).epsilon(1e-15));
}

TEST_CASE("a cohort turns from one age to the next in its month of birth", "[twin]") {
  CHECK(age_in_month(0).age == 0);
  CHECK_FALSE(age_in_month(0).birthday);
  CHECK(age_in_month(11).age == 0);
  CHECK(age_in_month(12).age == 0);
  CHECK(age_in_month(12).birthday);
  CHECK(age_in_month(13).age == 1);
  CHECK_FALSE(age_in_month(13).birthday);
  Eigen::ArrayXd rates(3);
  rates << 1, 3, 5;
  CHECK(at_age(rates, {0, false}) == 1);
  CHECK(at_age(rates, {0, true}) == 2);
  CHECK(at_age(rates, {7, true}) == 5);  // the last age is open
  CHECK(share_of_higher_age(rates, {0, true}) == 0.75);
  CHECK(share_of_higher_age(rates, {0, false}) == 0);
}

TEST_CASE("people of an age are born in thirteen months or so, at the right mean", "[twin]") {
  const Tick from = to_tick({2024, 3, 1}), to = to_tick({2024, 4, 1});
  for (const int age : {10, 35, 100}) {
    double all = 0, mean = 0;
    for (const auto& [month, share] : births_of_age(age, from, to)) {
      CHECK(share > 0);
      all += share;
      mean += share * (static_cast<double>(month_start(month)) + static_cast<double>(month_start(month + 1))) / 2;
    }
    CHECK(all == Approx(1).epsilon(1e-12));
    const double middle = (static_cast<double>(from) + static_cast<double>(to)) / 2 - (age + 0.5) * kTicksPerYear;
    CHECK(mean == Approx(middle).margin(2.0 * kTicksPerDay));  // within a month people are taken as born evenly
  }
}
