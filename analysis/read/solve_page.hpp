/// What solve() found, as a page for a terminal and as the tables solve.csv and solve_alternatives.csv.
#pragma once
#include <string>
#include <vector>

#include "analysis/study/solve/solve.hpp"
#include "sim/core/text.hpp"

namespace gongxu {

/// A paragraph a service, year and scenario, then by year the plan's table as it should have been: base, target, as
/// quantified, required, gap. @param worst the solutions that suffice in all scenarios; empty if one scenario was asked
/// for.
std::string solve_page(const Ensemble&, const SolveRequest&, const std::vector<Solution>&,
                       const std::vector<Solution>& worst, Language);

/// Columns: docs/tables.md. @throws std::runtime_error if the file cannot be written.
void write_solve(const std::vector<Solution>&, const std::vector<Solution>& worst, const std::string& path);
void write_alternatives(const std::vector<Solution>&, const std::string& path);

}  // namespace gongxu
