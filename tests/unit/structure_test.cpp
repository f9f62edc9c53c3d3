/// The tree's own rules: rooms include one way, files and functions stay short, every behaviour and
/// service is in its room's table, every unit test mirrors what it tests.
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
const fs::path kRoot = GONGXU_SOURCE_DIR;

constexpr int kMostFileLines = 400, kMostFunctionLines = 70;

/// A room may include itself and the rooms of lower rank; never another one of its own rank.
const std::map<std::string, int> kRank{{"core", 0},       {"scenario", 1}, {"people", 2}, {"plan", 2},  {"policies", 2},
                                       {"behaviours", 3}, {"services", 3}, {"output", 4}, {"engine", 5}};
/// Behaviours that may include another one, as (from, to). None so far.
const std::set<std::pair<std::string, std::string>> kBehavioursThatMaySee;
/// Rooms of one rank of which the first may include the second. None so far.
const std::set<std::pair<std::string, std::string>> kRoomsThatMaySee;

/// Functions longer than the rule, with the reason. Empty is best.
const std::map<std::string, std::string> kLongFunctions{
    {"sim/core/messages_output.cpp:output_messages", "a table of texts, no code"},
    {"sim/core/messages_studies.cpp:study_messages", "a table of texts, no code"},
};
const std::map<std::string, std::string> kLongFiles;

std::vector<fs::path> sources(const std::string& folder) {
  std::vector<fs::path> out;
  if (!fs::exists(kRoot / folder)) return out;
  for (const auto& entry : fs::recursive_directory_iterator(kRoot / folder))
    if (entry.path().extension() == ".cpp" || entry.path().extension() == ".hpp") out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

std::string read(const fs::path& file) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string name_of(const fs::path& file) { return fs::relative(file, kRoot).generic_string(); }

/// What stands between <> or "" after #include, with the opening sign.
std::vector<std::string> includes(const fs::path& file) {
  std::vector<std::string> out;
  std::istringstream text(read(file));
  for (std::string line; std::getline(text, line);) {
    const auto at = line.find_first_not_of(" \t");
    if (at == std::string::npos || line.compare(at, 8, "#include") != 0) continue;
    const auto open = line.find_first_of("<\"", at + 8);
    if (open != std::string::npos) out.push_back(line.substr(open, line.find_first_of(">\"", open + 1) - open));
  }
  return out;
}

/// The n-th folder of a path with slashes; empty if there is none.
std::string part(const std::string& path, int n) {
  std::istringstream in(path);
  std::string word;
  for (int i = 0; i <= n; ++i)
    if (!std::getline(in, word, '/')) return {};
  return word;
}

/// Replaces comments and the insides of literals by blanks; lines stay.
std::string without_words(const std::string& text) {
  std::string out = text;
  const auto blank = [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to && i < out.size(); ++i)
      if (out[i] != '\n') out[i] = ' ';
  };
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    if (text.compare(i, 2, "//") == 0) {
      end = std::min(text.find('\n', i), text.size());
      blank(i, end);
    } else if (text.compare(i, 2, "/*") == 0) {
      end = std::min(text.find("*/", i + 2), text.size() - 2) + 2;
      blank(i, end);
    } else if (text.compare(i, 2, "R\"") == 0) {
      const auto open = text.find('(', i);
      const std::string close = ")" + text.substr(i + 2, open - i - 2) + "\"";
      end = std::min(text.find(close, open), text.size() - close.size()) + close.size();
      blank(i, end);
    } else if (text[i] == '"' ||
               (text[i] == '\'' && (i == 0 || !std::isalnum(static_cast<unsigned char>(text[i - 1]))))) {
      while (end < text.size() && text[end] != text[i]) end += text[end] == '\\' ? 2 : 1;
      blank(i + 1, end++);
    }
    i = end;
  }
  return out;
}

std::string last_word(std::string text) {
  text.resize(text.find_last_not_of(' ') + 1);
  return text.substr(text.find_last_of(' ') + 1);
}

struct Function {
  std::string head;  ///< its name, with that of its class where it stands outside
  int line, lines;
};

/// Outermost bodies: braces opened where only namespaces and types are open, after a parameter list.
std::vector<Function> functions(const std::string& source) {
  const std::string text = without_words(source);
  std::vector<Function> out;
  std::vector<bool> is_scope;  // of open braces: namespace or type
  std::string head;
  int line = 1, body_line = 0;
  std::size_t body_depth = 0;
  bool preprocessor = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') {
      ++line;
      preprocessor = preprocessor && i > 0 && text[i - 1] == '\\';
    }
    if (c == '#') preprocessor = true;
    if (preprocessor) continue;
    if (c == '{') {
      const bool inside = std::find(is_scope.begin(), is_scope.end(), false) != is_scope.end();
      const bool named = head.find('(') == std::string::npos && head.find('=') == std::string::npos;
      bool scope = false;
      for (const char* word : {"namespace", "struct ", "class ", "enum ", "union "})
        scope = scope || head.find(word) != std::string::npos;
      is_scope.push_back(!inside && named && scope);
      if (!inside && !is_scope.back()) body_line = line, body_depth = is_scope.size();
      if (is_scope.back()) head.clear();
    } else if (c == '}') {
      if (is_scope.size() == body_depth && !is_scope.empty() && !is_scope.back()) {
        const auto next = text.find_first_not_of(" \n", i + 1);
        const bool initialiser = next != std::string::npos && (text[next] == ',' || text[next] == '{');  // of a member
        if (!initialiser) {
          const auto open = head.find('(');
          if (open != std::string::npos)
            out.push_back({last_word(head.substr(0, open)), body_line, line - body_line + 1});
          head.clear();
        }
        body_depth = 0;
      }
      if (!is_scope.empty()) is_scope.pop_back();
    } else if (body_depth == 0) {
      if (c == ';')
        head.clear();
      else
        head += c == '\n' ? ' ' : c;
    }
  }
  return out;
}

}  // namespace

TEST_CASE("rooms include one way", "[structure]") {
  std::string wrong;
  for (const fs::path& file : sources("sim")) {
    const std::string name = name_of(file), room = part(name, 1);
    if (name == "sim/main.cpp") continue;  // the command line sees everything
    REQUIRE(kRank.contains(room));
    for (const std::string& include : includes(file)) {
      const std::string path = include.substr(1), to = part(path, 1);
      if (part(path, 0) == "analysis" || part(path, 0) == "tests") wrong += name + " includes " + path + "\n";
      if (part(path, 0) != "sim" || to == room) continue;
      if (!kRank.contains(to) || (kRank.at(to) >= kRank.at(room) && !kRoomsThatMaySee.contains({room, to})))
        wrong += name + " includes " + path + "\n";
    }
  }
  INFO(wrong);
  CHECK(wrong.empty());
}

TEST_CASE("behaviours do not see each other, nor services", "[structure]") {
  std::string wrong;
  for (const std::string room : {"behaviours", "services"})
    for (const fs::path& file : sources("sim/" + room))
      for (const std::string& include : includes(file)) {
        const std::string name = name_of(file), path = include.substr(1);
        const bool own_folder = name.find('/', std::string("sim/" + room + "/").size()) != std::string::npos;
        if (part(path, 0) != "sim" || part(path, 1) != room) continue;
        const bool folder_there = part(path, 3) != "";  // a file of the room itself is shared
        if (folder_there && (!own_folder || part(path, 2) != part(name, 2)) &&
            !kBehavioursThatMaySee.contains({part(name, 2), part(path, 2)}))
          wrong += name + " includes " + path + "\n";
      }
  INFO(wrong);
  CHECK(wrong.empty());
}

TEST_CASE("SimGrid stays in the engine, Eigen out of sim, MPI in a pair of files that includes no other",
          "[structure]") {
  std::string wrong;
  for (const std::string root : {"sim", "analysis"})
    for (const fs::path& file : sources(root))
      for (const std::string& include : includes(file)) {
        const std::string name = name_of(file);
        if (include.starts_with("<simgrid/") && part(name, 1) != "engine")
          wrong += name + " includes " + include + ">\n";
        if (include.starts_with("<Eigen/") && root == "sim") wrong += name + " includes " + include + ">\n";
        const bool is_pool = name.starts_with("sim/engine/mpi_pool."), is_ours = include[0] == '"';
        if (include == "<mpi.h" ? !is_pool : is_pool && is_ours && include != "\"sim/engine/mpi_pool.hpp")
          wrong += name + " includes " + include + "\n";
      }
  INFO(wrong);
  CHECK(wrong.empty());
}

TEST_CASE("every behaviour and every service has its line in the room's table", "[structure]") {
  for (const std::string room : {"behaviours", "services"}) {
    const std::string table = read(kRoot / "sim" / room / "README.md");
    INFO("sim/" << room << "/README.md");
    CHECK_FALSE(table.empty());
    for (const auto& entry : fs::directory_iterator(kRoot / "sim" / room)) {
      if (!entry.is_directory()) continue;
      const std::string name = entry.path().filename().string();
      INFO("no row for " << name);
      std::istringstream lines(table);
      bool found = false;
      for (std::string line; std::getline(lines, line);)
        found = found || (line.starts_with("|") && line.find(name) != std::string::npos);
      CHECK(found);
    }
  }
}

TEST_CASE("every unit test mirrors what it tests", "[structure]") {
  std::string wrong;
  for (const fs::path& file : sources("tests/unit")) {
    std::string name = fs::relative(file, kRoot / "tests/unit").generic_string();
    if (name == "structure_test.cpp") continue;  // tests the tree itself
    const std::string ending = "_test.cpp";
    if (!name.ends_with(ending)) {
      wrong += name + " does not end in " + ending + "\n";
      continue;
    }
    name.resize(name.size() - ending.size());
    bool found = false;
    for (const char* root : {"sim", "analysis", "."})
      for (const char* end : {".hpp", ".cpp", ""}) found = found || fs::exists(kRoot / root / (name + end));
    if (!found) wrong += name + " is neither in sim/ nor in analysis/\n";
  }
  INFO(wrong);
  CHECK(wrong.empty());
}

TEST_CASE("every behaviour and every service has a test", "[structure]") {
  for (const std::string room : {"behaviours", "services"})
    for (const auto& entry : fs::directory_iterator(kRoot / "sim" / room)) {
      if (!entry.is_directory()) continue;
      const std::string name = entry.path().filename().string();
      INFO(room << "/" << name);
      CHECK(fs::exists(kRoot / "tests/unit" / room / (name + "_test.cpp")));
    }
}

TEST_CASE("no file has more than 400 lines", "[structure]") {
  std::string wrong;
  for (const std::string root : {"sim", "analysis"})
    for (const fs::path& file : sources(root)) {
      const std::string text = read(file);
      const auto lines = std::count(text.begin(), text.end(), '\n');
      if (lines > kMostFileLines && !kLongFiles.contains(name_of(file)))
        wrong += name_of(file) + " has " + std::to_string(lines) + " lines\n";
    }
  INFO(wrong);
  CHECK(wrong.empty());
}

TEST_CASE("no function has more than 70 lines", "[structure]") {
  std::string wrong;
  std::size_t seen = 0;
  for (const std::string root : {"sim", "analysis"})
    for (const fs::path& file : sources(root))
      for (const Function& f : functions(read(file))) {
        ++seen;
        if (f.lines > kMostFunctionLines && !kLongFunctions.contains(name_of(file) + ":" + f.head))
          wrong += name_of(file) + ":" + std::to_string(f.line) + " " + f.head + " has " + std::to_string(f.lines) +
                   " lines\n";
      }
  INFO(wrong);
  CHECK(wrong.empty());
  CHECK(seen > 300);  // the counter itself sees functions
}

TEST_CASE("the counter of function lines counts", "[structure]") {
  const std::string source =
      "namespace a {\nstruct S {\n  int f() const {\n    if (x) {\n      g(\"}\");  // }\n    }\n  }\n};\n"
      "const int table[] = {\n  1,\n  2};\nS::S(int n)\n    : n_(n), v_{n} {\n  h();\n}\nint k() { return '{'; }\n}\n";
  const auto found = functions(source);
  REQUIRE(found.size() == 3);
  CHECK(found[0].line == 3);
  CHECK(found[0].lines == 5);
  CHECK(found[1].head == "S::S");
  CHECK(found[2].lines == 1);
}
