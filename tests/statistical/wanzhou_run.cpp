#include "tests/statistical/wanzhou_run.hpp"

#include "tests/support/lives.hpp"

namespace gongxu::test {

const WanzhouRun& wanzhou_run() {
  static const WanzhouRun made = [] {
    WanzhouRun w;
    w.in = wanzhou_inputs(2026);
    w.in.fixed_parameters = true;
    w.values = values_of(w.in, 0);
    w.model = model_of(w.in, 0);
    w.run = traced_run(w.in, 0);
    return w;
  }();
  return made;
}

}  // namespace gongxu::test
