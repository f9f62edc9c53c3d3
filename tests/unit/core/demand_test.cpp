#include "sim/core/demand.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <vector>

using namespace gongxu;

TEST_CASE("services take changes of spells by time, then the older wish, then the person, then as they may follow",
          "[demand]") {
  const auto event = [](Tick when, Tick since, PersonId person, DemandChange change) {
    DemandEvent e;
    e.when = when, e.since = since, e.person = person, e.change = change;
    return e;
  };
  const std::vector<DemandEvent> ordered{event(10, 10, 9, DemandChange::end),  event(20, 5, 8, DemandChange::wish),
                                         event(20, 6, 1, DemandChange::wish),  event(20, 20, 2, DemandChange::wish),
                                         event(20, 20, 2, DemandChange::move), event(20, 20, 2, DemandChange::end),
                                         event(20, 20, 3, DemandChange::wish), event(21, 1, 1, DemandChange::wish)};
  std::mt19937_64 chance(1);
  for (int round = 0; round < 100; ++round) {
    auto mixed = ordered;
    std::shuffle(mixed.begin(), mixed.end(), chance);
    std::sort(mixed.begin(), mixed.end());
    for (std::size_t i = 0; i < ordered.size(); ++i) {
      REQUIRE(mixed[i].person == ordered[i].person);
      REQUIRE(mixed[i].change == ordered[i].change);
      REQUIRE(mixed[i].since == ordered[i].since);
    }
  }
}
