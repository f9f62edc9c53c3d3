/// A study of assumptions on a real place, small: what it tells does not depend on processes, and is what was lived.
#include "analysis/study/sensitivity/sensitivity.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "sim/plan/pack.hpp"

using namespace gongxu;

namespace {

const auto kSilent = [](const std::string&, int, int) {};

std::unique_ptr<Ensemble> place(int jobs) {
  RunOptions options;
  options.scenarios = {"baseline"};
  options.jobs = jobs;
  options.until = 2025;
  return prepare_ensemble(read_pack(GONGXU_SOURCE_DIR "/scenarios/minqin"), options);
}

SensitivityRequest grouped(SensitivityMethod method, int rows) {
  return {method, rows, 2, {{"births", "migration"}, true}};
}

}  // namespace

TEST_CASE("a study is the same whatever the number of processes", "[sensitivity]") {
  const auto request = grouped(SensitivityMethod::morris, 4);
  const auto one = study_sensitivity(*place(1), request, kSilent), two = study_sensitivity(*place(2), request, kSilent);
  REQUIRE(one.measures.size() == two.measures.size());
  CHECK(one.runs == 4 * 5 * 2);  // births, migration, others, dummy
  for (std::size_t i = 0; i < one.measures.size(); ++i)
    for (const auto& [kind, index] : one.measures[i].indices) {
      const Index& other = two.measures[i].indices.at(kind);
      CHECK((index.value == other.value && index.low == other.low && index.above_zero == other.above_zero));
    }
}

TEST_CASE("points of a row share chance, the dummy's own draw other chance, and outputs are those of the lives",
          "[sensitivity]") {
  const auto e = place(0);
  const Scenario& scenario = e->pack.scenarios.at("baseline");
  const auto assumptions = assumptions_of(scenario);
  Point centre(assumptions.size() + 1, 0.5), dummy = centre, moved = centre;
  dummy.back() = 0.9;
  for (std::size_t i = 0; i < assumptions.size(); ++i)
    if (assumptions[i].id == "birth_path") moved[i] = 0.9;
  const auto out = evaluate(*e, scenario, assumptions, {{centre, 0}, {dummy, 0}, {moved, 0}, {centre, 1}}, 1, kSilent);
  REQUIRE(out.outputs[0].name == "births");
  const Sample& births = out.values[0];
  CHECK(births[0] != births[1]);
  CHECK(births[0] != births[3]);  // another row
  CHECK(births[2][0] > births[0][0]);

  const Scenario at = at_point(scenario, assumptions, centre);
  const Tabulated tabulated = tabulate(*e, at);
  const auto lived = run_people(inputs_of(*e, at, tabulated), 0);
  CHECK(births[0][0] == lived.demography.back().zones.back()[static_cast<std::size_t>(Measure::births)]);
  for (std::size_t f = 0; f < out.failures.size(); ++f)
    CHECK((std::isnan(out.failed[f][0]) || out.failed[f][0] == 0 || out.failed[f][0] == 1));
}

TEST_CASE("too few rows are refused before anything is lived", "[sensitivity]") {
  const auto e = place(1);
  const auto key_of_refusal = [&](SensitivityMethod method, int rows) {
    try {
      study_sensitivity(*e, grouped(method, rows), [](const std::string&, int, int) { FAIL("lived"); });
    } catch (const InputError& error) {
      return error.problems().front().key;
    }
    return std::string("not refused");
  };
  CHECK(key_of_refusal(SensitivityMethod::morris, 3) == "too_few_trajectories");
  CHECK(key_of_refusal(SensitivityMethod::sobol, 15) == "too_few_samples");
  CHECK(key_of_refusal(SensitivityMethod::prcc, 30) == "too_few_points_for_ranks");
}
