#include "sim/behaviours/schooling/schooling.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

#include "sim/output/tally.hpp"

using namespace gongxu;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kKindergarten = 0, kPrimary = 1, kJunior = 2, kSenior = 3;
constexpr std::size_t kMonths = 179 * 12;  // to 2078

/// Zones, each a town or not.
Region place(const std::vector<bool>& urban) {
  Region region;
  for (const bool town : urban) {
    region.zones.emplace_back();
    region.zones.back().urban = town;
  }
  return region;
}
/// Everybody of age goes to school at home unless a test says otherwise.
ParameterValues values(const std::map<std::string, double>& changes = {}) {
  ParameterValues v;
  v.value["enrolment_compulsory"] = 1;
  for (const Stage& s : kSchoolStages) v.value[std::string("town_taught_") + s.word] = 0;
  for (const auto& [id, value] : changes) v.value.at(id) = value;
  return v;
}
Schooling schooling(const Region& region, const ParameterValues& v = values(),
                    const std::array<double, kStages>& rates = {kNone, kNone, kNone, kNone}) {
  return Schooling(region, v, rates);
}
BirthMonths nobody(std::size_t zones) {
  return {std::vector<std::vector<std::int32_t>>(zones, std::vector<std::int32_t>(kMonths, 0))};
}
/// So many born in every month, zone by zone.
BirthMonths everywhere(const std::vector<std::int32_t>& per_month) {
  BirthMonths out;
  for (const std::int32_t n : per_month) out.residents.emplace_back(kMonths, n);
  return out;
}
std::size_t month(int year, int m) { return static_cast<std::size_t>((year - 1900) * 12 + m - 1); }

/// The stage whose official ages somebody born in that month has in the autumn of a year; kStages: none.
std::size_t stage_of(const Schooling& s, int year, std::size_t born) {
  BirthMonths one = nobody(1);
  one.residents[0][born] = 1;
  const SchoolRoll roll = s.roll(year, one);
  std::size_t found = kStages;
  for (std::size_t stage = 0; stage < kStages; ++stage)
    if (roll.official[stage][0] == 1) {
      CHECK(found == kStages);
      found = stage;
    }
  return found;
}

}  // namespace

TEST_CASE("who is born on 31 August begins a year before who is born on 1 September", "[schooling]") {
  const Region one = place({true});
  const Schooling s = schooling(one);
  // The ages of the stages at the intake of 2020, by the last month that is old enough and the first that is not.
  CHECK(stage_of(s, 2020, month(2017, 8)) == kKindergarten);
  CHECK(stage_of(s, 2020, month(2017, 9)) == kStages);
  CHECK(stage_of(s, 2020, month(2014, 8)) == kPrimary);
  CHECK(stage_of(s, 2020, month(2014, 9)) == kKindergarten);
  CHECK(stage_of(s, 2020, month(2008, 8)) == kJunior);
  CHECK(stage_of(s, 2020, month(2008, 9)) == kPrimary);
  CHECK(stage_of(s, 2020, month(2005, 8)) == kSenior);
  CHECK(stage_of(s, 2020, month(2005, 9)) == kJunior);
  CHECK(stage_of(s, 2020, month(2002, 8)) == kStages);
  CHECK(stage_of(s, 2020, month(2002, 9)) == kSenior);
  // By days of birth, as the tally counts them.
  Tally tally(1, 2020, 2021);
  for (const Date born : {Date{2014, 8, 31}, Date{2014, 9, 1}}) {
    Person p;
    p.birth = to_tick(born) + (born.day == 31 ? kTicksPerDay - 1 : 0);
    tally.add_resident(p, to_tick({2020, 11, 1}));
  }
  const std::int32_t* women = tally.residents(0, female);
  const SchoolRoll roll = s.roll(2020, {{std::vector<std::int32_t>(women, women + tally.birth_months())}});
  CHECK(roll.official[kPrimary][0] == 1);
  CHECK(roll.official[kKindergarten][0] == 1);
}

TEST_CASE("every month of birth from the third to the eighteenth birthday is in one stage", "[schooling]") {
  const Region one = place({true});
  const SchoolRoll roll = schooling(one).roll(2031, everywhere({1}));
  CHECK(roll.year == 2031);
  CHECK(roll.official[kKindergarten][0] == 36);
  CHECK(roll.official[kPrimary][0] == 72);
  CHECK(roll.official[kJunior][0] == 36);
  CHECK(roll.official[kSenior][0] == 36);
  const Schooling s = schooling(one);
  for (std::size_t born = month(2013, 9); born < month(2028, 9); ++born) CHECK(stage_of(s, 2031, born) < kStages);
}

TEST_CASE("an intake in another month moves the edge of the cohorts with it", "[schooling]") {
  Region one = place({true});
  one.school_intake_month = 3;
  const Schooling s = schooling(one);
  CHECK(stage_of(s, 2021, month(2015, 2)) == kPrimary);
  CHECK(stage_of(s, 2021, month(2015, 3)) == kKindergarten);
  CHECK(s.intake(2021) == to_tick({2021, 3, 1}));
  CHECK(s.begins_at(to_tick({2021, 3, 1})));
  CHECK_FALSE(s.begins_at(to_tick({2021, 9, 1})));
  CHECK(schooling(place({true})).begins_at(to_tick({2021, 9, 1})));
  CHECK_FALSE(schooling(place({true})).begins_at(to_tick({2021, 9, 2})));
}

TEST_CASE("the roll of the base year counts those who live here in November by the edge of September", "[schooling]") {
  const Region one = place({true});
  BirthMonths in_november = nobody(1);
  for (std::size_t m = month(2017, 7); m <= month(2020, 10); ++m) in_november.residents[0][m] = 1;
  const SchoolRoll roll = schooling(one).roll(2020, in_november);
  CHECK(roll.official[kKindergarten][0] == 2);  // July and August; who turned three in September waits a year
}

TEST_CASE("kindergarten and senior have the plan's gross rate, never clamped at one; compulsory stages their own",
          "[schooling]") {
  const Region one = place({true});
  const SchoolRoll roll =
      schooling(one, values({{"enrolment_compulsory", 0.98}}), {1.125, 0.3, 0.3, 0.937}).roll(2020, everywhere({100}));
  CHECK(roll.enrolled[kKindergarten][0] == 4'050);
  CHECK(roll.enrolled[kPrimary][0] == 7'056);
  CHECK(roll.enrolled[kJunior][0] == 3'528);
  CHECK(roll.enrolled[kSenior][0] == 3'373);  // 3,373.2
  CHECK(roll.official[kKindergarten][0] == 3'600);
  CHECK(roll.taught == roll.enrolled);
  const Schooling unstated = schooling(one, values({{"enrolment_compulsory", 1.02}}));
  CHECK(unstated.factor(kKindergarten) == 1);
  CHECK(unstated.factor(kSenior) == 1);
  CHECK(unstated.factor(kJunior) == 1.02);
}

TEST_CASE("rural pupils taught in town board there, shared by the towns' own pupils", "[schooling]") {
  const Region region = place({true, false, true, false});
  const auto v = values({{"town_taught_primary", 0.25}, {"town_taught_senior", 1.0}});
  const SchoolRoll roll = schooling(region, v).roll(2020, everywhere({30, 10, 10, 4}));
  CHECK(roll.enrolled[kPrimary] == std::vector<std::int32_t>{2'160, 720, 720, 288});
  CHECK(roll.boarding[kPrimary] == 180 + 72);
  CHECK(roll.taught[kPrimary] == std::vector<std::int32_t>{2'160 + 189, 540, 720 + 63, 216});
  CHECK(roll.taught[kSenior][1] == 0);
  CHECK(roll.taught[kSenior][3] == 0);
  CHECK(roll.boarding[kSenior] == 360 + 144);
  CHECK(roll.boarding[kJunior] == 0);
  CHECK(roll.taught[kJunior] == roll.enrolled[kJunior]);
}

TEST_CASE("wherever they are taught, no pupil is lost", "[schooling]") {
  std::mt19937_64 chance(2);
  for (int round = 0; round < 300; ++round) {
    const Region region = place({chance() % 2 == 0, chance() % 2 == 0, chance() % 2 == 0});
    const auto share = static_cast<double>(chance() % 101) / 100;
    const auto v = values({{"town_taught_primary", share}, {"town_taught_kindergarten", share}});
    const auto size = [&] { return static_cast<std::int32_t>(chance() % 40); };
    const SchoolRoll roll =
        schooling(region, v, {0.937, kNone, kNone, 0.937}).roll(2020, everywhere({size(), size(), size()}));
    for (std::size_t s = 0; s < kStages; ++s) {
      REQUIRE(std::accumulate(roll.taught[s].begin(), roll.taught[s].end(), 0) ==
              std::accumulate(roll.enrolled[s].begin(), roll.enrolled[s].end(), 0));
      std::int32_t away = 0;
      for (std::size_t z = 0; z < 3; ++z) {
        REQUIRE((region.zones[z].urban ? roll.taught[s][z] >= roll.enrolled[s][z]
                                       : roll.taught[s][z] <= roll.enrolled[s][z]));
        if (!region.zones[z].urban) away += roll.enrolled[s][z] - roll.taught[s][z];
      }
      REQUIRE(roll.boarding[s] == away);
    }
  }
}

TEST_CASE("without a town, or with none that has pupils, everybody is taught at home", "[schooling]") {
  const auto v = values({{"town_taught_primary", 0.5}, {"town_taught_senior", 1.0}});
  const Region countryside = place({false, false}), empty_town = place({true, false});
  for (const auto& [region, born] : {std::pair{countryside, everywhere({10, 20})}, {empty_town, everywhere({0, 20})}}) {
    const SchoolRoll roll = schooling(region, v).roll(2020, born);
    CHECK(roll.taught == roll.enrolled);
    CHECK(roll.boarding == std::array<std::int32_t, kStages>{});
    CHECK(roll.enrolled[kSenior][1] == 720);
  }
}
