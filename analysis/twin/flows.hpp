/// What happened in a calendar year, as expected numbers, and the measures made of it.
#pragma once
#include <Eigen/Core>
#include <array>
#include <vector>

#include "analysis/twin/flow.hpp"
#include "analysis/twin/projection.hpp"
#include "sim/output/tally.hpp"

namespace gongxu {

struct YearFlows {
  explicit YearFlows(Eigen::Index zones)
      : births(Eigen::MatrixXd::Zero(zones, 3)),
        deaths(Eigen::VectorXd::Zero(zones)),
        arrivals(deaths),
        departures(deaths),
        moves(Eigen::MatrixXd::Zero(zones, zones)),
        births_by_age(Eigen::ArrayXd::Zero(kTallyAges)),
        deaths_by_age(births_by_age) {}

  Eigen::MatrixXd births;  ///< (zone, order 1, 2, 3+)
  Eigen::VectorXd deaths, arrivals, departures;
  Eigen::MatrixXd moves;                        ///< (to, from)
  Eigen::ArrayXd births_by_age, deaths_by_age;  ///< of both sexes

  /// Adds what falls on a cohort: its lower age and, in the month of its birthday, the higher.
  static void add_by_age(Eigen::ArrayXd& by_age, CohortAge, double of_higher, double n);
};

/// The stock at one date: [sex] persons by (zone, month of birth); dependent ones by state likewise.
struct ResidentStock {
  std::array<Eigen::MatrixXd, 2> residents;
  Eigen::MatrixXd dependent_elderly;  ///< (zone, 0 mild or 1 severe), of 60 and over
  Eigen::VectorXd students;           ///< by zone
};

/// [zone, last whole][sex][age] at the first of the month with that index.
std::vector<std::array<std::array<double, kTallyAges>, 2>> by_age(const ResidentStock&, int month);

/// @param mid_year the stock at 1 July; null if the base date is later.
TwinYear close_year(int year, const YearFlows&, const ResidentStock& end, const ResidentStock* mid_year,
                    const std::vector<bool>& urban);

}  // namespace gongxu
