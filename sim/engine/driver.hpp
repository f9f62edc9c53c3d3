/// The clock and the phases: who acts when.
///
/// A run is a list of tasks and a list of windows (calendar months). In each window the clock moves
/// to its end, then phase after phase every task of that phase does its step; nobody starts a phase
/// before all have finished the one before. Two drivers run the same tasks with the same result: SimGrid
/// (actors, barriers, one simulated second a day) and a plain loop, the oracle for the first.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "sim/core/window.hpp"

namespace gongxu {

struct Task {
  std::string name;
  std::string host;  ///< zone that it stands in; the platform's name for it
  int phase = 0;
  std::function<void(const Window&)> step;
};

enum class Driver { simgrid, plain };

/// Runs all windows. @throws whatever the first failing task (in the order of the list) threw;
/// std::runtime_error if the clock stopped before the last window.
void drive(Driver, const std::vector<std::string>& hosts, const std::vector<Task>&, const std::vector<Window>&);

/// The SimGrid driver's SimGrid version, for the manifest: "3.32".
std::string simgrid_version();

}  // namespace gongxu
