#include "sim/people/people.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>

using namespace gongxu;

namespace {
Person born(Tick birth, Sex sex = female) {
  Person p;
  p.birth = birth;
  p.set(Person::kMale, sex == male);
  return p;
}
std::vector<PersonId> children_of(const People& people, Row mother) {
  std::vector<PersonId> ids;
  for (Row c = people[mother].youngest_child; c != kNoRow; c = people.older_sibling(c)) ids.push_back(people.id(c));
  return ids;
}
}  // namespace

TEST_CASE("the next event is the earliest, and of one tick the lower purpose", "[people]") {
  Person p;
  CHECK(p.next_date() == kNever);
  p.date(Event::ask) = 100;
  CHECK(p.next_event() == Event::ask);
  p.date(Event::leave) = 100;
  CHECK(p.next_event() == Event::leave);
  p.date(Event::childbirth) = 100;
  CHECK(p.next_event() == Event::childbirth);
  p.date(Event::death) = 101;
  CHECK(p.next_event() == Event::childbirth);
  p.date(Event::death) = 100;
  CHECK(p.next_event() == Event::death);
  CHECK(p.next_date() == 100);
  p.cancel_all();
  CHECK(p.next_date() == kNever);
}

TEST_CASE("flags do not touch each other", "[people]") {
  Person p;
  for (const std::uint8_t flag : {Person::kMale, Person::kResident, Person::kOutsideRegistered, Person::kWishes,
                                  Person::kStudent, Person::kWard}) {
    const std::uint8_t before = p.flags;
    p.set(flag, true);
    CHECK(p.has(flag));
    CHECK(p.flags == (before | flag));
  }
  p.set(Person::kResident, false);
  CHECK_FALSE(p.has(Person::kResident));
  CHECK(p.has(Person::kWishes));
  CHECK(p.sex() == male);
}

TEST_CASE("dependency and flags share a byte and leave each other alone", "[people]") {
  for (unsigned flags = 0; flags < 64; ++flags)
    for (const Dependency before : {Dependency::none, Dependency::mild, Dependency::severe})
      for (const Dependency after : {Dependency::none, Dependency::mild, Dependency::severe}) {
        Person p;
        p.flags = static_cast<std::uint8_t>(flags);
        p.set(before);
        REQUIRE(p.dependency() == before);
        p.set(after);
        REQUIRE(p.dependency() == after);
        REQUIRE((p.flags & 63U) == flags);
        for (const std::uint8_t flag : {Person::kMale, Person::kWard}) {
          p.set(flag, !p.has(flag));
          REQUIRE(p.dependency() == after);
          p.set(flag, !p.has(flag));
        }
        REQUIRE((p.flags & 63U) == flags);
      }
  CHECK(Person().dependency() == Dependency::none);
}

TEST_CASE("parity and changes of dependency share a byte: thirty-one children, changes modulo eight", "[people]") {
  Person p;
  for (unsigned parity = 0; parity < 32; ++parity) {
    p.parity = parity & 31U;
    for (unsigned change = 0; change < 20; ++change) {
      REQUIRE(p.parity == parity);
      REQUIRE(p.changes == (parity * 20 + change) % 8);
      ++p.changes;
    }
  }
  p.moves = 255;
  p.zone = 200;
  CHECK(p.parity == 31);
  CHECK(sizeof(Person) == 32);
}

TEST_CASE("a mother's chain of children runs from the youngest to the oldest", "[people]") {
  People people;
  const Row mother = people.add(born(0), 1);
  for (PersonId id = 2; id <= 4; ++id) people.link(people.add(born(static_cast<Tick>(1000 * id)), id), mother);
  CHECK(children_of(people, mother) == std::vector<PersonId>{4, 3, 2});
  CHECK(people.mother(1) == mother);
  CHECK(people.mother(mother) == kNoRow);
}

TEST_CASE("changes of dependency have their place where births end", "[people]") {
  CHECK(kFertileUntil == 50);
  CHECK(kDependentFrom == 50);
  Person p;
  p.date(Event::childbirth) = 7;
  CHECK(p.next_event() == Event::childbirth);
  CHECK(static_cast<int>(Event::dependency) >= kScheduledEvents);  // no date of its own
}

TEST_CASE("shards keep every person once, and lineages together", "[people]") {
  std::mt19937_64 chance(5);
  People all;
  for (PersonId id = 0; id < 3000; ++id) {  // every second one the child of somebody before
    const Row r = all.add(born(static_cast<Tick>(id * 10)), mix64(id));
    if (id > 10 && chance() % 2) all.link(r, static_cast<Row>(chance() % (id - 5)));
  }
  for (const int shards : {1, 2, 3, 7}) {
    const auto parts = split_by_lineage(all, shards);
    REQUIRE(static_cast<int>(parts.size()) == shards);
    std::set<PersonId> seen;
    for (int s = 0; s < shards; ++s) {
      const auto& [people, origin] = parts[static_cast<std::size_t>(s)];
      REQUIRE(people.size() == origin.size());
      for (Row r = 0; r < people.size(); ++r) {
        REQUIRE(people.id(r) == all.id(origin[r]));
        REQUIRE(people[r].birth == all[origin[r]].birth);
        seen.insert(people.id(r));
        const Row mother = people.mother(r), mother_before = all.mother(origin[r]);
        REQUIRE((mother == kNoRow) == (mother_before == kNoRow));
        if (mother != kNoRow)
          REQUIRE(people.id(mother) == all.id(mother_before));
        else
          REQUIRE(shard_of(people.id(r), shards) == s);
        REQUIRE(children_of(people, r) == children_of(all, origin[r]));
        if (r) REQUIRE(origin[r] > origin[r - 1]);  // order of birth is kept
      }
    }
    CHECK(seen.size() == all.size());
  }
}

TEST_CASE("newcomers spread evenly over shards", "[people]") {
  std::array<int, 4> n{};
  for (PersonId id = 0; id < 40'000; ++id) ++n[static_cast<std::size_t>(shard_of(mix64(id), 4))];
  for (const int count : n) CHECK(std::abs(count - 10'000) < 4 * 87);  // SE sqrt(40000 * 3/16)
}
