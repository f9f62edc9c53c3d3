/// Agents beside the cohorts, for a sample of the places of a census: how far one stands for the other.
#pragma once
#include <vector>

#include "analysis/study/hindcast/many_places.hpp"

namespace gongxu {

struct AgentsBeside {
  std::string id;
  double size = 0;                   ///< [persons] at the base date
  double agents = 0, agents_se = 0;  ///< residents at the later date: mean of the replicates
  double cohorts = 0;                ///< likewise, parameters at their centres in both
  double largest_gap = 0;            ///< |cohorts / agents - 1| of the age group where it is largest, both sexes
  int largest_gap_from = 0;          ///< its first age
};

inline constexpr int kAgentLives = 4;  ///< of each place: the error of a total of 100,000 is then some 0.1 %

/// Places evenly over the ranks of size, each lived by agents in one zone with the inputs that the cohorts have.
/// @param sample how many; options.replicates lives of each, chance alone drawn.
std::vector<AgentsBeside> agents_beside(const ManyRequest&, int sample, const RunOptions&, const Progress&);

}  // namespace gongxu
