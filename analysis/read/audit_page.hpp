/// The audit as a page for a terminal and as the table audit.csv.
#pragma once
#include <string>
#include <vector>

#include "sim/core/text.hpp"
#include "sim/plan/audit.hpp"

namespace gongxu {

std::string audit_page(const Plan&, const std::vector<Finding>&, Language);
/// Columns: docs/tables.md. @throws std::runtime_error if the file cannot be written.
void write_audit(const std::vector<Finding>&, const std::string& path);

}  // namespace gongxu
