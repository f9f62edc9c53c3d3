#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "sim/behaviours/using_health_care/health_care.hpp"
#include "tests/support/lizhou.hpp"

using namespace gongxu;

namespace {

const Tick kStart = to_tick({2020, 11, 1}), kHorizon = year_start(2022);
constexpr std::size_t kOutside = 2;  // after two zones
const Draws kDraws(9, 2);

/// Rates and stays that differ with age in three groups; stays of both sexes are the same.
Region place(double visits_2020 = 0, double discharges_2020 = 0) {
  Region region;
  for (const char code : {'a', 'b'}) {
    region.zones.emplace_back();
    region.zones.back().code = std::string(1, code);
  }
  for (std::size_t sex = 0; sex < 2; ++sex)
    for (int age = 0; age <= kOpenAge; ++age) {
      HealthUse& use = region.national.health_use;
      use.visits[sex].push_back(age < 60 ? 4.0 : 9.0);
      use.admissions[sex].push_back((age < 60 ? 0.1 : 0.3) * (sex == female ? 1.2 : 1.0));
      use.stay[sex].push_back(age < 1 ? 6.0 : age < 60 ? 8.0 : 10.0);
    }
  if (visits_2020 > 0) region.facts["visits_2020"] = visits_2020;
  if (discharges_2020 > 0) region.facts["discharges_2020"] = discharges_2020;
  return region;
}
ParameterValues values(const std::map<std::string, double>& changes = {}) {
  ParameterValues v;
  v.value = {{"treated_inside_share", 0.8},   {"inflow_share", 0.1},       {"mean_stay_days", 8.5},
             {"visit_ratio_mild", 1.2},       {"visit_ratio_severe", 1.5}, {"admission_ratio_mild", 1.5},
             {"admission_ratio_severe", 2.5}, {"visit_trend", 0},          {"admission_trend", 0}};
  for (const auto& [id, value] : changes) v.value.at(id) = value;
  return v;
}
double prevalence(Sex, double age, Dependency d) {
  const double severe = age < 50 ? 0 : 0.004 * (age - 50), mild = 1.5 * severe;
  return d == Dependency::severe ? severe : d == Dependency::mild ? mild : 1 - mild - severe;
}
/// [zone][sex][age]: ten thousand of every age in the first zone, three in the second.
std::vector<BySexAge> residents() {
  std::vector<BySexAge> out(2);
  for (std::size_t z = 0; z < 2; ++z)
    for (auto& ages : out[z]) ages.assign(kOpenAge + 1, z == 0 ? 10'000 : 3'000);
  return out;
}
HealthCare care_of(const Region& region, const ParameterValues& v = values()) {
  return HealthCare(region, v, residents(), prevalence);
}
/// What the residents live in some time, by prevalence.
Exposure lived(Tick ticks, double times = 1) {
  Exposure out(2);
  const auto people = residents();
  for (int z = 0; z < 2; ++z)
    for (std::size_t s = 0; s < kDependencies; ++s)
      for (const Sex sex : {female, male})
        for (int age = 0; age <= kOpenAge; ++age) {
          const auto a = static_cast<std::size_t>(age);
          out[z][s][sex][a] = static_cast<std::int64_t>(times * people[static_cast<std::size_t>(z)][sex][a] * ticks *
                                                        prevalence(sex, age + 0.5, static_cast<Dependency>(s)));
        }
  return out;
}
const std::vector<Window>& months() {
  static const std::vector<Window> all = monthly_windows(kStart, kHorizon);
  return all;
}
double sum(const std::vector<double>& by_zone) { return std::accumulate(by_zone.begin(), by_zone.end(), 0.0); }

/// All months' counts, and how many lay in beds day by day.
struct Lived {
  HealthMonth total{0, 0, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}};
  std::vector<std::vector<float>> beds;
  double years = 0;

  Lived(const HealthCare& care, double times = 1, Tick beds_until = kHorizon, bool with_stock = false) {
    BedDays days(3, kStart, beds_until);
    if (with_stock) care.before_start(kStart, lived(HealthCare::kBeforeStart, times), kDraws, days);
    for (const Window& w : months()) {
      const HealthMonth m = care.month(w, lived(w.end - w.start, times), kDraws, days);
      for (const auto field : {&HealthMonth::visits, &HealthMonth::visits_needed, &HealthMonth::admissions,
                               &HealthMonth::admissions_needed, &HealthMonth::bed_days_needed})
        for (std::size_t z = 0; z < 3; ++z) (total.*field)[z] += (m.*field)[z];
      years += years_in(w.end - w.start).value;
    }
    beds = days.means();
  }
};
void check_count(double seen, double expected) {
  INFO(seen << " of " << expected << " expected: sees " << 400 / std::sqrt(expected) << " %");
  CHECK(std::fabs(seen - expected) < 4 * std::sqrt(expected));
}
/// [a year] of all residents, as the table has it.
double table_use(const Region& region, const BySexAge HealthUse::*use) {
  double total = 0;
  for (const BySexAge& zone : residents())
    for (std::size_t sex = 0; sex < 2; ++sex)
      for (std::size_t a = 0; a <= kOpenAge; ++a) total += zone[sex][a] * (region.national.health_use.*use)[sex][a];
  return total;
}

}  // namespace

TEST_CASE("residents inside and patients from outside together are the visits and discharges of the base year",
          "[health]") {
  for (const double inflow : {0.0, 0.2}) {
    const auto care = care_of(place(9e6, 400'000), values({{"inflow_share", inflow}}));
    CHECK(care.base_visits() == Approx(9e6));
    CHECK(care.base_bed_days() == Approx(400'000 * 8.5));
    const Lived run(care);
    check_count(sum(run.total.visits), 9e6 * run.years);
    check_count(sum(run.total.admissions), 400'000 * run.years);
    if (inflow > 0) check_count(run.total.visits[kOutside], inflow * 9e6 * run.years);
    if (inflow > 0) check_count(run.total.admissions[kOutside], inflow * 400'000 * run.years);
    if (inflow == 0) CHECK(run.total.visits[kOutside] == 0);
  }
}

TEST_CASE("where the place's activity is not known the table's own level holds", "[health]") {
  const Region region = place();
  const auto care = care_of(region);
  CHECK(care.visit_level() == 1);
  CHECK(care.admission_level() == 1);
  CHECK(care.base_visits() == Approx(0.8 * table_use(region, &HealthUse::visits) / 0.9));
  const Lived run(care);
  // Of residents wherever treated, and the share inside.
  check_count(run.total.visits_needed[0] + run.total.visits_needed[1],
              table_use(region, &HealthUse::visits) * run.years);
  check_count(run.total.visits[0] + run.total.visits[1], 0.8 * table_use(region, &HealthUse::visits) * run.years);
  check_count(run.total.admissions_needed[0] + run.total.admissions_needed[1],
              table_use(region, &HealthUse::admissions) * run.years);
  check_count(run.total.admissions[0] + run.total.admissions[1],
              0.8 * table_use(region, &HealthUse::admissions) * run.years);
  CHECK(run.total.visits[0] / run.total.visits[1] == Approx(10.0 / 3).epsilon(0.01));
  CHECK(run.total.visits_needed[kOutside] == run.total.visits[kOutside]);
}

TEST_CASE("stays are those of the table by age, in the mean of the base year the stated one", "[health]") {
  const Region region = place();
  for (const double mean : {7.5, 9.5}) {
    const auto care = care_of(region, values({{"mean_stay_days", mean}}));
    double days = 0;
    for (const BySexAge& zone : residents())
      for (std::size_t sex = 0; sex < 2; ++sex)
        for (std::size_t a = 0; a <= kOpenAge; ++a)
          days += zone[sex][a] * region.national.health_use.admissions[sex][a] * care.mean_stay(a);
    CHECK(days / table_use(region, &HealthUse::admissions) == Approx(mean));
    CHECK(care.mean_stay(80) / care.mean_stay(30) == Approx(10.0 / 8));
    CHECK(care.mean_stay(0) / care.mean_stay(30) == Approx(6.0 / 8));
  }
}

TEST_CASE("the mean stay is met where the sexes' stays differ, too", "[health]") {
  Region region = place();
  for (double& stay : region.national.health_use.stay[female]) stay *= 1.5;
  const auto care = care_of(region);
  double days = 0;
  for (const BySexAge& zone : residents())
    for (std::size_t sex = 0; sex < 2; ++sex)
      for (std::size_t a = 0; a <= kOpenAge; ++a)
        days += zone[sex][a] * region.national.health_use.admissions[sex][a] * care.mean_stay(a);
  CHECK(days / table_use(region, &HealthUse::admissions) == Approx(8.5));
}

TEST_CASE("the beds taken are the admissions' stays, of the mean and no longer than the tail of Erlang-2", "[health]") {
  const auto care = care_of(place());
  const Lived run(care, 1, kHorizon + 200 * kTicksPerDay);  // until all have left
  double patient_days = 0;
  for (const auto& zone : run.beds) patient_days = std::accumulate(zone.begin(), zone.end(), patient_days);
  const double admissions = sum(run.total.admissions);
  // Standard error: stays scatter by their mean over sqrt(2), and a little with age.
  const double se = 8.5 / std::sqrt(2) * 1.1 / std::sqrt(admissions);
  INFO(admissions << " admissions: sees " << 400 * se / 8.5 << " %");
  CHECK(std::fabs(patient_days / admissions - 8.5) < 4 * se);
  CHECK(run.total.bed_days_needed[0] / run.total.admissions_needed[0] == Approx(8.5).epsilon(0.01));
  CHECK(run.beds[0].back() == 0);
  // A month after the last admission one in 190 still lies there: e^-x (1 + x) at 31 days over 4.25.
  const auto after = static_cast<std::size_t>(day_of(kHorizon) - day_of(kStart)) + 31;
  const double share = run.beds[0][after] / run.beds[0][after - 32];
  CHECK(share < 0.02);
  CHECK(share > 0.0005);
}

TEST_CASE("from the first day as many lie in beds as later on", "[health]") {
  const auto care = care_of(place());
  const Lived empty(care), full(care, 1, kHorizon, true);
  const double expected = care.base_bed_days() / 365.2425;
  const auto all = [](const Lived& run, std::size_t day) {
    double n = 0;
    for (const auto& zone : run.beds) n += zone[day];
    return n;
  };
  CHECK(all(empty, 0) < 0.2 * expected);
  for (const std::size_t day : {0U, 3U, 10U, 100U, 400U}) {
    INFO("day " << day);
    check_count(all(full, day), expected);
  }
  CHECK(full.beds[kOutside][0] == Approx(0.1 * expected).epsilon(0.2));
}

TEST_CASE("a higher rate adds admissions and leaves those that are there in their beds", "[health]") {
  const auto care = care_of(place());
  for (const double size : {1e-3, 0.02}) {  // some two and some forty a month and stream
    for (const Window& w : months()) {
      BedDays base(3, kStart, kHorizon), more(3, kStart, kHorizon);
      const HealthMonth a = care.month(w, lived(w.end - w.start, size), kDraws, base);
      const HealthMonth b = care.month(w, lived(w.end - w.start, 1.2 * size), kDraws, more);
      const auto before = base.means(), after = more.means();
      for (std::size_t z = 0; z < 2; ++z) {
        if (b.admissions[z] < a.admissions[z]) continue;  // a rejection of the draw that turned: rare
        double added = 0;
        int fewer = 0;
        for (std::size_t d = 0; d < before[z].size(); ++d) {
          fewer += after[z][d] < before[z][d] - 1e-5;
          added += after[z][d] - before[z][d];
        }
        if (size < 0.01) REQUIRE(fewer == 0);  // below ten a count never falls with its mean, stream by stream
        REQUIRE(added >= (b.admissions[z] > a.admissions[z] ? -1 : -1e-3));
        if (size < 0.01 && b.admissions[z] > a.admissions[z]) REQUIRE(added > 0);
      }
      REQUIRE(after[kOutside] == before[kOutside]);  // nobody outside has a part in it
    }
  }
}

TEST_CASE("dependency changes who uses care, not how much an age uses", "[health]") {
  const Region region = place();
  const auto plain = values(
      {{"visit_ratio_mild", 1}, {"visit_ratio_severe", 1}, {"admission_ratio_mild", 1}, {"admission_ratio_severe", 1}});
  const auto w = months()[1];
  const auto at_age = [&](const HealthCare& care, std::size_t age, std::optional<std::size_t> state) {
    Exposure one(2);  // a million person-years of an age, by prevalence or all in one state
    for (std::size_t s = 0; s < kDependencies; ++s) {
      const double share = prevalence(female, static_cast<double>(age) + 0.5, static_cast<Dependency>(s));
      one[0][s][female][age] = static_cast<std::int64_t>(1e6 * kTicksPerYear * (state ? *state == s : share));
    }
    BedDays beds(3, kStart, kHorizon);
    const HealthMonth m = care.month(w, one, kDraws, beds);
    return std::pair{m.visits_needed[0], m.admissions_needed[0]};
  };
  const auto care = care_of(region), flat = care_of(region, plain);
  for (const std::size_t age : {30U, 55U, 70U, 99U}) {
    INFO("age " << age);
    const auto [visits, admissions] = at_age(care, age, {});
    check_count(visits, 1e6 * region.national.health_use.visits[female][age]);
    check_count(admissions, 1e6 * region.national.health_use.admissions[female][age]);
    if (age < 50) continue;
    const auto none = at_age(care, age, 0), mild = at_age(care, age, 1), severe = at_age(care, age, 2);
    CHECK(mild.first / none.first == Approx(1.2).epsilon(0.01));
    CHECK(severe.first / none.first == Approx(1.5).epsilon(0.01));
    CHECK(mild.second / none.second == Approx(1.5).epsilon(0.03));
    CHECK(severe.second / none.second == Approx(2.5).epsilon(0.03));
    CHECK(at_age(flat, age, 2).first == Approx(at_age(flat, age, 0).first));
  }
  CHECK(flat.base_visits() == Approx(care.base_visits()));
}

TEST_CASE("use at each age grows by its trend from the base date on, the inflow does not", "[health]") {
  const Tick base = to_tick({2020, 11, 1});
  for (const double trend : {-0.02, 0.015}) {
    const Window decade = monthly_windows(to_tick({2030, 11, 1}), to_tick({2030, 12, 1}))[0];
    const double years = (10 * 365.2425 - 0.4 + 15) / 365.2425;  // 3,652 days and half a month
    CHECK(HealthCare::grown(trend, base, decade) == Approx(std::pow(1 + trend, years)).epsilon(1e-4));
    CHECK(HealthCare::grown(0, base, decade) == 1);
  }
  const Region region = place(9e6, 400'000);
  const auto grows = care_of(region, values({{"visit_trend", 0.1}, {"admission_trend", -0.1}}));
  const auto steady = care_of(region);
  CHECK(grows.base_visits() == steady.base_visits());
  CHECK(grows.visit_level() == steady.visit_level());
  BedDays beds(3, kStart, kHorizon);
  for (const Window& w : months()) {
    const auto then = grows.month(w, lived(w.end - w.start), kDraws, beds);
    const auto now = steady.month(w, lived(w.end - w.start), kDraws, beds);
    const double years = years_in(w.start / 2 + w.end / 2 - base).value;
    CHECK(then.visits[0] / now.visits[0] == Approx(std::pow(1.1, years)).epsilon(0.02));
    CHECK(then.visits[kOutside] == now.visits[kOutside]);
    CHECK(then.admissions[kOutside] == now.admissions[kOutside]);
    CHECK(then.admissions[0] / now.admissions[0] == Approx(std::pow(0.9, years)).epsilon(0.1));
  }
}

TEST_CASE("the same month of the same replicate is the same, another month or replicate is not", "[health]") {
  const auto care = care_of(place());
  const auto visits = [&](const Window& w, const Draws& draws) {
    BedDays beds(3, kStart, kHorizon);
    return care.month(w, lived(months()[0].end - months()[0].start), draws, beds).visits;
  };
  CHECK(visits(months()[0], kDraws) == visits(months()[0], kDraws));
  CHECK(visits(months()[0], kDraws) != visits(months()[1], kDraws));
  CHECK(visits(months()[0], kDraws) != visits(months()[0], Draws(9, 3)));
}

TEST_CASE("without a table of use nobody uses anything", "[health]") {
  CHECK(HealthCare().inert());
  Region region = place();
  region.national.health_use = {};
  CHECK(care_of(region).inert());
  CHECK_FALSE(care_of(place()).inert());
}
