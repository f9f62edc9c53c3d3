#include "sim/behaviours/seeking_care/seeking_care.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/lizhou.hpp"

using namespace gongxu;

namespace {

const Tick kStart = to_tick({2020, 11, 1});
constexpr int kTown = 0, kRural = 1;

Region town_and_country() {
  Region region;
  region.zones.resize(2);
  region.zones[kTown].urban = true;
  return region;
}
ParameterValues values(const std::map<std::string, double>& changes = {}) {
  ParameterValues v;
  v.value = {{"entitled_share_60plus", 0.003},
             {"kin_near_probability", 0.5},
             {"kin_near_effect", 0.6},
             {"rural_means", 0.5},
             {"institutional_share_of_severe", 0.2},
             {"institution_residents_60plus", 0.011},
             {"institution_nursing_share", 0.45}};
  for (const auto& [id, value] : changes) v.value.at(id) = value;
  return v;
}
/// Rising with age, higher for women.
double prevalence(Sex sex, double age, Dependency d) {
  const double severe = 0.001 * (age - 50) * (sex == female ? 1.2 : 1.0), mild = 2 * severe;
  return d == Dependency::severe ? severe : d == Dependency::mild ? mild : 1 - mild - severe;
}
Person person(int children, int zone, Dependency state, int age = 75, Sex sex = female) {
  Person p;
  p.birth = kStart - static_cast<Tick>(age) * kTicksPerYear - 999;
  p.parity = static_cast<std::uint8_t>(children) & 31U;
  p.zone = static_cast<std::uint8_t>(zone);
  p.set(Person::kMale, sex == male);
  p.set(state);
  return p;
}
/// Old people of all kinds, and young ones who do not count.
const ElderlyByKin& elderly() {
  static const ElderlyByKin all = [] {
    InitialPopulation population;
    population.start = kStart;
    PersonId id = 0;
    for (int age = 104; age >= 40; --age)
      for (const Sex sex : {female, male})
        for (const int zone : {kTown, kRural})
          for (int children = 0; children < 4; ++children)
            for (int n = 0; n < 1 + (age + children + zone) % 3; ++n)
              population.people.add(person(children, zone, Dependency::none, age, sex), ++id);
    return ElderlyByKin(population, town_and_country());
  }();
  return all;
}
SeekingCare seeking(const std::map<std::string, double>& changes = {}) {
  return SeekingCare(town_and_country(), values(changes), elderly(), prevalence);
}

std::uint32_t bits(double u) { return static_cast<std::uint32_t>(u * 0x1p32); }
/// Traits in the order of their group: threshold, kin near, entitled, the rest.
Draws::Block traits(double threshold, double near, double entitled) {
  return {bits(threshold), bits(near), bits(entitled), 0};
}
constexpr double kNotEntitled = 0.9;

/// The share of people like this who seek a bed, over evenly spread thresholds and kin; the entitled left out.
double share_seeking(const SeekingCare& care, const Person& p) {
  constexpr int kNear = 64, kThresholds = 512;
  int n = 0;
  for (int i = 0; i < kNear; ++i)
    for (int k = 0; k < kThresholds; ++k)
      n += care.seeks(p, traits((k + 0.5) / kThresholds, (i + 0.5) / kNear, kNotEntitled));
  return static_cast<double>(n) / (kNear * kThresholds);
}
/// Expected persons of 60 and over in a state, and of them those who seek a bed, the entitled among them.
struct Seekers {
  double persons = 0, seeking = 0;
};
Seekers demand_of(const SeekingCare& care, Dependency state, double entitled) {
  std::map<std::tuple<bool, int>, double> share;
  Seekers out;
  for (const ElderlyByKin::Cell& c : elderly().cells) {
    const auto [it, is_new] = share.try_emplace({c.urban, c.children});
    if (is_new) it->second = share_seeking(care, person(c.children, c.urban ? kTown : kRural, state));
    const double n = c.persons * prevalence(c.sex, c.age + 0.5, state);
    out.persons += n;
    out.seeking += n * (entitled + (1 - entitled) * it->second);
  }
  return out;
}

}  // namespace

TEST_CASE("the calibration sees everybody of 60 and over once, the oldest together", "[care]") {
  double persons = 0, expected = 0;
  for (const ElderlyByKin::Cell& c : elderly().cells) {
    persons += c.persons;
    CHECK(c.age >= 60);
    CHECK(c.age <= kOpenAge);
  }
  for (int age = 60; age <= 104; ++age)
    for (int zone = 0; zone < 2; ++zone)
      for (int children = 0; children < 4; ++children) expected += 2 * (1 + (age + children + zone) % 3);
  CHECK(persons == expected);
  // Lizhou's own: the residents of these ages.
  const ElderlyByKin lizhou(test::lizhou_population(), test::lizhou_pack().region);
  double of_lizhou = 0, residents = 0;
  for (const ElderlyByKin::Cell& c : lizhou.cells) of_lizhou += c.persons;
  for (const BySexAge& zone : test::lizhou_population().residents)
    for (const auto& ages : zone)
      for (std::size_t a = 60; a < ages.size(); ++a) residents += ages[a];
  CHECK(of_lizhou == residents);
}

TEST_CASE("of the severely dependent just the stated share seek a bed", "[care]") {
  for (const double share : {0.1, 0.2, 0.35})
    for (const double entitled : {0.0, 0.003})
      for (const double near_effect : {0.4, 1.0, 1.4}) {
        const auto care = seeking({{"institutional_share_of_severe", share},
                                   {"entitled_share_60plus", entitled},
                                   {"kin_near_effect", near_effect},
                                   {"rural_means", 0.3}});
        const auto [persons, seek] = demand_of(care, Dependency::severe, entitled);
        INFO(share << ", entitled " << entitled << ", near " << near_effect);
        CHECK(seek / persons == Approx(share).epsilon(0.01));  // the grid of thresholds and kin
      }
}

TEST_CASE("ordinary beds are sought by the stated share of all old people, the entitled among them", "[care]") {
  const auto care = seeking();
  const auto mild = demand_of(care, Dependency::mild, 0.003), none = demand_of(care, Dependency::none, 0.003);
  double persons = 0;
  for (const ElderlyByKin::Cell& c : elderly().cells) persons += c.persons;
  CHECK((mild.seeking + none.seeking) / persons == Approx(0.011 * 0.55).epsilon(0.01));
  CHECK(none.seeking == Approx(0.003 * none.persons));
  // Where the entitled alone are more, nobody else seeks one.
  CHECK(seeking({{"entitled_share_60plus", 0.01}}).propensity(Dependency::mild) == 0);
  CHECK(seeking({{"entitled_share_60plus", 0.5}}).propensity(Dependency::severe) == 0);
}

TEST_CASE("who is entitled demands a bed in any state, nobody else without dependency", "[care]") {
  const auto care = seeking();
  for (const Dependency d : {Dependency::none, Dependency::mild, Dependency::severe}) {
    CHECK(care.seeks(person(3, kRural, d), traits(0.999, 0.0, 0.0029)));
    CHECK_FALSE(care.seeks(person(3, kRural, d), traits(0.999, 0.0, 0.0031)));
  }
  CHECK(care.is_entitled(traits(0.5, 0.5, 0.0029)));
  CHECK_FALSE(care.is_entitled(traits(0.0, 0.0, 0.0031)));
  CHECK_FALSE(care.seeks(person(0, kTown, Dependency::none), traits(1e-9, 0.5, kNotEntitled)));
  CHECK(care.seeks(person(0, kTown, Dependency::severe), traits(1e-9, 0.5, kNotEntitled)));
}

TEST_CASE("the threshold is the propensity, times the effect of kin and of the countryside", "[care]") {
  const auto care = seeking();
  const double p = care.propensity(Dependency::severe);
  const auto edge = [&](int children, int zone, double near) {  // the threshold at which seeking ends
    double low = 0, high = 1;
    for (int i = 0; i < 30; ++i) {
      const double middle = (low + high) / 2;
      (care.seeks(person(children, zone, Dependency::severe), traits(middle, near, kNotEntitled)) ? low : high) =
          middle;
    }
    return low;
  };
  CHECK(edge(0, kTown, 0.0) == Approx(p).epsilon(1e-6));  // without children nobody is near
  CHECK(edge(0, kRural, 0.0) == Approx(0.5 * p).epsilon(1e-6));
  // Each child lives near with one half: 1 - 0.5^n.
  for (int children = 1; children < 5; ++children) {
    const double near = 1 - std::pow(0.5, children);
    CHECK(edge(children, kTown, near - 1e-6) == Approx(0.6 * p).epsilon(1e-6));
    CHECK(edge(children, kTown, near + 1e-6) == Approx(p).epsilon(1e-6));
    CHECK(edge(children, kRural, near - 1e-6) == Approx(0.5 * 0.6 * p).epsilon(1e-6));
  }
}

TEST_CASE("whoever seeks an ordinary bed when mild seeks a nursing bed when severe", "[care]") {
  // Also where the stated shares would have it the other way round.
  for (const double of_severe : {0.02, 0.2}) {
    const auto care = seeking({{"institutional_share_of_severe", of_severe}, {"institution_residents_60plus", 0.03}});
    CHECK(care.propensity(Dependency::mild) > 0);
    CHECK(care.propensity(Dependency::mild) <= care.propensity(Dependency::severe));
    CHECK(care.propensity(Dependency::none) == 0);
    for (int i = 0; i < 200; ++i)
      for (const int zone : {kTown, kRural}) {
        const auto t = traits(i / 400.0, (i % 20) / 20.0, kNotEntitled);
        if (care.seeks(person(2, zone, Dependency::mild), t))
          REQUIRE(care.seeks(person(2, zone, Dependency::severe), t));
      }
  }
  CHECK(SeekingCare::service_of(Dependency::severe) == Service::nursing_bed);
  CHECK(SeekingCare::service_of(Dependency::mild) == Service::care_bed);
  CHECK(SeekingCare::service_of(Dependency::none) == Service::care_bed);
}

TEST_CASE("where nobody is dependent the entitled alone seek a bed, and without a model nobody", "[care]") {
  const SeekingCare healthy(town_and_country(), values(), elderly(),
                            [](Sex, double, Dependency d) { return d == Dependency::none ? 1.0 : 0.0; });
  CHECK(healthy.propensity(Dependency::severe) == 0);
  CHECK(healthy.propensity(Dependency::mild) == 0);
  CHECK(healthy.seeks(person(0, kTown, Dependency::none), traits(0.5, 0.5, 0.001)));
  CHECK(SeekingCare().inert());
  CHECK_FALSE(healthy.inert());
}

TEST_CASE("the traits of a person are those of its purposes, drawn once for life", "[care]") {
  const Draws draws(3, 1);
  const auto care = seeking({{"entitled_share_60plus", 0.3}});
  int entitled = 0;
  for (PersonId id = 1; id <= 4'000; ++id) {
    const auto block = draws.block(mix64(id), Purpose::care_wish);
    const bool is = draws.uniform(mix64(id), Purpose::entitled) < 0.3;
    REQUIRE(care.is_entitled(block) == is);
    entitled += is;
  }
  CHECK(std::fabs(entitled / 4'000.0 - 0.3) < 4 * std::sqrt(0.3 * 0.7 / 4'000));
}
