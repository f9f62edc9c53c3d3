/// A calibration's draws on their way into a run: read back from its folder, checked against the place.
#pragma once
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "sim/plan/pack.hpp"

namespace gongxu {

struct Posterior {
  std::string folder, place, scenario;
  std::vector<ParameterValues> draws;  ///< equally weighted rows; a run takes them in turn
  ParameterSet laws;                   ///< the distributions that the rows were drawn by a priori
  std::set<std::string> named;         ///< parameters that were calibrated; the others came along
  std::vector<std::string> against;    ///< "births 2021-2023 (SOURCE)", one a measure and source that was fitted
  std::vector<std::string> files;      ///< that were read
  std::string digest;                  ///< SHA-256 of the draws' table
};

/// Reads the tables posterior, calibration and fit of a folder. @throws InputError where they are not there or broken,
/// are of another place, or were made with other distributions of the named parameters than the place now has.
std::shared_ptr<const Posterior> read_posterior(const std::string& folder, const Pack&);

/// A parameter's distribution is the same in both, so that a draw from it means the same.
bool same_law(const Parameter&, const Parameter&);

/// The draws as a scenario takes them: without parameters to which it gives another distribution than they had.
std::vector<ParameterValues> rows_for(const Posterior&, const ParameterSet&);

/// Each value's median by itself: what stands for the centre of the draws.
ParameterValues median_row(const std::vector<ParameterValues>&);

}  // namespace gongxu
