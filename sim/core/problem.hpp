/// The user's mistakes: what is wrong, where, which rule, what cures it.
///
/// Readers collect problems instead of stopping at the first one, so that a plan's mistakes are
/// listed together. The texts live in the catalogue messages.cpp, in Chinese and English.
#pragma once
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/core/text.hpp"

namespace gongxu {

/// Where in a file; line and column count from 1, 0 means "the file as a whole".
struct Position {
  std::string file;
  int line = 0;
  int column = 0;
};

/// One entry of the catalogue, by its key ("unknown_key"), with the values for its blanks {0}, {1}, ...
struct Problem {
  Position at;
  std::string key;
  std::vector<std::string> values;
};

/// What is said of a problem, in one language.
struct ToldProblem {
  std::string what, rule, remedy;
};
ToldProblem tell(const Problem&, Language);

/// "file:line:column: what\n  rule: ... remedy: ..." in the language asked for.
std::string describe(const Problem&, Language);

/// Thrown where reading cannot go on; carries everything found so far. Exit status 2.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Problem> problems);
  explicit InputError(Problem problem) : InputError(std::vector<Problem>{std::move(problem)}) {}
  const std::vector<Problem>& problems() const { return problems_; }

 private:
  std::vector<Problem> problems_;
};

/// Collects problems; every reader takes one and goes on as far as it can.
class Problems {
 public:
  void add(Position at, std::string key, std::vector<std::string> values = {}) {
    found_.push_back({std::move(at), std::move(key), std::move(values)});
  }
  bool none() const { return found_.empty(); }
  std::size_t count() const { return found_.size(); }
  const std::vector<Problem>& all() const { return found_; }
  /// @throws InputError with all of them, sorted by file, line, column, if there are any.
  void throw_if_any() const;

 private:
  std::vector<Problem> found_;
};

}  // namespace gongxu
