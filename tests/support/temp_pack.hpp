/// A copy of scenarios/ in a temporary folder, for tests that plant mistakes. Removed when it goes out of scope.
#pragma once
#include <string>
#include <vector>

#include "sim/core/problem.hpp"

namespace gongxu::test {

class TempPack {
 public:
  TempPack();
  ~TempPack();
  TempPack(const TempPack&) = delete;
  TempPack& operator=(const TempPack&) = delete;

  std::string folder() const { return path("lizhou"); }
  /// Where a file of the copy is; `name` counts from scenarios/, "lizhou/plan.toml".
  std::string path(const std::string& name) const { return root_ + "/" + name; }

  std::string read(const std::string& name) const;
  void write(const std::string& name, const std::string& text) const;
  void remove(const std::string& name) const;
  /// Replaces the first `before`. @throws std::runtime_error if the file has none: the test is out of date.
  void replace(const std::string& name, const std::string& before, const std::string& after) const;
  void append(const std::string& name, const std::string& text) const { write(name, read(name) + text); }

  /// Where the first `text` stands in a file, in lines and characters from 1.
  Position position_of(const std::string& name, const std::string& text) const;
  /// Every problem of the pack; none if it can be read.
  std::vector<Problem> problems() const;

 private:
  std::string root_;
};

/// True if a problem with this key is reported exactly there.
bool has(const std::vector<Problem>&, const std::string& key, const Position& at);
/// How many problems have this key.
int count(const std::vector<Problem>&, const std::string& key);
/// All of them in English, for a failing test's message.
std::string listed(const std::vector<Problem>&);

}  // namespace gongxu::test
