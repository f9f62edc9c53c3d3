/// calibrate as a planner meets it: bad rows refused one by one and the rest used, its page and tables, a run that
/// takes its draws, its refusals.
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/support/one_theme.hpp"
#include "tests/support/program.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

const std::string kMinqin = GONGXU_SOURCE_DIR "/scenarios/minqin";

std::string all_set_but(const std::string& theme) {
  std::string out = " --set";
  for (const std::string& setting : settings_but_theme(read_pack(kMinqin), theme)) out += " " + setting;
  return out;
}

const char* const kRows =
    "place,year,measure,value,unit,source\n"
    "minqin,2021,births,1000,births,made up\n"
    "minqin,2022,births,950,births,made up\n"
    "minqin,1999,births,900,births,made up\n"
    "nowhere,2022,births,900,births,made up\n"
    "minqin,2022,birds,900,persons,made up\n"
    "minqin,2022,deaths,1.9,per 1000,made up\n";

void write(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

std::string study(const TempFolder& here, const std::string& rows = kRows) {
  write(here.path("seen.csv"), rows);
  return "calibrate " + kMinqin + all_set_but("births") +
         " --parameters births --observations seen.csv --draws 60 --lang en ";
}

}  // namespace

TEST_CASE("calibrate refuses bad rows one by one, fits the rest, and a run takes its draws", "[calibrate]") {
  const TempFolder here;
  const Outcome o = here.run(study(here) + "--hold-out 2022 --out c");
  INFO(o.err);
  REQUIRE(o.status == 0);
  for (const char* line : {"seen.csv:4:", "seen.csv:5:", "seen.csv:6:", "seen.csv:7:"})
    CHECK(o.err.find(line) != std::string::npos);
  CHECK(o.err.find("seen.csv:3:") == std::string::npos);
  for (const char* words : {"1 observations fitted, 1 held out", "4 observations were refused",
                            "held out, 1 observations", "add --posterior c"})
    CHECK(o.out.find(words) != std::string::npos);

  const auto fit = read_table(here.path("c/tables/fit.csv"));
  REQUIRE(fit.size() == 2);
  CHECK(fit[1].at("held_out") == "true");
  for (const auto& row : fit) {
    const double observed = std::stod(row.at("observed")), before = std::stod(row.at("before_p50")),
                 after = std::stod(row.at("expected_p50"));
    CHECK(std::abs(after - observed) < std::abs(before - observed));
    CHECK(row.at("law") == "count");
  }
  bool learnt = false;
  for (const auto& row : read_table(here.path("c/tables/calibration.csv"))) {
    CHECK(row.at("named") == "true");  // all else is set
    learnt = learnt || row.at("told") == "true";
  }
  CHECK(learnt);
  const auto package = nlohmann::json::parse(read_file(here.path("c/datapackage.json")));
  CHECK(package["resources"].size() == 3);

  const std::string run =
      "run " + kMinqin + all_set_but("births") + " --scenario baseline --until 2025 -n 4 --posterior c --lang en ";
  const Outcome taken = here.run(run + "--out r");
  INFO(taken.err);
  REQUIRE(taken.status == 0);
  CHECK(taken.out.find("against births 2021 (made up)") != std::string::npos);
  const auto j = nlohmann::json::parse(read_file(here.path("r/run.json")));
  CHECK(j["parameters"]["birth_path"]["status"] == "calibrated");
  CHECK(j["parameters"]["gross_out_rate"]["status"] != "calibrated");
  CHECK(j["posterior"]["draws"] == 60);
  std::map<std::string, std::string> drawn;  // of the posterior, by draw, parameter and year
  for (const auto& row : read_table(here.path("c/tables/posterior.csv")))
    drawn[row.at("draw") + " " + row.at("parameter") + " " + row.at("year")] = row.at("value");
  int compared = 0;
  for (const auto& row : read_table(here.path("r/tables/parameters.csv"))) {
    const auto at = drawn.find(row.at("replicate") + " " + row.at("parameter") + " " + row.at("year"));
    if (at == drawn.end()) continue;
    ++compared;
    CHECK(std::stod(row.at("value")) == Approx(std::stod(at->second)).epsilon(1e-8));
  }
  CHECK(compared >= 4 * 8);

  const Outcome set = here.run(run + "--set relative_fertility=1.2 --out s");
  CHECK(set.status == 2);
  CHECK(set.err.find("one source") != std::string::npos);
  const Outcome elsewhere = here.run("run " GONGXU_SOURCE_DIR "/scenarios/lizhou --posterior c --lang en");
  CHECK(elsewhere.status == 2);
  CHECK(elsewhere.err.find("of another") != std::string::npos);
  const Outcome sensitivity = here.run("sensitivity " + kMinqin + " --posterior c --lang en");
  CHECK(sensitivity.status == 2);
  const Outcome solve = here.run("solve " + kMinqin + " --posterior c -n 31 --lang en");
  CHECK(solve.status == 2);
  CHECK(solve.err.find("-n 30") != std::string::npos);
}

TEST_CASE("what a service was asked for is fitted by replicates of chance", "[calibrate]") {
  const TempFolder here;
  write(here.path("places.csv"),
        "place,year,measure,value,unit,se,source\nminqin,2024,childcare_demand,400,places,5,made up\n");
  const Outcome o = here.run("calibrate " + kMinqin + all_set_but("childcare") +
                             " --parameters childcare --observations places.csv --draws 60 --lang en --out c");
  INFO(o.err);
  REQUIRE(o.status == 0);
  const auto fit = read_table(here.path("c/tables/fit.csv"));
  REQUIRE(fit.size() == 1);
  CHECK(fit[0].at("law") == "matched");
  const double before = std::stod(fit[0].at("before_p50")), after = std::stod(fit[0].at("expected_p50"));
  INFO("expected before " << before << ", after " << after);
  CHECK(std::abs(after - 400) < 0.5 * std::abs(before - 400));
  for (const auto& row : read_table(here.path("c/tables/calibration.csv")))
    if (row.at("parameter") == "childcare_uptake_2025") {
      CHECK(row.at("told") == "true");
      CHECK((std::stod(row.at("posterior_p50")) > std::stod(row.at("prior_p50"))) == (before < 400));
    }
}

TEST_CASE("mistakes of a calibration are told with rule and remedy", "[calibrate]") {
  const TempFolder here;
  const std::string good = study(here);
  const auto fails = [&](const std::string& arguments, const std::string& hint) {
    const Outcome o = here.run(arguments);
    INFO(arguments << "\n" << o.err);
    CHECK(o.status == 2);
    CHECK(o.err.find(hint) != std::string::npos);
  };
  fails("calibrate " + kMinqin + " --lang en", "--parameters");
  fails("calibrate " + kMinqin + " --parameters births --lang en", "--observations");
  fails(good + "--hold-out 2024", "2024");
  fails("calibrate " + kMinqin + " --parameters brith_path --observations seen.csv --lang en", "birth_path");
  fails("calibrate " + kMinqin + " --parameters births --observations none.csv --lang en", "none.csv");
  fails("run " + kMinqin + " --posterior " + here.path("nothing") + " --lang en", "no calibration");
  fails(study(here, "place,year,measure,value,unit,source\nminqin,1999,births,9,births,x\n"), "1999");
}
