/// The horizon ends a life and changes nothing before it: what targets are planned for can be found by shorter lives.
#include <catch2/catch.hpp>

#include "tests/support/lizhou.hpp"

using namespace gongxu;
using namespace gongxu::test;

TEST_CASE("people up to a year do not depend on how long they go on, bit for bit", "[horizon]") {
  for (const char* name : {"baseline", "births_low"}) {
    const Scenario& scenario = lizhou_pack().scenarios.at(name);
    const ReplicateResult whole = run_people(run_inputs(2030, scenario), 3);
    for (const int year : {2021, 2025, 2029}) {
      INFO(name << " until " << year);
      const ReplicateResult part = run_people(run_inputs(year, scenario), 3);
      REQUIRE(part.demography.size() == static_cast<std::size_t>(year - 2020 + 1));
      // Packed, they are compared by their bits, NaN included.
      ReplicateResult first, second;
      first.demography = part.demography;
      second.demography.assign(whole.demography.begin(),
                               whole.demography.begin() + static_cast<std::ptrdiff_t>(part.demography.size()));
      const bool same = pack_result(first) == pack_result(second);
      CHECK(same);
    }
  }
}
