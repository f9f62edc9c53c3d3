/// Regret and shares of candidate numbers, against sums worked out by hand over every future.
#include "analysis/study/solve/robust.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <map>

#include "tests/support/lizhou.hpp"

using namespace gongxu;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Futures whose least numbers are spread over a span, with a band of `width` above each.
struct Futures {
  std::vector<double> least, largest;
  Futures(double from, double to, double width, int n = 41) {
    for (int r = 0; r < n; ++r) {
      least.push_back(std::round(from + (to - from) * r / (n - 1)));
      largest.push_back(least.back() + width);
    }
    std::reverse(largest.begin(), largest.end()), std::reverse(least.begin(), least.end());  // no order is relied on
  }
};

Solution solution(const std::string& scenario, const Futures& f, double required) {
  Solution s;
  s.scenario = scenario, s.service = Service::childcare, s.year = 2025, s.probability = 0.2;
  s.required = required, s.quantified = 120, s.residents = 600'000;
  s.least = f.least, s.largest = f.largest;
  return s;
}

}  // namespace

TEST_CASE("shares and regrets of a number are those counted future by future") {
  const Futures f(100, 300, 60);
  for (const double units : {0.0, 99.0, 100.0, 180.0, 260.0, 360.0, 361.0, 1000.0}) {
    INFO(units);
    const Robustness got = robustness(units, f.least, f.largest);
    int enough = 0, busy = 0, both = 0;
    double short_sum = 0, idle_sum = 0;
    std::vector<double> shortage;
    for (std::size_t r = 0; r < f.least.size(); ++r) {
      const bool is_enough = units >= f.least[r], is_busy = units <= f.largest[r];
      enough += is_enough, busy += is_busy, both += is_enough && is_busy;
      if (!is_enough) short_sum += f.least[r] - units;
      if (!is_busy) idle_sum += units - f.largest[r];
      shortage.push_back(is_enough ? 0 : f.least[r] - units);
    }
    const auto n = static_cast<double>(f.least.size());
    CHECK(got.not_short.p == Approx(enough / n));
    CHECK(got.not_surplus.p == Approx(busy / n));
    CHECK(got.satisfied.p == Approx(both / n));
    CHECK(got.satisfied.se == Approx(std::sqrt(both / n * (1 - both / n) / n)));
    CHECK(got.shortage.mean == Approx(short_sum / n));
    CHECK(got.idle.mean == Approx(idle_sum / n));
    CHECK(got.either.mean == Approx((short_sum + idle_sum) / n));  // where the band is not empty only one is positive
    const auto within =
        std::count_if(shortage.begin(), shortage.end(), [&](double v) { return v <= got.shortage.p90; });
    const auto below = std::count_if(shortage.begin(), shortage.end(), [&](double v) { return v < got.shortage.p90; });
    CHECK(static_cast<double>(within) >= 0.9 * n);
    CHECK(static_cast<double>(below) < 0.9 * n);
  }
}

TEST_CASE(
    "a future that no number satisfies counts the farther of its two limits; one without end costs no idle unit") {
  const Robustness crossed = robustness(100, {130, 130}, {90, 90});  // short below 130, in surplus above 90
  CHECK(crossed.satisfied.p == 0);
  CHECK(crossed.either.mean == 30);
  CHECK(crossed.idle.mean == 10);
  const Robustness open = robustness(1000, {kInfinity, 10}, {kInfinity, kInfinity});
  CHECK(open.not_short.p == 0.5);
  CHECK(std::isinf(open.shortage.p90));
  CHECK(open.idle.mean == 0);
  CHECK(open.not_surplus.p == 1);
}

TEST_CASE("over scenarios the worst counts, never a mean, and the best candidates are those of a brute search") {
  Ensemble e;
  e.pack = test::lizhou_pack();
  const Futures low(100, 200, 40), high(180, 320, 40);
  const std::vector<Solution> solutions{solution("low", low, 180), solution("high", high, 292)};
  std::vector<long> given;
  for (long n = 60; n <= 400; n += 5) given.push_back(n);
  const auto rows = robust_revision(e, solutions, given);
  REQUIRE(rows.size() == given.size());
  double least_regret = kInfinity, most_satisfied = -1;
  for (const long n : given) {
    const auto a = robustness(static_cast<double>(n), low.least, low.largest);
    const auto b = robustness(static_cast<double>(n), high.least, high.largest);
    least_regret = std::min(least_regret, std::max(a.either.p90, b.either.p90));
    most_satisfied = std::max(most_satisfied, std::min(a.satisfied.p, b.satisfied.p));
  }
  int marked_regret = 0, marked_satisfied = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const RobustRow& row = rows[i];
    INFO(row.candidate.units);
    CHECK(row.candidate.units == given[i]);
    REQUIRE(row.scenarios == std::vector<std::string>{"low", "high"});
    CHECK(row.worst.satisfied.p == std::min(row.by_scenario[0].satisfied.p, row.by_scenario[1].satisfied.p));
    CHECK(row.worst.shortage.mean == std::max(row.by_scenario[0].shortage.mean, row.by_scenario[1].shortage.mean));
    CHECK(row.worst.idle.p90 == std::max(row.by_scenario[0].idle.p90, row.by_scenario[1].idle.p90));
    marked_regret += row.least_regret, marked_satisfied += row.most_satisfied;
    if (row.least_regret) CHECK(row.worst.either.p90 == least_regret);
    if (row.most_satisfied) CHECK(row.worst.satisfied.p == most_satisfied);
  }
  CHECK(marked_regret == 1);
  CHECK(marked_satisfied == 1);
}

TEST_CASE("without candidates of the user's: quantified as it is, target, required and median least rounded up") {
  Ensemble e;
  e.pack = test::lizhou_pack();
  const Futures f(100, 203, 40);
  const auto rows = robust_revision(e, {solution("baseline", f, 181)}, {});
  std::map<long, std::set<Origin>> found;
  for (const RobustRow& r : rows) found[r.candidate.units] = r.candidate.origins;
  CHECK(found[120] == std::set{Origin::quantified});
  CHECK(found[185] == std::set{Origin::required});
  CHECK(found[155] == std::set{Origin::median_least});  // the middle of the 41 is 152
  CHECK(found[3000] == std::set{Origin::target});       // 5 a thousand of 600,000
  CHECK(found.size() == 4);
  for (const RobustRow& r : robust_revision(e, {solution("baseline", f, 181)}, {1, 2000})) {
    CHECK_FALSE(r.most_satisfied);  // no future is satisfied by either
    CHECK(r.least_regret == (r.candidate.units == 1));
  }
  Solution unknown = solution("baseline", f, 181);
  unknown.least.clear(), unknown.largest.clear();  // staff without a base
  CHECK(robust_revision(e, {unknown}, {}).empty());
}
