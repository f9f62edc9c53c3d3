/// Using health care: outpatient visits, admissions and stays, inside the place and from outside.
///
///   rates    [per person-year] health_use.csv[age][sex] x ratio[dependency] / mean ratio of the age x level x growth
///   growth   (1 + trend)^years since the base date; visit_trend, admission_trend: residents' use at each age
///   inside   treated_inside_share of residents' visits and admissions; what goes elsewhere is need, not demand here
///   inflow   a constant stream of patients from outside: inflow_share of the base year's activity
///   level    one factor each for visits and admissions, so that residents inside and inflow together come to the
///            place's visits_2020 and discharges_2020; 1 where the place has none; held from then on
///   stay     Erlang-2 with the table's mean by age, scaled so that the base year's mean is mean_stay_days
/// Nobody's memory plays a part: all residents' streams together are one Poisson stream for each zone, month and
/// group of ages, exactly, with the exposure of the month (superposition). The n-th admission of a stream has its
/// own date and stay, so that a higher rate only adds some.
/// Wakes at  the end of each month.  Reads  exposure by zone, age, sex, dependency.  Writes  nothing.
/// Asks  visits (physician, nurse), hospital_bed.
/// Sources   health_use.csv, parameters.toml, facts of the place.
/// Leaves out seasons, epidemics, death in hospital, repeated admission, growth of the inflow.
#pragma once
#include <array>
#include <vector>

#include "sim/behaviours/using_health_care/bed_days.hpp"
#include "sim/core/demand.hpp"
#include "sim/core/draws.hpp"
#include "sim/core/window.hpp"
#include "sim/people/exposure.hpp"
#include "sim/scenario/parameters.hpp"
#include "sim/scenario/region.hpp"

namespace gongxu {

class HealthCare {
 public:
  /// So long before the start admissions are drawn: one stay in a million lasts longer.
  static constexpr Tick kBeforeStart = 12 * 7 * kTicksPerDay;

  HealthCare() = default;  ///< nobody uses anything
  /// @param prevalence of a state by sex and exact age, as dependency has it.
  template <class Prevalence>
  HealthCare(const Region&, const ParameterValues&, const std::vector<BySexAge>& residents, const Prevalence&);

  bool inert() const { return groups_.empty(); }
  /// WHAT. Everything asked for in a month; admissions go to `beds`, people from outside as its last zone.
  HealthMonth month(const Window&, const Exposure&, const Draws&, BedDays& beds) const;
  /// What use at each age has become, over the base date's, in the middle of a month.
  static double grown(double trend_per_year, Tick base, const Window&);
  /// Those who lie in hospital when the run begins: admissions of the time before it.
  /// @param weeks_before exposure of kBeforeStart, by the residents of the start.
  void before_start(Tick start, const Exposure& weeks_before, const Draws&, BedDays& beds) const;

  /// [a year] expected inside the place of the base date's residents, people from outside included.
  double base_visits() const { return base_visits_; }
  double base_bed_days() const { return base_bed_days_; }
  double mean_stay(std::size_t age) const { return stay_days_[age]; }
  double admission_level() const { return admission_level_; }
  double visit_level() const { return visit_level_; }

 private:
  using ByState = std::array<BySexAge, kDependencies>;
  struct Group {
    std::size_t first_age, end_age;
    double stay_days;
  };
  HealthCare(const Region&, const ParameterValues&);
  void set_states(ByState& of_state, const BySexAge& all, const std::array<double, kDependencies>& ratio,
                  const std::array<BySexAge, kDependencies>& prevalence);
  void calibrate(const Region&, const ParameterValues&, const std::vector<BySexAge>& residents);
  void set_groups();
  void admit(PersonId stream, double expected, double stay_days, int zone, Tick from, Tick to, const Draws&,
             BedDays& beds, double& admitted) const;
  double expected(const ByState&, const Exposure&, int zone, std::size_t first_age, std::size_t end_age) const;

  ByState visits_, admissions_;    ///< [state][sex][age] per person-year, wherever treated
  std::vector<double> stay_days_;  ///< by age
  std::vector<Group> groups_;
  std::vector<std::uint64_t> zone_keys_;          ///< the last is that of outside
  Tick base_ = 0;                                 ///< the base date, from which the trends count
  double visit_trend_ = 0, admission_trend_ = 0;  ///< [a year]
  double inside_ = 1, admission_level_ = 1, visit_level_ = 1;
  double base_visits_ = 0, base_bed_days_ = 0;
  double inflow_admissions_ = 0, inflow_visits_ = 0, inflow_stay_days_ = 0;  ///< [a year], [a year], [days]
};

template <class Prevalence>
HealthCare::HealthCare(const Region& region, const ParameterValues& values, const std::vector<BySexAge>& residents,
                       const Prevalence& prevalence)
    : HealthCare(region, values) {
  if (region.national.health_use.visits[0].empty()) return;
  std::array<BySexAge, kDependencies> shares;
  for (std::size_t s = 0; s < kDependencies; ++s)
    for (const Sex sex : {female, male})
      for (int age = 0; age <= kOpenAge; ++age)
        shares[s][sex].push_back(prevalence(sex, age + 0.5, static_cast<Dependency>(s)));
  set_states(visits_, region.national.health_use.visits, {1, values["visit_ratio_mild"], values["visit_ratio_severe"]},
             shares);
  set_states(admissions_, region.national.health_use.admissions,
             {1, values["admission_ratio_mild"], values["admission_ratio_severe"]}, shares);
  calibrate(region, values, residents);
  set_groups();
}

}  // namespace gongxu
