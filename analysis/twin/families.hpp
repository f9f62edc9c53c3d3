/// Arriving women's families as expected numbers: children ever born, time since the last birth, who comes along.
///
/// The rule is that of the agents (behaviours/migration: a woman who comes resembles a resident of her age); here it is
/// averaged over all residents of that age instead of drawn. It depends on no parameter: one table serves all draws.
#pragma once
#include <Eigen/Core>
#include <vector>

#include "analysis/twin/rates.hpp"

namespace gongxu {

/// How a birth interval stands, by months: exposed, or who gave birth how many calendar months ago.
class BirthIntervals {
 public:
  /// @param minimum the least interval between births.
  explicit BirthIntervals(Years minimum);

  int stages() const { return static_cast<int>(exposed_.size()); }
  /// The share of a month for which women of a stage are exposed; stage 0 stands for all who are exposed, stage j for
  /// those who gave birth j calendar months before this one, at any date of it alike.
  double exposed(int stage) const { return exposed_[static_cast<std::size_t>(stage)]; }
  /// The stage of the next month.
  int next(int stage) const { return stage == 0 || stage + 1 == stages() ? 0 : stage + 1; }
  /// The stage of who gave birth so many calendar months ago.
  int after(int months) const { return months < stages() ? months : 0; }

 private:
  std::vector<double> exposed_;
};

class ArrivingFamilies {
 public:
  static constexpr int kMonths = kMovesAlone * 12 + 1;  ///< of birth, of children who come along

  /// Of one arriving woman of an age in a year, as expected.
  struct Family {
    /// (parity, stage at the month of arrival); the column after the last stage: gave birth in that very month.
    Eigen::MatrixXd births;
    /// (sex, calendar months born before the month of arrival): children who come along.
    Eigen::MatrixXd children;
  };

  ArrivingFamilies(const Region&, const InitialPopulation&, const BirthIntervals&, int first_year, int last_year);

  const Family& of(int year, int age) const {
    return families_[static_cast<std::size_t>((year - first_year_) * (kOpenAge + 1) + age)];
  }

 private:
  int first_year_;
  std::vector<Family> families_;  // [year][age]
};

}  // namespace gongxu
