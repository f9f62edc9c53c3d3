/// Children below the age at which people move alone, by the age of the woman with whom they move: their mother or
/// guardian. When she dies they stay where they are; when she leaves or moves, they go with her.
#pragma once
#include <Eigen/Core>
#include <array>
#include <vector>

#include "analysis/twin/flow.hpp"
#include "analysis/twin/flows.hpp"
#include "analysis/twin/rates.hpp"
#include "sim/behaviours/migration/migration.hpp"

namespace gongxu {

/// One month of the projection: its index since 1900-01, its length, its rates.
struct Month {
  int index;
  double years;
  const TwinRates::Year* rates;
  const Eigen::MatrixXd* destinations;
  /// Moves between zones and losses at a constant hazard, as a generator on zones. @param moving by zone [per year].
  Eigen::MatrixXd generator(const Eigen::VectorXd& moving, double losses) const;
};

/// Children by (zone, column): a ring of months of birth for each sex.
class ChildColumns {
 public:
  static constexpr int kMonths = 128;  ///< at least those below kMovesAlone
  static_assert(kMonths > kMovesAlone * 12 + 1);
  static int column(std::size_t sex, int month) { return static_cast<int>(sex) * kMonths + month % kMonths; }
  static Eigen::MatrixXd none(Eigen::Index zones) { return Eigen::MatrixXd::Zero(zones, 2 * kMonths); }
};

class Children {
 public:
  static constexpr int kMothersMonths = 6;  ///< mothers are grouped by half-years of birth

  Children(Eigen::Index zones, int birth_months);

  /// Adds children of a month of birth who move with women of a month of birth.
  void add(std::size_t sex, int born, int mother_born, Eigen::Index zone, double n) {
    of_class(with_, mother_born)(zone, ChildColumns::column(sex, born)) += n;
  }
  /// The same for those who are born or come in the month that live() will end.
  void add_newcomers(std::size_t sex, int born, int mother_born, const Eigen::VectorXd& by_zone) {
    of_class(newcomers_, mother_born).col(ChildColumns::column(sex, born)) += by_zone;
  }

  /// A month of those who are here at its beginning. Who turns kMovesAlone in it, or loses the mother, is added to
  /// `alone`, by (zone, column).
  void live(const Month&, YearFlows&, Eigen::MatrixXd& alone);
  /// The same month of those who were born or came in it, at any date of it alike.
  void settle_newcomers(const Month&, YearFlows&, Eigen::MatrixXd& alone);

  /// All of them by (zone, column).
  Eigen::MatrixXd sum() const;

 private:
  struct Mothers {
    Eigen::VectorXd moving;
    double leaving = 0, dying = 0;
  };
  using ByMother = std::vector<Eigen::MatrixXd>;
  Eigen::MatrixXd& of_class(ByMother& all, int mother_born) const;
  Mothers mothers(const Month&, std::size_t group) const;
  static void count(const Month&, YearFlows&, const Mothers&, const Eigen::MatrixXd& lived, Eigen::MatrixXd& alone);

  Eigen::Index zones_;
  ByMother with_, newcomers_;  // [mother's half-year of birth]; empty where there are none
};

}  // namespace gongxu
