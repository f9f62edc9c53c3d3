/// The time that remains, as the progress bar tells it.
#include "sim/output/progress.hpp"

#include <catch2/catch.hpp>

#include "sim/core/terminal.hpp"

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

TEST_CASE("the bar narrows until its line fits the terminal, then goes, then the line") {
  const auto line_with = [](const std::string& bar) { return "情景 a  " + bar + "  1/2"; };  // 13 columns without a bar
  CHECK(fitted_line(line_with, 0.5, 0) == line_with("██████████████░░░░░░░░░░░░░░"));
  CHECK(fitted_line(line_with, 0.5, 42) == fitted_line(line_with, 0.5, 0));  // the last column stays free
  CHECK(fitted_line(line_with, 0.5, 41).size() < fitted_line(line_with, 0.5, 0).size());
  for (int columns = 1; columns < 50; ++columns) CHECK(display_width(fitted_line(line_with, 0.5, columns)) < columns);
  CHECK(fitted_line(line_with, 0.5, 18) == line_with("██░░"));
  CHECK(fitted_line(line_with, 0.5, 17) == line_with(""));
  CHECK(fitted_line(line_with, 0.5, 13).empty());
}
