/// The rows of the sheet of sensitivity: of very different studies, in one table.
#pragma once
#include <vector>

#include "analysis/publish/workbook/sheets.hpp"

namespace gongxu::workbook {

inline constexpr lxw_col_t kStudyParameter = 6, kStudyValue = 10;

std::vector<Column> study_columns(const Words&);
/// Of the studies that the record has: indices, boxes of failure, solutions, alternatives, candidates, variances.
void write_study_rows(const Context&, TableSheet&);

}  // namespace gongxu::workbook
