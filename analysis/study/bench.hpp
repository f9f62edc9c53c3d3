/// Speed and memory of the engine on the neutral workloads W1 and W2, beside two hand-written loops.
///
/// All four loops are timed alike, in processor seconds: from the drawn people in memory (the engine:
/// a person table; the hand-written loops: arrays of birth and class) to the last event before the
/// horizon, with first dates, the filling of calendar or heap, and all events. Not timed: drawing and
/// copying the people, compiling the rate tables (tables_seconds, the engine's).
#pragma once
#include <array>
#include <cstdint>
#include <string>

#include "analysis/study/bench_yardsticks.hpp"
#include "sim/engine/driver.hpp"

namespace gongxu {

struct BenchOptions {
  std::string workload = "W2";  ///< W1 or W2; a whole county is another study
  std::uint32_t people = 1'000'000;
  Driver driver = Driver::simgrid;  ///< whose seconds are shown; both run in every round
  int repeats = 7;                  ///< rounds of heap loop, calendar loop and both drivers, these in turn first
  std::uint32_t seed = 1;
  bool json = false;
};

struct BenchResult {
  bench::Counts counts, heap_counts, calendar_counts;  ///< of the chosen driver and of the loops
  std::uint64_t event_hash = 0, other_event_hash = 0;  ///< of the chosen driver and of the other one
  double seconds = 0, heap_seconds = 0, calendar_seconds = 0, tables_seconds = 0;  ///< medians over rounds
  /// Medians over rounds of paired ratios: speed of the driver over that of the loop in the same round.
  double ratio_to_heap = 0, ratio_to_calendar = 0;
  double simgrid_share = 0;  ///< (SimGrid - plain) / plain, likewise
  /// Peak of what shard, table and calendar had allocated, over the people of the start.
  double bytes_per_person = 0;
};

/// The drivers in the order in which a round runs them: who comes second finds warmer caches, so they take turns.
std::array<Driver, 2> drivers_of_round(int round);

/// True for the names that run_bench() knows.
bool is_neutral_workload(const std::string& name);

/// @pre is_neutral_workload(options.workload), 0 < people < 2^27, repeats > 0.
BenchResult measure(const BenchOptions&);

/// Measures and prints to standard output, as one JSON object or a short table. @returns the exit
/// status: 1 if the drivers disagree.
int run_bench(const BenchOptions&);

}  // namespace gongxu
