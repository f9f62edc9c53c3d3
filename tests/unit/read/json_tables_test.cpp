/// Tables as JSON: cells by the types of their columns.
#include "analysis/read/json_tables.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"

using namespace gongxu;

namespace {

/// The rows of a table checks.csv that has this text.
Json checks(const std::string& text, const RowsWanted& wanted = {}) {
  const test::TempFolder here;
  const std::string path = here.path("checks.csv");
  std::ofstream(path) << text;
  return rows_of(path, wanted);
}

}  // namespace

TEST_CASE("numbers and truth values of a table are such in JSON, empty cells and infinite numbers null") {
  const Json rows = checks(
      "check,year,n,value,expected,se,passed,unit\n"
      "balance,2025,200,1987,0.3333333333,-1.5e-07,true,\"days, whole\"\n"
      "12,,0,inf,,0,false,\n");
  CHECK(rows.dump() ==
        R"([{"check":"balance","year":2025,"n":200,"value":1987,"expected":0.3333333333,"se":-1.5e-07,"passed":true,)"
        R"("unit":"days, whole"},)"
        R"({"check":"12","year":null,"n":0,"value":null,"expected":null,"se":0,"passed":false,"unit":null}])");
}

TEST_CASE("rows are chosen by their cells") {
  const std::string text = "year,zone,value\n2024,all,1\n2025,core,2\n2025,all,3\n2035,all,4\n";
  const Json rows = checks(text, {{"zone", {"all"}}, {"year", {"2025", "2035"}}});
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].at("value") == 3);
  CHECK(rows[1].at("value") == 4);
  CHECK(checks(text, {{"zone", {"town"}}}).dump() == "[]");
}

TEST_CASE("a cell that is not of its column's type is our mistake, and told with its column") {
  CHECK_THROWS_WITH(checks("year,value\n2025,many\n"), Catch::Contains("checks.value") && Catch::Contains("many"));
  CHECK_THROWS_AS(checks("passed\nyes\n"), std::logic_error);
}

TEST_CASE("a table that is not there is told by its path") {
  CHECK_THROWS_WITH(rows_of("/nowhere/checks.csv"), Catch::Contains("/nowhere/checks.csv"));
}
