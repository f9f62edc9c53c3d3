/// What study_sensitivity() found, as a page for a terminal and as the table sensitivity.csv.
#pragma once
#include <string>

#include "analysis/study/sensitivity/sensitivity.hpp"
#include "sim/core/text.hpp"

namespace gongxu {

/// Births and ageing first, then each service: the factors that drive an output of the target year, largest first.
std::string sensitivity_page(const Ensemble&, const SensitivityStudy&, Language);

/// Columns: docs/tables.md. @throws std::runtime_error if the file cannot be written.
void write_sensitivity(const SensitivityStudy&, const std::string& path);

}  // namespace gongxu
