/// The rows of the sheet of sensitivity: of very different studies, in one table.
#pragma once
#include <vector>

#include "analysis/publish/workbook/sheets.hpp"

namespace gongxu::workbook {

inline constexpr lxw_col_t kStudyParameter = 6, kStudyValue = 10;

std::vector<Column> study_columns(const Words&);
/// Of a study solve, where the record has one: required capacities, ways without building, candidates.
void write_solutions(const Context&, TableSheet&);
/// Of studies of sensitivity: indices, boxes in which a failure crowds, where variance comes from.
void write_indices(const Context&, TableSheet&);

}  // namespace gongxu::workbook
