/// The people of the base date as numbers, and how the twin groups them: the same for all parameters.
#pragma once
#include <Eigen/Core>
#include <array>
#include <vector>

#include "analysis/twin/children.hpp"
#include "analysis/twin/families.hpp"

namespace gongxu {

/// Cohorts of settled people are matrices of (zone, state). The state is, by months since the month of birth: for women
/// of fertile age parity and stage of the birth interval (parity x stages + stage); from dependent age on dependency;
/// else the only one. A cohort changes its states in the month of its birthday: to the first at its beginning, to the
/// second at its end.
inline constexpr int kFertileMonth = kFertileFrom * 12, kDependentMonth = kDependentFrom * 12 + 1;
constexpr bool is_fertile(std::size_t sex, int months) {
  return sex == female && months >= kFertileMonth && months < kDependentMonth;
}

/// Children of students: they go when their mothers finish.
struct StudentsChild {
  std::size_t sex;
  int born;
  Eigen::Index zone;
  int leaves_in;  ///< month
  double n;
};

/// The base date's people as numbers: the same for all parameters.
struct BasePeople {
  int month = 0;                                        ///< of the base date
  std::array<std::vector<Eigen::MatrixXd>, 2> persons;  ///< [sex][month of birth] (zone, state)
  std::array<Eigen::MatrixXd, 2> students;              ///< [sex] (zone, month of birth)
  Children children;
  std::vector<StudentsChild> students_children;

  /// @param last_month in which anybody can be born.
  BasePeople(const InitialPopulation&, Eigen::Index zones, const BirthIntervals&, int last_month);
};

}  // namespace gongxu
