/// Lizhou under several scenarios with the same chance, to be told apart person by person.
#pragma once
#include <set>

#include "tests/support/lives.hpp"
#include "tests/support/same.hpp"

namespace gongxu::test {

inline constexpr int kUntil = 2035;

struct World {
  RunInputs in;
  Run run;
  Lives lives;
  explicit World(const Scenario& scenario)
      : in(run_inputs(kUntil, scenario)), run(traced_run(in)), lives(live(in, model_of(in, 0), 0, run)) {}
};
/// The scenario of this name in Lizhou's library, lived once an executable.
const World& world(const std::string& name);
inline const World& baseline() { return world("baseline"); }

/// The same in everything that happens to a person.
bool same(const Life&, const Life&);
/// Everything but births.
bool same_way(const Life&, const Life&);

}  // namespace gongxu::test
