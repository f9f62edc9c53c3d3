/// Designs and estimators of sensitivity on functions whose indices are known.
#include "analysis/study/sensitivity/sensitivity.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <set>

#include "analysis/study/sensitivity/design.hpp"
#include "tests/support/lizhou.hpp"

using namespace gongxu;

namespace {

constexpr double kPi = 3.14159265358979323846;
using Function = std::function<double(const Point&)>;

double ishigami(const Point& x) {  // Ishigami and Homma 1990, a = 7, b = 0.1
  const auto at = [&](std::size_t i) { return kPi * (2 * x[i] - 1); };
  return std::sin(at(0)) + 7 * std::pow(std::sin(at(1)), 2) + 0.1 * std::pow(at(2), 4) * std::sin(at(0));
}

/// Sobol's G of a = 0, 1, 4.5, 9: variance of a factor alone 1 / (3 (1 + a)^2).
const std::vector<double> kA{0, 1, 4.5, 9};
double g_function(const Point& x) {
  double y = 1;
  for (std::size_t i = 0; i < kA.size(); ++i) y *= (std::abs(4 * x[i] - 2) + kA[i]) / (1 + kA[i]);
  return y;
}

/// Morris' own function of twenty factors (1991), without its random remainder: factors 11 to 20 do nothing.
double morris_function(const Point& x) {
  std::vector<double> w;
  for (std::size_t i = 0; i < x.size(); ++i)
    w.push_back(i == 2 || i == 4 || i == 6 ? 2 * (1.1 * x[i] / (x[i] + 0.1) - 0.5) : 2 * (x[i] - 0.5));
  double y = 0;
  for (std::size_t i = 0; i < 10; ++i) y += 20 * w[i];
  for (std::size_t i = 0; i < 6; ++i)
    for (std::size_t j = i + 1; j < 6; ++j) y -= 15 * w[i] * w[j];
  for (std::size_t i = 0; i < 5; ++i)
    for (std::size_t j = i + 1; j < 5; ++j)
      for (std::size_t l = j + 1; l < 5; ++l) y -= 10 * w[i] * w[j] * w[l];
  return y + 5 * w[0] * w[1] * w[2] * w[3];
}

std::vector<SobolMeasures> sobol_of(const Function& f, int factors, int rows, std::uint64_t seed) {
  const SobolDesign design = sobol_design(factors, rows, seed);
  std::vector<double> a, b;
  for (int r = 0; r < rows; ++r) {
    a.push_back(f(design.a[static_cast<std::size_t>(r)]));
    b.push_back(f(design.b[static_cast<std::size_t>(r)]));
  }
  std::vector<SobolMeasures> out;
  for (int k = 0; k < factors; ++k) {
    std::vector<double> ab;
    for (int r = 0; r < rows; ++r)
      ab.push_back(f(design.mixed(static_cast<std::size_t>(r), static_cast<std::size_t>(k))));
    out.push_back(sobol_measures(a, b, ab, 200, seed));
  }
  return out;
}

std::vector<MorrisMeasures> morris_of(const Function& f, int factors, int trajectories) {
  std::vector<std::vector<double>> effects(static_cast<std::size_t>(factors));
  for (const auto& path : morris_design(factors, trajectories, 1))
    for (std::size_t i = 1; i < path.size(); ++i)
      for (std::size_t k = 0; k < effects.size(); ++k)
        if (path[i][k] != path[i - 1][k])
          effects[k].push_back((f(path[i]) - f(path[i - 1])) / (path[i][k] - path[i - 1][k]));
  std::vector<MorrisMeasures> out;
  for (const auto& e : effects) out.push_back(morris_measures(e));
  return out;
}

}  // namespace

// Standard errors of these estimates at 2^12 rows, from 20 seeds: at most 0.0021. The smallest fault seen: 0.02.
TEST_CASE("Sobol's shares of the Ishigami function are those of the formula", "[sensitivity]") {
  const auto s = sobol_of(ishigami, 4, 4096, 1);  // the fourth factor is not there
  const double first[] = {0.3139, 0.4424, 0, 0}, total[] = {0.5576, 0.4424, 0.2437, 0};
  for (std::size_t k = 0; k < 4; ++k) {
    INFO(k);
    CHECK(s[k].first.value == Approx(first[k]).margin(0.02));
    CHECK(s[k].total.value == Approx(total[k]).margin(0.02));
    CHECK(s[k].first.low <= s[k].first.value);
    CHECK(s[k].first.high >= s[k].first.value);
  }
  CHECK(s[3].first.value == 0);
  CHECK(s[3].total.high == 0);
}

TEST_CASE("Sobol's shares of the G function are those of the formula", "[sensitivity]") {
  const auto s = sobol_of(g_function, 4, 4096, 2);
  double all = 1;
  std::vector<double> alone;
  for (const double a : kA) alone.push_back(1 / (3 * (1 + a) * (1 + a))), all *= 1 + alone.back();
  for (std::size_t k = 0; k < kA.size(); ++k) {
    CHECK(s[k].first.value == Approx(alone[k] / (all - 1)).margin(0.02));
    CHECK(s[k].total.value == Approx(alone[k] * all / (1 + alone[k]) / (all - 1)).margin(0.02));
  }
}

TEST_CASE("bootstrap intervals cover the true share in most samples", "[sensitivity]") {
  // 40 seeds of 256 rows: 90 % intervals cover 36 of 40 on average, standard deviation 1.9; fewer than 28 is a fault.
  int covered = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const auto s = sobol_of(ishigami, 3, 256, seed);
    covered += s[0].total.low <= 0.5576 && s[0].total.high >= 0.5576;
  }
  CHECK(covered >= 28);
}

TEST_CASE("Morris' measures of his own function sort its factors as he does", "[sensitivity]") {
  const auto m = morris_of(morris_function, 20, 60);
  for (std::size_t k = 10; k < 20; ++k) CHECK(m[k].mu_star.value == 0);
  for (std::size_t k = 7; k < 10; ++k) {  // linear: 2 x 20 over the whole range, no curvature
    CHECK(m[k].mu_star.value == Approx(40));
    CHECK(m[k].sigma == Approx(0).margin(1e-9));
  }
  for (std::size_t k = 0; k < 6; ++k) CHECK(m[k].sigma > 10);
  CHECK(m[6].sigma > 1);  // curved alone
  CHECK(m[6].sigma < m[0].sigma);
}

TEST_CASE("a trajectory moves every factor once, by a step, and stays in the levels", "[sensitivity]") {
  for (const auto& path : morris_design(7, 5, 3)) {
    REQUIRE(path.size() == 8);
    std::set<std::size_t> moved;
    for (std::size_t i = 1; i < path.size(); ++i) {
      int differ = 0;
      for (std::size_t k = 0; k < 7; ++k)
        if (path[i][k] != path[i - 1][k]) {
          ++differ;
          moved.insert(k);
          CHECK(std::abs(path[i][k] - path[i - 1][k]) == kMorrisStep);
          CHECK((path[i][k] > 0 && path[i][k] < 1));
        }
      CHECK(differ == 1);
    }
    CHECK(moved.size() == 7);
  }
}

TEST_CASE("a Sobol design fills the cube evenly and differs by seed", "[sensitivity]") {
  const SobolDesign one = sobol_design(5, 1024, 1), two = sobol_design(5, 1024, 2);
  for (std::size_t k = 0; k < 5; ++k) {
    double mean = 0;
    for (const Point& p : one.b) mean += p[k] / 1024;
    CHECK(mean == Approx(0.5).margin(0.005));  // 1,024 random points: standard error 0.009
  }
  CHECK(one.a[0] != two.a[0]);
}

TEST_CASE("factors are the drawn parameters, groups as one, and a point fixes each at its quantile", "[sensitivity]") {
  const Scenario& base = test::lizhou_pack().scenarios.at("baseline");
  const auto factors = factors_of(base);
  CHECK(factors.back().id == "dummy");
  std::set<std::string> ids;
  for (const Factor& f : factors) CHECK(ids.insert(f.id).second);
  const auto uptake =
      std::find_if(factors.begin(), factors.end(), [](const Factor& f) { return f.id == "childcare_uptake"; });
  REQUIRE(uptake != factors.end());
  CHECK(uptake->parameters.size() == 3);
  const Scenario low = at_point(base, factors, std::vector<double>(factors.size(), 0.1));
  for (const auto& [id, p] : low.parameters) CHECK(p.distribution == Distribution::fixed);
  CHECK(low.parameters.at("childcare_uptake_2025").value == Approx(base.parameters.at("childcare_uptake_2025").low));
  CHECK(low.parameters.at("gross_out_rate").value == Approx(base.parameters.at("gross_out_rate").quantile(0.1)));
  CHECK(low.hash == base.hash);  // the identity of a study is that of its scenario
}
