#include "analysis/study/hindcast/classes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace gongxu {
namespace {

struct Class {
  std::string by, name;
  std::size_t rank = 0;  ///< among those of its kind; of equals the name decides
  bool operator<(const Class& other) const {
    return std::tie(by, rank, name) < std::tie(other.by, other.rank, other.name);
  }
};

std::vector<Class> classes_of(const ManyPlace& p) {
  const std::size_t size = size_class_of(p.size);
  const Growth growth = growth_of(p.growth);
  std::vector<Class> out{
      {"all", "all"}, {"size", size_name(size), size}, {"growth", word_of(growth), static_cast<std::size_t>(growth)}};
  if (!p.province.empty()) out.push_back({"province", p.province});
  return out;
}

struct Gathered {
  std::map<std::string, std::vector<Scored>> by_group;
  int places = 0;
};

std::map<Class, Gathered> gather(const std::vector<ManyPlace>& places, const Widening* widening, bool half,
                                 double horizon_years) {
  std::map<Class, Gathered> out;
  for (const ManyPlace& p : places) {
    if (half && learns(p.hindcast.code)) continue;
    for (const Class& c : classes_of(p)) {
      Gathered& g = out[c];
      ++g.places;
      const auto& rows = p.hindcast.scenarios.front().rows;
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const int group = i == 0 ? kAllAges : static_cast<int>((i - 1) % kGroups);
        g.by_group[score_group(*rows[i].observation)].push_back(
            widening ? widening->widened(rows[i].scored, p.size, p.growth_before, group, horizon_years)
                     : rows[i].scored);
      }
    }
  }
  return out;
}

}  // namespace

std::string size_name(std::size_t c) {
  return c + 1 < kSizes.size() ? fmt::format("{:.0f}-{:.0f}", kSizes[c], kSizes[c + 1])
                               : fmt::format("{:.0f}-", kSizes[c]);
}

std::vector<ClassScores> class_scores(const std::vector<ManyPlace>& places, const Widening& widening,
                                      double horizon_years) {
  std::vector<ClassScores> out;
  const auto add = [&](const std::string& intervals, const Widening* used, bool half) {
    for (const auto& entry : gather(places, used, half, horizon_years))
      for (const auto& [group, scored] : entry.second.by_group)
        out.push_back({intervals, entry.first.by, entry.first.name, group, entry.second.places, scores_of(scored)});
  };
  add("model", nullptr, false);
  add("model_half", nullptr, true);
  add("widened_half", &widening, true);
  return out;
}

}  // namespace gongxu
