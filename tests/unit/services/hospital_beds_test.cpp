#include "sim/services/hospital_beds/hospital_beds.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

using namespace gongxu;

TEST_CASE("patients are counted as they are where activity is known", "[hospital_beds]") {
  const double counted = std::numeric_limits<double>::quiet_NaN();
  CHECK(hospital_beds::scope(2'700, 900'000, counted) == 1);
  CHECK(hospital_beds::scope(2'700, 0, counted) == 1);
}

TEST_CASE("where it is not, patients are scaled to the drawn occupancy of the base year's beds", "[hospital_beds]") {
  for (const double occupancy : {0.70, 0.88})
    for (const double bed_days : {400'000.0, 900'000.0, 2e6}) {
      const double scope = hospital_beds::scope(2'700, bed_days, occupancy);
      CHECK(scope * bed_days / 365.2425 / 2'700 == Approx(occupancy));
    }
  CHECK(hospital_beds::scope(2'700, 0, 0.8) == 1);  // nobody to scale
}

TEST_CASE("beds are one pool, short above 93 % and in surplus below 75 %", "[hospital_beds]") {
  const LoadRules rules = hospital_beds::rules();
  CHECK_FALSE(rules.by_zone);
  CHECK(rules.short_above == 0.93);
  CHECK(rules.surplus_below == 0.75);
}
