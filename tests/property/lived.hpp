/// The run that property tests look at: Lizhou with drawn parameters, to 2030, services replayed.
#pragma once
#include "tests/support/lives.hpp"

namespace gongxu::test {

struct Lived {
  RunInputs in;
  ParameterValues values;
  Model model;
  Run run;
  Lives lives;
};
const Lived& lived();

/// [residents] that targeted supply is reckoned for.
inline constexpr double kPlanningPopulation = 650'000;

}  // namespace gongxu::test
