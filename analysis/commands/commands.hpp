/// The commands. Each does what its line of `gongxu --help` says, prints its page and returns the exit status.
#pragma once
#include <string>

#include "analysis/commands/answers.hpp"
#include "analysis/commands/arguments.hpp"

namespace gongxu {

int check_command(const Arguments&);
int audit_command(const Arguments&);
int run_command(const Arguments&);
int merge_command(const Arguments&);
int compare_command(const Arguments&);
int solve_command(const Arguments&);
int sensitivity_command(const Arguments&);
int twin_command(const Arguments&);
int hindcast_command(const Arguments&);
int hindcast_census_command(const Arguments&);  ///< hindcast --census
int calibrate_command(const Arguments&);
int report_command(const Arguments&);
int bench_command(const Arguments&);

/// With --posterior: read, checked against the pack, its files among the pack's inputs and its draws in the options.
void take_posterior(const Arguments&, Pack&, RunOptions&);

/// Below this many draws probabilities are too rough to act on.
inline constexpr int kFewDraws = 30;
/// Warns if fewer draws are asked for. @returns the warning; empty if there is none.
std::string warn_of_few_draws(const Arguments&);

}  // namespace gongxu
