/// solve as a planner meets it: its page in both languages, its three tables, its refusals.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {
const std::string kStudy = "solve " GONGXU_SOURCE_DIR "/scenarios/minqin --service childcare -n 4 --until 2025 ";
}  // namespace

TEST_CASE("solve prints years, ways without building and candidates, and writes three described tables") {
  const TempFolder here;
  const std::string arguments = kStudy + "--scenario baseline births_high --year 2025 2024 ";
  const Outcome o = here.run(arguments + "--lang en --out s");
  INFO(o.err);
  REQUIRE(o.status == 0);
  CHECK(o.err.find("fewer than 30") != std::string::npos);
  for (const char* words : {"with a tenth less", "as it should read in 2024", "as it should read in 2025",
                            "as in the pack's own lever", "robust revision of 2025 (scenarios: 2", "no mean"})
    CHECK(o.out.find(words) != std::string::npos);
  const auto solutions = read_table(here.path("s/tables/solve.csv"));
  CHECK(solutions.size() == 6);  // two scenarios and the worst, in two years
  for (const auto& row : solutions) CHECK(row.at("found") == "true");
  const auto ways = read_table(here.path("s/tables/solve_alternatives.csv"));
  REQUIRE_FALSE(ways.empty());
  CHECK(ways.front().at("from") == "kindergarten");
  std::map<std::string, double> least;  // of the shares satisfied, by what they are of
  const auto key = [](const auto& row) { return row.at("year") + " " + row.at("candidate"); };
  const auto robust = read_table(here.path("s/tables/robust.csv"));
  for (const auto& row : robust)
    if (row.at("scenario") != "worst") {
      const double share = std::stod(row.at("p_satisfied"));
      const auto at = least.emplace(key(row), share).first;
      at->second = std::min(at->second, share);
    }
  CHECK(least.size() * 3 == robust.size());
  for (const auto& row : robust)
    if (row.at("scenario") == "worst") CHECK(std::stod(row.at("p_satisfied")) == least.at(key(row)));
  const auto package = nlohmann::json::parse(read_file(here.path("s/datapackage.json")));
  CHECK(package["resources"].size() == 3);
  for (const auto& resource : package["resources"])
    for (const auto& field : resource["schema"]["fields"])
      if (field["name"] == "found" || field["name"] == "enough") CHECK(field["type"] == "boolean");

  const Outcome chinese = here.run(arguments);
  REQUIRE(chinese.status == 0);
  for (const char* words : {"减少一成时", "不新建的办法", "稳健修订"})
    CHECK(chinese.out.find(words) != std::string::npos);
}

TEST_CASE("no answer between the bounds: the page and the table show the best point") {
  const TempFolder here;
  const Outcome o = here.run(kStudy + "--between 0 40 --candidates 40 90 --lang en --out s");
  REQUIRE(o.status == 0);
  CHECK(o.out.find("no number from 0 to 40") != std::string::npos);
  const auto row = read_table(here.path("s/tables/solve.csv")).front();
  CHECK(row.at("found") == "false");
  CHECK(row.at("required_capacity").empty());
  CHECK(row.at("verified_p_short").empty());
  CHECK(row.at("best_capacity") == "40");
  CHECK(std::stod(row.at("best_p_short")) > 0.2);
  CHECK_FALSE(row.at("best_verified_p_short").empty());
  CHECK(o.out.find("given") != std::string::npos);
}

TEST_CASE("mistakes of bounds, candidates and years are told with rule and remedy") {
  const TempFolder here;
  const auto fails = [&](const std::string& arguments, const std::string& hint) {
    const Outcome o = here.run(kStudy + arguments + " --lang en");
    INFO(arguments << "\n" << o.err);
    CHECK(o.status == 2);
    CHECK(o.err.find(hint) != std::string::npos);
  };
  fails("--between 500 100", "swap them");
  fails("--between 100", "100 500");
  fails("--between 1.5 9", "whole numbers");
  fails("--between -5 9", "-5");
  fails("--candidates many", "\"many\"");
  fails("--year 2024 2019", "2019");
  fails("--year 2030", "2030");
}
