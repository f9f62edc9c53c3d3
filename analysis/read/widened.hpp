/// Residents of a run with intervals as wide as past errors ask for; everything else of the run stays as it is.
#pragma once
#include <string>

#include "analysis/study/ensemble.hpp"
#include "analysis/study/hindcast/widening.hpp"

namespace gongxu {

/// The growth before the base date that tells a place's type. @throws InputError where region.toml lacks
/// fact.residents_2010.
double growth_before(const Region&);

/// Columns: docs/tables.md. @throws std::runtime_error if the file cannot be written.
void write_widened(const Ensemble&, const Widening&, const std::string& path);

}  // namespace gongxu
