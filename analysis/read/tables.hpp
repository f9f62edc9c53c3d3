/// The tables of a run folder, from an ensemble. Their columns are documented in docs/tables.md.
#pragma once
#include <string>
#include <vector>

#include "analysis/read/verdicts.hpp"

namespace gongxu {

/// Writes tables/*.csv below `folder` (which has a folder `tables`).
/// @returns the paths written, relative to `folder`.
std::vector<std::string> write_tables(const Ensemble&, const Verdicts&, const std::string& folder);

}  // namespace gongxu
