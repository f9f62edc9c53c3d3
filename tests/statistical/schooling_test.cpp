/// The rolls of schools, counted again child by child from dates of birth and homes: exact, so that a cohort off by a
/// month, a zone of the wrong date or a pupil lost on the way shows as it is.
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "tests/statistical/baseline_lives.hpp"
#include "tests/statistical/wanzhou_run.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

using ByStageZone = std::array<std::vector<std::int32_t>, kStages>;

/// Residents just before `now` who had turned a stage's first age, and not its last, by the evening of 31 August.
ByStageZone of_official_ages(const Lives& lives, Tick now, int autumn, std::size_t zones) {
  ByStageZone out;
  for (auto& by_zone : out) by_zone.assign(zones, 0);
  for (const Life& l : lives.all) {
    const Date born = to_date(day_of(l.birth));
    if (born.year < autumn - 18 || born.year > autumn - 3) continue;
    if (l.from >= now || (l.to < now && l.exit != Exit::none)) continue;
    const int age = autumn - born.year - (born.month >= 9 ? 1 : 0);
    const std::size_t stage = age < 3 ? kStages : age < 6 ? 0 : age < 12 ? 1 : age < 15 ? 2 : age < 18 ? 3 : kStages;
    if (stage < kStages) ++out[stage][static_cast<std::size_t>(l.zone(now - 1))];
  }
  return out;
}

std::int32_t sum(const std::vector<std::int32_t>& v) { return std::accumulate(v.begin(), v.end(), 0); }

/// What the plan states for the base year; compulsory stages by the parameter.
double stated_rate(const Plan& plan, const ParameterValues& values, std::size_t stage) {
  const Service s = stage_at(stage);
  if (s == Service::primary || s == Service::junior) return values["enrolment_compulsory"];
  const Indicator* i = plan.indicator_of_service(s);
  REQUIRE(i);
  return *i->base / i->per;
}

void check_enrolled(const RunInputs& in, const std::vector<SchoolRoll>& rolls) {
  const ParameterValues values = values_of(in, 0);
  const std::array<double, kStages> boarding{values["town_taught_kindergarten"], values["town_taught_primary"],
                                             values["town_taught_junior"], values["town_taught_senior"]};
  for (const SchoolRoll& roll : rolls)
    for (std::size_t s = 0; s < kStages; ++s) {
      INFO("autumn of " << roll.year << ", stage " << s);
      const double rate = stated_rate(*in.plan, values, s);
      std::int32_t away = 0, pupils_in_town = 0;
      for (std::size_t z = 0; z < in.region->zones.size(); ++z) {
        CHECK(std::fabs(roll.enrolled[s][z] - rate * roll.official[s][z]) <= 0.5 + 1e-9);
        if (in.region->zones[z].urban) {
          pupils_in_town += roll.enrolled[s][z];
          continue;
        }
        const auto boards = static_cast<std::int32_t>(std::lround(boarding[s] * roll.enrolled[s][z]));
        CHECK(roll.taught[s][z] == roll.enrolled[s][z] - boards);
        away += boards;
      }
      CHECK(roll.boarding[s] == away);
      CHECK(sum(roll.taught[s]) == sum(roll.enrolled[s]));
      for (std::size_t z = 0; z < in.region->zones.size(); ++z)
        if (in.region->zones[z].urban) {  // boarders go to towns by the pupils that each has
          const double boarders = static_cast<double>(away) * roll.enrolled[s][z] / pupils_in_town;
          CHECK(std::fabs(roll.taught[s][z] - roll.enrolled[s][z] - boarders) < 1);
        }
    }
}

}  // namespace

TEST_CASE("rolls hold the residents of the official ages on 1 September, child by child and zone by zone",
          "[schooling]") {
  const auto& b = baseline_lives();
  const auto& rolls = b.run.result.demand.rolls;
  REQUIRE(rolls.size() == 16);
  long children = 0;
  for (const SchoolRoll& roll : rolls) {
    // The roll before the start holds the residents of the start at that autumn's ages.
    const Tick intake = to_tick({roll.year, 9, 1});
    const bool before = intake < b.model.start;
    const ByStageZone counted =
        of_official_ages(b.lives, before ? b.model.start + 1 : intake, roll.year, b.in.region->zones.size());
    for (std::size_t s = 0; s < kStages; ++s) {
      INFO("autumn of " << roll.year << ", stage " << s);
      CHECK(roll.official[s] == counted[s]);
      children += sum(counted[s]);
    }
  }
  CHECK(children > 1'000'000);
}

TEST_CASE("there is one roll a year from the autumn before the start", "[schooling]") {
  for (const auto* demand : {&baseline_lives().run.result.demand, &wanzhou_run().run.result.demand})
    for (std::size_t i = 0; i < demand->rolls.size(); ++i) CHECK(demand->rolls[i].year == 2020 + static_cast<int>(i));
  CHECK(wanzhou_run().run.result.demand.rolls.size() == 7);
}

TEST_CASE("pupils are the stated share of the official ages, and are taught at home or in town", "[schooling]") {
  check_enrolled(baseline_lives().in, baseline_lives().run.result.demand.rolls);
  check_enrolled(wanzhou_run().in, wanzhou_run().run.result.demand.rolls);
}

TEST_CASE("the gross rate of the base year is the plan's, to the rounding of a pupil a zone", "[schooling]") {
  const auto check = [](const RunInputs& in, const SchoolRoll& roll) {
    const ParameterValues values = values_of(in, 0);
    for (std::size_t s = 0; s < kStages; ++s) {
      const double rate = static_cast<double>(sum(roll.enrolled[s])) / sum(roll.official[s]);
      const double margin = 0.5 * static_cast<double>(in.region->zones.size()) / sum(roll.official[s]);
      INFO("stage " << s << ": " << rate);
      CHECK(rate == Approx(stated_rate(*in.plan, values, s)).margin(margin));
    }
  };
  check(baseline_lives().in, baseline_lives().run.result.demand.rolls[0]);
  check(wanzhou_run().in, wanzhou_run().run.result.demand.rolls[0]);
}
