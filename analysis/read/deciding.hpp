/// Which unknown decides a verdict, and where the verdict turns.
#pragma once
#include <optional>

#include "analysis/read/verdicts.hpp"

namespace gongxu {

/// The drawn parameter with the largest absolute rank correlation with the whole place's margin in a
/// year. It turns the verdict at the cut that puts the fewest draws on the wrong side; where all draws
/// lie on one side, at the end of a line through the logs of the parameter and of required capacity
/// over capacity (short), or of demand over capacity (surplus), marked as extrapolated, and only if the
/// correlation is at least 0.8.
/// Parameters of one group count as one, at its value in the year (linear between the years in their
/// names). Empty if nothing drawn can be told from zero (|rho| < 2 / sqrt(n)).
std::optional<Deciding> deciding_parameter(const Ensemble&, const ScenarioRun&, std::size_t supply_case,
                                           std::size_t year_index);

}  // namespace gongxu
