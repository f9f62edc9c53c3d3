/// Parts of a study's units.
#include "analysis/study/work_units.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "sim/core/problem.hpp"

using namespace gongxu;

TEST_CASE("every unit is in one part, and parts count theirs", "[parts]") {
  for (const int of : {1, 2, 3, 7})
    for (const int count : {0, 1, 6, 7, 8, 200}) {
      std::set<int> units;
      for (int number = 1; number <= of; ++number) {
        const StudyPart part{number, of};
        int own = 0;
        for (int unit = 0; unit < count; ++unit)
          if (part.has(unit)) {
            ++own;
            CHECK(units.insert(unit).second);
          }
        INFO("part " << number << " of " << of << ", " << count << " units");
        CHECK(part.units(count) == own);
      }
      CHECK(units.size() == static_cast<std::size_t>(count));
    }
  CHECK(StudyPart{1, 3}.has(0));
}

TEST_CASE("a part does its own units of what is needed for the tables, and all of what is needed everywhere",
          "[parts]") {
  const auto collected = [](StudyPart part, Needed needed) {
    std::set<int> units;
    WorkUnits(2, nullptr, part)
        .run(
            "stage", 7, [](int unit) { return std::to_string(unit); },
            [&](int unit, const Bytes& bytes) {
              CHECK(bytes == std::to_string(unit));
              units.insert(unit);
            },
            needed);
    return units;
  };
  CHECK(collected({2, 3}, Needed::for_tables) == std::set<int>{1, 4});
  CHECK(collected({2, 3}, Needed::everywhere) == std::set<int>{0, 1, 2, 3, 4, 5, 6});
  CHECK(collected({}, Needed::for_tables).size() == 7);
}

TEST_CASE("processes that would stand idle are refused where they were asked for", "[parts]") {
  CHECK_NOTHROW(refuse_idle(0, 1));
  CHECK_NOTHROW(refuse_idle(6, 6));
  CHECK_THROWS_AS(refuse_idle(7, 6), InputError);
}
