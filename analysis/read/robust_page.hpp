/// Candidate numbers of units in every scenario's futures, as a page for a terminal and as the table robust.csv.
#pragma once
#include <string>
#include <vector>

#include "analysis/study/solve/robust.hpp"
#include "sim/core/text.hpp"

namespace gongxu {

/// By year, a row a service and candidate: the worst scenario of each column.
std::string robust_page(const Ensemble&, const std::vector<RobustRow>&, Language);

/// A row a service, year, candidate and scenario, and one for the worst of them. Columns: docs/tables.md.
/// @throws std::runtime_error if the file cannot be written.
void write_robust(const std::vector<RobustRow>&, const std::string& path);

}  // namespace gongxu
