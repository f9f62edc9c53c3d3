/// What `run` prints: the verdicts of the target year and the last, what decides them, what would settle them, the
/// indicators, scenarios side by side, the way to the files.
#pragma once
#include <string>

#include "analysis/read/verdicts.hpp"
#include "sim/core/text.hpp"

namespace gongxu {

/// The whole page for a terminal, in one language: the first scenario in full, the others in a table beside it.
/// @param checks lines that tell how the run's own checks came out. @param folder where the run's files lie; empty if
/// none were written.
std::string verdict_page(const Ensemble&, const Verdicts&, const std::string& checks, Language,
                         const std::string& folder);

}  // namespace gongxu
