/// run.json: what was run, from which inputs, with which result.
#pragma once
#include <string>
#include <vector>

#include "analysis/study/ensemble.hpp"

namespace gongxu {

struct RunRecord {
  std::vector<std::string> command_line;
  std::string started, ended;    ///< ISO 8601, UTC
  double processor_seconds = 0;  ///< of the parent, all children and other ranks
  double wall_seconds = 0;
  int units_resumed = 0;  ///< taken over from programs that were interrupted: no time or seconds of theirs are counted
  std::vector<std::string> warnings;
};

/// Writes run.json into `folder`; `tables` are the files written, relative to it.
void write_manifest(const Ensemble&, const RunRecord&, const std::vector<std::string>& tables,
                    const std::string& folder);

}  // namespace gongxu
