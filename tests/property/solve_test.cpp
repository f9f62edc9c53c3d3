/// Solving back: the number that is told suffices as asked, and one unit less does not.
#include "analysis/study/solve.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "sim/core/apportion.hpp"
#include "sim/plan/pack.hpp"

using namespace gongxu;

namespace {

constexpr int kYear = 2023, kReplicates = 6;

std::unique_ptr<Ensemble> small_study(std::vector<std::string> scenarios = {"baseline"}) {
  RunOptions options;
  options.scenarios = std::move(scenarios);
  options.replicates = kReplicates;
  options.until = kYear;
  return prepare_ensemble(read_pack(GONGXU_SOURCE_DIR "/scenarios/minqin"), options);
}

/// How many replicates are short in the year with so many units from its first day on: worked out here anew.
int short_with(const Ensemble& e, const Solution& s, long units) {
  const Scenario& scenario = e.pack.scenarios.at(s.scenario);
  const Tabulated tabulated = tabulate(e, scenario);
  const RunInputs in = inputs_of(e, scenario, tabulated);
  int hits = 0;
  for (std::uint32_t r = 0; r < kReplicates; ++r) {
    ReplicateResult result = run_people(in, r);
    Supply supply = supply_of(in, values_of(in, r), 0, result.demand);
    CapacityStep step{year_start(kYear), {}};
    for (const long n : largest_remainder(s.zone_shares, units)) step.by_zone.push_back(static_cast<int>(n));
    for (auto& steps : supply[index_of(s.service)].cases) {
      std::erase_if(steps, [](const CapacityStep& old) { return old.when >= year_start(kYear); });
      steps.push_back(step);
    }
    replay_supply(in, r, supply, result);
    hits += result.years(s.service, 0)[static_cast<std::size_t>(kYear - e.first_year)].back().is_short;
  }
  return hits;
}

const auto kSilent = [](const std::string&, int, int) {};

}  // namespace

TEST_CASE("the solved number leaves as many draws short as was asked, one unit less leaves more", "[solve]") {
  const auto e = small_study();
  const auto solutions = solve(*e, {{Service::childcare, Service::hospital_bed}, kYear, 0.2}, kSilent);
  REQUIRE(solutions.size() == 2);
  for (const Solution& s : solutions) {
    INFO(info(s.service).word << ": " << s.required);
    REQUIRE(std::isfinite(s.required));
    CHECK(short_with(*e, s, std::lround(s.required)) <= 1);
    CHECK(short_with(*e, s, std::lround(s.required) - 1) > 1);
    CHECK(s.low <= s.required);
    CHECK(s.high >= s.required);
    CHECK(s.verified.n == kReplicates);
  }
}

TEST_CASE("a smaller probability of being short asks for more, and the worst of scenarios for the most", "[solve]") {
  const auto e = small_study({"baseline", "births_high"});
  const auto often = solve(*e, {{Service::childcare}, kYear, 0.4}, kSilent);
  const auto seldom = solve(*e, {{Service::childcare}, kYear, 0.1}, kSilent);
  REQUIRE(often.size() == 2);
  for (std::size_t i = 0; i < often.size(); ++i) CHECK(seldom[i].required >= often[i].required);
  CHECK(often[1].required >= often[0].required);  // births_high
  const auto worst = worst_of(often);
  REQUIRE(worst.size() == 1);
  CHECK(worst[0].scenario == "births_high");
}

TEST_CASE("a year outside the run is refused", "[solve]") {
  const auto e = small_study();
  CHECK_THROWS_AS(solve(*e, {{Service::childcare}, 2050, 0.2}, kSilent), InputError);
}
