/// Wanzhou's pack and population, read and built once an executable: 1.56 million residents, 50,000 of them students.
#pragma once
#include "tests/support/lizhou.hpp"

namespace gongxu::test {

const Pack& wanzhou_pack();
const InitialPopulation& wanzhou_population();  ///< built with kSeed and the centres
const Tabulated& wanzhou_tabulated();
/// What a run needs, for the baseline or another scenario, on the plain loop, until the end of a year.
RunInputs wanzhou_inputs(int until, const Scenario& scenario = wanzhou_pack().scenarios.at("baseline"));

}  // namespace gongxu::test
