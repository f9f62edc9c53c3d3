#include "tests/support/program.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "sim/scenario/csv.hpp"

#ifndef GONGXU_BINARY
#define GONGXU_BINARY "gongxu-is-not-built"
#endif

namespace gongxu::test {
namespace fs = std::filesystem;

TempFolder::TempFolder() {
  std::string name = (fs::temp_directory_path() / "gongxu-XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
  root_ = name;
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  fs::remove_all(root_, ignored);
}

Outcome TempFolder::run(const std::string& arguments) const { return shell("'" GONGXU_BINARY "' " + arguments); }

Outcome TempFolder::shell(const std::string& program) const {
  const fs::path out = root_.string() + ".out", err = root_.string() + ".err";  // beside it: not part of the listing
  const std::string command =
      "cd '" + root_.string() + "' && " + program + " >'" + out.string() + "' 2>'" + err.string() + "' </dev/null";
  const int status = std::system(command.c_str());
  Outcome o{WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_file(out.string()), read_file(err.string())};
  fs::remove(out);
  fs::remove(err);
  return o;
}

std::vector<std::string> TempFolder::listing() const {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(root_)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::map<std::string, std::string>> read_table(const std::string& path) {
  Problems problems;
  const auto records = split_csv(path, read_file(path), problems);
  problems.throw_if_any();
  std::vector<std::map<std::string, std::string>> rows;
  for (std::size_t r = 1; r < records.size(); ++r) {
    auto& row = rows.emplace_back();
    for (std::size_t c = 0; c < records[0].size(); ++c) row[records[0][c].text] = records[r].at(c).text;
  }
  return rows;
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace gongxu::test
