/// What a command answers on standard output: its page, or with --json one object.
#include "analysis/commands/answers.hpp"

#include <unistd.h>

#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "analysis/read/datapackage.hpp"
#include "sim/engine/ranks.hpp"
#include "sim/output/run_folder.hpp"

namespace gongxu {
namespace {

namespace fs = std::filesystem;

/// A folder for tables that are not kept.
class PassingFolder {
 public:
  PassingFolder() {
    std::string name = (fs::temp_directory_path() / "gongxu-XXXXXX").string();
    if (!mkdtemp(name.data()))
      throw std::runtime_error("cannot make a folder in " + fs::temp_directory_path().string());
    path_ = name;
  }
  ~PassingFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  PassingFolder(const PassingFolder&) = delete;
  PassingFolder& operator=(const PassingFolder&) = delete;
  std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

/// Writes the tables below `folder`, which has a folder `tables`, and their description.
void write_study_tables(const std::string& name, const std::vector<StudyTable>& tables, const std::string& folder) {
  std::vector<std::string> paths;
  for (const StudyTable& table : tables) {
    paths.push_back("tables/" + table.name + ".csv");
    table.write(folder + "/" + paths.back());
  }
  write_datapackage(name, paths, folder);
}

/// @param folder what the user asked to be kept; empty: nothing.
void print_tables(const Arguments& a, const std::string& folder, Json tables) {
  Json answer{{"command", a.command}, {"folder", folder.empty() ? Json() : Json(folder)}};
  answer.update(tables);
  print_json(answer);
}

Json line_or_null(int n) { return n == 0 ? Json() : Json(n); }

}  // namespace

void print_json(const Json& answer) {
  constexpr int kIndent = 2;
  std::cout << answer.dump(kIndent, ' ', false, Json::error_handler_t::replace) << "\n";
}

void print_problems(const std::string& command, const std::vector<Problem>& problems, Language lang) {
  Json list = Json::array();
  for (const Problem& p : problems) {
    const ToldProblem told = tell(p, lang);
    list.push_back({{"file", p.at.file},
                    {"line", line_or_null(p.at.line)},
                    {"column", line_or_null(p.at.column)},
                    {"what", told.what},
                    {"rule", told.rule},
                    {"remedy", told.remedy}});
  }
  print_json({{"command", command.empty() ? Json() : Json(command)}, {"problems", list}});
}

void answer_run(const Arguments& a, const std::string& command, const std::string& folder, const std::string& page) {
  if (!is_first_rank()) return;
  if (!a.json) {
    std::cout << page;
    return;
  }
  Json answer{{"command", command}, {"folder", folder}};
  if (const StudyPart part = a.run.part; part.of > 1)
    answer["part"] = {{"number", part.number}, {"of", part.of}};
  else
    answer.update(run_of_folder(folder));
  print_json(answer);
}

void answer_comparison(const Arguments& a, const std::string& folder, const std::string& page) {
  if (!a.json)
    std::cout << page;
  else
    print_tables(a, folder, {{"compare", rows_of(folder + "/tables/compare.csv")}});
}

void finish_study(const Arguments& a, const Region& region, const std::string& study, const StudyLines& lines,
                  const std::vector<StudyTable>& tables, const std::string& page) {
  const std::string name = "gongxu-" + study + "-" + region.code;
  if (!a.out.empty()) {
    RunFolder folder(a.out, a.force);
    write_study_tables(name, tables, folder.temporary());
    if (!lines.empty()) write_study(lines, folder.temporary());
    folder.finish();
    if (a.json) print_tables(a, a.out, tables_of_folder(a.out));
  } else if (a.json) {
    const PassingFolder folder;
    fs::create_directory(folder.path() + "/tables");
    write_study_tables(name, tables, folder.path());
    print_tables(a, "", tables_of_folder(folder.path()));
  }
  if (!a.json) std::cout << page;
}

int answer_complete(const Arguments& a) {
  if (a.json && is_first_rank()) print_tables(a, a.out, tables_of_folder(a.out));
  return 0;
}

}  // namespace gongxu
