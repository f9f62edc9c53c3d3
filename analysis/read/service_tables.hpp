/// The tables of services on the page of a run.
#pragma once
#include <string>

#include "analysis/read/page_words.hpp"

namespace gongxu {

/// All services in one year of a scenario: target, supply in its cases, demand, probabilities, verdict; below a row the
/// zones where they differ.
std::string year_table(const Ensemble&, const Verdicts&, const PageWords&, const ScenarioRun&, int year);

/// Scenarios side by side: services by scenario, the verdict and the probability of a shortage, as quantified and as
/// targeted.
std::string scenario_matrix(const Ensemble&, const Verdicts&, const PageWords&, int year);

/// The unknown that decides each service in a year, and where the verdict turns.
std::string deciding_table(const Verdicts&, const PageWords&, const ScenarioRun&, int year);

/// Services whose base stock is no figure: the change of demand that would break them, and the datum that would settle
/// it. Empty if there are none.
std::string unsettled_table(const Verdicts&, const PageWords&, const ScenarioRun&, int year);

}  // namespace gongxu
