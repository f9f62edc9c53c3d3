#include "tests/property/lived.hpp"

namespace gongxu::test {

const Lived& lived() {
  static const Lived made = [] {
    constexpr int kUntil = 2030;
    constexpr std::uint32_t kReplicate = 3;
    Lived l;
    l.in = run_inputs(kUntil);
    l.values = values_of(l.in, kReplicate);
    l.model = model_of(l.in, kReplicate);
    l.run = traced_run(l.in, kReplicate);
    replay_services(l.in, kReplicate, kPlanningPopulation, l.run.result);
    l.lives = live(l.in, l.model, kReplicate, l.run);
    return l;
  }();
  return made;
}

}  // namespace gongxu::test
