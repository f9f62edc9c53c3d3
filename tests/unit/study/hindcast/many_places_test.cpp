// Places of two censuses: naive methods by hand, and a world in which the inputs are known.
#include "analysis/study/hindcast/many_places.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace gongxu;

namespace {

const ManyNation& nation() {
  static const ManyNation it = read_many_nation(std::string(GONGXU_SOURCE_DIR) + "/scenarios/national", {2020, 11, 1});
  return it;
}

Census census(Date date, const ByGroup& persons) {
  Census c;
  c.date = date;
  CensusPlace p;
  p.id = "x";
  p.persons = persons;
  c.places = {p};
  return c;
}

ByGroup of_the_nation(double share) {
  ByGroup out{};
  for (std::size_t sex = 0; sex < 2; ++sex)
    for (std::size_t a = 0; a < kPyramidAges; ++a)
      out[sex][std::min<std::size_t>(a / 5, kGroups - 1)] += share * nation().national.persons[sex][a];
  return out;
}

}  // namespace

TEST_CASE("Hamilton-Perry by hand", "[many_places]") {
  ByGroup earlier{}, base{};
  for (std::size_t sex = 0; sex < 2; ++sex)
    for (std::size_t g = 0; g < kGroups; ++g) earlier[sex][g] = 100, base[sex][g] = 110;
  earlier[1][3] = 50;
  base[1][5] = 40;
  base[0][16] = 60;
  const auto found = hamilton_perry(earlier, base, 10, 10);
  REQUIRE(found);
  CHECK((*found)[1][5] == Approx(40.0 / 50 * 110));
  CHECK((*found)[1][7] == Approx(110.0 / 100 * 40));
  CHECK((*found)[0][17] == Approx(110.0 / 300 * (110 + 60 + 110)));  // who was 75 and over
  CHECK((*found)[0][0] ==
        Approx(110.0 / 440 * 4 * 121));  // a child for four women of 20-39, of whom there are 121 each
  CHECK_FALSE(hamilton_perry(earlier, base, 10, 5));
  CHECK_FALSE(hamilton_perry(earlier, base, 7, 7));
}

TEST_CASE("the linear trend goes on and stops at zero", "[many_places]") {
  ByGroup earlier{}, base{};
  earlier[0][0] = 100, base[0][0] = 120;
  earlier[1][4] = 100, base[1][4] = 30;
  CHECK(linear_trend(earlier, base, 10, 5)[0][0] == Approx(130));
  CHECK(linear_trend(earlier, base, 10, 5)[1][4] == 0);
}

TEST_CASE("a place like the nation has the nation's births, and net moves only where people came or went",
          "[many_places]") {
  const Census base = census({2020, 11, 1}, of_the_nation(0.001)), later = census({2030, 11, 1}, of_the_nation(0.001));
  ManyRequest r{&base, &later, nullptr, &nation(), 20, 1};
  const PlaceInputs closed = inputs_of_place(r, base.places[0]);
  CHECK(closed.births_level == Approx(1).margin(1e-4));
  CHECK(persons_in(closed.base, -1, 0, -1) == Approx(base.places[0].total()).margin(40));
  for (const auto& ages : closed.net)
    for (const double rate : ages) CHECK(rate == 0);

  // Ten years before the same cohorts, of whom every second man of 25-29 came since.
  ByGroup before{};
  for (std::size_t sex = 0; sex < 2; ++sex)
    for (std::size_t g = 2; g < kGroups; ++g)
      before[sex][g - 2] = base.places[0].persons[sex][g] * (sex == 1 && g == 5 ? 0.5 : 1.0);
  const Census earlier = census({2010, 11, 1}, before);
  r.earlier = &earlier;
  const PlaceInputs with = inputs_of_place(r, base.places[0]);
  CHECK(with.net[1][22] ==
        Approx(std::log(2.0) / 10).margin(0.002));  // 25-29 at the end, five years younger on the way
  CHECK(with.net[0][22] ==
        Approx(0).margin(0.002));           // nobody came; what the deaths of ten years took away comes as a gain
  CHECK(with.net[1][3] == with.net[1][9]);  // children as the youngest cohort that was there
}

TEST_CASE("the hindcast of a place whose later census is the projection itself is right", "[many_places]") {
  const Census base = census({2020, 11, 1}, of_the_nation(0.001));
  Census later = census({2030, 11, 1}, {});
  const ManyRequest r{&base, &later, nullptr, &nation(), 60, 1};
  later.places[0].persons = at_centre(r, inputs_of_place(r, base.places[0]));
  const auto found = hindcast_places(r);
  REQUIRE(found.size() == 1);
  const auto& rows = found[0].hindcast.scenarios.front().rows;
  REQUIRE(rows.size() == 1 + 2 * kGroups);
  std::vector<Scored> ages;
  for (std::size_t i = 1; i < rows.size(); ++i) ages.push_back(rows[i].scored);
  const Scores s = scores_of(ages);
  CHECK(s.mape < 3);  // the median of the draws leans below the centre in births alone
  CHECK(s.coverage == 1);
  CHECK(rows[0].scored.naive[static_cast<std::size_t>(Naive::no_change)] == Approx(base.places[0].total()));
  CHECK(std::isnan(rows[0].scored.naive[static_cast<std::size_t>(Naive::hamilton_perry)]));
  CHECK(found[0].growth ==
        Approx(std::log(later.places[0].total() / base.places[0].total()) / years_between(base.date, later.date)));
}
