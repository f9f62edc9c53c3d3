/// Runs the program itself, as a planner would, and catches what it prints.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace gongxu::test {

struct Outcome {
  int status = -1;
  std::string out, err;
};

/// A folder of its own, removed when it goes out of scope; runs happen in it.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  std::string path(const std::string& name) const { return (root_ / name).string(); }
  /// Runs `gongxu ARGUMENTS` in the folder.
  Outcome run(const std::string& arguments) const;
  /// Runs a command of the shell there.
  Outcome shell(const std::string& command) const;
  /// Names of everything in the folder, hidden ones included, sorted.
  std::vector<std::string> listing() const;

 private:
  std::filesystem::path root_;
};

/// The rows of a plain table (no quoted line breaks), by column name.
std::vector<std::map<std::string, std::string>> read_table(const std::string& path);
std::string read_file(const std::string& path);

}  // namespace gongxu::test
