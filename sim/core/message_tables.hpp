/// The parts of the catalogue of problems; messages.cpp joins them.
#pragma once
#include <span>

#include "sim/core/messages.hpp"

namespace gongxu {

std::span<const ProblemMessage> file_problem_messages();    ///< files, tables, keys, types
std::span<const ProblemMessage> region_problem_messages();  ///< places, rates, parameters, scenarios
std::span<const ProblemMessage> plan_problem_messages();    ///< indicators, projects

}  // namespace gongxu
