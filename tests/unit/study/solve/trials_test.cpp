/// The search for the least number: exact for any threshold, and honest where there is none.
#include "analysis/study/solve/trials.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

using namespace gongxu;

namespace {

constexpr long kNoEnd = std::numeric_limits<long>::max();

/// Holds from a threshold on; counts the replays that it takes.
auto from(long threshold, int& replays) {
  return [threshold, &replays](const Trials::Units& units) {
    ++replays;
    return std::array{units[0] >= threshold, units[1] >= threshold, units[2] >= threshold};
  };
}

}  // namespace

TEST_CASE("the least number is found to the unit, whatever the first guess") {
  for (const long threshold : {0L, 1L, 2L, 3L, 7L, 63L, 64L, 65L, 1000L})
    for (const long guess : {4L, 64L, 5000L}) {
      INFO(threshold << " from " << guess);
      int replays = 0;
      CHECK(least_number(from(threshold, replays), -1, guess, kNoEnd) == static_cast<double>(threshold));
      CHECK(replays <= 20);
    }
}

TEST_CASE("nothing below the lower end is answered, and the end itself only if it holds") {
  int replays = 0;
  CHECK(least_number(from(5, replays), 9, 20, kNoEnd) == 10);
  CHECK(least_number(from(100, replays), -1, 50, 100) == 100);
  CHECK(std::isinf(least_number(from(101, replays), -1, 50, 100)));
  CHECK(std::isinf(least_number(from(0, replays), 5, 5, 5)));
}

TEST_CASE("what never holds is given up after a stated reach") {
  int replays = 0;
  CHECK(std::isinf(least_number(from(kNoEnd, replays), -1, 10, kNoEnd)));
  CHECK(replays < 12);
  CHECK(least_number(from(10 * kReach, replays), -1, 10, kNoEnd) == 10.0 * kReach);
}
