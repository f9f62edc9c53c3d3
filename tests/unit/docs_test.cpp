/// Documents in two languages say the same, as far as a program can see: the same headings, tables, blocks of code,
/// names and numbers, in whatever order the sentences of a language want.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
const fs::path kDocs = fs::path(GONGXU_SOURCE_DIR) / "docs";

/// Numbers for which the other language has a word or a per cent: 千, 万, "80%把握".
const std::set<std::string> kWrittenOtherwise{"1000", "10000", "0.8"};

struct Document {
  std::vector<std::size_t> headings;          ///< levels, in order
  std::vector<std::size_t> tables;            ///< rows of each, in order
  std::size_t fences = 0;                     ///< beginnings and ends of blocks
  std::map<std::string, int> words, figures;  ///< names with an underscore; numbers with a point or three digits
};

std::string without_link_targets(const std::string& line) {
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    out += line[i];
    if (line.compare(i, 2, "](") == 0) i = std::min(line.find(')', i), line.size() - 1);
  }
  return out;
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' || c == ','; }

void take_word(std::string word, Document& out) {
  while (!word.empty() && (word.back() == '.' || word.back() == ',')) word.pop_back();
  if (word.size() > 1 && word.find('_') != std::string::npos) {
    ++out.words[word];
    return;
  }
  word.erase(std::remove(word.begin(), word.end(), ','), word.end());
  const bool number = !word.empty() && word.find_first_not_of("0123456789.") == std::string::npos;
  const bool telling = word.find('.') != std::string::npos || word.size() >= 3;
  if (number && telling && !kWrittenOtherwise.contains(word)) ++out.figures[word];
}

Document read(const fs::path& file) {
  Document out;
  std::ifstream in(file);
  bool in_table = false;
  for (std::string line; std::getline(in, line);) {
    out.fences += line.starts_with("```");
    if (line.starts_with("#")) out.headings.push_back(line.find_first_not_of('#'));
    const bool row = line.starts_with("|");
    if (row && !in_table) out.tables.push_back(0);
    if (row) ++out.tables.back();
    in_table = row;
    std::string word;
    for (const char c : without_link_targets(line) + " ") {
      if (is_word(c)) {
        word += c;
      } else {
        take_word(word, out);
        word.clear();
      }
    }
  }
  return out;
}

/// The names and numbers that one has more often than the other.
std::string more_in(const Document& a, const Document& b) {
  std::string out;
  for (const auto field : {&Document::words, &Document::figures})
    for (const auto& [word, n] : a.*field) {
      const auto it = (b.*field).find(word);
      if (it == (b.*field).end() || it->second < n) out += " " + word;
    }
  return out;
}

std::vector<std::string> in_english() {
  std::vector<std::string> names;
  const std::string ending = ".en.md";
  for (const auto& entry : fs::directory_iterator(kDocs)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(ending)) names.push_back(name.substr(0, name.size() - ending.size()));
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

TEST_CASE("documents in two languages have the same headings, tables, names and numbers", "[docs]") {
  CHECK(in_english().size() >= 4);
  for (const std::string& name : in_english()) {
    INFO("docs/" << name);
    REQUIRE(fs::exists(kDocs / (name + ".zh.md")));
    const Document en = read(kDocs / (name + ".en.md")), zh = read(kDocs / (name + ".zh.md"));
    CHECK(en.headings == zh.headings);
    CHECK(en.tables == zh.tables);
    CHECK(en.fences == zh.fences);
    CHECK(more_in(en, zh) == "");
    CHECK(more_in(zh, en) == "");
  }
}

TEST_CASE("every link of a document to a file of the tree leads somewhere", "[docs]") {
  std::string broken;
  std::size_t links = 0;
  for (const auto& entry : fs::recursive_directory_iterator(kDocs)) {
    if (entry.path().extension() != ".md") continue;
    std::ifstream in(entry.path());
    std::stringstream text;
    text << in.rdbuf();
    const std::string all = text.str();
    for (std::size_t at = all.find("]("); at != std::string::npos; at = all.find("](", at + 1)) {
      std::string target = all.substr(at + 2, all.find(')', at) - at - 2);
      target.resize(std::min(target.find('#'), target.size()));
      if (target.empty() || target.find("://") != std::string::npos) continue;
      ++links;
      if (!fs::exists(entry.path().parent_path() / target))
        broken += fs::relative(entry.path(), kDocs).generic_string() + ": " + target + "\n";
    }
  }
  INFO(broken);
  CHECK(broken.empty());
  CHECK(links > 50);  // the search itself sees links
}
