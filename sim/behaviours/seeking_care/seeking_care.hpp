/// Seeking a care bed: which older people demand one at today's price, means and family, and of which kind.
///
///   at 60 and over:  severe dependency -> a nursing bed, otherwise -> an ordinary bed, if
///     entitled (特困, in institutions whatever the state), with entitled_share_60plus; or
///     own threshold < propensity[state] x relative[kin near or not] x relative[urban or rural]
///   propensity[severe]  so that on the base date institutional_share_of_severe of the severe demand a bed
///   propensity[mild]    so that ordinary beds are demanded by institution_residents_60plus x
///                       (1 - institution_nursing_share) of all 60 and over, the entitled among them; at least 0
///   relative            kin_near_effect with an adult child near, 1 without; rural_means in the countryside, 1 in town
///   kin near            with probability 1 - (1 - kin_near_probability)^children; for life
///   The threshold is one for life: whoever seeks an ordinary bed when mild seeks a nursing bed when severe.
/// Wakes at  start, arrival, change of dependency, move, 60th birthday.  Reads  age, dependency, zone, parity.
/// Writes  the wish.  Asks  care_bed (ordinary), nursing_bed.
/// Sources   parameters.toml (judgement from national figures); no survey of the places exists.
/// Leaves out prices, the death of a spouse, home care; effective demand, not need: need is all who are dependent.
#pragma once
#include <array>

#include "sim/core/draws.hpp"
#include "sim/core/service.hpp"
#include "sim/people/initial_population.hpp"
#include "sim/scenario/parameters.hpp"

namespace gongxu {

inline constexpr int kCareFrom = 60;  ///< [years] care beds are for people of this age and over

/// The base date's older people as the calibration sees them; built once for all replicates.
struct ElderlyByKin {
  struct Cell {
    int age = 0;
    Sex sex = female;
    bool urban = false;
    int children = 0;
    double persons = 0;
  };
  std::vector<Cell> cells;  ///< aged kCareFrom and over
  ElderlyByKin(const InitialPopulation&, const Region&);
};

class SeekingCare {
 public:
  SeekingCare() = default;  ///< nobody ever seeks a bed
  /// @param prevalence of a state by sex and exact age, as dependency has it.
  template <class Prevalence>
  SeekingCare(const Region&, const ParameterValues&, const ElderlyByKin&, const Prevalence&);

  bool inert() const { return urban_.empty(); }
  /// True if the person, resident in its zone and in its state, demands a bed once it is kCareFrom.
  bool seeks(const Person&, const Draws::Block& traits) const;
  /// True for those whose wish does not wait for dependency.
  bool is_entitled(const Draws::Block& traits) const;
  static Service service_of(Dependency d) { return d == Dependency::severe ? Service::nursing_bed : Service::care_bed; }
  double propensity(Dependency d) const { return propensity_[static_cast<std::size_t>(d)]; }

 private:
  SeekingCare(const Region&, const ParameterValues&);
  double relative(bool kin_near, bool urban) const;
  double near_share(int children) const;
  void calibrate(const ParameterValues&, double persons, const std::array<double, kDependencies>& weighted,
                 const std::array<double, kDependencies>& in_state);

  std::vector<bool> urban_;
  double entitled_ = 0, kin_near_ = 0, near_effect_ = 1, rural_ = 1;
  std::array<double, kDependencies> propensity_{};
};

template <class Prevalence>
SeekingCare::SeekingCare(const Region& region, const ParameterValues& values, const ElderlyByKin& elderly,
                         const Prevalence& prevalence)
    : SeekingCare(region, values) {
  double persons = 0;
  std::array<double, kDependencies> weighted{}, in_state{};
  for (const ElderlyByKin::Cell& c : elderly.cells) {
    const double near = near_share(c.children);
    const double mean = near * relative(true, c.urban) + (1 - near) * relative(false, c.urban);
    persons += c.persons;
    for (const Dependency d : {Dependency::mild, Dependency::severe}) {
      const double n = c.persons * prevalence(c.sex, c.age + 0.5, d);
      in_state[static_cast<std::size_t>(d)] += n;
      weighted[static_cast<std::size_t>(d)] += n * mean;
    }
  }
  calibrate(values, persons, weighted, in_state);
}

}  // namespace gongxu
