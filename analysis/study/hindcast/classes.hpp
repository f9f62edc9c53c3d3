/// Scores of many places by what they are: size, growth, province; with and without widened intervals.
#pragma once
#include <string>
#include <vector>

#include "analysis/study/hindcast/widening.hpp"

namespace gongxu {

struct ClassScores {
  std::string intervals;  ///< "model": all places; "model_half", "widened_half": those that nothing was learnt on
  std::string by, name;   ///< "all", "size", "growth", "province" and the class
  std::string group;      ///< as score_group() says
  int places = 0;
  Scores scores;
};

/// @param widening learnt on the places for which learns() is true.
std::vector<ClassScores> class_scores(const std::vector<ManyPlace>&, const Widening& widening, double horizon_years);

/// "250000-500000", "1000000-".
std::string size_name(std::size_t size_class);

}  // namespace gongxu
