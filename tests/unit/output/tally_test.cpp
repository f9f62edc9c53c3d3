#include "sim/output/tally.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <tuple>

#include "sim/core/window.hpp"

using namespace gongxu;

namespace {

const Tick kStart = to_tick({2020, 11, 1});
constexpr int kZones = 3;

/// Whole years of age as the exposure counts them: a year more from the first of the month of birth on.
std::size_t age_in_month(Tick birth, Date month) {
  const Date born = to_date(day_of(birth));
  const int months = (month.year - born.year) * 12 + month.month - born.month;
  return static_cast<std::size_t>(std::min(months / 12, kOpenAge));
}

/// People who come, go, move and change, and how long each lived as what, told one by one.
class Crowd {
 public:
  explicit Crowd(unsigned seed) : chance_(seed) {
    tally.month_begins(kStart);
    for (int i = 0; i < 400; ++i) come(kStart, static_cast<Tick>(chance_() % (110ULL * kTicksPerYear)));
  }

  /// A month of random events; its exposure by the tally and one by one.
  void live(const Window& w) {
    tally.month_begins(w.start);
    expected.clear();
    std::vector<Tick> dates;
    for (int i = 0; i < 300; ++i) dates.push_back(w.start + static_cast<Tick>(chance_() % (w.end - w.start)));
    dates.push_back(w.start);  // at the very edges of the month
    dates.push_back(w.end - 1);
    std::sort(dates.begin(), dates.end());
    for (const Tick now : dates) {
      switch (chance_() % 5) {
        case 0:
          come(now, 0);  // born
          break;
        case 1:
          come(now, static_cast<Tick>(chance_() % (100ULL * kTicksPerYear)));
          break;
        case 2:
          go(any(), now, w);
          break;
        case 3:
          change(any(), now, w, [&](Person& p) { p.zone = static_cast<std::uint8_t>(chance_() % kZones); });
          break;
        default:
          change(any(), now, w, [&](Person& p) { p.set(static_cast<Dependency>(chance_() % 3)); });
      }
    }
    for (Here& h : here_) spend(h, w.end, w);
  }

  Tally tally{kZones, 2020, 2022};
  /// [zone, state, sex, age]: person-ticks.
  std::map<std::tuple<int, std::size_t, int, std::size_t>, std::int64_t> expected;
  std::size_t present() const { return here_.size(); }

 private:
  struct Here {
    Person person;
    Tick from;
  };
  void come(Tick now, Tick age) {
    Person p;
    p.birth = now - age;
    p.zone = static_cast<std::uint8_t>(chance_() % kZones);
    p.set(Person::kMale, chance_() % 2 == 0);
    p.set(static_cast<Dependency>(chance_() % 3));
    tally.add_resident(p, now);
    here_.push_back({p, now});
  }
  void spend(Here& h, Tick now, const Window& w) {
    if (now > h.from)
      expected[{h.person.zone, static_cast<std::size_t>(h.person.dependency()), h.person.sex(),
                age_in_month(h.person.birth, w.month)}] += now - h.from;
    h.from = now;
  }
  void go(std::size_t i, Tick now, const Window& w) {
    spend(here_[i], now, w);
    tally.remove_resident(here_[i].person, now);
    here_.erase(here_.begin() + static_cast<std::ptrdiff_t>(i));
  }
  template <class F>
  void change(std::size_t i, Tick now, const Window& w, F f) {
    spend(here_[i], now, w);
    tally.remove_resident(here_[i].person, now);
    f(here_[i].person);
    tally.add_resident(here_[i].person, now);
  }
  std::size_t any() { return chance_() % here_.size(); }

  std::mt19937_64 chance_;
  std::vector<Here> here_;
};

std::int64_t total(const Exposure& e) {
  std::int64_t sum = 0;
  for (int z = 0; z < e.zones(); ++z)
    for (const auto& of_state : e[z])
      for (const auto& of_sex : of_state)
        for (const std::int64_t ticks : of_sex) sum += ticks;
  return sum;
}

}  // namespace

TEST_CASE("the exposure of a month is what everybody lived in it, to the tick", "[tally]") {
  for (const unsigned seed : {1U, 2U, 3U}) {
    Crowd crowd(seed);
    for (const Window& w : monthly_windows(kStart, year_start(2022))) {
      crowd.live(w);
      Exposure lived(kZones);
      crowd.tally.take_exposure(w.end, lived);
      std::int64_t expected = 0;
      for (const auto& [cell, ticks] : crowd.expected) {
        const auto& [zone, state, sex, age] = cell;
        INFO("zone " << zone << " state " << state << " sex " << sex << " age " << age << " in month " << w.index);
        REQUIRE(lived[zone][state][static_cast<std::size_t>(sex)][age] == ticks);
        expected += ticks;
      }
      REQUIRE(total(lived) == expected);  // and nothing anywhere else
    }
  }
}

TEST_CASE("exposures of shards add up in one sum", "[tally]") {
  Crowd a(4), b(5);
  Exposure both(kZones), of_a(kZones), of_b(kZones);
  const Window w = monthly_windows(kStart, year_start(2022))[0];
  a.live(w), b.live(w);
  Tally copy_a = a.tally, copy_b = b.tally;
  a.tally.take_exposure(w.end, both);
  b.tally.take_exposure(w.end, both);
  copy_a.take_exposure(w.end, of_a);
  copy_b.take_exposure(w.end, of_b);
  CHECK(total(both) == total(of_a) + total(of_b));
  CHECK(both[1][2][0][40] == of_a[1][2][0][40] + of_b[1][2][0][40]);
}

TEST_CASE("whole ages change on the first of the month of birth", "[tally]") {
  Tally tally(1, 2020, 2021);
  Person p;
  p.birth = to_tick({1950, 12, 20});
  tally.month_begins(kStart);
  tally.add_resident(p, kStart);
  for (const auto& [month, age] : {std::pair{11, 69U}, {12, 70U}}) {
    const Tick from = to_tick({2020, month, 1}), to = month == 11 ? to_tick({2020, 12, 1}) : year_start(2021);
    tally.month_begins(from);
    Exposure lived(1);
    tally.take_exposure(to, lived);
    CHECK(lived[0][0][female][age] == to - from);
    CHECK(total(lived) == to - from);
  }
}

TEST_CASE("of those who are present now the exposure may be taken as if they had always been", "[tally]") {
  Tally tally(1, 2020, 2021);
  Person stays, leaves, dependent;
  stays.birth = to_tick({1980, 3, 3}), leaves.birth = to_tick({1981, 3, 3}), dependent.birth = to_tick({1940, 3, 3});
  dependent.set(Dependency::severe);
  for (const Person* p : {&stays, &leaves, &dependent}) tally.add_resident(*p, kStart);
  tally.remove_resident(leaves, kStart);
  const Tick before = kStart - 84 * kTicksPerDay;
  tally.month_begins(before);
  Exposure lived(1);
  tally.take_exposure_of_present(kStart, lived);
  CHECK(lived[0][0][female][40] == 84 * kTicksPerDay);
  CHECK(lived[0][2][female][80] == 84 * kTicksPerDay);
  CHECK(total(lived) == 2 * 84 * kTicksPerDay);
}

TEST_CASE("the dependent and the students are counted in and out with the residents", "[tally]") {
  Tally tally(2, 2020, 2021);
  Person p;
  p.birth = to_tick({1940, 3, 3});
  p.zone = 1;
  p.set(Dependency::mild);
  const int month = month_index(p.birth);
  tally.add_resident(p, kStart);
  CHECK(tally.dependent(1, female, Dependency::mild)[month] == 1);
  CHECK(tally.dependent(1, female, Dependency::severe)[month] == 0);
  CHECK(tally.dependent(0, female, Dependency::mild)[month] == 0);
  CHECK(tally.residents(1, female)[month] == 1);
  tally.remove_resident(p, kStart);
  p.set(Dependency::severe);
  tally.add_resident(p, kStart);
  CHECK(tally.dependent(1, female, Dependency::mild)[month] == 0);
  CHECK(tally.dependent(1, female, Dependency::severe)[month] == 1);
  Person student;
  student.birth = to_tick({2001, 3, 3});
  student.set(Person::kStudent, true);
  student.set(Person::kOutsideRegistered, true);
  tally.add_resident(student, kStart);
  CHECK(tally.students(0) == 1);
  CHECK(tally.students(1) == 0);
  CHECK(tally.outside_registered(0) == 1);
  tally.remove_resident(student, kStart);
  CHECK(tally.students(0) == 0);
  CHECK(tally.outside_registered(0) == 0);
}

TEST_CASE("shards' counts of dependent, students, returns and registered departures add up", "[tally]") {
  Tally whole(2, 2020, 2021), a(2, 2020, 2021), b(2, 2020, 2021);
  for (int i = 0; i < 300; ++i) {
    Person p;
    p.birth = to_tick({1930 + i % 80, 1 + i % 12, 5});
    p.zone = static_cast<std::uint8_t>(i % 2);
    p.set(static_cast<Dependency>(i % 3));
    p.set(Person::kStudent, i % 4 == 0);
    for (Tally* t : {&whole, i % 5 ? &a : &b}) {
      t->add_resident(p, kStart);
      ++t->year(2021).returns[p.zone];
      t->year(2021).registered_departures[p.zone] += i % 3;
    }
  }
  CHECK_FALSE(a == whole);
  a.add(b);
  CHECK(a == whole);
  Tally other = whole;
  ++other.year(2021).returns[1];
  CHECK_FALSE(other == whole);
}

TEST_CASE("months of birth are counted from January 1900", "[tally]") {
  CHECK(month_index(to_tick({1900, 1, 1})) == 0);
  CHECK(month_index(to_tick({1900, 1, 31}) + kTicksPerDay - 1) == 0);
  CHECK(month_index(to_tick({1900, 2, 1})) == 1);
  CHECK(month_index(to_tick({2020, 8, 31})) == 120 * 12 + 7);
  CHECK(month_index(to_tick({2020, 9, 1})) == 120 * 12 + 8);
}
