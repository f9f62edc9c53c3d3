/// Solving back: what is told holds when it is worked out anew, and one unit less does not.
#include "analysis/study/solve/solve.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "sim/core/apportion.hpp"
#include "sim/plan/pack.hpp"
#include "sim/plan/supply_policies.hpp"

using namespace gongxu;

namespace {

constexpr int kYear = 2023, kReplicates = 6;

std::unique_ptr<Ensemble> small_study(std::vector<std::string> scenarios = {"baseline"}) {
  RunOptions options;
  options.scenarios = std::move(scenarios);
  options.replicates = kReplicates;
  options.until = kYear;
  return prepare_ensemble(read_pack(GONGXU_SOURCE_DIR "/scenarios/minqin"), options);
}

/// Counts replicates in which a service of the whole place is short, or in surplus, in the first supply case.
struct Counts {
  int is_short = 0, is_surplus = 0;
};
/// @param supply what there is in a replicate, made from what the plan quantifies.
template <class F>
Counts count(const Ensemble& e, const std::string& scenario, const Plan& plan, Service s, int year, std::uint32_t seed,
             F supply) {
  const Tabulated tabulated = tabulate(e, e.pack.scenarios.at(scenario));
  RunInputs in = inputs_of(e, e.pack.scenarios.at(scenario), tabulated);
  in.plan = &plan;
  in.seed = seed;
  Counts out;
  for (std::uint32_t r = 0; r < kReplicates; ++r) {
    const ReplicateResult lived = run_people(in, r);
    const auto years = replay_supply(in, r, supply(supply_of(in, values_of(in, r), 0, lived.demand)), lived);
    const ServiceYear& y = years[index_of(s)][0][static_cast<std::size_t>(year - e.first_year)].back();
    out.is_short += y.is_short, out.is_surplus += y.is_surplus;
  }
  return out;
}

/// With so many units from the first day of the year before on: worked out here anew.
Counts with_units(const Ensemble& e, const Solution& s, long units, std::uint32_t seed = 1) {
  return count(e, s.scenario, e.plans.at(s.scenario), s.service, s.year, seed, [&](Supply supply) {
    const Tick ready = year_start(s.year - 1);
    CapacityStep step{ready, {}};
    for (const long n : largest_remainder(s.zone_shares, units)) step.by_zone.push_back(static_cast<int>(n));
    for (auto& steps : supply[index_of(s.service)].cases) {
      std::erase_if(steps, [&](const CapacityStep& old) { return old.when >= ready; });
      steps.push_back(step);
    }
    return supply;
  });
}

const auto as_it_is = [](Supply supply) { return supply; };
const auto kSilent = [](const std::string&, int, int) {};

}  // namespace

TEST_CASE("the solved number leaves as many draws short as was asked, one unit less leaves more", "[solve]") {
  const auto e = small_study();
  const auto solutions = solve(*e, {{Service::childcare, Service::hospital_bed}, {kYear}, 0.2, {}}, kSilent);
  REQUIRE(solutions.size() == 2);
  for (const Solution& s : solutions) {
    INFO(info(s.service).word << ": " << s.required);
    REQUIRE(s.found());
    CHECK(with_units(*e, s, std::lround(s.required)).is_short <= 1);
    CHECK(with_units(*e, s, std::lround(s.required) - 1).is_short > 1);
    CHECK(s.low <= s.required);
    CHECK(s.high >= s.required);
    CHECK(s.verified.n == kReplicates);
    const long less = static_cast<long>(s.required * 9) / 10;
    CHECK(s.units_less_a_tenth() == less);
    CHECK(s.verified.p * kReplicates == Approx(with_units(*e, s, std::lround(s.required), 1 + kOtherSeed).is_short));
    CHECK(s.tenth_less.p * kReplicates == Approx(with_units(*e, s, less, 1 + kOtherSeed).is_short));
  }
}

TEST_CASE("each replicate's least and largest numbers are where it ceases to be short and becomes idle", "[solve]") {
  const auto e = small_study();
  const auto s = solve(*e, {{Service::childcare}, {kYear}, 0.2, {}}, kSilent).front();
  REQUIRE(s.least.size() == kReplicates);
  for (const double units : s.largest) {
    const auto idle = [&](long n) { return with_units(*e, s, n).is_surplus; };
    const auto expected =
        std::count_if(s.largest.begin(), s.largest.end(), [&](double largest) { return largest < units; });
    CHECK(idle(std::lround(units)) == expected);
    CHECK(idle(std::lround(units) + 1) > expected);
  }
}

TEST_CASE("years are solved each by itself", "[solve]") {
  const auto e = small_study();
  const auto both = solve(*e, {{Service::childcare, Service::primary}, {2022, kYear}, 0.2, {}}, kSilent);
  REQUIRE(both.size() == 4);
  for (const int year : {2022, kYear}) {
    const auto alone = solve(*e, {{Service::childcare, Service::primary}, {year}, 0.2, {}}, kSilent);
    for (const Solution& a : alone) {
      const auto same = std::find_if(both.begin(), both.end(),
                                     [&](const Solution& b) { return b.service == a.service && b.year == a.year; });
      REQUIRE(same != both.end());
      CHECK(same->required == a.required);
      CHECK(same->least == a.least);
      CHECK(same->verified.p == a.verified.p);
    }
  }
  CHECK(worst_of(both).size() == 4);
}

TEST_CASE("a smaller probability of being short asks for more, and the worst of scenarios for the most", "[solve]") {
  const auto e = small_study({"baseline", "births_high"});
  const auto often = solve(*e, {{Service::childcare}, {kYear}, 0.4, {}}, kSilent);
  const auto seldom = solve(*e, {{Service::childcare}, {kYear}, 0.1, {}}, kSilent);
  REQUIRE(often.size() == 2);
  for (std::size_t i = 0; i < often.size(); ++i) CHECK(seldom[i].required >= often[i].required);
  CHECK(often[1].required >= often[0].required);  // births_high
  const auto worst = worst_of(often);
  REQUIRE(worst.size() == 1);
  CHECK(worst[0].scenario == "births_high");
}

TEST_CASE("between bounds: the same answer inside, the lower bound above it, the upper bound's P(short) below",
          "[solve]") {
  const auto e = small_study();
  const auto within = [&](long least, long most) {
    return solve(*e, {{Service::childcare}, {kYear}, 0.2, UnitsRange{least, most}}, kSilent).front();
  };
  const auto free = solve(*e, {{Service::childcare}, {kYear}, 0.2, {}}, kSilent).front();
  const long required = std::lround(free.required);
  CHECK(within(0, required).required == free.required);
  CHECK(within(required + 5, required + 9).required == free.required + 5);
  const Solution none = within(0, required - 1);
  CHECK_FALSE(none.found());
  CHECK(none.best == free.required - 1);
  CHECK(none.best_short.p * kReplicates == Approx(with_units(*e, none, required - 1).is_short));
  CHECK(none.best_verified.p * kReplicates == Approx(with_units(*e, none, required - 1, 1 + kOtherSeed).is_short));
  CHECK(none.best_short.p > 0.2);
  CHECK(none.verified.n == 0);
  CHECK(none.least == free.least);
}

TEST_CASE("a conversion that is told keeps P(short) as asked, one gained unit less does not", "[solve]") {
  const auto e = small_study();
  // With units opened on 1 January the lever of the year before is a conversion that stands ready for the year.
  e->pack.plan.opening_month = 1, e->pack.plan.opening_day = 1;
  Plan& plan = e->plans.at("baseline");
  plan.opening_month = 1, plan.opening_day = 1;
  const auto s = solve(*e, {{Service::childcare}, {kYear}, 0.2, {}}, kSilent).front();
  REQUIRE(s.alternatives.size() == 1);
  const Alternative& way = s.alternatives.front();
  REQUIRE(way.kind == Alternative::Kind::conversion);
  REQUIRE(way.from == Service::kindergarten);
  CHECK(way.own_rate);
  CHECK(way.enough);
  CHECK(way.units == std::ceil(way.gains * 480 / 320));  // scenarios/minqin/scenarios/seats_to_childcare.toml
  const auto lever = [&](double gains) {
    SupplyPolicy p;
    p.id = "lever";
    p.kind = SupplyPolicy::Kind::conversion;
    p.from = "kindergarten", p.to = "childcare";
    p.units = std::ceil(gains * 480 / 320), p.gains = gains, p.year = kYear - 1;
    return with_policies(e->pack.plan, {{"lever", p}});
  };
  const auto hits = [&](const Plan& with, Service of, std::uint32_t seed) {
    return count(*e, "baseline", with, of, kYear, seed, as_it_is).is_short;
  };
  // Units opened in autumn stand ready for the year all the same: nothing else of the two changes then.
  const auto autumn = solve(*small_study(), {{Service::childcare}, {kYear}, 0.2, {}}, kSilent).front();
  REQUIRE(autumn.alternatives.size() == 1);
  CHECK(autumn.alternatives.front().gains == way.gains);
  CHECK(autumn.alternatives.front().after.p == way.after.p);
  CHECK(hits(lever(way.gains), Service::childcare, 1) <= 1);
  CHECK(hits(lever(way.gains - 1), Service::childcare, 1) > 1);
  const std::uint32_t other = 1 + kOtherSeed;
  CHECK(way.before.p * kReplicates == Approx(hits(plan, Service::childcare, other)));
  CHECK(way.after.p * kReplicates == Approx(hits(lever(way.gains), Service::childcare, other)));
  CHECK(way.giver_before.p * kReplicates == Approx(hits(plan, Service::kindergarten, other)));
  CHECK(way.giver_after.p * kReplicates == Approx(hits(lever(way.gains), Service::kindergarten, other)));
}

TEST_CASE("a giver with too few units is told so, with all of them converted", "[solve]") {
  const auto e = small_study();
  Project gone;  // nearly all seats are closed before the conversion
  gone.id = "closed", gone.service = "primary", gone.capacity = 0;
  gone.converts_from = "kindergarten", gone.converts_units = 4580;
  gone.year_start = gone.year_end = kYear - 2, gone.dated = true;
  e->pack.plan.projects.push_back(gone);
  e->plans.at("baseline").projects.push_back(gone);
  const auto s = solve(*e, {{Service::childcare}, {kYear}, 0.2, {}}, kSilent).front();
  REQUIRE(s.alternatives.size() == 1);
  const Alternative& way = s.alternatives.front();
  CHECK_FALSE(way.enough);
  CHECK(way.units < s.required);
  CHECK(way.after.p > 0.2);
}

TEST_CASE("projects may come as many years later as is told, and not one more", "[solve]") {
  const auto e = small_study();
  Project places;  // so that the plan has enough in the year, and would not have it a year later
  places.id = "places", places.service = "childcare", places.capacity = 600;
  places.year_start = places.year_end = kYear - 2, places.dated = true;
  e->pack.plan.projects.push_back(places);
  e->plans.at("baseline").projects.push_back(places);
  const auto s = solve(*e, {{Service::childcare}, {kYear}, 0.5, {}}, kSilent).front();
  REQUIRE(s.required <= s.quantified);
  REQUIRE(s.alternatives.size() == 1);
  const Alternative& way = s.alternatives.front();
  REQUIRE(way.kind == Alternative::Kind::delay);
  const auto later = [&](int years, std::uint32_t seed) {
    SupplyPolicy p;
    p.kind = SupplyPolicy::Kind::delay;
    p.service = "childcare", p.years = years;
    return count(*e, "baseline", with_policies(e->pack.plan, {{"later", p}}), Service::childcare, kYear, seed, as_it_is)
        .is_short;
  };
  REQUIRE(way.enough);
  REQUIRE(way.years_later < kMostYearsLater);
  CHECK(later(way.years_later, 1) <= kReplicates / 2);
  CHECK(later(way.years_later + 1, 1) > kReplicates / 2);
  CHECK(way.after.p * kReplicates == Approx(later(way.years_later, 1 + kOtherSeed)));
  CHECK(way.next.p * kReplicates == Approx(later(way.years_later + 1, 1 + kOtherSeed)));
}

TEST_CASE("progress passes every unit of work once and ends at all of them", "[solve]") {
  const auto e = small_study();
  int last = 0, end = 0;
  solve(*e, {{Service::childcare}, {kYear}, 0.2, {}}, [&](const std::string& id, int done, int total) {
    CHECK(id == "baseline");
    CHECK(done == ++last);
    end = total;
  });
  CHECK(last == end);
  CHECK(end > 2 * kReplicates);  // beside the lives of both seeds
}

TEST_CASE("a year outside the run is refused", "[solve]") {
  const auto e = small_study();
  CHECK_THROWS_AS(solve(*e, {{Service::childcare}, {2050}, 0.2, {}}, kSilent), InputError);
  CHECK_THROWS_AS(solve(*e, {{Service::childcare}, {kYear, 2019}, 0.2, {}}, kSilent), InputError);
}
