// datapackage.json: what it says of a table, and which tables it refuses to describe.
#include "analysis/read/datapackage.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tests/support/program.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

const std::string kPyramid = "scenario,year,zone,sex,age,mean,p10,p90\n";

nlohmann::json described(const std::string& name, const std::string& text) {
  const TempFolder here;
  std::filesystem::create_directory(here.path("tables"));
  std::ofstream(here.path("tables/" + name + ".csv")) << text;
  write_datapackage("test", {"tables/" + name + ".csv"}, here.path(""));
  return nlohmann::json::parse(read_file(here.path("datapackage.json"))).at("resources").at(0);
}

}  // namespace

TEST_CASE("a table is described by its size, digest and the dictionary", "[datapackage]") {
  const auto pyramid = described("pyramid", kPyramid);
  CHECK(pyramid["name"] == "pyramid");
  CHECK(pyramid["title"] == "Age pyramid");
  CHECK(pyramid["title_zh"] == "人口金字塔");
  CHECK(pyramid["description"].get<std::string>().find("one row is") == 0);
  CHECK(pyramid["bytes"] == kPyramid.size());
  CHECK(pyramid["hash"].get<std::string>().size() == std::string("sha256:").size() + 64);
  const auto& schema = pyramid["schema"];
  CHECK(schema["primaryKey"] == nlohmann::json({"scenario", "year", "zone", "sex", "age"}));
  CHECK_FALSE(schema.contains("uniqueKeys"));
  const auto &sex = schema["fields"][3], &age = schema["fields"][4], &mean = schema["fields"][5];
  CHECK(sex["constraints"] == nlohmann::json({{"required", true}, {"enum", {"female", "male"}}}));
  CHECK_FALSE(sex.contains("unit"));
  CHECK(age["type"] == "integer");
  CHECK(age["unit"] == "years");
  CHECK(age["description_zh"].get<std::string>().find("年龄") == 0);
  CHECK(mean["type"] == "number");
  CHECK_FALSE(mean.contains("constraints"));
}

TEST_CASE("a key whose cells can be empty is no primary key, and such a cell is not required", "[datapackage]") {
  const auto schema = described("parameters", "scenario,replicate,parameter,year,value\n")["schema"];
  CHECK_FALSE(schema.contains("primaryKey"));
  CHECK(schema["uniqueKeys"] == nlohmann::json::array({{"scenario", "replicate", "parameter", "year"}}));
  CHECK_FALSE(schema["fields"][3].contains("constraints"));
  CHECK(schema["fields"][2]["constraints"]["required"] == true);
}

TEST_CASE("a table whose header is not the dictionary's is a mistake of ours", "[datapackage]") {
  CHECK_THROWS_AS(described("pyramids", kPyramid), std::logic_error);
  CHECK_THROWS_WITH(described("pyramids", kPyramid), Catch::Contains("pyramids"));
  CHECK_THROWS_WITH(described("pyramid", "scenario,year,zone,sex,age,mean,p10,p90,more\n"),
                    Catch::Contains("more") && Catch::Contains("pyramid"));
  CHECK_THROWS_WITH(described("pyramid", "scenario,year,zone,sex,age,mean,p10\n"),
                    Catch::Contains("p90") && Catch::Contains("pyramid"));
  CHECK_THROWS_WITH(described("pyramid", "scenario,year,zone,age,sex,mean,p10,p90\n"),
                    Catch::Contains("age") && Catch::Contains("elsewhere"));
  CHECK_THROWS_WITH(described("pyramid", "scenario,year,zone,sex,age,mean,p10,p90,p90\n"),
                    Catch::Contains("elsewhere"));
}
