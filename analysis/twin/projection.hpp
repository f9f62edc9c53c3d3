/// The twin: a cohort-component projection of the people, from the very inputs of the agents.
///
///   state   expected persons by zone, sex and calendar month of birth; women of fertile age also by parity and months
///           since the last birth; people of 50 and over by dependency; students apart; children below kMovesAlone by
///           the age of the mother or guardian with whom they would move
///   step    a calendar month: x(t + dt) = exp(Q dt) x(t) + integral of the arrivals, Q the generator of death,
///   leaving,
///           moves between zones, childbirth, onset, worsening and recovery at the hazards of that month (rates.hpp)
///   base    the agents' own initial population, person by person, so that it adds no distance
/// The population enters as numbers: one projection costs the same for a village and for the nation, and has no chance
/// in it. Left out: who is registered where (registered residents, the absent), services, and what they ask for.
/// Accuracy: within a month hazards are constant, and of births, deaths and moves in one month products of hazards
/// above the second order are left out: 2e-5 of a month's events. Days of birth are taken as uniform within calendar
/// months.
#pragma once
#include <memory>
#include <vector>

#include "sim/engine/replicate.hpp"

namespace gongxu {

/// Expected values with the meaning of DemographyYear's.
struct TwinYear {
  int year = 0;
  std::vector<MeasureRow> zones;  ///< the last one is the whole place; NaN: not computed
  std::vector<std::array<std::array<double, kPyramidAges>, 2>> pyramid;  ///< [zone, last whole][sex][age]
};

class Twin {
 public:
  /// Tabulates what does not depend on parameters. The inputs must outlive it.
  explicit Twin(const RunInputs&);
  ~Twin();
  Twin(Twin&&) noexcept;
  /// @param values whose minimum_birth_interval is that of the scenario's centre.
  std::vector<TwinYear> project(const ParameterValues& values) const;

 private:
  struct Tables;
  const RunInputs& in_;
  std::unique_ptr<const Tables> tables_;
};

}  // namespace gongxu
