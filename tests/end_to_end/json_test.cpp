/// --json: one object on standard output, whatever the command.
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"
#include "tests/support/temp_pack.hpp"

using namespace gongxu::test;
using Json = nlohmann::ordered_json;

namespace {

const std::string kScenarios = GONGXU_SOURCE_DIR "/scenarios/";
const std::string kMinqin = kScenarios + "minqin";

/// All of standard output as one object. It has what people read on standard error alone.
Json object_of(const Outcome& o, int status = 0) {
  INFO(o.err);
  CHECK(o.status == status);
  Json object = Json::parse(o.out, nullptr, false);
  REQUIRE(object.is_object());
  return object;
}

/// A value against the cell it was made of and the type of its field.
bool is_cell(const Json& value, const std::string& cell, const std::string& type) {
  if (cell.empty()) return value.is_null();
  if (type == "string") return value == cell;
  if (type == "boolean") return value.is_boolean() && value.get<bool>() == (cell == "true");
  if (type == "integer" && !value.is_number_integer()) return false;
  return value.is_number() && value.get<double>() == std::stod(cell);
}

/// Holds rows against a table of a folder, by the types that its data package gives. @returns how many there are.
std::size_t check_table(const Json& rows, const Json& resource, const std::string& folder) {
  const auto table = read_table(folder + "/" + resource.at("path").get<std::string>());
  CHECK(rows.size() == table.size());
  std::string wrong;
  for (std::size_t r = 0; r < rows.size() && r < table.size(); ++r)
    for (const Json& field : resource.at("schema").at("fields")) {
      const std::string name = field.at("name");
      if (!is_cell(rows[r].at(name), table[r].at(name), field.at("type")))
        wrong += std::to_string(r) + " " + name + ": " + rows[r].at(name).dump() + "\n";
    }
  CHECK(wrong.empty());
  return table.size();
}

/// A study with --out: its object has all of its folder's tables and nothing else. @returns the object.
Json check_study(const TempFolder& here, const std::string& line, const std::string& folder) {
  INFO(line);
  const Json object = object_of(here.run(line + " --json --out " + folder));
  CHECK(object.at("command") == line.substr(0, line.find(' ')));
  CHECK(object.at("folder") == folder);
  const Json package = Json::parse(read_file(here.path(folder + "/datapackage.json")));
  CHECK(object.size() == 2 + package.at("resources").size());
  std::size_t rows = 0;
  for (const Json& resource : package.at("resources"))
    rows += check_table(object.at(resource.at("name").get<std::string>()), resource, here.path(folder));
  CHECK(rows > 0);
  return object;
}

}  // namespace

TEST_CASE("run --json gives verdicts, what decides and the warnings, and again when the folder is complete") {
  const TempFolder here;
  const std::string line =
      "run " + kMinqin + " --scenario baseline births_low -n 2 --until 2027 --lang en --json --out r";
  const Outcome first = here.run(line);
  const Json object = object_of(first);
  CHECK(first.err.find("fewer than 30") != std::string::npos);
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  CHECK(keys == std::vector<std::string>{"command", "folder", "warnings", "target_year", "verdicts", "deciding",
                                         "checks_passed"});
  CHECK(object.at("command") == "run");
  CHECK(object.at("folder") == "r");
  CHECK(object.at("target_year") == 2025);
  CHECK(object.at("checks_passed") == true);
  CHECK(object.at("warnings") == Json::parse(read_file(here.path("r/run.json"))).at("warnings"));

  std::size_t expected = 0;
  for (const auto& row : read_table(here.path("r/tables/verdicts.csv")))
    expected += row.at("zone") == "all" && (row.at("year") == "2025" || row.at("year") == "2027");
  CHECK(object.at("verdicts").size() == expected);
  CHECK(expected > 2 * 2 * 3 * 10);
  for (const Json& row : object.at("verdicts")) CHECK(row.at("zone") == "all");
  const Json& childcare = object.at("verdicts").at(0);
  CHECK(childcare.at("capacity").is_number());
  CHECK(childcare.at("settled_by").is_null());

  CHECK(here.run(line + " --resume").out == first.out);
  const Json comparison = object_of(here.run("compare r --json"));
  CHECK(comparison.at("command") == "compare");
  CHECK(comparison.at("compare").size() == read_table(here.path("r/tables/compare.csv")).size());
  CHECK(comparison.at("compare").at(0).at("difference_mean").is_number());
}

TEST_CASE("run --json says that a check failed") {
  const TempFolder here;
  const std::string line =
      "run " + kMinqin + " --scenario baseline -n 1 --fixed-parameters --until 2025 --json --out r";
  CHECK(object_of(here.run(line)).at("checks_passed") == true);
  std::string checks = read_file(here.path("r/tables/checks.csv"));
  checks.replace(checks.rfind(",true"), 5, ",false");
  std::ofstream(here.path("r/tables/checks.csv")) << checks;
  CHECK(object_of(here.run(line + " --resume")).at("checks_passed") == false);
}

TEST_CASE("a part of a run tells which it is, and what is merged tells the same as the run") {
  const TempFolder here;
  const std::string line = "run " + kMinqin + " --scenario baseline -n 2 --until 2025 --json --out ";
  const Json part = object_of(here.run(line + "a --shard 1/2"));
  CHECK(part.at("part") == Json{{"number", 1}, {"of", 2}});
  CHECK(here.run(line + "b --shard 2/2").status == 0);
  const Json merged = object_of(here.run("merge " + kMinqin + " a b --json --out m")),
             whole = object_of(here.run(line + "w"));
  CHECK(merged.at("command") == "merge");
  CHECK(merged.at("verdicts") == whole.at("verdicts"));
  CHECK(merged.at("deciding") == whole.at("deciding"));
}

TEST_CASE("check --json lists problems with their places, none for a sound plan") {
  const TempFolder here;
  CHECK(object_of(here.run("check " + kMinqin + " --json")) == Json{{"command", "check"}, {"problems", Json::array()}});
  const TempPack pack;
  pack.replace("lizhou/plan.toml", "binding = false", "bindign = false");
  const auto place = pack.position_of("lizhou/plan.toml", "bindign");
  for (const char* command : {"check", "run"}) {  // any command
    const Outcome o = here.run(std::string(command) + " " + pack.folder() + " --json --lang en");
    const Json object = object_of(o, 2);
    CHECK(object.at("command") == command);
    REQUIRE_FALSE(object.at("problems").empty());
    const Json& problem = object.at("problems").at(0);
    CHECK(problem.at("file").get<std::string>().ends_with("lizhou/plan.toml"));
    CHECK(problem.at("line") == place.line);
    CHECK(problem.at("column") == place.column);
    for (const char* words : {"what", "rule", "remedy"}) {
      CHECK_FALSE(problem.at(words).get<std::string>().empty());
      CHECK(o.err.find(problem.at(words).get<std::string>()) != std::string::npos);
    }
  }
  const Json mistake = object_of(here.run("check " + kMinqin + " --json --frobnicate"), 2);
  CHECK(mistake.at("problems").at(0).at("line").is_null());
}

TEST_CASE("studies give the tables of their folders as JSON, and again when they are complete") {
  const TempFolder here;
  const std::string audit = "audit " + kScenarios + "lizhou";
  CHECK(check_study(here, audit, "audit").at("audit").size() > 5);
  check_study(here, "solve " + kMinqin + " --service childcare -n 4 --scenario baseline births_low", "solve");
  check_study(here, "twin " + kMinqin + " -n 2 --until 2021", "twin");
  check_study(here, "hindcast " + kScenarios + "past-2010/minqin -n 2", "hindcast");
  const std::string sensitivity =
      "sensitivity " + kMinqin + " --trajectories 4 --factors birth_path --chances 1 --until 2025";
  const Json first = check_study(here, sensitivity, "sensitivity");
  CHECK(object_of(here.run(sensitivity + " --json --resume --out sensitivity")) == first);
}

TEST_CASE("calibrations and hindcasts of two censuses give their tables as JSON") {
  const TempFolder here;
  std::ofstream(here.path("seen.csv"))
      << "place,year,measure,value,unit,source\nminqin,2021,births,1000,births,made up\n"
         "minqin,2022,births,950,births,made up\n";
  check_study(here, "calibrate " + kMinqin + " --parameters birth_path --observations seen.csv --draws 60", "c");
  REQUIRE(here.shell(GONGXU_SOURCE_DIR "/tools/invent-censuses 20 censuses").status == 0);
  check_study(here,
              "hindcast --census censuses/base.csv --later censuses/later.csv -n 20 --agents 1 --national " +
                  kScenarios + "national",
              "many");
}

TEST_CASE("without --out the tables are on standard output alone, and nothing stays behind") {
  const TempFolder here;
  std::filesystem::create_directory(here.path("tmp"));
  const std::string gongxu = "env TMPDIR='" + here.path("tmp") + "' '" GONGXU_BINARY "' ";
  const Json audit = object_of(here.shell(gongxu + "audit " + kScenarios + "lizhou --json"));
  CHECK(audit.at("folder").is_null());
  CHECK(audit.at("audit").size() > 5);
  const Json twin = object_of(here.shell(gongxu + "twin " + kMinqin + " --preview --until 2021 --json"));
  CHECK(twin.at("twin_measures").at(0).at("agents_mean").is_null());
  CHECK(twin.at("twin_measures").at(0).at("twin").is_number());
  CHECK(here.listing() == std::vector<std::string>{"tmp"});
  CHECK(std::filesystem::is_empty(here.path("tmp")));
}
