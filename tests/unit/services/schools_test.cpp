#include "sim/services/schools/schools.hpp"

#include <catch2/catch.hpp>

using namespace gongxu;

TEST_CASE("classes have the sizes of the norm", "[schools]") {
  CHECK(schools::kClassSize == std::array<int, kStages>{30, 45, 50, 50});
}

TEST_CASE("a stage is short as soon as one zone has more pupils than seats", "[schools]") {
  for (std::size_t stage = 0; stage < kStages; ++stage) {
    const LoadRules rules = schools::rules(stage);
    const auto judged = [&](double town, double rural) {
      LoadBook book(rules, 2, {{year_start(2021), {1000, 1000}}});
      book.enter(year_start(2021), year_start(2022), {town, rural}, {town, rural});
      book.close_year(year_start(2022));
      return book.years()[0];
    };
    CHECK_FALSE(judged(1000, 900)[2].is_short);
    CHECK(judged(1001, 900)[2].is_short);
    CHECK(judged(700, 1001)[2].is_short);
    CHECK(judged(1001, 900)[2].required_capacity == Approx(1901));  // seats for everybody
    // Surplus below three quarters of the kindergarten's seats, seven tenths of a school's.
    const double limit = stage == 0 ? 0.75 : 0.70;
    CHECK_FALSE(judged(1000 * limit, 1000 * limit)[2].is_surplus);
    CHECK(judged(1000 * limit, 1000 * limit - 1)[2].is_surplus);
  }
}
