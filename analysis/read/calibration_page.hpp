/// What a calibration learnt, for the reader and as tables. Columns: docs/tables.md.
#pragma once
#include <string>

#include "analysis/study/calibrate/calibrate.hpp"
#include "sim/core/text.hpp"

namespace gongxu {

/// What was learnt of each named parameter and what was not, what moved without being named, how the observations came
/// out and how those that were kept back.
/// @param folder where the draws were written; empty: nowhere.
std::string calibration_page(const Ensemble&, const Calibration&, Language, const std::string& folder);

/// The draws, a value a row.
void write_posterior(const Ensemble&, const Calibration&, const std::string& path);
/// Prior and posterior of every drawn parameter.
void write_calibration(const Ensemble&, const Calibration&, const std::string& path);
/// Every observation that could be used.
void write_fit(const Ensemble&, const Calibration&, const std::string& path);

}  // namespace gongxu
