#include "tests/support/temp_pack.hpp"

#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "sim/plan/pack.hpp"
#include "sim/scenario/text_file.hpp"

namespace gongxu::test {

namespace fs = std::filesystem;

TempPack::TempPack() {
  std::string pattern = (fs::temp_directory_path() / "gongxu-pack-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  root_ = pattern;
  fs::copy(fs::path(GONGXU_SOURCE_DIR) / "scenarios", root_, fs::copy_options::recursive);
}

TempPack::~TempPack() {
  std::error_code ignored;
  fs::remove_all(root_, ignored);
}

std::string TempPack::read(const std::string& name) const {
  std::ifstream file(path(name), std::ios::binary);
  if (!file) throw std::runtime_error("no file " + name);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void TempPack::write(const std::string& name, const std::string& text) const {
  std::ofstream(path(name), std::ios::binary) << text;
}

void TempPack::remove(const std::string& name) const { fs::remove(path(name)); }

void TempPack::replace(const std::string& name, const std::string& before, const std::string& after) const {
  std::string text = read(name);
  const std::size_t at = text.find(before);
  if (at == std::string::npos) throw std::runtime_error(name + " has no text: " + before);
  write(name, text.replace(at, before.size(), after));
}

Position TempPack::position_of(const std::string& name, const std::string& text) const {
  const std::string all = read(name);
  const std::size_t found = all.find(text);
  if (found == std::string::npos) throw std::runtime_error(name + " has no text: " + text);
  Position at{path(name), 1, 1};
  for (std::size_t i = 0; i < found; ++i) {
    if (all[i] == '\n') {
      ++at.line;
      at.column = 1;
    } else if (begins_character(all[i + 1]) || all[i + 1] == '\n') {
      ++at.column;
    }
  }
  return at;
}

std::vector<Problem> TempPack::problems() const {
  try {
    read_pack(folder());
  } catch (const InputError& error) {
    return error.problems();
  }
  return {};
}

bool has(const std::vector<Problem>& problems, const std::string& key, const Position& at) {
  return std::any_of(problems.begin(), problems.end(), [&](const Problem& p) {
    return p.key == key && p.at.file == at.file && p.at.line == at.line && p.at.column == at.column;
  });
}

int count(const std::vector<Problem>& problems, const std::string& key) {
  return static_cast<int>(
      std::count_if(problems.begin(), problems.end(), [&](const Problem& p) { return p.key == key; }));
}

std::string listed(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& p : problems) text += p.key + " " + describe(p, Language::en) + "\n";
  return text;
}

}  // namespace gongxu::test
