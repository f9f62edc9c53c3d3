/// What `run` prints: the verdict table, year by year, the unknown that decides, the way to the files.
#pragma once
#include <string>

#include "analysis/read/verdicts.hpp"
#include "sim/core/text.hpp"

namespace gongxu {

/// The whole page for a terminal, in one language.
/// @param folder where the run's files lie; empty if none were written.
std::string verdict_page(const Ensemble&, const Verdicts&, Language, const std::string& folder);

}  // namespace gongxu
