/// The hindcast of the places of two censuses as a page and as tables.
#pragma once
#include <string>
#include <vector>

#include "analysis/study/hindcast/agents_sample.hpp"
#include "analysis/study/hindcast/classes.hpp"
#include "sim/core/text.hpp"

namespace gongxu {

/// All that the study of two censuses found.
struct CensusHindcast {
  std::vector<ManyPlace> places;
  std::vector<ClassScores> classes;
  Widening widening;
  std::vector<AgentsBeside> agents;  ///< empty: no sample was asked for
  int left_out = 0;                  ///< places that one of the censuses lacks
  bool earlier = false;
  double horizon_years = 0;
  int draws = 0;
};

std::string census_page(const CensusHindcast&, Language);

/// Columns: docs/tables.md. @throws std::runtime_error if the file cannot be written.
void write_classes(const std::vector<ClassScores>&, const std::string& path);
void write_widening(const Widening&, const std::string& path);
void write_agents_beside(const std::vector<AgentsBeside>&, const std::string& path);

}  // namespace gongxu
