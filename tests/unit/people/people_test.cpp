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
  for (Row c = people.youngest_child(mother); c != kNoRow; c = people.older_sibling(c)) ids.push_back(people.id(c));
  return ids;
}
}  // namespace

TEST_CASE("the next event is the earliest, and of one tick the lower purpose", "[people]") {
  People people({.dates = true});
  const Row r = people.add(born(0), 1);
  people.add(born(0), 2);
  CHECK(people.next_date(r) == kNever);
  people.set_other_date(r, Event::ask, 100);
  CHECK(people.next_event(r) == Event::ask);
  people.set_other_date(r, Event::leave, 100);
  CHECK(people.next_event(r) == Event::leave);
  people[r].date(Event::move) = 100;
  CHECK(people.next_event(r) == Event::move);
  people[r].date(Event::childbirth) = 100;
  CHECK(people.next_event(r) == Event::childbirth);
  people[r].date(Event::death) = 101;
  CHECK(people.next_event(r) == Event::childbirth);
  people[r].date(Event::death) = 100;
  CHECK(people.next_event(r) == Event::death);
  CHECK(people.next_date(r) == 100);
  CHECK(people.next_date(r + 1) == kNever);
  people.cancel_all(r);
  CHECK(people.next_date(r) == kNever);
}

TEST_CASE("a table without a column of other dates has none, and one with it starts with none", "[people]") {
  People people;
  for (PersonId id = 0; id < 10'000; ++id) people.add(born(static_cast<Tick>(id)), id);
  people[5].date(Event::move) = 7;
  CHECK(people.other_date(5, Event::ask) == kNever);
  people.set_other_date(5, Event::leave, kNever);
  const People with = people.with({.kin = false, .mothers = false, .dates = true});
  for (Row r = 0; r < with.size(); ++r) REQUIRE((with.id(r) == r && with.other_date(r, Event::leave) == kNever));
  CHECK(with.next_event(5) == Event::move);
}

TEST_CASE("a resident's identity is that of the cell and the serial number, whatever becomes of the person",
          "[people]") {
  const Tick start = 100 * kTicksPerYear;
  const std::vector<std::uint64_t> keys{key_of("town", 4), key_of("rural", 5)};
  People people;
  people.name_residents(start, keys);
  std::map<Row, PersonId> ids;
  const auto add = [&](int age, Sex sex, int zone, std::uint32_t serial) {
    Person p = born(start - static_cast<Tick>(age) * kTicksPerYear - 5, sex);
    p.zone = static_cast<std::uint8_t>(zone);
    ids[people.add_resident(p, serial)] = resident_id(keys[static_cast<std::size_t>(zone)], sex, age, serial);
  };
  add(0, female, 0, 0);
  add(99, male, 1, (1U << 21) - 1);
  add(30, male, 0, 1U << 21);  // more than a name can hold
  ids[people.add(born(start), 77)] = 77;
  add(50, female, 1, 3);
  for (Row r = 0; r < people.size(); ++r) people[r].zone = 1;  // all have moved
  const People copy = people.with({.kin = true, .mothers = false, .dates = true});
  People apart = people.emptied();
  for (Row r = people.size(); r-- > 0;) apart.add_from(people, r);
  for (const auto& [r, id] : ids) {
    CHECK(people.id(r) == id);
    CHECK(copy.id(r) == id);
    CHECK(apart.id(people.size() - 1 - r) == id);
  }
}

TEST_CASE("who becomes a mother leaves the chain of siblings, and nobody else does", "[people]") {
  People people;
  const Row mother = people.add(born(0), 1), eldest = people.add(born(20), 2), second = people.add(born(30), 3),
            youngest = people.add(born(40), 4);
  for (const Row child : {eldest, second, youngest}) people.link(child, mother);
  CHECK(children_of(people, mother) == std::vector<PersonId>{4, 3, 2});
  people.link(people.add(born(60), 5), second);
  CHECK(children_of(people, second) == std::vector<PersonId>{5});
  CHECK(children_of(people, mother) == std::vector<PersonId>{4, 3});
  CHECK(people.youngest_child(eldest) == kNoRow);
  CHECK(people.older_sibling(second) == kNoRow);
  CHECK(people.mother(eldest) == mother);
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
  People people;
  people[people.add(born(0), 1)].date(Event::childbirth) = 7;
  CHECK(people.next_event(0) == Event::childbirth);
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
