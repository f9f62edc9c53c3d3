/// What a sensitivity study found, for the reader and as tables.
#pragma once
#include <string>

#include "analysis/study/sensitivity/sensitivity.hpp"
#include "sim/core/text.hpp"

namespace gongxu {

/// The leading factors of each headline output of the target year, what better data on the first would buy, and the
/// futures in which the plan fails. Only what can be told from zero.
std::string sensitivity_page(const Ensemble&, const SensitivityStudy&, Language);

/// Every measure of every factor and output. Columns: docs/tables.md.
void write_sensitivity(const SensitivityStudy&, const std::string& path);
/// The boxes of scenario discovery, one row a limit; a failure without a box has one row without a limit.
void write_discovery(const Ensemble&, const SensitivityStudy&, const std::string& path);

}  // namespace gongxu
