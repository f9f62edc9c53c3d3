/// Wanzhou's baseline, parameters at their centres, to the end of 2026: for what needs students or a hospital centre.
#pragma once
#include "tests/support/wanzhou.hpp"

namespace gongxu::test {

struct WanzhouRun {
  RunInputs in;
  ParameterValues values;
  Model model;
  Run run;
};
const WanzhouRun& wanzhou_run();

}  // namespace gongxu::test
