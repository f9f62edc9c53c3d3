/// --trace-people: every event of one replicate, for tests and for reading along.
#pragma once
#include <string>

#include "analysis/study/ensemble.hpp"

namespace gongxu {

/// Runs replicate 0 of the first chosen scenario once more and writes
/// `replicate,tick,person,purpose,zone_from,zone_to,detail`, ordered by (tick, person, purpose).
/// @returns the number of rows. @throws std::runtime_error if the file cannot be written.
long write_trace(const Ensemble&, const std::string& path);

}  // namespace gongxu
