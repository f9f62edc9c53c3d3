/// Agents against their twin in every age, sex, zone and year, and how small an error the comparison sees.
///
/// Minqin, 20 replicates: 9,300 births, 31,000 deaths and 62,000 departures each. All years together, a flow of n a
/// replicate has a standard error of sqrt(n / 20), at which 3 % of the births are 13 errors and 2 % of the departures
/// 22. Some 10,000 cells of 50 or more people; of them chance puts 6 % beyond 2 errors. They hang together from year
/// to year, so that the share itself scatters by about 1 %.
#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/study/control_variates.hpp"

using namespace gongxu;

namespace {

std::unique_ptr<Ensemble> minqin(bool fixed) {
  RunOptions options;
  options.scenarios = {"baseline"};
  options.replicates = 20;
  options.fixed_parameters = fixed;
  options.driver = Driver::plain;
  return run_ensemble(read_pack(GONGXU_SOURCE_DIR "/scenarios/minqin"), options, [](const auto&, int, int) {});
}

std::vector<ScenarioTwins> twins_of(const Ensemble& e) {
  return project_twins(e, 20, [](const auto&, int, int) {});
}

TwinDistance distance(const Ensemble& e) { return twin_distances(e, twins_of(e)).front(); }

/// The distance from a twin whose parameter is wrong by a factor.
TwinDistance with_fault(Ensemble& e, const std::string& parameter, double factor) {
  auto& values = e.scenarios.front().values;
  const auto right = values;
  for (ParameterValues& v : values) v.value.at(parameter) *= factor;
  const TwinDistance out = distance(e);
  values = right;
  return out;
}

}  // namespace

TEST_CASE("agents lie from their twin as far as chance puts them", "[twin]") {
  const auto e = minqin(true);
  const TwinDistance d = distance(*e);
  CHECK(d.counted > 9000);
  CHECK(d.passed());
  const double share = static_cast<double>(d.beyond_two) / d.counted;
  CHECK(share < d.share_expected + 0.03);
  CHECK(share > d.share_expected - 0.03);

  SECTION("and further, if the twin's rates are a little wrong") {
    CHECK_FALSE(with_fault(*e, "relative_fertility", 1.03).passed());
    CHECK_FALSE(with_fault(*e, "relative_mortality", 1.03).passed());
    CHECK_FALSE(with_fault(*e, "gross_out_rate", 1.02).passed());
    CHECK_FALSE(with_fault(*e, "migration_net_multiplier", 1.1).passed());
    CHECK_FALSE(with_fault(*e, "rural_to_urban_rate", 1.05).passed());
  }
}

TEST_CASE("each replicate of drawn parameters has a twin of its own", "[twin]") {
  const auto e = minqin(false);
  const TwinDistance own = distance(*e);
  CHECK(own.passed());
  // With one twin for all, what parameters do would count as chance: the errors would be several times as large.
  const double of_chance = own.flows.back().se;
  for (ParameterValues& v : e->scenarios.front().values) v = e->scenarios.front().values.front();
  CHECK(distance(*e).flows.back().se > 2 * of_chance);
}

TEST_CASE("the twin takes chance out of means that hang on people of an age", "[twin]") {
  // 20 replicates: a ratio of variances is known within a factor of about 2.5; a twin that were no control gives 1.
  const auto e = minqin(true);
  const auto means = controlled_means(*e, twins_of(*e));
  for (const auto& m : means) {
    INFO(m.output << " " << m.year);
    const double ratio = m.controlled_se > 0 ? m.se * m.se / (m.controlled_se * m.controlled_se) : 1e9;
    if (m.output == "population_60plus") CHECK(ratio > 1e6);  // it is its own control
    if (m.output == "primary_demand" || m.output == "junior_demand") CHECK(ratio > 1.5);
    // Where the control says nothing it costs one degree of freedom and what its own mean is off.
    CHECK(ratio > 0.5);
    CHECK(std::abs(m.controlled_mean - m.mean) < 5 * m.se + 1e-9);
  }
  CHECK(median_variance_ratio(means) > 1.3);
}
