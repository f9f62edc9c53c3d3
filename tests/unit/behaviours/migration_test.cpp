#include "sim/behaviours/migration/migration.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>

#include "sim/core/window.hpp"
#include "tests/support/lizhou.hpp"

using namespace gongxu;
using test::centre_values;
using test::lizhou_pack;
using test::lizhou_population;

namespace {
const Tick kStart = to_tick({2020, 11, 1}), kHorizon = year_start(2031);

Migration compiled(const std::map<std::string, double>& changes = {}) {
  auto values = centre_values();
  for (const auto& [id, value] : changes) values.value.at(id) = value;
  return Migration(lizhou_pack().region, values, lizhou_population(), kStart, kHorizon);
}
int zones() { return static_cast<int>(lizhou_pack().region.zones.size()); }
double rate(const Migration& m, Sex sex, int age) { return per_year(m.out(sex).table().rate(age, kStart)).value; }
}  // namespace

TEST_CASE("base residents leave at the gross rate, shaped by the schedule, from age ten", "[migration]") {
  for (const double gross : {0.01, 0.03}) {
    const auto m = compiled({{"gross_out_rate", gross}});
    double moves = 0, persons = 0, ratio = 0;
    for (const Sex sex : {female, male})
      for (int age = 0; age <= kOpenAge; ++age) {
        const auto a = static_cast<std::size_t>(age);
        const double shape = lizhou_pack().region.national.migration_shape[sex][a];
        if (age < 10) {
          CHECK(rate(m, sex, age) == 0);
          continue;
        }
        if (ratio == 0) ratio = rate(m, sex, age) / shape;
        CHECK(rate(m, sex, age) == Approx(ratio * shape).margin(1e-9));
        for (const BySexAge& zone : lizhou_population().residents) {
          moves += zone[sex][a] * rate(m, sex, age);
          persons += zone[sex][a];
        }
      }
    CHECK(moves / persons == Approx(gross).epsilon(1e-6));
  }
  CHECK(kMovesAlone == 10);
}

TEST_CASE("multipliers act on one direction each", "[migration]") {
  const auto base = compiled(), out = compiled({{"out_migration_multiplier", 1.5}}),
             in = compiled({{"in_migration_multiplier", 1.5}});
  CHECK(rate(out, female, 25) == Approx(1.5 * rate(base, female, 25)).epsilon(1e-8));
  CHECK(rate(in, female, 25) == rate(base, female, 25));
  for (int zone = 0; zone < zones(); ++zone) {
    CHECK(out.expected_arrivals(zone, 2025) == base.expected_arrivals(zone, 2025));
    CHECK(in.expected_arrivals(zone, 2025) == Approx(1.5 * base.expected_arrivals(zone, 2025)));
  }
}

TEST_CASE("arrivals in the base year are base residents times out plus m times net", "[migration]") {
  const auto& nation = lizhou_pack().region.national;
  for (const double m_net : {0.0, 0.5, 1.0}) {
    const auto m = compiled({{"migration_net_multiplier", m_net}, {"arrivals_to_town", 0.0}});
    for (int zone = 0; zone < zones(); ++zone) {
      double expected = 0;
      for (const Sex sex : {female, male})
        for (std::size_t a = 10; a <= kOpenAge; ++a)
          expected +=
              lizhou_population().residents[static_cast<std::size_t>(zone)][sex][a] *
              std::max(0.0, rate(m, sex, static_cast<int>(a)) + m_net * lizhou_pack().region.net_migration[sex][a]);
      CHECK(m.expected_arrivals(zone, 2020) == Approx(expected).epsilon(1e-6));
    }
    // A year on, ages follow the nation's survivors: the youngest from those a year younger at the base.
    double one = 0;
    for (const Sex sex : {female, male})
      for (std::size_t a = 10; a <= kOpenAge; ++a) {
        const auto survive = [&](std::size_t from) {
          return nation.persons[sex][from] * std::exp(-nation.deaths_per_person_year.at(2020)[sex][from]);
        };
        const double now = survive(a - 1) + (a == kOpenAge ? survive(a) : 0.0);
        one += lizhou_population().residents[0][sex][a] * now / nation.persons[sex][a] *
               std::max(0.0, rate(m, sex, static_cast<int>(a)) + m_net * lizhou_pack().region.net_migration[sex][a]);
      }
    CHECK(m.expected_arrivals(0, 2021) == Approx(one).epsilon(1e-6));
  }
}

TEST_CASE("arrivals who settle in town are those of the countryside, and none is lost", "[migration]") {
  const auto spread = compiled({{"arrivals_to_town", 0.0}}), half = compiled({{"arrivals_to_town", 0.5}}),
             town = compiled({{"arrivals_to_town", 1.0}});
  for (const int year : {2020, 2030}) {
    double before = 0, after = 0, urban = 0;
    for (int zone = 0; zone < zones(); ++zone) {
      before += spread.expected_arrivals(zone, year);
      after += town.expected_arrivals(zone, year);
      if (lizhou_pack().region.zones[static_cast<std::size_t>(zone)].urban) {
        urban += town.expected_arrivals(zone, year);
      } else {
        CHECK(town.expected_arrivals(zone, year) == Approx(0).margin(1e-6));
        CHECK(half.expected_arrivals(zone, year) == Approx(0.5 * spread.expected_arrivals(zone, year)));
      }
    }
    CHECK(after == Approx(before));
    CHECK(urban == Approx(before));
  }
}

TEST_CASE("arrivals fall in their month, of sane age, with a donor of that age", "[migration]") {
  const auto m = compiled();
  const Draws draws(3, 1);
  std::set<PersonId> ids;
  long n = 0, women = 0;
  double expected = 0;
  for (const Window& w : monthly_windows(kStart, kHorizon))
    for (int zone = 0; zone < zones(); ++zone) {
      expected += m.expected_arrivals(zone, w.month.year) * years_in(w.end - w.start).value;
      Tick last = 0;
      for (const Arrival& a : m.arrivals(zone, w.start, w.end, draws)) {
        ++n;
        ids.insert(a.id);
        REQUIRE(a.when >= w.start);
        REQUIRE(a.when < w.end);
        REQUIRE(a.when >= last);
        last = a.when;
        REQUIRE(a.zone == zone);
        const int age = age_at(a.birth, a.when);
        REQUIRE(age >= kMovesAlone);
        REQUIRE(age <= kOpenAge);
        if (a.sex == male) {
          REQUIRE(a.donor == kNoRow);
        } else {
          ++women;
          REQUIRE(a.donor != kNoRow);
          const Person& donor = lizhou_population().people[a.donor];
          REQUIRE(donor.sex() == female);
          REQUIRE(std::min(age_at(donor.birth, kStart), kOpenAge) == age);
        }
      }
    }
  CHECK(static_cast<long>(ids.size()) == n);
  CHECK(women > n / 3);
  INFO(n << " came, " << expected << " expected: sees " << 400 / std::sqrt(expected) << " %");
  CHECK(std::fabs(static_cast<double>(n) - expected) < 4 * std::sqrt(expected));
}

TEST_CASE("a higher rate adds arrivals and leaves those who come anyway as they are", "[migration]") {
  const auto base = compiled(), more = compiled({{"in_migration_multiplier", 1.5}});
  const Draws draws(3, 1);
  long added = 0;
  for (const Window& w : monthly_windows(kStart, kHorizon))
    for (int zone = 0; zone < zones(); ++zone) {
      std::map<PersonId, Arrival> all;
      for (const Arrival& b : more.arrivals(zone, w.start, w.end, draws)) all[b.id] = b;
      const auto first = base.arrivals(zone, w.start, w.end, draws);
      for (const Arrival& a : first) {
        REQUIRE(all.contains(a.id));
        const Arrival& b = all[a.id];
        REQUIRE(b.when == a.when);
        REQUIRE(b.sex == a.sex);
        REQUIRE(b.birth == a.birth);
        REQUIRE(b.donor == a.donor);
      }
      added += static_cast<long>(all.size() - first.size());
    }
  CHECK(added > 1000);
}

TEST_CASE("who arrives brings fewer children as the nation's cohorts shrink, and a parity that agrees", "[migration]") {
  const auto migration = compiled();
  const Draws draws(3, 1);
  CHECK(migration.share_brought(2020, 30, 4) == 1.0);
  CHECK(migration.share_brought(year_of(kHorizon - 1), 30, 2) < 0.95);
  for (const Window& w : monthly_windows(kStart, to_tick({2022, 1, 1})))
    for (const Arrival& a : migration.arrivals(0, w.start, w.end, draws)) {
      const Family family = migration.family(a, lizhou_population(), draws);
      REQUIRE(family.parity >= static_cast<int>(family.children.size()));
      if (a.sex == male) REQUIRE(family.parity == 0);
      for (std::size_t i = 0; i < family.children.size(); ++i) {
        REQUIRE(age_at(family.children[i].birth, a.when) < kMovesAlone);
        if (i > 0) REQUIRE(family.children[i - 1].birth <= family.children[i].birth);
      }
    }
}

TEST_CASE("nobody comes where nobody is expected", "[migration]") {
  const auto none = compiled({{"in_migration_multiplier", 0.0}});
  CHECK(none.arrivals(0, kStart, to_tick({2020, 12, 1}), Draws(1, 1)).empty());
}

namespace {
/// Lizhou's people, of whom every second one of 18 to 21 in zone 0 is a student.
const InitialPopulation& with_students() {
  static const InitialPopulation population = [] {
    InitialPopulation p = lizhou_population();
    for (Row r = 0; r < p.people.size(); ++r) {
      const int age = age_at(p.people[r].birth, kStart);
      if (p.people[r].zone == 0 && age >= 18 && age < 22 && r % 2 == 0)
        p.people[r].set(Person::kStudent, true), ++p.students;
    }
    return p;
  }();
  return population;
}
}  // namespace

TEST_CASE("students neither draw arrivals nor lend them their age: they renew themselves", "[migration]") {
  const auto values = centre_values();
  const Migration plain = compiled(), with(lizhou_pack().region, values, with_students(), kStart, kHorizon);
  REQUIRE(with_students().students > 5'000);
  // Those who stay leave at the gross rate, students counted out.
  double moves = 0, persons = 0;
  for (const Sex sex : {female, male})
    for (int age = kMovesAlone; age <= kOpenAge; ++age)
      for (const BySexAge& zone : lizhou_population().residents) {
        moves += zone[sex][static_cast<std::size_t>(age)] * rate(with, sex, age);
        persons += zone[sex][static_cast<std::size_t>(age)];
      }
  for (Row r = 0; r < with_students().people.size(); ++r) {
    const Person& p = with_students().people[r];
    if (!p.has(Person::kStudent)) continue;
    moves -= rate(with, p.sex(), age_at(p.birth, kStart));
    --persons;
  }
  CHECK(moves / persons == Approx(values["gross_out_rate"]).epsilon(1e-6));
  CHECK(with.expected_arrivals(0, 2020) < plain.expected_arrivals(0, 2020));
  // No student is a donor.
  const Draws draws(3, 1);
  for (const Window& w : monthly_windows(kStart, to_tick({2021, 6, 1})))
    for (const Arrival& a : with.arrivals(0, w.start, w.end, draws))
      if (a.donor != kNoRow) REQUIRE_FALSE(with_students().people[a.donor].has(Person::kStudent));
}

TEST_CASE("a scenario may cancel part of the net loss of workers, and nobody else's", "[migration]") {
  const auto& region = lizhou_pack().region;
  Region place = region;
  for (auto& ages : place.net_migration)
    for (std::size_t a = 0; a < ages.size(); ++a) ages[a] = a == 30 ? 0.004 : -0.004;  // a gain at thirty alone
  const auto arrivals = [&](double multiplier) {
    auto values = centre_values();
    values.value.at("net_out_20_44_multiplier") = multiplier;
    values.value.at("migration_net_multiplier") = 1;
    values.value.at("gross_out_rate") = 0.02;
    values.value.at("arrivals_to_town") = 0;
    return Migration(place, values, lizhou_population(), kStart, kHorizon).expected_arrivals(0, 2020);
  };
  auto values = centre_values();
  values.value.at("gross_out_rate") = 0.02;
  const Migration m(place, values, lizhou_population(), kStart, kHorizon);
  double more = 0;
  for (const Sex sex : {female, male})
    for (int age = 20; age < 45; ++age) {
      const double out = rate(m, sex, age);
      if (age != 30)
        more += lizhou_population().residents[0][sex][static_cast<std::size_t>(age)] *
                (std::max(0.0, out - 0.002) - std::max(0.0, out - 0.004));
    }
  CHECK(arrivals(0.5) - arrivals(1.0) == Approx(more).epsilon(1e-6));
  CHECK(more > 100);
}

TEST_CASE("of those who come the stated share returns home, drawn once a person", "[migration]") {
  for (const double share : {0.2, 0.6}) {
    const auto m = compiled({{"returning_share", share}});
    const Draws draws(3, 1);
    double all = 0, returning = 0;
    for (const Window& w : monthly_windows(kStart, to_tick({2023, 1, 1})))
      for (const Arrival& a : m.arrivals(0, w.start, w.end, draws)) {
        ++all;
        returning += a.returns;
        REQUIRE(a.returns == (draws.uniform(a.id, Purpose::returning) < share));
      }
    const double se = std::sqrt(share * (1 - share) / all);
    INFO(all << " arrivals: sees " << 4 * se);
    CHECK(std::fabs(returning / all - share) < 4 * se);
  }
}

TEST_CASE("wards stay with their guardians: whoever resembles one brings no ward and no parity for it", "[migration]") {
  InitialPopulation population = lizhou_population();
  const auto m = compiled();
  Arrival a;
  a.when = to_tick({2021, 3, 1});
  a.birth = a.when - 30 * kTicksPerYear;
  a.id = 77;
  int donors = 0;
  for (Row r = 0; r < population.people.size() && donors < 200; ++r) {
    const Row child = population.people.youngest_child(r);
    if (child == kNoRow || population.people[child].has(Person::kWard) ||
        age_at(population.people[child].birth, kStart) >= 1)
      continue;
    ++donors;
    a.donor = r;
    const Family before = m.family(a, population, Draws(3, 1));
    population.people[child].set(Person::kWard, true);
    const Family after = m.family(a, population, Draws(3, 1));
    REQUIRE(before.children.size() == after.children.size() + 1);
    REQUIRE(after.parity == before.parity);
  }
  CHECK(donors == 200);
}

TEST_CASE("where the net loss is larger than the schedule all who are lost leave and nobody comes", "[migration]") {
  Region place = lizhou_pack().region;
  for (auto& ages : place.net_migration)
    for (std::size_t a = 0; a < ages.size(); ++a) ages[a] = a == 30 ? -0.2 : a == 50 ? -0.000'01 : 0;
  auto values = centre_values();
  values.value.at("migration_net_multiplier") = 1;
  values.value.at("net_out_20_44_multiplier") = 1;
  values.value.at("arrivals_to_town") = 0;
  const auto with = [&](const std::string& id, double multiplier) {
    auto other = values;
    other.value.at(id) = multiplier;
    return Migration(place, other, lizhou_population(), kStart, kHorizon);
  };
  const Migration m = with("migration_net_multiplier", 1), still = with("migration_net_multiplier", 0);
  for (const Sex sex : {female, male}) {
    CHECK(rate(m, sex, 30) == Approx(0.2).epsilon(1e-6));
    CHECK(rate(still, sex, 30) < 0.1);
    for (const int age : {20, 29, 31, 50, 80}) CHECK(rate(m, sex, age) == rate(still, sex, age));
    CHECK(rate(with("net_out_20_44_multiplier", 0.5), sex, 30) == Approx(0.1).epsilon(1e-6));  // half is cancelled
    CHECK(rate(with("out_migration_multiplier", 1.5), sex, 30) == Approx(0.3).epsilon(1e-6));
  }
  for (int zone = 0; zone < zones(); ++zone) {
    double lost = 0;  // arrivals of thirty: before, as many as left by the schedule
    for (const Sex sex : {female, male})
      for (const int age : {30, 50})
        lost += lizhou_population().residents[static_cast<std::size_t>(zone)][sex][static_cast<std::size_t>(age)] *
                (age == 30 ? rate(still, sex, 30) : 0.000'01);
    CHECK(still.expected_arrivals(zone, 2020) - m.expected_arrivals(zone, 2020) == Approx(lost).epsilon(1e-6));
    CHECK(lost > 1);
  }
  for (const Window& w : monthly_windows(kStart, to_tick({2021, 11, 1})))
    for (const Arrival& a : m.arrivals(0, w.start, w.end, Draws(7, 0))) REQUIRE(age_at(a.birth, a.when) != 30);
}

namespace {
/// With these yearly factors from the base year on.
Migration along(const Region& place, const std::vector<double>& path) {
  auto values = centre_values();
  values.value.at("migration_net_multiplier") = 1;
  values.path["migration_path"] = path;
  return Migration(place, values, lizhou_population(), kStart, kHorizon);
}
double all_arrivals(const Migration& m, int year) {
  double sum = 0;
  for (int zone = 0; zone < zones(); ++zone) sum += m.expected_arrivals(zone, year);
  return sum;
}
}  // namespace

TEST_CASE("a year's net gain is its factor times the gain without one", "[migration]") {
  Region place = lizhou_pack().region, still = place;
  for (auto& ages : place.net_migration) ages.assign(ages.size(), 0.004);
  for (auto& ages : still.net_migration) ages.assign(ages.size(), 0);
  const Migration none = along(still, {1}), one = along(place, {1}), moved = along(place, {1, 1.6, 0.625, 1, 1.3});
  for (const auto& [year, factor] : {std::pair{2020, 1.0}, {2021, 1.6}, {2022, 0.625}, {2023, 1.0}, {2030, 1.3}}) {
    INFO(year);
    const double before = all_arrivals(none, year), gain = all_arrivals(one, year) - before;
    CHECK(gain > 1000);
    CHECK(all_arrivals(moved, year) - before == Approx(factor * gain).epsilon(1e-9));
    if (factor == 1) CHECK(all_arrivals(moved, year) == all_arrivals(one, year));
    for (const int age : {10, 30, 80})
      CHECK(moved.out(male).table().rate(age, year_start(year)) == none.out(male).table().rate(age, year_start(year)));
  }
}

TEST_CASE("a year's net loss beyond the schedule leaves at its factor, from the year's first day to its last",
          "[migration]") {
  Region place = lizhou_pack().region;
  for (auto& ages : place.net_migration)
    for (std::size_t a = 0; a < ages.size(); ++a) ages[a] = a == 30 ? -0.2 : -0.000'01;
  const Migration one = along(place, {1}), moved = along(place, {1, 1.1, 0.7, 1, 1.3});
  for (const auto& [year, factor] : {std::pair{2020, 1.0}, {2021, 1.1}, {2022, 0.7}, {2023, 1.0}, {2030, 1.3}})
    for (const Sex sex : {female, male})
      for (const Tick day : {std::max(kStart, year_start(year)), year_start(year + 1) - 1}) {
        const auto &with = moved.out(sex).table(), &without = one.out(sex).table();
        CHECK(per_year(with.rate(30, day)).value == Approx(0.2 * factor).epsilon(1e-6));
        if (factor == 1) CHECK(with.rate(30, day) == without.rate(30, day));
        for (const int age : {10, 29, 31, 80}) CHECK(with.rate(age, day) == without.rate(age, day));
      }
}
