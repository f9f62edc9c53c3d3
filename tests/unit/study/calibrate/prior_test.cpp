/// A scenario's drawn parameters as coordinates.
#include "analysis/study/calibrate/prior.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "sim/core/math.hpp"
#include "tests/support/lizhou.hpp"

using namespace gongxu;

namespace {
const ParameterSet& parameters() { return test::lizhou_pack().scenarios.at("baseline").parameters; }
}  // namespace

TEST_CASE("coordinates are the draws of a run, one a parameter or group, of a path one a year", "[calibrate]") {
  const Prior prior(parameters(), 2020, 2030, 2023);
  const ParameterValues centre = prior.values(Point(prior.size(), 0.0));
  const ParameterValues fixed = draw_parameters(parameters(), Draws(1, 0), true, 2020, 2030);
  for (const auto& [id, value] : fixed.value) CHECK(centre[id] == Approx(value).epsilon(1e-12));
  for (const auto& [id, path] : fixed.path) CHECK(centre.path.at(id) == path);

  int yearly = 0;
  for (const auto& [id, p] : parameters()) yearly += p.distribution == Distribution::ar1_lognormal;
  CHECK(prior.size() - prior.observable() == static_cast<std::size_t>(yearly * 7));  // 2024 to 2030
}

TEST_CASE("a coordinate moves its own parameter and its group, years after it and none before", "[calibrate]") {
  const Prior prior(parameters(), 2020, 2030, 2023);
  const Point zero(prior.size(), 0.0);
  const ParameterValues centre = prior.values(zero);
  int moved_uptake = 0;
  for (std::size_t c = 0; c < prior.size(); ++c) {
    Point z = zero;
    z[c] = 1;
    const ParameterValues v = prior.values(z);
    std::vector<std::string> moved;
    for (const auto& [id, value] : v.value)
      if (value != centre[id]) moved.push_back(id);
    for (const auto& [id, path] : v.path) {
      if (path == centre.path.at(id)) continue;
      moved.push_back(id);
      if (c >= prior.observable())
        for (int year = 2020; year <= 2023; ++year) CHECK(v.in_year(id, year) == centre.in_year(id, year));
    }
    REQUIRE_FALSE(moved.empty());
    for (const std::string& id : moved) CHECK(parameters().at(id).drawn_by() == parameters().at(moved[0]).drawn_by());
    if (parameters().at(moved[0]).group == "childcare_uptake") {
      ++moved_uptake;
      CHECK(moved.size() == 3);
    }
  }
  CHECK(moved_uptake == 1);
}

TEST_CASE("a coordinate of 1.28 is the 90 % quantile", "[calibrate]") {
  const Prior prior(parameters(), 2020, 2030, 2023);
  const ParameterValues v = prior.values(Point(prior.size(), math::normal_quantile(0.9)));
  CHECK(v["childcare_uptake_2025"] == Approx(parameters().at("childcare_uptake_2025").high).epsilon(1e-9));
}
