/// Replicates in separate processes, forked from a parent that has built the population once.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "sim/output/results.hpp"

namespace gongxu {

/// Runs the units, at most `jobs` at a time, each in a child process of its own.
/// `work` runs in the child and returns the unit's result; `collect` runs in the parent, in the order
/// in which units finish. A child dies with its parent. @pre no Engine exists in this process.
/// @throws std::runtime_error with the child's words if a unit fails, Interrupted if interrupts are held
/// (HeldInterrupts) and one comes; in both cases the children that still run are ended.
void run_in_processes(const std::vector<int>& units, int jobs, const std::function<Bytes(int unit)>& work,
                      const std::function<void(int unit, Bytes)>& collect);

}  // namespace gongxu
