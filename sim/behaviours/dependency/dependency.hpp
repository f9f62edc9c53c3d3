/// Dependency of older people: onset, worsening, recovery.
///
///   none --onset--> mild --worsening--> severe;  mild --recovery--> none;  severe --recovery--> mild
///   hazards [per person-year] by age and sex from kDependentFrom on, everybody independent before.
///   One definition throughout: recovery rates and the states' relative mortality are given, onset and
///   worsening are what keeps the stated prevalence by age under the life table of each calendar year:
///     d severe/dx = worsening mild - recovery severe - severe (mu_severe - mu),  likewise for mild.
///   The states' deaths add up to the life table: the relative mortality of every year is divided by its mean
///   over the prevalence of that year, which a projection of the cohorts follows.
///   WHEN  a credit of purpose `dependency`, one for each stay in a state; of the two ways out of `mild`
///         chance takes one in proportion to the hazards at that date.
/// Wakes at  start, birth, arrival, change.  Reads  sex, age.  Writes  dependency.  Asks  nothing.
/// Sources   dependency.csv; severe_prevalence_60plus and the recovery rates of parameters.toml.
/// Leaves out diagnoses, residence and kin; the level of dependency at an age does not change with time but
/// by dependency_delay_years, which moves onset and worsening to later ages from the day after the data date.
#pragma once
#include <array>
#include <vector>

#include "sim/core/draws.hpp"
#include "sim/core/hazard.hpp"
#include "sim/people/initial_population.hpp"
#include "sim/people/life_table.hpp"

namespace gongxu {

class DependencyCourse {
 public:
  DependencyCourse() = default;  ///< nobody ever becomes dependent
  DependencyCourse(const Region&, const ParameterValues&, Tick start, Tick horizon);

  bool inert() const { return prevalence_[0].empty(); }
  /// The state of somebody who comes under observation at `now`. @param u uniform on (0, 1).
  Dependency state_at(Sex, Tick birth, Tick now, double u) const;
  /// WHEN. The date of the next change of somebody who is in the person's state from `from` on.
  Tick due(const Person&, Tick from, std::uint32_t bits) const;
  /// WHAT. The state after a change at `now`. @param u uniform on (0, 1): which way out of `mild`.
  Dependency next(const Person&, Tick now, double u) const;

  const RelativeMortality& relative_mortality() const { return mortality_; }
  /// Prevalence of a state at an exact age [years] as stated, after scaling.
  double prevalence(Sex, double age, Dependency) const;
  /// The hazards of a date by which people pass between the states.
  struct Ways {
    PerYear onset, worsening, back, better;  ///< none to mild, mild to severe, mild to none, severe to mild
  };
  Ways ways(Sex, int age, Tick now) const;
  /// Hazards of the base year: for tests and for whoever asks.
  PerYear onset(Sex sex, int age) const { return rates_.front()[sex][cell(age)].onset; }
  PerYear worsening(Sex sex, int age) const { return rates_.front()[sex][cell(age)].worsening; }

 private:
  struct Rates {
    PerYear onset, worsening;
  };
  using Shares = std::array<double, kDependencies>;
  static std::size_t cell(int age);
  using OfYear = std::array<std::vector<Rates>, 2>;  ///< [sex][whole age - kDependentFrom]
  OfYear solve_rates(const BySexAge& deaths) const;
  Rates delayed(const OfYear&, std::size_t sex, int age, double delay_years) const;
  void compile(Sex, double delay_years, int delay_from_year, int first_year, Tick start, Tick horizon);
  void follow_cohorts(const std::vector<BySexAge>& deaths_by_year, double delay_years, int delay_from_year,
                      int first_year);
  Shares step(const Shares&, const Rates&, const RelativeMortality::ByState&, double deaths_per_year) const;

  double recovery_mild_ = 0, recovery_severe_ = 0;  ///< [per person-year]
  std::array<std::vector<Shares>, 2> prevalence_;   ///< [sex][exact age - kDependentFrom], to kOpenAge + 1
  std::array<std::vector<RelativeMortality::ByState>, 2> relative_;  ///< [sex][whole age - kDependentFrom], as given
  std::vector<OfYear> rates_;                                        ///< by calendar year from the start's
  RelativeMortality mortality_;
  /// Ways out of each state: onset; worsening or recovery; recovery.
  std::array<std::array<ScreenedHazard, kDependencies>, 2> out_;
  std::array<HazardTable, 2> worsens_;
};

}  // namespace gongxu
