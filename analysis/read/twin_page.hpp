/// The twin beside the agents: its tables, and what a reader is told of them.
#pragma once
#include <string>
#include <vector>

#include "analysis/study/control_variates.hpp"
#include "sim/core/text.hpp"

namespace gongxu {

/// tables/twin.csv: every age, sex, zone and year. tables/twin_measures.csv: every measure. Columns: docs/tables.md.
void write_twin_cells(const Ensemble&, const std::vector<TwinDistance>&, const std::string& path);
void write_twin_measures(const Ensemble&, const std::vector<TwinDistance>&, const std::string& path);

/// tables/controlled.csv: means with the twin as control variate; and what it is worth, in a line.
void write_controlled(const std::vector<ControlledMean>&, const std::string& path);
std::string controlled_line(const std::vector<ControlledMean>&, Language);

/// A line for all scenarios together, and one for each that lies too far from its twin.
std::string twin_lines(const Ensemble&, const std::vector<TwinDistance>&, Language);

/// The people of some years by the twin, for the whole place.
std::string twin_preview_page(const Ensemble&, const std::vector<TwinYear>&, Language);

}  // namespace gongxu
