/// The run that all statistical tests look at: Lizhou's baseline, parameters at their centres, to 2035.
#pragma once
#include "tests/support/lives.hpp"
#include "tests/support/lizhou.hpp"

namespace gongxu::test {

struct BaselineLives {
  RunInputs in;
  Model model;
  Run run;
  Lives lives;
};
const BaselineLives& baseline_lives();

/// "female 20-24": five-year groups, the last open from 95.
std::string age_group(Sex sex, int age);

}  // namespace gongxu::test
