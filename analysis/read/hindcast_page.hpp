/// Hindcasts as a page for a terminal and as tables.
#pragma once
#include <string>
#include <vector>

#include "analysis/study/hindcast/hindcast.hpp"
#include "sim/core/text.hpp"

namespace gongxu {

/// A table of scores a scenario, with the scenario's reason, then what was missed most and what could not be compared.
std::string hindcast_page(const std::vector<PlaceHindcast>&, int replicates, Language);

/// "1.2 %", "-0.3", "—" for NaN: the cells of scores, also where they are of many places: n, MAPE, MALPE, coverage,
/// CRPS, skill by naive method.
std::vector<std::string> score_cells(const Scores&);
/// Their headings, likewise.
std::vector<std::string> score_headings(Language);

/// Columns: docs/tables.md. @throws std::runtime_error if the file cannot be written.
void write_hindcast(const std::vector<PlaceHindcast>&, const std::string& path);
void write_hindcast_scores(const std::vector<GroupScores>&, const std::string& path);
/// The columns of scores in tables, and their cells.
std::vector<std::string> score_columns();
std::vector<std::string> score_values(const Scores&);

}  // namespace gongxu
