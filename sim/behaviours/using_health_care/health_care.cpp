#include "sim/behaviours/using_health_care/health_care.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/hazard.hpp"
#include "sim/core/math.hpp"
#include "sim/core/poisson.hpp"

namespace gongxu {
namespace {

enum class Stream : std::uint64_t { visits_inside, visits_elsewhere, admissions_elsewhere, admissions };

/// The address of one stream of one month.
PersonId stream_of(std::uint64_t zone_key, Stream stream, std::size_t group, Tick month) {
  return mix64(mix64(zone_key ^ 0x6865616c7468ULL, static_cast<std::uint64_t>(stream) << 32 | group), month);
}

double fact(const Region& region, const char* id) {
  const auto it = region.facts.find(id);
  return it == region.facts.end() ? 0 : it->second;
}

}  // namespace

HealthCare::HealthCare(const Region& region, const ParameterValues& values)
    : base_(to_tick(region.base_date)),
      visit_trend_(values["visit_trend"]),
      admission_trend_(values["admission_trend"]),
      inside_(values["treated_inside_share"]) {
  zone_keys_ = zone_keys(region);
  zone_keys_.push_back(key_of("outside", 7));
}

/// Rates by state whose mean over the base year's prevalence is the table's, age by age.
void HealthCare::set_states(ByState& of_state, const BySexAge& all, const std::array<double, kDependencies>& ratio,
                            const std::array<BySexAge, kDependencies>& prevalence) {
  for (std::size_t sex = 0; sex < 2; ++sex)
    for (std::size_t age = 0; age <= kOpenAge; ++age) {
      double mean = 0;
      for (std::size_t s = 0; s < kDependencies; ++s) mean += prevalence[s][sex][age] * ratio[s];
      for (std::size_t s = 0; s < kDependencies; ++s)
        of_state[s][sex].push_back(mean > 0 ? all[sex][age] * ratio[s] / mean : 0.0);
    }
}

/// Levels, inflow and stays, against the base year's activity where it is known.
void HealthCare::calibrate(const Region& region, const ParameterValues& values,
                           const std::vector<BySexAge>& residents) {
  const HealthUse& use = region.national.health_use;
  double visits = 0, admissions = 0, days = 0;
  std::vector<double> admitted(kOpenAge + 1, 0.0), stayed(kOpenAge + 1, 0.0);  // by age, both sexes
  for (std::size_t sex = 0; sex < 2; ++sex)
    for (std::size_t age = 0; age <= kOpenAge; ++age) {
      double n = 0;  // whole persons: their sum does not depend on the order of zones
      for (const BySexAge& zone : residents) n += zone[sex][age];
      visits += n * use.visits[sex][age];
      admitted[age] += n * use.admissions[sex][age];
      stayed[age] += n * use.admissions[sex][age] * use.stay[sex][age];
    }
  for (std::size_t age = 0; age <= kOpenAge; ++age) admissions += admitted[age], days += stayed[age];
  const double inflow = values["inflow_share"];
  const auto level = [&](double measured, double expected) {
    return measured > 0 && expected > 0 ? (1 - inflow) * measured / (inside_ * expected) : 1.0;
  };
  visit_level_ = level(fact(region, "visits_2020"), visits);
  admission_level_ = level(fact(region, "discharges_2020"), admissions);
  inflow_visits_ = inflow / (1 - inflow) * inside_ * visits * visit_level_;
  inflow_admissions_ = inflow / (1 - inflow) * inside_ * admissions * admission_level_;
  inflow_stay_days_ = values["mean_stay_days"];
  base_visits_ = inside_ * visits * visit_level_ / (1 - inflow);
  base_bed_days_ = inside_ * admissions * admission_level_ / (1 - inflow) * values["mean_stay_days"];
  const double longer = days > 0 ? values["mean_stay_days"] * admissions / days : 1.0;
  for (std::size_t age = 0; age <= kOpenAge; ++age) {
    const bool same = use.stay[female][age] == use.stay[male][age] || admitted[age] <= 0;
    stay_days_.push_back((same ? use.stay[female][age] : stayed[age] / admitted[age]) * longer);
  }
  for (auto& of_sex : visits_)
    for (auto& ages : of_sex)
      for (double& rate : ages) rate *= visit_level_;
  for (auto& of_sex : admissions_)
    for (auto& ages : of_sex)
      for (double& rate : ages) rate *= admission_level_;
}

/// Neighbouring ages of one mean stay form one stream.
void HealthCare::set_groups() {
  for (std::size_t age = 0; age <= kOpenAge; ++age) {
    if (groups_.empty() || groups_.back().stay_days != stay_days_[age]) groups_.push_back({age, age, stay_days_[age]});
    groups_.back().end_age = age + 1;
  }
}

double HealthCare::expected(const ByState& rates, const Exposure& exposure, int zone, std::size_t first_age,
                            std::size_t end_age) const {
  double sum = 0;
  for (std::size_t s = 0; s < kDependencies; ++s)
    for (std::size_t sex = 0; sex < 2; ++sex)
      for (std::size_t age = first_age; age < end_age; ++age)
        sum += rates[s][sex][age] * static_cast<double>(exposure[zone][s][sex][age]);
  return sum / kTicksPerYear;
}

/// A Poisson number of admissions, each at its own date for its own stay.
void HealthCare::admit(PersonId stream, double expected, double stay_days, int zone, Tick from, Tick to,
                       const Draws& draws, BedDays& beds, double& admitted) const {
  const std::uint32_t n = poisson(expected, draws, stream, Purpose::health_count);
  const double half = stay_days / 2 * kTicksPerDay;  // mean of each of the two exponential parts
  for (std::uint32_t i = 0; i < n; ++i) {
    const auto block = draws.block(stream, Purpose::admission, i);
    const Tick when = from + static_cast<Tick>(static_cast<std::uint64_t>(block[0]) * (to - from) >> 32);
    const double stay = -half * math::log(Draws::to_uniform(block[1]) * Draws::to_uniform(block[2]));
    beds.add(zone, when, when + std::max<Tick>(1, static_cast<Tick>(stay)));
  }
  admitted += n;
}

double HealthCare::grown(double trend_per_year, Tick base, const Window& w) {
  const double years = years_in(w.start - base).value + years_in(w.end - w.start).value / 2;
  return trend_per_year == 0 ? 1.0 : math::exp(math::log(1 + trend_per_year) * years);
}

HealthMonth HealthCare::month(const Window& w, const Exposure& exposure, const Draws& draws, BedDays& beds) const {
  const std::size_t outside = zone_keys_.size() - 1;
  const std::vector<double> none(outside + 1, 0.0);
  HealthMonth m{w.start, w.end, none, none, none, none, none};
  const double years = years_in(w.end - w.start).value;
  const double more_visits = grown(visit_trend_, base_, w), more_admissions = grown(admission_trend_, base_, w);
  const auto count = [&](std::size_t z, Stream stream, std::size_t group, double mean) {
    return static_cast<double>(
        poisson(mean, draws, stream_of(zone_keys_[z], stream, group, w.start), Purpose::health_count));
  };
  for (std::size_t z = 0; z < outside; ++z) {
    const int zone = static_cast<int>(z);
    const double visits = more_visits * expected(visits_, exposure, zone, 0, kOpenAge + 1);
    m.visits[z] = count(z, Stream::visits_inside, 0, inside_ * visits);
    m.visits_needed[z] = m.visits[z] + count(z, Stream::visits_elsewhere, 0, (1 - inside_) * visits);
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      const Group& group = groups_[g];
      const double admissions = more_admissions * expected(admissions_, exposure, zone, group.first_age, group.end_age);
      double inside = 0;
      admit(stream_of(zone_keys_[z], Stream::admissions, g, w.start), inside_ * admissions, group.stay_days, zone,
            w.start, w.end, draws, beds, inside);
      const double all = inside + count(z, Stream::admissions_elsewhere, g, (1 - inside_) * admissions);
      m.admissions[z] += inside;
      m.admissions_needed[z] += all;
      m.bed_days_needed[z] += all * group.stay_days;
    }
  }
  m.visits[outside] = count(outside, Stream::visits_inside, 0, inflow_visits_ * years);
  admit(stream_of(zone_keys_[outside], Stream::admissions, 0, w.start), inflow_admissions_ * years, inflow_stay_days_,
        static_cast<int>(outside), w.start, w.end, draws, beds, m.admissions[outside]);
  m.visits_needed[outside] = m.visits[outside];
  m.admissions_needed[outside] = m.admissions[outside];
  m.bed_days_needed[outside] = m.admissions[outside] * inflow_stay_days_;
  return m;
}

void HealthCare::before_start(Tick start, const Exposure& weeks_before, const Draws& draws, BedDays& beds) const {
  const std::size_t outside = zone_keys_.size() - 1;
  const Tick from = start - kBeforeStart;
  double admitted = 0;
  for (std::size_t z = 0; z < outside; ++z)
    for (std::size_t g = 0; g < groups_.size(); ++g)
      admit(
          stream_of(zone_keys_[z], Stream::admissions, g, from),
          inside_ * expected(admissions_, weeks_before, static_cast<int>(z), groups_[g].first_age, groups_[g].end_age),
          groups_[g].stay_days, static_cast<int>(z), from, start, draws, beds, admitted);
  admit(stream_of(zone_keys_[outside], Stream::admissions, 0, from), inflow_admissions_ * years_in(kBeforeStart).value,
        inflow_stay_days_, static_cast<int>(outside), from, start, draws, beds, admitted);
}

}  // namespace gongxu
