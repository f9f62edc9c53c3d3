#include "analysis/publish/record.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "sim/core/problem.hpp"
#include "sim/core/sha256.hpp"
#include "tests/support/program.hpp"

using namespace gongxu;
using gongxu::test::TempFolder;
namespace fs = std::filesystem;

namespace {

void put(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

std::string resource(const std::string& folder, const std::string& path) {
  const std::string full = folder + "/" + path;
  return R"({"path": ")" + path + R"(", "hash": "sha256:)" + sha256_hex_of_file(full) + R"(", "bytes": )" +
         std::to_string(fs::file_size(full)) + "}";
}

/// A finished run by hand: one scenario, two tables.
std::string make_run(const TempFolder& temp, const std::string& name, const std::string& scenario,
                     const std::string& code = "510802") {
  const std::string folder = temp.path(name);
  fs::create_directories(folder + "/tables");
  put(folder + "/tables/demography.csv", "scenario,year,measure,unit,n,mean,se,p10,p50,p90\n" + scenario +
                                             ",2020,births,persons,2,7,1,0,12,15\n" + scenario +
                                             ",2020,tfr,births per woman,2,1.2,0.1,1.1,1.2,1.3\n");
  put(folder + "/tables/indicators.csv", "number,id\n1,places\n");
  put(folder + "/datapackage.json", R"({"format": 1, "resources": [)" + resource(folder, "tables/demography.csv") +
                                        "," + resource(folder, "tables/indicators.csv") + "]}");
  const auto hash = [&](const std::string& path) {
    return "\"" + path + "\": \"" + sha256_hex_of_file(folder + "/" + path) + "\"";
  };
  put(folder + "/run.json",
      R"({"format": 1, "region": {"code": ")" + code +
          R"("}, "years": [2020, 2035], "target_year": 2025, "scenarios": [{"id": ")" + scenario +
          R"(", "name_zh": "情景", "name_en": "scenario", "effect": ["a: 1"]}], "outputs_sha256": {)" +
          hash("tables/demography.csv") + "," + hash("tables/indicators.csv") + "," + hash("datapackage.json") + "}}");
  return folder;
}

std::vector<std::string> problems_of(const std::vector<std::string>& folders) {
  std::vector<std::string> out;
  try {
    const Record record(folders);
  } catch (const InputError& e) {
    for (const Problem& p : e.problems()) out.push_back(fs::path(p.at.file).filename().string() + " " + p.key);
  }
  return out;
}

}  // namespace

TEST_CASE("a record gives a run's manifest, scenarios and tables") {
  const TempFolder temp;
  const Record record({make_run(temp, "r", "baseline") + "/"});
  CHECK(record.folder() == temp.path("r"));
  CHECK(record.manifest().text("/region/code") == "510802");
  CHECK(record.manifest().text("/nothing/there").empty());
  CHECK(std::isnan(record.manifest().number("/region/code")));
  CHECK(record.first_year() == 2020);
  CHECK(record.target_year() == 2025);
  REQUIRE(record.scenarios().size() == 1);
  CHECK(record.scenarios()[0].effect == std::vector<std::string>{"a: 1"});
  CHECK(record.tables() == std::vector<std::string>{"demography", "indicators"});
  CHECK(record.table("demography").number(0, "p50") == 12);
  CHECK_THROWS_AS(record.table("solve"), InputError);
}

TEST_CASE("what was changed in a run's folder since it was written is named, all at once") {
  const TempFolder temp;
  const std::string run = make_run(temp, "r", "baseline");
  const auto demography = run + "/tables/demography.csv", indicators = run + "/tables/indicators.csv";
  const std::string before = gongxu::test::read_file(demography);
  CHECK(problems_of({run}).empty());
  std::string changed = before;
  changed[changed.find(",12,") + 1] = '9';  // the same length
  put(demography, changed);
  fs::remove(indicators);
  CHECK(problems_of({run}) ==
        std::vector<std::string>{"demography.csv record_file_changed", "indicators.csv record_file_missing"});
  make_run(temp, "r", "baseline");
  put(demography, before.substr(0, before.size() - 5));
  CHECK(problems_of({run}) == std::vector<std::string>{"demography.csv record_file_truncated"});
  make_run(temp, "r", "baseline");
  put(run + "/datapackage.json", gongxu::test::read_file(run + "/datapackage.json") + " ");
  CHECK(problems_of({run}) == std::vector<std::string>{"datapackage.json record_file_changed"});
  put(run + "/run.json", "{\"format\": 1");
  CHECK(problems_of({run}) == std::vector<std::string>{"run.json record_manifest_broken"});
  CHECK(problems_of({temp.path("none")}) == std::vector<std::string>{"none not_a_finished_run"});
}

TEST_CASE("a later run's scenarios stand under names of their own; runs of other places are refused") {
  const TempFolder temp;
  const std::string first = make_run(temp, "a", "baseline"), same = make_run(temp, "b", "baseline"),
                    other = make_run(temp, "c", "births_low"), elsewhere = make_run(temp, "d", "baseline", "500101");
  const Record record({first, same, other});
  REQUIRE(record.scenarios().size() == 3);
  CHECK(record.scenarios()[1].id == "baseline@2");
  CHECK(record.scenarios()[1].name.en == "scenario@2");
  CHECK(record.scenarios()[2].id == "births_low");
  const RecordTable& people = record.table("demography");
  REQUIRE(people.rows() == 6);
  CHECK(people.text(1, "scenario") == "baseline");
  CHECK(people.text(2, "scenario") == "baseline@2");
  CHECK(people.text(4, "scenario") == "births_low");
  CHECK(record.table("indicators").rows() == 1);  // the plan's, once
  CHECK(problems_of({first, elsewhere}) == std::vector<std::string>{"run.json record_other_place"});
}

TEST_CASE("small counts of persons are masked, and nothing else") {
  const TempFolder temp;
  const Record record({make_run(temp, "r", "baseline")}, 10);
  const RecordTable& people = record.table("demography");
  CHECK(people.text(0, "mean") == "<10");
  CHECK(people.text(0, "p10") == "0");     // nobody tells of nobody
  CHECK(people.text(0, "p50") == "12");    // not small
  CHECK(people.text(0, "n") == "2");       // replicates
  CHECK(people.text(1, "mean") == "1.2");  // no count
}
