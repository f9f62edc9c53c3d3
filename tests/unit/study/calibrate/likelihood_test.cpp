/// Laws of an observation against closed forms of another hand.
#include "analysis/study/calibrate/likelihood.hpp"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <catch2/catch.hpp>
#include <cmath>

using namespace gongxu;

namespace {

const ObservedMeasure& measure(const std::string& word) {
  for (const ObservedMeasure& m : observed_measures())
    if (m.word == word) return m;
  FAIL("no measure " << word);
  return observed_measures().front();
}

Observation observation(const std::string& word, int year, double value) {
  Observation o;
  o.measure = &measure(word);
  o.year = year;
  o.value = value;
  return o;
}

PointValues expecting(const std::vector<double>& values) {
  PointValues out;
  for (const double v : values) out.push_back({{v}});
  return out;
}

constexpr bool kPoisson = true, kDispersed = false;

}  // namespace

TEST_CASE("densities are those of Boost.Math", "[calibrate]") {
  for (const double mean : {0.7, 30.0, 200.0})
    for (const double value : {0.0, 1.0, 28.0, 60.0}) {
      CHECK(log_poisson(value, mean) ==
            Approx(std::log(boost::math::pdf(boost::math::poisson_distribution<>(mean), value))).margin(1e-9));
      const double c = 0.2, size = 1 / (c * c);
      CHECK(log_negative_binomial(value, mean, c) ==
            Approx(std::log(boost::math::pdf(boost::math::negative_binomial_distribution<>(size, size / (size + mean)),
                                             value)))
                .margin(1e-8));
    }
  for (const double p : {0.03, 0.5, 0.97})
    for (const double value : {0.0, 40.0, 77.0, 80.0})
      CHECK(log_binomial(value, 80, p) ==
            Approx(std::log(boost::math::pdf(boost::math::binomial_distribution<>(80, p), value))).margin(1e-9));
  CHECK(log_normal_density(3.5, 2, 4) ==
        Approx(std::log(boost::math::pdf(boost::math::normal_distribution<>(2, 2), 3.5))));
  CHECK(implausibility(7, 10, 4) == Approx(1.5));
}

TEST_CASE("what cannot be is minus infinity, and a certain thing is certain", "[calibrate]") {
  CHECK(log_poisson(0, 0) == 0);
  CHECK(std::isinf(log_poisson(1, 0)));
  CHECK(std::isinf(log_binomial(81, 80, 0.5)));
  CHECK(log_binomial(80, 80, 1) == 0);
  CHECK(std::isinf(log_binomial(79, 80, 1)));
}

TEST_CASE("a negative binomial has the variance that it is said to have, and is Poisson without dispersion",
          "[calibrate]") {
  const double mean = 50, c = 0.3;
  double all = 0, first = 0, second = 0;
  for (int n = 0; n < 1000; ++n) {
    const double p = std::exp(log_negative_binomial(n, mean, c));
    all += p, first += p * n, second += p * n * n;
  }
  CHECK(all == Approx(1));
  CHECK(first == Approx(mean));
  CHECK(second - first * first == Approx(mean + c * mean * c * mean));
  CHECK(log_negative_binomial(43, mean, 1e-3) == Approx(log_poisson(43, mean)).epsilon(1e-4));
}

TEST_CASE("each measure has its law", "[calibrate]") {
  CHECK(law_of(measure("births")) == Law::count);
  CHECK(law_of(measure("births_order_2")) == Law::count);
  CHECK(law_of(measure("deaths")) == Law::count);
  CHECK(law_of(measure("population_60plus")) == Law::residents);
  CHECK(law_of(measure("primary_enrolment")) == Law::enrolment);
  for (const char* word : {"arrivals", "urban_share", "tfr", "care_bed_use", "childcare_use", "registered_absent"})
    CHECK(law_of(measure(word)) == Law::matched);
}

TEST_CASE("a held-out observation changes nothing, whatever it says", "[calibrate]") {
  const auto at = [](double held_out) {
    const Likelihood l({observation("births", 2021, 1000), observation("births", 2022, held_out)}, {true, false},
                       kDispersed);
    return l.log_of(expecting({1020, 900}));
  };
  CHECK(at(900) == at(5));
  const Likelihood fitted({observation("births", 2021, 1000), observation("births", 2022, 5)}, {true, true},
                          kDispersed);
  CHECK(fitted.log_of(expecting({1020, 900})) < at(5) - 100);
}

TEST_CASE("Poisson counts add up; dispersion is shared by a kind of count and averaged out", "[calibrate]") {
  const std::vector<Observation> births{observation("births", 2021, 1000), observation("births", 2022, 1100)};
  const auto expected = expecting({1020, 1050});
  CHECK(Likelihood(births, {true, true}, kPoisson).log_of(expected) ==
        Approx(log_poisson(1000, 1020) + log_poisson(1100, 1050)));
  // Between the best and the worst single dispersion, and flatter than Poisson far from the mean.
  const Likelihood dispersed(births, {true, true}, kDispersed);
  const auto far = expecting({1200, 1300});
  CHECK(dispersed.log_of(far) > Likelihood(births, {true, true}, kPoisson).log_of(far));
  CHECK(dispersed.variance(0, expected) > 1020);
  CHECK(Likelihood(births, {true, true}, kPoisson).variance(0, expected) == Approx(1020));
}

TEST_CASE("a stated error makes a count normal, with the error's and chance's variance", "[calibrate]") {
  Observation o = observation("births", 2021, 1000);
  o.se = 40;
  const Likelihood l({o}, {true}, kDispersed);
  CHECK(l.log_of(expecting({1020})) == Approx(log_normal_density(1000, 1020, 1020 + 40.0 * 40)));
}

TEST_CASE("residents have one per cent of error where none is stated", "[calibrate]") {
  Observation o = observation("population_60plus", 2023, 40'000);
  CHECK(Likelihood({o}, {true}, kDispersed).log_of(expecting({40'500})) ==
        Approx(log_normal_density(40'000, 40'500, 40'500 + 400.0 * 400)));
  o.se = 100;
  CHECK(Likelihood({o}, {true}, kDispersed).log_of(expecting({40'500})) ==
        Approx(log_normal_density(40'000, 40'500, 40'500 + 100.0 * 100)));
}

TEST_CASE("enrolment is binomial in each replicate of chance, and matched where the rate is no share", "[calibrate]") {
  const std::vector<Observation> pupils{observation("primary_enrolment", 2023, 930)};
  const PointValues point{{{950, 1000}, {940, 1010}}};
  Likelihood l(pupils, {true}, kDispersed);
  l.settle_laws(point);
  REQUIRE(l.law(0) == Law::enrolment);
  const double a = std::exp(log_binomial(930, 1000, 0.95)), b = std::exp(log_binomial(930, 1010, 940.0 / 1010));
  CHECK(l.log_of(point) == Approx(std::log((a + b) / 2)));
  l.settle_laws({{{1000, 1000}, {990, 1000}}});
  CHECK(l.law(0) == Law::matched);
}

TEST_CASE("history matching rules out beyond three standard errors and prefers nothing within", "[calibrate]") {
  Observation o = observation("care_bed_use", 2023, 200);
  o.se = 10;
  Likelihood l({o}, {true}, kDispersed);
  l.learn_chance({{{{190}, {194}}}, {{{230}, {242}}}});  // pooled: (8 + 72) / 2 = 40
  const double sd = std::sqrt(40 + 10.0 * 10 + kMatchingDiscrepancy * 200 * kMatchingDiscrepancy * 200);
  CHECK(l.log_of(expecting({200})) == 0);
  CHECK(l.log_of(expecting({200 + 2.99 * sd})) == 0);
  CHECK(std::isinf(l.log_of(expecting({200 + 3.01 * sd}))));
  CHECK(std::isinf(l.log_of(expecting({200 - 3.01 * sd}))));
}
