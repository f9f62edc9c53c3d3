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

namespace {
/// Lizhou as a place with colleges.
InitialPopulation with_students(double students) {
  Region region = lizhou_pack().region;
  region.facts["college_students"] = students;
  return build_population(region, test::centre_values(), test::kSeed);
}
}  // namespace

TEST_CASE("as many students as stated, evenly from 18 to 21, all of them in town", "[population]") {
  const auto population = with_students(8'002);
  CHECK(population.students == 8'002);
  std::array<int, 4> of_age{};
  std::array<int, 2> of_sex{};
  for (Row r = 0; r < population.people.size(); ++r) {
    const Person& p = population.people[r];
    if (!p.has(Person::kStudent)) continue;
    const int age = age_at(p.birth, population.start);
    REQUIRE(age >= kStudentFrom);
    REQUIRE(age < kStudentUntil);
    REQUIRE(lizhou_pack().region.zones[p.zone].urban);
    ++of_age[static_cast<std::size_t>(age - kStudentFrom)];
    ++of_sex[p.sex()];
  }
  CHECK(of_age == std::array<int, 4>{2'001, 2'001, 2'000, 2'000});
  CHECK(of_sex[0] > 3'000);
  CHECK(of_sex[1] > 3'000);
}

TEST_CASE("students are nobody else than those who live here, and no more than there are", "[population]") {
  const auto population = with_students(1e6);
  long candidates = 0;
  for (Row r = 0; r < population.people.size(); ++r) {
    const Person& p = population.people[r];
    const int age = age_at(p.birth, population.start);
    candidates += age >= 18 && age < 22 && lizhou_pack().region.zones[p.zone].urban;
  }
  CHECK(population.students == candidates);
  CHECK(population.people.size() == lizhou_population().people.size());
  CHECK(lizhou_population().students == 0);  // no fact, no students
  const auto some = with_students(5'000), more = with_students(6'000);
  for (Row r = 0; r < some.people.size(); ++r) {
    REQUIRE(some.people.id(r) == lizhou_population().people.id(r));
    if (some.people[r].has(Person::kStudent)) REQUIRE(more.people[r].has(Person::kStudent));
  }
}

TEST_CASE("as many residents as the census counted are registered elsewhere, all of them in town", "[population]") {
  double outside = 0;
  const People& people = lizhou_population().people;
  for (Row r = 0; r < people.size(); ++r) {
    if (!people[r].has(Person::kOutsideRegistered)) continue;
    ++outside;
    REQUIRE(lizhou_pack().region.zones[people[r].zone].urban);
  }
  CHECK(outside == lizhou_pack().region.facts.at("outside_registered"));
}
