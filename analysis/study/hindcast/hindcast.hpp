/// Past years against what happened: agents with drawn parameters from a base date, scored against later observations.
#pragma once
#include <string>
#include <vector>

#include "analysis/read/observations.hpp"
#include "analysis/study/ensemble.hpp"
#include "analysis/study/hindcast/scores.hpp"

namespace gongxu {

/// What became of one observation in a scenario.
struct HindcastRow {
  const Observation* observation = nullptr;
  bool computed = false;  ///< false: the run gives no such number (use of a service without a known capacity)
  Scored scored;
};

struct ScenarioHindcast {
  std::string id;
  Text name, reason;
  std::vector<HindcastRow> rows;
};

struct PlaceHindcast {
  std::string code;
  Text name;
  Date base_date;
  std::vector<Observation> observations;
  std::vector<ScenarioHindcast> scenarios;
};

/// What is observed, in each replicate of a scenario: [observation][replicate]. Services are replayed where one of them
/// is.
/// @param stage names place and scenario among the study's units.
std::vector<std::vector<double>> observed_in_lives(const Ensemble&, const Scenario&, const std::string& stage,
                                                   const std::vector<Observation>&, const Progress&);

/// Runs each place to the last year that is observed of it, services included where one of them is observed.
/// @param observations their `place` counts the packs.
/// @throws InputError if nothing is observed of a place, or for options that a pack does not know.
std::vector<PlaceHindcast> study_hindcast(std::vector<Pack> packs, const Observations& observations, const RunOptions&,
                                          const Progress&);

/// What is scored together: residents as a whole, by residence (or zone), by sex and age; any other measure by itself.
std::string score_group(const Observation&);

struct GroupScores {
  std::string scenario, place, group;  ///< place: code, or "all" of several
  Scores scores;
};
/// By scenario, place and group; of several places also all of them together.
std::vector<GroupScores> group_scores(const std::vector<PlaceHindcast>&);

}  // namespace gongxu
