#include "tests/support/lizhou.hpp"

#include <stdexcept>

#include "sim/engine/process_pool.hpp"

namespace gongxu::test {

const Pack& lizhou_pack() {
  static const Pack pack = read_pack(GONGXU_SOURCE_DIR "/scenarios/lizhou");
  return pack;
}

ParameterValues centre_values(const Pack& pack) {
  return draw_parameters(pack.scenarios.at("baseline").parameters, Draws(kSeed, kNoReplicate), true,
                         pack.region.base_date.year, kLastYear);
}
ParameterValues centre_values() { return centre_values(lizhou_pack()); }

const InitialPopulation& lizhou_population() {
  static const InitialPopulation population = build_population(lizhou_pack().region, centre_values(), kSeed);
  return population;
}

const Tabulated& lizhou_tabulated() {
  static const Tabulated tabulated(lizhou_population(), lizhou_pack().region,
                                   Years{centre_values()["minimum_birth_interval"]});
  return tabulated;
}

RunInputs run_inputs(int until, const Scenario& scenario) {
  RunInputs in;
  in.region = &lizhou_pack().region;
  in.plan = &lizhou_pack().plan;
  in.population = &lizhou_population();
  in.tabulated = &lizhou_tabulated();
  in.scenario = &scenario;
  in.horizon = year_start(until + 1);
  in.seed = kSeed;
  in.driver = Driver::plain;
  return in;
}

Run traced_run(const RunInputs& in, std::uint32_t replicate) {
  Run run;
  run.result = run_people(in, replicate, &run.trace);
  return run;
}

ReplicateResult run_in_child(const RunInputs& in, std::uint32_t replicate, double planning_population) {
  ReplicateResult result;
  run_in_processes(
      {0}, 1,
      [&](int) {
        ReplicateResult made = run_people(in, replicate);
        if (planning_population > 0) replay_services(in, replicate, planning_population, made);
        return pack_result(made);
      },
      [&](int, Bytes bytes) { result = unpack_result(bytes); });
  return result;
}

Scenario baseline_with(const std::vector<std::string>& settings) {
  Scenario scenario = lizhou_pack().scenarios.at("baseline");
  Problems problems;
  apply_settings(scenario, settings, problems);
  problems.throw_if_any();
  return scenario;
}

double value_of(const MeasureRow& row, Measure m) { return row[static_cast<std::size_t>(m)]; }

}  // namespace gongxu::test
