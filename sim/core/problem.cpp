#include "sim/core/problem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "sim/core/messages.hpp"

namespace gongxu {
namespace {

/// More of one kind in one file say nothing new: a table whose unit column is wrong has thousands.
constexpr std::size_t kToldOfOneKind = 20;

auto order_of(const Problem& p) { return std::tie(p.at.file, p.at.line, p.at.column, p.key, p.values); }

std::string place(const Position& at) {
  if (at.file.empty()) return {};
  if (at.line == 0) return at.file + ": ";
  return fmt::format("{}:{}:{}: ", at.file, at.line, at.column);
}

/// Sorted by place; the same mistake seen by two readers is told once, a flood is cut short.
std::vector<Problem> tidied(std::vector<Problem> found) {
  std::stable_sort(found.begin(), found.end(),
                   [](const Problem& a, const Problem& b) { return order_of(a) < order_of(b); });
  const auto same = [](const Problem& a, const Problem& b) { return order_of(a) == order_of(b); };
  found.erase(std::unique(found.begin(), found.end(), same), found.end());

  std::map<std::pair<std::string, std::string>, std::size_t> told;
  std::map<std::pair<std::string, std::string>, std::size_t> cut_at;  // index into `kept`
  std::map<std::pair<std::string, std::string>, std::size_t> cut;
  std::vector<Problem> kept;
  for (Problem& p : found) {
    const std::pair kind{p.at.file, p.key};
    if (++told[kind] <= kToldOfOneKind) {
      kept.push_back(std::move(p));
      continue;
    }
    if (cut[kind]++ == 0) {
      cut_at[kind] = kept.size();
      kept.push_back({std::move(p.at), "more_of_one_kind", {}});
    }
  }
  for (const auto& [kind, index] : cut_at) kept[index].values = {std::to_string(cut[kind])};
  return kept;
}

}  // namespace

ToldProblem tell(const Problem& problem, Language language) {
  const ProblemMessage& m = problem_message(problem.key);
  const auto fill = [&](std::string_view text) { return filled(text, problem.values); };
  if (language == Language::zh) return {fill(m.zh_what), fill(m.zh_rule), fill(m.zh_remedy)};
  return {fill(m.en_what), fill(m.en_rule), fill(m.en_remedy)};
}

std::string describe(const Problem& problem, Language language) {
  const ToldProblem told = tell(problem, language);
  const bool zh = language == Language::zh;
  return fmt::format("{}{}\n  {}{} {}{}", place(problem.at), told.what, zh ? "规则:" : "rule: ", told.rule,
                     zh ? "改法:" : "remedy: ", told.remedy);
}

InputError::InputError(std::vector<Problem> problems)
    : std::runtime_error(problems.empty() ? "input error" : describe(problems.front(), Language::en)),
      problems_(std::move(problems)) {}

void Problems::throw_if_any() const {
  if (!none()) throw InputError(tidied(found_));
}

}  // namespace gongxu
