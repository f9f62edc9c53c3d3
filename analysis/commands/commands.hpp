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

/// With --out: a folder with one table, and its description.
void write_table_folder(const Arguments&, const Region&, const std::string& name,
                        const std::function<void(const std::string& path)>& write);

}  // namespace gongxu
