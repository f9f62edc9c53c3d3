/// More arrivals are the same ones and some more, in a whole run.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "tests/support/lizhou.hpp"

using namespace gongxu;
using namespace gongxu::test;

TEST_CASE("with half as many arrivals again those who come anyway come on the same dates", "[nest]") {
  const Scenario more = baseline_with({"in_migration_multiplier=1.5"});
  using Dated = std::pair<Tick, PersonId>;
  std::array<std::map<std::array<int, 3>, std::vector<Dated>>, 2> ids;
  for (const bool high : {false, true}) {
    RunInputs in = high ? run_inputs(2025, more) : run_inputs(2025);
    in.fixed_parameters = true;
    for (const TraceEvent& e : traced_run(in).trace) {
      const Date d = to_date(day_of(e.when));
      if (e.event == Event::arrive && e.detail >= kMovesAlone)
        ids[high][{e.zone_to, d.year, d.month}].emplace_back(e.when, e.person);
    }
  }
  long n = 0, added = 0;
  for (const auto& [cell, first] : ids[0]) {
    const auto& all = ids[1].at(cell);
    REQUIRE(all.size() >= first.size());
    for (const auto& arrival : first) REQUIRE(std::binary_search(all.begin(), all.end(), arrival));
    n += static_cast<long>(first.size());
    added += static_cast<long>(all.size() - first.size());
  }
  INFO(added << " added to " << n);
  CHECK(static_cast<double>(added) == Approx(0.5 * static_cast<double>(n)).epsilon(0.05));
}
