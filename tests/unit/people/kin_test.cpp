#include "sim/people/kin.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "tests/support/lizhou.hpp"

using namespace gongxu;
using test::lizhou_pack;
using test::lizhou_population;

namespace {
/// Of everybody the children linked to them, the youngest first.
std::vector<std::vector<Row>> all_children(const People& people) {
  std::vector<std::vector<Row>> out(people.size());
  for (Row r = people.size(); r-- > 0;)  // rows are in the order of birth
    if (people.mother(r) != kNoRow) out[people.mother(r)].push_back(r);
  return out;
}
}  // namespace

TEST_CASE("links, parity and last births agree with each other", "[kin]") {
  const auto& population = lizhou_population();
  const People& people = population.people;
  const auto children_of = all_children(people);
  long linked = 0, children = 0;
  for (Row r = 0; r < people.size(); ++r) {
    const Person& p = people[r];
    children += age_at(p.birth, population.start) < kLinkedBelowAge;
    if (p.sex() == male) REQUIRE((children_of[r].empty() && population.last_birth[r] == kNever));
    if (p.sex() == female) REQUIRE((population.last_birth[r] == kNever) == (p.parity == 0));
    if (p.sex() == female && p.parity > 0) {
      REQUIRE(population.last_birth[r] < population.start);
      REQUIRE(population.last_birth[r] >= p.birth + kFertileFrom * kTicksPerYear);
      REQUIRE(age_at(p.birth, population.last_birth[r]) < kFertileUntil);
    }
    int count = 0;
    Tick after = kNever;
    for (const Row c : children_of[r]) {
      ++count;
      REQUIRE(people[c].zone == p.zone);
      if (people[c].has(Person::kWard)) {
        --count;
        continue;
      }
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

TEST_CASE("ages at birth of linked mothers follow the schedule", "[kin]") {
  const auto& population = lizhou_population();
  const People& people = population.people;
  double sum = 0, n = 0;
  for (Row r = 0; r < people.size(); ++r)
    if (people.mother(r) != kNoRow && !people[r].has(Person::kWard))
      sum += years_in(people[r].birth - people[people.mother(r)].birth).value, ++n;
  const auto& shape = lizhou_pack().region.national.births_per_woman_year;
  double births = 0, age = 0;
  for (std::size_t a = 0; a < shape.size(); ++a) births += shape[a], age += shape[a] * (static_cast<double>(a) + 15.5);
  INFO("mean age at birth " << sum / n << ", schedule " << age / births);
  CHECK(sum / n == Approx(age / births).margin(0.5));  // women with a child to spare are not at every age
}

TEST_CASE("every child without a mother here has a guardian of its zone, a woman of 45 to 75", "[kin]") {
  const auto& population = lizhou_population();
  const People& people = population.people;
  long wards = 0, none = 0;
  double older = 0;
  for (Row r = 0; r < people.size(); ++r) {
    const bool child = age_at(people[r].birth, population.start) < kLinkedBelowAge;
    if (!child) REQUIRE_FALSE(people[r].has(Person::kWard));
    if (!people[r].has(Person::kWard)) {
      none += child && people.mother(r) == kNoRow;
      continue;
    }
    ++wards;
    const Row guardian = people.mother(r);
    REQUIRE(guardian != kNoRow);
    const int age = age_at(people[guardian].birth, population.start);
    REQUIRE(people[guardian].sex() == female);
    REQUIRE(age >= 45);
    REQUIRE(age <= 75);
    REQUIRE(people[guardian].zone == people[r].zone);
    older += years_in(people[r].birth - people[guardian].birth).value;
  }
  CHECK(none == 0);
  CHECK(wards == population.wards);
  CHECK(wards == population.children - population.linked);
  CHECK(wards > population.children / 10);
  INFO("guardians are " << older / static_cast<double>(wards) << " years older");
  CHECK(older / static_cast<double>(wards) == Approx(52).margin(3));  // grandmothers, where they are of age
}

TEST_CASE("chains of own children and wards run from the youngest to the oldest", "[kin]") {
  const People& people = lizhou_population().people;
  const auto children_of = all_children(people);
  long mixed = 0, most = 0, cut = 0;
  for (Row r = 0; r < people.size(); ++r) {
    Tick after = kNever;
    long wards = 0, own = 0;
    // The chain is whole as far as children have none themselves.
    const auto& all = children_of[r];
    std::size_t next = 0;
    for (Row c = people.youngest_child(r); c != kNoRow; c = people.older_sibling(c)) {
      REQUIRE(c == all.at(next++));
      REQUIRE(people[c].birth <= after);
      after = people[c].birth;
      ++(people[c].has(Person::kWard) ? wards : own);
    }
    REQUIRE((next == all.size() || people.youngest_child(all[next - 1]) != kNoRow));
    cut += next < all.size();
    mixed += wards > 0 && own > 0;
    most = std::max(most, wards);
  }
  CHECK(mixed > 0);
  CHECK(cut < 20);
  CHECK(most < 12);  // chance spreads them
}

TEST_CASE("a ward is no birth: the time since the last one counts own children alone", "[kin]") {
  const auto& population = lizhou_population();
  const People& people = population.people;
  long guardians = 0;
  for (Row r = 0; r < people.size(); ++r) {
    const Row youngest = people.youngest_child(r);
    if (youngest == kNoRow || !people[youngest].has(Person::kWard)) continue;
    ++guardians;
    if (people[r].parity == 0) {
      REQUIRE(population.last_birth[r] == kNever);
    } else {
      REQUIRE(age_at(people[r].birth, population.last_birth[r]) < kFertileUntil);
      Row own = youngest;
      while (own != kNoRow && people[own].has(Person::kWard)) own = people.older_sibling(own);
      if (own != kNoRow) REQUIRE(population.last_birth[r] == people[own].birth);
    }
  }
  CHECK(guardians > 5'000);
}

TEST_CASE("men have the children of women of their age, but no chain of them", "[kin]") {
  const auto& population = lizhou_population();
  std::map<int, std::array<std::array<double, 2>, 2>> of_age;  // [decade][sex]: children, persons
  for (Row r = 0; r < population.people.size(); ++r) {
    const Person& p = population.people[r];
    const int age = age_at(p.birth, population.start);
    if (age < 15) REQUIRE(p.parity == 0);
    if (age < 20) continue;
    auto& cell = of_age[age / 10][p.sex()];
    cell[0] += p.parity, ++cell[1];
  }
  for (const auto& [decade, cell] : of_age) {
    if (cell[male][1] < 1'000) continue;
    INFO("from " << decade * 10);
    CHECK(cell[male][0] / cell[male][1] == Approx(cell[female][0] / cell[female][1]).margin(0.05));
  }
}

TEST_CASE("women have as many children as the census counted", "[kin]") {
  CHECK(lizhou_population().mean_children_ever_born ==
        Approx(lizhou_pack().region.facts.at("mean_children_ever_born")).margin(0.01));
}

TEST_CASE("where nobody has a mother here all children are wards", "[kin]") {
  auto values = test::centre_values();
  values.value["mother_link_probability"] = 0;
  const auto population = build_population(lizhou_pack().region, values, test::kSeed);
  CHECK(population.linked == 0);
  CHECK(population.wards == population.children);
}

TEST_CASE("without a woman of 45 to 75 in its zone a child has no guardian", "[kin]") {
  auto values = test::centre_values();
  values.value["mother_link_probability"] = 0;
  const Tick start = lizhou_population().start;
  const auto wards_with = [&](const std::vector<std::pair<int, int>>& women) {  // (age, zone)
    InitialPopulation population;
    population.start = start;
    population.residents.resize(lizhou_pack().region.zones.size());
    for (BySexAge& zone : population.residents)
      for (auto& ages : zone) ages.assign(kOpenAge + 1, 0.0);
    const auto add = [&](int age, int zone, PersonId id) {
      Person p;
      p.birth = start - static_cast<Tick>(age) * kTicksPerYear - 9;
      p.zone = static_cast<std::uint8_t>(zone);
      p.flags = Person::kResident;
      return population.people.add(p, id);
    };
    PersonId id = 0;
    for (const auto& [age, zone] : women) add(age, zone, ++id);
    const Row child = add(7, 0, ++id);
    assign_kin(lizhou_pack().region, values, Draws(1, kNoReplicate), population);
    CHECK(population.people[child].has(Person::kWard) == (population.people.mother(child) != kNoRow));
    CHECK(population.wards == population.people[child].has(Person::kWard));
    return population.people.mother(child);
  };
  CHECK(wards_with({{76, 0}, {44, 0}}) == kNoRow);
  CHECK(wards_with({{60, 1}}) == kNoRow);
  CHECK(wards_with({{76, 0}, {75, 0}, {60, 1}, {44, 0}}) == 1);
  CHECK(wards_with({{60, 1}, {45, 0}, {44, 0}}) == 1);
}
