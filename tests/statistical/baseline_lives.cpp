#include "tests/statistical/baseline_lives.hpp"

namespace gongxu::test {

const BaselineLives& baseline_lives() {
  static const BaselineLives made = [] {
    BaselineLives b;
    b.in = run_inputs(2035);
    b.in.fixed_parameters = true;
    b.model = model_of(b.in, 0);
    b.run = traced_run(b.in, 0);
    b.lives = live(b.in, b.model, 0, b.run);
    return b;
  }();
  return made;
}

std::string age_group(Sex sex, int age) {
  const int from = std::min(age / 5 * 5, 95);
  return (sex == male ? "male " : "female ") + std::to_string(from);
}

}  // namespace gongxu::test
