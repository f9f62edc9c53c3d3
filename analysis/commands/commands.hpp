/// The commands. Each does what its line of `gongxu --help` says, prints its page and returns the exit status.
#pragma once
#include <functional>
#include <string>

#include "analysis/commands/arguments.hpp"

namespace gongxu {

int check_command(const Arguments&);
int audit_command(const Arguments&);
int run_command(const Arguments&);
int compare_command(const Arguments&);
int solve_command(const Arguments&);
int sensitivity_command(const Arguments&);
int bench_command(const Arguments&);

/// A table of a study: its name without .csv, and who writes it.
struct StudyTable {
  std::string name;
  std::function<void(const std::string& path)> write;
};
/// With --out: a folder with a study's tables, and their description. @param study its name.
void write_table_folder(const Arguments&, const Region&, const std::string& study,
                        const std::vector<StudyTable>& tables);

/// Below this many draws probabilities are too rough to act on.
inline constexpr int kFewDraws = 30;
/// Warns if fewer draws are asked for. @returns the warning; empty if there is none.
std::string warn_of_few_draws(const Arguments&);

}  // namespace gongxu
