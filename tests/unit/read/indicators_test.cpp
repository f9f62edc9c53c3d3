// Paths from base to target, and what meets a bound.
#include "analysis/read/indicators.hpp"

#include <catch2/catch.hpp>

using namespace gongxu;

TEST_CASE("the path to a target is straight from one stated year to the next", "[indicators]") {
  Indicator i;
  i.base = 10, i.base_year = 2017, i.target = 30, i.target_year = 2025;
  CHECK(path_to_target(i, 2017) == 10);
  CHECK(path_to_target(i, 2021) == 20);
  CHECK(path_to_target(i, 2025) == 30);
  CHECK(path_to_target(i, 2030) == 30);
  CHECK(path_to_target(i, 2016) == 10);
  i.yearly_targets = {{2019, 26}, {2023, 22}};
  CHECK(path_to_target(i, 2018) == 18);
  CHECK(path_to_target(i, 2019) == 26);
  CHECK(path_to_target(i, 2020) == 25);
  CHECK(path_to_target(i, 2022) == 23);
  CHECK(path_to_target(i, 2024) == 26);
  CHECK(path_to_target(i, 2026) == 30);
  i.base.reset();  // before the first target nothing is known but that
  CHECK(path_to_target(i, 2018) == 26);
  CHECK(path_to_target(i, 2020) == 25);
}

TEST_CASE("a target of the last year itself, stated by year, is not overruled by the last target", "[indicators]") {
  Indicator i;
  i.target = 30, i.target_year = 2025, i.yearly_targets = {{2024, 20}, {2025, 28}};
  CHECK(path_to_target(i, 2025) == 28);
  CHECK(i.target_in(2025) == 28.0);
  CHECK(i.target_in(2026) == 30.0);
}

TEST_CASE("bounds are met as they are worded", "[indicators]") {
  CHECK(meets(95, 95, Bound::ge));
  CHECK_FALSE(meets(95, 95, Bound::gt));
  CHECK(meets(95, 95, Bound::le));
  CHECK_FALSE(meets(95, 95, Bound::lt));
  CHECK(meets(95, 95, Bound::eq));
  CHECK_FALSE(meets(95.1, 95, Bound::eq));
  CHECK(meets(94, 95, Bound::lt));
  CHECK(meets(96, 95, Bound::gt));
}

TEST_CASE("every measure of the people is found by its name, mid-year and 16 and over among them", "[indicators]") {
  CHECK(measure_of("population_mid_year") == Measure::population_mid_year);
  CHECK(measure_of("population_16plus") == Measure::population_16plus);
  CHECK_FALSE(measure_of("population_17plus").has_value());
  CHECK_FALSE(measure_of("care_bed").has_value());
}
