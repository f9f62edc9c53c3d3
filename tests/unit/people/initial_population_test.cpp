#include "sim/people/initial_population.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "tests/support/lizhou.hpp"

using namespace gongxu;
using test::lizhou_pack;
using test::lizhou_population;

namespace {
Region two_by_two(double slope) {
  Region region;
  for (const bool urban : {true, false}) {
    Zone z;
    z.code = std::string(1, urban ? 'b' : 'a');  // the order of codes is not that of the list
    z.urban = urban;
    z.population = urban ? 600 : 400;
    region.zones.push_back(z);
  }
  region.population = {{0, 29, {250, 250}}, {30, -1, {250, 250}}};
  region.national.urban_age_slope = {{0, slope}, {30, 0.0}};
  return region;
}
}  // namespace

TEST_CASE("without an age slope every group is split as the zones are", "[population]") {
  const auto fitted = fit_zones(two_by_two(0));
  for (const auto& group : fitted)
    for (const auto& sex : group) CHECK(sex == std::vector<long>{150, 100});
}

TEST_CASE("the age slope sets the odds and keeps both margins", "[population]") {
  const auto fitted = fit_zones(two_by_two(std::log(2.0)));
  const double a = static_cast<double>(fitted[0][0][0]), b = static_cast<double>(fitted[0][0][1]);
  const double c = static_cast<double>(fitted[1][0][0]), d = static_cast<double>(fitted[1][0][1]);
  CHECK(a * d / (b * c) == Approx(2.0).epsilon(0.03));  // rounding to whole persons moves it by 2 %
  CHECK(fitted[0][0][0] > 150);
  long urban = 0;
  for (const auto& group : fitted)
    for (const auto& sex : group) {
      CHECK(sex[0] + sex[1] == 250);
      urban += sex[0];
    }
  CHECK(urban == 600);
}

TEST_CASE("rows stand in the order of birth, each with an identity of its own", "[population]") {
  const People& people = lizhou_population().people;
  std::vector<PersonId> ids;
  for (Row r = 0; r < people.size(); ++r) {
    ids.push_back(people.id(r));
    if (r) REQUIRE(std::pair(people[r - 1].birth, people.id(r - 1)) < std::pair(people[r].birth, people.id(r)));
    REQUIRE(people[r].has(Person::kResident));
    REQUIRE(people[r].birth <= lizhou_population().start);
  }
  std::sort(ids.begin(), ids.end());
  CHECK(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
}

TEST_CASE("birthdays are uniform within the year of age", "[population]") {
  // 621,978 persons in 100 cells: a chi-square above 99 + 4 SD fails; sees 1.3 % in a cell by 4 SE /
  // rate of one cell (4 / sqrt(6220) = 5 %) and far less in the mean (4 x 0.289 / sqrt(N) = 0.15 %).
  const auto& population = lizhou_population();
  std::vector<double> cells(100);
  double mean = 0;
  for (Row r = 0; r < population.people.size(); ++r) {
    const double since = years_in((population.start - population.people[r].birth) % kTicksPerYear).value;
    ++cells[static_cast<std::size_t>(since * 100)];
    mean += since;
  }
  const double n = population.people.size();
  double chi2 = 0;
  for (const double c : cells) chi2 += (c - n / 100) * (c - n / 100) / (n / 100);
  CHECK(chi2 < 99 + 4 * std::sqrt(198.0));
  CHECK(std::fabs(mean / n - 0.5) < 4 * 0.2887 / std::sqrt(n));
}

TEST_CASE("links, parity and last births agree with each other", "[population]") {
  const auto& population = lizhou_population();
  const People& people = population.people;
  long linked = 0, children = 0;
  for (Row r = 0; r < people.size(); ++r) {
    const Person& p = people[r];
    children += age_at(p.birth, population.start) < kLinkedBelowAge;
    if (p.sex() == male) REQUIRE((p.parity == 0 && p.youngest_child == kNoRow));
    REQUIRE((population.last_birth[r] == kNever) == (p.parity == 0));
    if (p.parity > 0) {
      REQUIRE(population.last_birth[r] < population.start);
      REQUIRE(population.last_birth[r] >= p.birth + kFertileFrom * kTicksPerYear);
      REQUIRE(age_at(p.birth, population.last_birth[r]) < kFertileUntil);
    }
    int count = 0;
    Tick after = kNever;
    for (Row c = p.youngest_child; c != kNoRow; c = people.older_sibling(c), ++count) {
      REQUIRE(people.mother(c) == r);
      REQUIRE(people[c].zone == p.zone);
      REQUIRE(age_at(people[c].birth, population.start) < kLinkedBelowAge);
      REQUIRE(people[c].birth >= p.birth + kFertileFrom * kTicksPerYear);
      if (after == kNever)
        REQUIRE(population.last_birth[r] == people[c].birth);
      else
        REQUIRE(after - people[c].birth >= kTicksPerYear);  // the least interval
      after = people[c].birth;
    }
    REQUIRE(count <= p.parity);
    linked += count;
  }
  CHECK(children == population.children);
  CHECK(linked == population.linked);
  // A few find no woman with a child to spare: never more links than the probability asks, hardly fewer.
  const double share = static_cast<double>(linked) / static_cast<double>(children);
  const double p = test::centre_values()["mother_link_probability"];
  const double se = std::sqrt(p * (1 - p) / static_cast<double>(children));
  INFO("linked " << share << " of " << children << ", asked " << p << ", SE " << se);
  CHECK(share < p + 4 * se);
  CHECK(share > p - 0.03);
}

TEST_CASE("ages at birth of linked mothers follow the schedule", "[population]") {
  const auto& population = lizhou_population();
  const People& people = population.people;
  double sum = 0, n = 0;
  for (Row r = 0; r < people.size(); ++r)
    if (people.mother(r) != kNoRow) sum += years_in(people[r].birth - people[people.mother(r)].birth).value, ++n;
  const auto& shape = lizhou_pack().region.national.births_per_woman_year;
  double births = 0, age = 0;
  for (std::size_t a = 0; a < shape.size(); ++a) births += shape[a], age += shape[a] * (static_cast<double>(a) + 15.5);
  INFO("mean age at birth " << sum / n << ", schedule " << age / births);
  CHECK(sum / n == Approx(age / births).margin(0.5));  // women with a child to spare are not at every age
}
