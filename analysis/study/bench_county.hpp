/// Speed and memory of a whole place: everything that one replicate does.
#pragma once
#include "analysis/study/ensemble.hpp"

namespace gongxu {

/// One replicate (number 0) of the first scenario, `repeats` times with each driver in turn, in this
/// process: the people's lives, then the services' replay. Prints JSON or a short table. Seconds are
/// processor seconds, medians over rounds, in all and for people and services apart; simgrid_share is the median of
/// paired differences of both together.
/// @returns the exit status: 1 if the drivers disagree.
int run_bench_county(Pack, RunOptions, int repeats, bool json);

}  // namespace gongxu
