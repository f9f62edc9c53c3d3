/// What the plan and its scenarios say, as tables of a run: whoever reads the folder needs no other file.
#pragma once
#include <string>

#include "analysis/study/ensemble.hpp"

namespace gongxu {

/// Each writes one CSV; columns as in docs/tables.md. @throws std::runtime_error if it cannot be written.
void write_indicators(const Plan&, const std::string& path);
void write_projects(const Plan&, const std::string& path);
void write_zones(const Region&, const std::string& path);
/// Names, and what tells a scenario from the first of the run.
void write_scenarios(const Ensemble&, const std::string& path);
/// The parameters of the first scenario, with their ranges and where they come from.
void write_assumptions(const Ensemble&, const std::string& path);

}  // namespace gongxu
