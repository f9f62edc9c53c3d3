// The nation's residents, moved from the census to the base date of a place.
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "sim/core/math.hpp"
#include "sim/scenario/region.hpp"
#include "tests/support/lizhou.hpp"

using namespace gongxu;
using gongxu::test::lizhou_pack;

namespace {

constexpr Date kCensus{2020, 11, 1};
const National& nation() { return lizhou_pack().region.national; }

/// The nation's residents moved from one date to another.
National moved(National n, Date from, Date to) {
  move_residents(n, from, to);
  return n;
}

}  // namespace

TEST_CASE("residents moved a year on and back again are as many at every age from 1 to 98", "[national]") {
  for (const Date to : {Date{2021, 11, 1}, Date{2022, 11, 1}, Date{2023, 12, 31}}) {
    const int years = to.year - kCensus.year;
    const National there = moved(nation(), kCensus, to), back = moved(there, to, kCensus);
    for (std::size_t sex = 0; sex < 2; ++sex) {
      REQUIRE(back.persons[sex].size() == 101);
      for (std::size_t age = 0; age + static_cast<std::size_t>(years) <= 99; ++age) {
        INFO(years << " years, sex " << sex << ", age " << age);
        CHECK(back.persons[sex][age] == Approx(nation().persons[sex][age]).epsilon(1e-9));
      }
    }
  }
}

TEST_CASE("residents moved back and on again are as many from the age that was born by then", "[national]") {
  const Date base{2017, 12, 31};
  const National then = moved(nation(), kCensus, base), again = moved(then, base, kCensus);
  for (std::size_t sex = 0; sex < 2; ++sex)
    for (std::size_t age = 3; age <= 98; ++age) {
      INFO("sex " << sex << ", age " << age);
      CHECK(again.persons[sex][age] == Approx(nation().persons[sex][age]).epsilon(1e-9));
    }
}

TEST_CASE("who lived three years before was three years younger, and nobody rises from the dead", "[national]") {
  const National then = moved(nation(), kCensus, {2017, 12, 31});
  for (std::size_t sex = 0; sex < 2; ++sex)
    for (const std::size_t age : {0, 20, 50, 80, 95}) {
      double living = 1;
      for (std::size_t i = 0; i < 3; ++i)
        living *= math::exp(-nation().deaths_per_person_year.at(2018 + static_cast<int>(i))[sex][age + i]);
      INFO("sex " << sex << ", age " << age);
      CHECK(then.persons[sex][age] * living == Approx(nation().persons[sex][age + 3]).epsilon(1e-12));
    }
}

TEST_CASE("who is moved on meets the deaths of each year, and the newly born come from the births", "[national]") {
  const National then = moved(nation(), kCensus, {2021, 11, 1});
  const auto& deaths = nation().deaths_per_person_year.at(2021);
  const double males = nation().sex_ratio_at_birth.at(2021);
  double born = 0;
  for (std::size_t sex = 0; sex < 2; ++sex) {
    CHECK(then.persons[sex][31] == Approx(nation().persons[sex][30] * math::exp(-deaths[sex][30])).epsilon(1e-12));
    CHECK(then.persons[sex][100] == Approx(nation().persons[sex][99] * math::exp(-deaths[sex][99]) +
                                           nation().persons[sex][100] * math::exp(-deaths[sex][100])));
    born += then.persons[sex][0] / math::exp(-deaths[sex][0] / 2);
  }
  CHECK(born == Approx(nation().births.at(2021)));
  CHECK(then.persons[1][0] / then.persons[0][0] == Approx(males).epsilon(0.001));
}

TEST_CASE("less than half a year moves nobody", "[national]") {
  for (const Date to : {Date{2020, 11, 1}, Date{2020, 7, 1}, Date{2021, 4, 1}})
    CHECK(moved(nation(), kCensus, to).persons == nation().persons);
  CHECK(moved(nation(), kCensus, {2020, 4, 1}).persons != nation().persons);
  CHECK(lizhou_pack().region.base_date == kCensus);
}
