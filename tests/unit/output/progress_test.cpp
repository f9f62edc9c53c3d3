/// The time that remains, as the progress bar tells it.
#include "sim/output/progress.hpp"

#include <catch2/catch.hpp>

using namespace gongxu;
using namespace std::chrono_literals;

TEST_CASE("the time that remains is that of the units done meanwhile; kept ones say nothing") {
  const RemainingTime::Clock::time_point start{};
  RemainingTime left(start);
  CHECK_FALSE(left.seconds(10));
  left.unit(start + 1s, true);
  left.unit(start + 1s, true);
  CHECK_FALSE(left.seconds(8));
  left.unit(start + 3s, false);
  CHECK(left.seconds(7) == 14.0);
  left.unit(start + 5s, false);
  left.unit(start + 10s, false);
  CHECK(left.seconds(5) == 15.0);
  left.restart();  // of the next scenario
  CHECK_FALSE(left.seconds(8));
  left.unit(start + 11s, false);
  CHECK(left.seconds(7) == 7.0);
}
