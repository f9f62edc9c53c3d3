/// Variance split into chance, parameters and scenarios.
#include "analysis/read/variance.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "sim/plan/pack.hpp"

using namespace gongxu;

namespace {

std::unique_ptr<Ensemble> minqin(std::vector<std::string> scenarios, bool fixed) {
  RunOptions options;
  options.scenarios = std::move(scenarios);
  options.replicates = 8;
  options.until = 2025;
  options.fixed_parameters = fixed;
  return run_ensemble(read_pack(GONGXU_SOURCE_DIR "/scenarios/minqin"), options, [](const std::string&, int, int) {});
}

const VarianceRow& row_of(const std::vector<VarianceRow>& rows, const std::string& scenario,
                          const std::string& output) {
  const auto it = std::find_if(rows.begin(), rows.end(), [&](const VarianceRow& r) {
    return r.scenario == scenario && r.output == output && r.year == 2025;
  });
  REQUIRE(it != rows.end());
  return *it;
}

}  // namespace

TEST_CASE("parameters carry the variance of people and loads, chance that of births by a part", "[variance]") {
  const auto drawn = minqin({"baseline", "births_low"}, false), fixed = minqin({"baseline", "births_low"}, true);
  const auto rows = split_variance(*drawn, *fixed);
  for (const VarianceRow& r : rows) {
    INFO(r.scenario << " " << r.output);
    if (r.scenario == "all") {
      CHECK(r.scenarios >= 0);
      CHECK(r.scenarios <= 1);
    } else {
      CHECK(r.chance >= 0);
      CHECK(r.chance <= 1);
      CHECK(r.chance_low <= r.chance);
      CHECK(r.chance_high >= r.chance);
    }
  }
  CHECK(row_of(rows, "baseline", "population").chance < 0.1);
  CHECK(row_of(rows, "baseline", "births").chance > 0);
  // Between a path of births and three quarters of it, births differ most by scenario; the elderly not at all.
  CHECK(row_of(rows, "all", "births").scenarios > 0.3);
  CHECK(row_of(rows, "all", "population_60plus").scenarios < 0.01);
}

TEST_CASE("an ensemble split by itself is all chance", "[variance]") {
  const auto fixed = minqin({"baseline"}, true);
  for (const VarianceRow& r : split_variance(*fixed, *fixed)) CHECK(r.chance == Approx(1));
}
