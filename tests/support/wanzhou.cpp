#include "tests/support/wanzhou.hpp"

namespace gongxu::test {

const Pack& wanzhou_pack() {
  static const Pack pack = read_pack(GONGXU_SOURCE_DIR "/scenarios/wanzhou");
  return pack;
}

const InitialPopulation& wanzhou_population() {
  static const InitialPopulation population =
      build_population(wanzhou_pack().region, centre_values(wanzhou_pack()), kSeed);
  return population;
}

const Tabulated& wanzhou_tabulated() {
  static const Tabulated tabulated(wanzhou_population(), wanzhou_pack().region,
                                   Years{centre_values(wanzhou_pack())["minimum_birth_interval"]});
  return tabulated;
}

RunInputs wanzhou_inputs(int until, const Scenario& scenario) {
  RunInputs in;
  in.region = &wanzhou_pack().region;
  in.plan = &wanzhou_pack().plan;
  in.population = &wanzhou_population();
  in.tabulated = &wanzhou_tabulated();
  in.scenario = &scenario;
  in.horizon = year_start(until + 1);
  in.seed = kSeed;
  in.driver = Driver::plain;
  return in;
}

}  // namespace gongxu::test
