/// `gongxu report`: what people open, made of finished folders.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "tests/support/program.hpp"

using namespace gongxu::test;
namespace fs = std::filesystem;

namespace {

/// A small run, made once: every test copies it.
const TempFolder& made() {
  static const TempFolder folder;
  static const Outcome run = folder.run("run " GONGXU_SOURCE_DIR
                                        "/scenarios/minqin --scenario baseline births_low -n 3 --until 2025 --seed 5 "
                                        "--lang en --out r");
  REQUIRE(run.status == 0);
  return folder;
}

void copy_run(const TempFolder& to, const std::string& name = "r") {
  fs::copy(made().path("r"), to.path(name), fs::copy_options::recursive);
}

void put(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

/// Every path below a folder, with sizes.
std::vector<std::string> everything(const TempFolder& t) {
  std::vector<std::string> out;
  for (const auto& e : fs::recursive_directory_iterator(t.path("")))
    out.push_back(e.path().string() + (e.is_regular_file() ? " " + std::to_string(e.file_size()) : ""));
  std::sort(out.begin(), out.end());
  return out;
}

std::string python(const std::string& script) {
  return "python3 '" GONGXU_SOURCE_DIR "/tests/end_to_end/" + script + "' ";
}

}  // namespace

TEST_CASE("the database holds every cell of every table, and the dictionary of every column") {
  const TempFolder t;
  copy_run(t);
  const Outcome same = t.shell(python("same_cells.py") + "r/results.sqlite r/tables");
  INFO(same.out << same.err);
  CHECK(same.status == 0);
  REQUIRE(t.run("report r --format excel database --out other").status == 0);
  const Outcome again = t.shell(python("same_cells.py") + "other/results.sqlite other/excel");
  INFO(again.out << again.err);
  CHECK(again.status == 0);
  CHECK(read_file(t.path("other/results.sqlite")) == read_file(t.path("r/results.sqlite")));
  CHECK(read_file(t.path("other/excel/zones.csv")).starts_with("\xEF\xBB\xBFzone,"));
  CHECK(read_file(t.path("other/excel/zones.csv")).ends_with("\r\n"));
}

TEST_CASE("a run's folder that was changed is refused by the names of its tables, and nothing is made") {
  const TempFolder t;
  copy_run(t);
  const auto refused = [&](const std::string& words) {
    const auto before = everything(t);
    const Outcome o = t.run("report r --lang en");
    INFO(o.err);
    CHECK(o.status == 2);
    CHECK(o.err.find(words) != std::string::npos);
    CHECK(everything(t) == before);
  };
  const std::string verdicts = t.path("r/tables/verdicts.csv"), text = read_file(verdicts);
  std::string changed = text;
  changed[changed.find("2025") + 3] = '4';
  put(verdicts, changed);
  refused("r/tables/verdicts.csv: the file was changed");
  put(verdicts, text.substr(0, text.size() / 2));
  refused("r/tables/verdicts.csv: the file has " + std::to_string(text.size() / 2) + " bytes, it had " +
          std::to_string(text.size()));
  fs::remove(verdicts);
  refused("r/tables/verdicts.csv: the file is missing");
  put(verdicts, text);
  CHECK(t.run("report r --format excel").status == 0);
  put(t.path("r/results.sqlite"), "");
  refused("r/results.sqlite: the file was changed");
  fs::remove(t.path("r/run.json"));
  refused("is no finished run's folder");
}

TEST_CASE("report says what it does not know, and replaces nothing of a run") {
  const TempFolder t;
  copy_run(t);
  const Outcome unknown = t.run("report r --format exel --lang en");
  CHECK(unknown.status == 2);
  CHECK(unknown.err.find("the nearest is \"excel\"") != std::string::npos);
  const Outcome over = t.run("report r --format database --lang en");
  CHECK(over.status == 2);
  CHECK(over.err.find("choose another folder with --out") != std::string::npos);
  const Outcome plan = t.run("report " GONGXU_SOURCE_DIR "/scenarios/minqin --lang en");
  CHECK(plan.status == 2);
  CHECK(plan.err.find("run gongxu run first") != std::string::npos);
  put(t.path("file"), "");
  const Outcome nowhere = t.run("report r --out file/in --lang en");
  CHECK(nowhere.status == 2);
  CHECK(nowhere.err.find("its folder must exist and be writable") != std::string::npos);
  CHECK(t.run("report --lang en").err.find("add a folder that gongxu run wrote") != std::string::npos);
  const Outcome mask = t.run("report r --mask 5000 --lang en");
  CHECK(mask.status == 2);
}

TEST_CASE("two runs of a place come together, their scenarios under names of their own; of two places they do not") {
  const TempFolder t;
  copy_run(t, "a");
  copy_run(t, "b");
  REQUIRE(t.run("report a b --format excel --out both").status == 0);
  CHECK(read_file(t.path("both/excel/scenarios.csv")).find("\r\nbaseline@2,") != std::string::npos);
  const std::string json = read_file(t.path("b/run.json"));
  std::string elsewhere = json;
  elsewhere.replace(elsewhere.find("620621"), 6, "620622");
  put(t.path("b/run.json"), elsewhere);
  const Outcome o = t.run("report a b --format excel --out both --lang en");
  CHECK(o.status == 2);
  CHECK(o.err.find("make one report of each") != std::string::npos);
}

TEST_CASE("masked counts are blank in the database and marked in the copies for Excel") {
  const TempFolder t;
  copy_run(t);
  REQUIRE(t.run("report r --format excel database --mask 10 --out m").status == 0);
  CHECK(t.shell("grep -c '<10' m/excel/pyramid.csv").status == 0);
  const Outcome smallest = t.shell(
      "python3 -c \"import sqlite3; print(sqlite3.connect('m/results.sqlite').execute("
      "'select count(*) from pyramid where mean > 0 and mean < 10').fetchone()[0])\"");
  CHECK(smallest.out == "0\n");
}

TEST_CASE("ten numbers drawn at random are the same in table, database, workbook and page") {
  const TempFolder t;
  copy_run(t);
  REQUIRE(t.run("report r --format workbook html --lang en --out p").status == 0);
  const Outcome traced = t.shell(python("trace_numbers.py") + "r p");
  INFO(traced.out << traced.err);
  CHECK(traced.status == 0);
}

TEST_CASE("the same folder gives the same bytes, whenever its report is made") {
  const TempFolder t;
  copy_run(t);
  REQUIRE(t.run("report r --out once").status == 0);
  REQUIRE(t.shell("sleep 2").status == 0);  // times in a zip count every second one
  REQUIRE(t.run("report r --out again").status == 0);
  CHECK(t.shell("diff -r once again").status == 0);
}
