/// A pack: the folder that a planner edits, read and checked as a whole.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "sim/plan/plan.hpp"
#include "sim/scenario/region.hpp"
#include "sim/scenario/scenario.hpp"

namespace gongxu {

struct Pack {
  std::string folder;
  Region region;
  Plan plan;
  std::map<std::string, Scenario> scenarios;  ///< by id; always has "baseline"
  std::vector<std::string> files;             ///< every file read, for the manifest
};

/// Reads plan.toml, region.toml, the tables and the scenarios of a folder.
/// @param plan optional: a folder without plan.toml is a place of which nothing is promised; its plan is then empty,
/// and its people alone can be projected.
/// @throws InputError with every problem of the pack at once.
Pack read_pack(const std::string& folder, Need plan = Need::required);
bool has_plan(const Pack&);

}  // namespace gongxu
