/// Scenarios side by side, from run folders: first the inputs that differ, then the results, by pairs.
#pragma once
#include <string>
#include <vector>

#include "sim/core/text.hpp"

namespace gongxu {

/// Compares one scenario of a run with another, of the same run or of a second one. Results are
/// subtracted replicate by replicate, so that chance that both share cancels; each difference has its
/// own standard error.
/// @param folders one or two run folders.
/// @param scenarios empty: of one folder the first with each other, of two those of the same name.
/// @returns the page for a terminal. Also writes tables/compare.csv into the last folder.
/// @throws InputError if a folder is no run's, or the two cannot be paired.
std::string compare_runs(const std::vector<std::string>& folders, const std::vector<std::string>& scenarios, Language);

/// True if the path holds run.json and tables.
bool is_run_folder(const std::string& path);

}  // namespace gongxu
