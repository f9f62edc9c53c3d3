/// The residents of the base date against the census that they are built from.
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/lizhou.hpp"

using namespace gongxu;
using namespace gongxu::test;

TEST_CASE("residents meet the census by sex and age group, by zone, and in all, to the person", "[census]") {
  const Region& region = lizhou_pack().region;
  const InitialPopulation& population = lizhou_population();
  CHECK(population.people.size() == 621'978);
  std::vector<std::array<long, 2>> by_age(101);
  std::vector<long> by_zone(region.zones.size());
  for (Row r = 0; r < population.people.size(); ++r) {
    const Person& p = population.people[r];
    ++by_age[static_cast<std::size_t>(std::min(age_at(p.birth, population.start), 100))][p.sex()];
    ++by_zone[p.zone];
  }
  for (std::size_t z = 0; z < by_zone.size(); ++z) CHECK(by_zone[z] == region.zones[z].population);
  for (const AgeGroup& group : region.population)
    for (const Sex sex : {female, male}) {
      long n = 0;
      for (int age = group.age_start; age <= (group.age_end < 0 ? 100 : group.age_end); ++age)
        n += by_age[static_cast<std::size_t>(age)][sex];
      INFO("sex " << sex << " from " << group.age_start);
      CHECK(n == group.persons[sex]);
    }
}

TEST_CASE("as many residents are registered elsewhere as the census counted, all in town", "[census]") {
  const InitialPopulation& population = lizhou_population();
  long outside = 0;
  for (Row r = 0; r < population.people.size(); ++r) {
    if (!population.people[r].has(Person::kOutsideRegistered)) continue;
    ++outside;
    REQUIRE(lizhou_pack().region.zones[population.people[r].zone].urban);
  }
  CHECK(outside == 198'499);
}

TEST_CASE("women aged 15 to 64 have borne 1.13 children on average", "[census]") {
  // Parities are drawn: SE about 0.7 / sqrt(210,000) = 0.0016; sees an error of 0.6 %.
  const InitialPopulation& population = lizhou_population();
  double n = 0, sum = 0, squares = 0;
  for (Row r = 0; r < population.people.size(); ++r) {
    const Person& p = population.people[r];
    const int age = age_at(p.birth, population.start);
    if (p.sex() == male || age < 15 || age > 64) continue;
    ++n, sum += p.parity, squares += p.parity * p.parity;
  }
  const double mean = sum / n, se = std::sqrt((squares / n - mean * mean) / n);
  INFO("mean " << mean << ", SE " << se << "; sees " << 400 * se / mean << " %");
  CHECK(std::fabs(mean - 1.13) < 4 * se);
  CHECK(population.mean_children_ever_born == Approx(mean));
}

TEST_CASE("a woman's last birth is that of her youngest own child, whichever wards she looks after", "[census]") {
  const InitialPopulation& population = lizhou_population();
  const People& people = population.people;
  std::vector<long> own(people.size());
  std::vector<Tick> youngest(people.size(), kNever);
  for (Row r = 0; r < people.size(); ++r) {  // in order of birth: the last seen is the youngest
    const Row mother = people.mother(r);
    if (mother == kNoRow || people[r].has(Person::kWard)) continue;
    ++own[mother], youngest[mother] = people[r].birth;
  }
  long linked = 0, drawn = 0;
  for (Row r = 0; r < people.size(); ++r) {
    const Person& p = people[r];
    if (p.sex() == male || p.parity == 0) {
      REQUIRE(population.last_birth[r] == kNever);
      REQUIRE(own[r] == 0);
      continue;
    }
    REQUIRE(own[r] <= p.parity);
    if (own[r] > 0) {
      ++linked;
      REQUIRE(population.last_birth[r] == youngest[r]);
      continue;
    }
    ++drawn;
    REQUIRE(population.last_birth[r] < population.start);
    REQUIRE(has_turned(kFertileFrom, p.birth, population.last_birth[r]));
    REQUIRE_FALSE(has_turned(kFertileUntil, p.birth, population.last_birth[r]));
  }
  CHECK(linked > 40'000);
  CHECK(drawn > 100'000);
}

TEST_CASE("a child without its mother has a guardian of the generation before, at home", "[census]") {
  const InitialPopulation& population = lizhou_population();
  const People& people = population.people;
  long children = 0, wards = 0;
  for (Row r = 0; r < people.size(); ++r) {
    const bool child = age_at(people[r].birth, population.start) < kLinkedBelowAge;
    children += child;
    if (people[r].has(Person::kWard)) REQUIRE(child);
    if (!child) continue;
    const Row keeper = people.mother(r);
    REQUIRE(keeper != kNoRow);  // every zone has women of the guardians' ages
    REQUIRE(people[keeper].sex() == female);
    REQUIRE(people[keeper].zone == people[r].zone);
    const int older = age_at(people[keeper].birth, people[r].birth);
    if (!people[r].has(Person::kWard)) {
      REQUIRE((older >= kFertileFrom && older < kFertileUntil));
      continue;
    }
    ++wards;
    const int age = age_at(people[keeper].birth, population.start);
    REQUIRE((age >= 45 && age < 76));
  }
  CHECK(children == population.children);
  CHECK(wards == population.wards);
  CHECK(wards == population.children - population.linked);
  CHECK(wards > 10'000);
}

TEST_CASE("the people are the same for every replicate and another seed gives others", "[census]") {
  const InitialPopulation again = build_population(lizhou_pack().region, centre_values(), kSeed);
  const InitialPopulation other = build_population(lizhou_pack().region, centre_values(), kSeed + 1);
  long differ = 0, births_differ = 0;
  for (Row r = 0; r < again.people.size(); ++r) {
    differ += again.people.id(r) != lizhou_population().people.id(r) ||
              again.people[r].birth != lizhou_population().people[r].birth ||
              again.people[r].parity != lizhou_population().people[r].parity ||
              again.last_birth[r] != lizhou_population().last_birth[r];
    births_differ += other.people[r].birth != again.people[r].birth;
  }
  CHECK(differ == 0);
  CHECK(births_differ > 600'000);
}
