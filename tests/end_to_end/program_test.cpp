/// The program as a planner meets it: one command, its page, its folder, its refusals.
#include "tests/support/program.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "analysis/read/table_schema.hpp"
#include "sim/core/messages.hpp"
#include "sim/core/sha256.hpp"
#include "sim/plan/pack.hpp"
#include "tests/support/temp_pack.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {
const std::string kLizhou = GONGXU_SOURCE_DIR "/scenarios/lizhou";
constexpr const char* kSmall = " -n 3 --until 2025 --seed 7 ";

double cell(const std::map<std::string, std::string>& row, const std::string& column) {
  return std::stod(row.at(column));
}
}  // namespace

TEST_CASE("run prints the verdict table and leaves a complete run folder") {
  const TempFolder here;
  const Outcome o = here.run("run " + kLizhou + " --scenario baseline --out result" + kSmall);
  INFO(o.err);
  REQUIRE(o.status == 0);
  CHECK(o.out.find("利州区") != std::string::npos);
  CHECK(o.out.find("有条件") != std::string::npos);  // three draws give no other word
  // No progress where there is no terminal: a single line, which warns of so few draws and is kept in run.json.
  CHECK(std::count(o.err.begin(), o.err.end(), '\n') == 1);
  CHECK(o.err.find("少于 30 次") != std::string::npos);
  CHECK(here.listing() == std::vector<std::string>{"result"});

  const auto run = nlohmann::json::parse(read_file(here.path("result/run.json")));
  CHECK(run["seed"] == 7);
  CHECK(run["replicates"] == 3);
  CHECK(run["warnings"].dump().find("少于 30 次") != std::string::npos);
  CHECK(run["scenarios"].size() == 1);
  CHECK(run["scenarios"][0]["event_hashes"].size() == 3);
  for (const auto& [name, digest] : run["outputs_sha256"].items())
    CHECK(sha256_hex_of_file(here.path("result/" + name)) == digest.get<std::string>());
  CHECK(run["inputs_sha256"].size() > 15);
}

TEST_CASE("tables add up: totals equal their parts, rates follow from the counts") {
  const TempFolder here;
  REQUIRE(here.run("run " + kLizhou + " --scenario baseline --fixed-parameters -n 1 --until 2025 --out r").status == 0);
  std::map<std::string, double> parts, wholes;
  for (const auto& row : read_table(here.path("r/tables/demography.csv"))) {
    const std::string& m = row.at("measure");
    if (m == "urban_share" || m == "share_60plus" || m == "tfr" || m == "e0") continue;
    if (m == "population_registered" || m == "registered_absent") continue;  // of the whole place alone
    (row.at("zone") == "all" ? wholes : parts)[row.at("year") + m] += cell(row, "mean");
  }
  CHECK(wholes.size() > 100);
  for (const auto& [key, whole] : wholes) {
    INFO(key);
    CHECK(parts.at(key) == Approx(whole).margin(0.5));
  }
  for (const std::string year : {"2021", "2025"}) {
    CHECK(wholes.at(year + "births") == wholes.at(year + "births_order_1") + wholes.at(year + "births_order_2") +
                                            wholes.at(year + "births_order_3plus"));
  }
  for (const auto& row : read_table(here.path("r/tables/verdicts.csv"))) {
    if (row.at("service") != "childcare" || row.at("zone") != "all") continue;
    const double places_per_1000 = cell(row, "capacity") / wholes.at(row.at("year") + "population") * 1000;
    CHECK(cell(row, "projected_p50") == Approx(places_per_1000).epsilon(1e-8));
  }
  // Demand of a service is that of its zones; where one pool serves the place, people from outside come on top.
  std::map<std::string, double> zones, places;
  for (const auto& row : read_table(here.path("r/tables/services.csv")))
    if (row.at("measure") == "demand" && row.at("supply_case") == "quantified")
      (row.at("zone") == "all" ? places : zones)[row.at("year") + row.at("service")] += cell(row, "mean");
  CHECK(places.size() == kServices * 6);
  for (const auto& [key, whole] : places) {
    INFO(key);
    const bool pooled = key.ends_with("hospital_bed") || key.ends_with("physician") || key.ends_with("nurse");
    CHECK((pooled ? zones.at(key) < whole : zones.at(key) == Approx(whole).epsilon(1e-8)));
  }
}

TEST_CASE("every run holds its services against Little's law and their balances, and says so in one line") {
  const TempFolder here;
  const Outcome o =
      here.run("run " GONGXU_SOURCE_DIR "/scenarios/minqin --scenario baseline births_low --lang en --out r" +
               std::string(kSmall));
  REQUIRE(o.status == 0);
  std::map<std::string, std::set<std::string>> services;
  std::size_t rows = 0;
  for (const auto& row : read_table(here.path("r/tables/checks.csv"))) {
    INFO(row.at("check") << " " << row.at("service") << " " << row.at("zone") << " " << row.at("year"));
    CHECK(row.at("passed") == "true");
    CHECK(cell(row, "n") == 3);
    if (cell(row, "se") == 0) CHECK(cell(row, "value") == Approx(cell(row, "expected")).epsilon(1e-7).margin(1e-5));
    services[row.at("check")].insert(row.at("service"));
    ++rows;
  }
  const std::set<std::string> queues{"childcare", "care_bed", "nursing_bed"};
  CHECK(services["little_present"] == std::set<std::string>{"childcare", "care_bed", "nursing_bed", "hospital_bed"});
  for (const char* check : {"little_waiting", "balance", "units_taken"}) CHECK(services[check] == queues);
  CHECK(services["twin"] == std::set<std::string>{""});
  CHECK(o.out.find("all " + std::to_string(rows) + " passed") != std::string::npos);
  const std::string package = read_file(here.path("r/datapackage.json"));
  CHECK(package.find("tables/checks.csv") != std::string::npos);
}

TEST_CASE("verdicts.csv has every service and indicator of the plan, in three cases, every year and zone") {
  for (const std::string place : {"lizhou", "wanzhou"}) {
    const TempFolder here;
    const std::string folder = GONGXU_SOURCE_DIR "/scenarios/" + place;
    REQUIRE(here.run("run " + folder + " --scenario baseline births_low --fixed-parameters -n 1 --until 2025 --out r")
                .status == 0);
    std::set<std::string> rows, indicators;
    for (const auto& row : read_table(here.path("r/tables/verdicts.csv"))) {
      if (!row.at("indicator").empty()) indicators.insert(row.at("indicator"));
      if (row.at("service").empty() || row.at("supply_case").empty()) continue;
      const std::string key =
          row.at("scenario") + row.at("supply_case") + row.at("year") + row.at("zone") + row.at("service");
      INFO(place << " " << key);
      CHECK(rows.insert(key).second);
      CHECK(!row.at("demand_p50").empty());
      const std::string& verdict = row.at("verdict");
      CHECK((verdict == "conditional" || verdict.empty()));  // one draw gives no other word
    }
    CHECK(rows.size() == 2 * 3 * 6 * 4 * kServices);
    const Pack pack = read_pack(folder);
    CHECK(indicators.size() == pack.plan.indicators.size());
  }
}

TEST_CASE("mistakes of health tables, stocks and dates are told with file, line and remedy") {
  struct Mistake {
    const char *file, *before, *after, *told;
  };
  for (const Mistake& m :
       {Mistake{"national/health_use.csv", "stay,both,0,0,7.300", "stay,both,0,0,0", "0 days"},
        Mistake{"lizhou/region.toml", "school_intake = \"09-01\"", "school_intake = \"09-31\"", "09-31"},
        Mistake{"lizhou/plan.toml", "service = \"junior\"\nbasis = \"utilisation\"",
                "service = \"junior\"\nbasis = \"stated\"", "junior"}}) {
    const TempFolder here;
    const TempPack pack;
    pack.replace(m.file, m.before, m.after);
    const Outcome o = here.run("run " + pack.folder() + " --lang en --out r");
    INFO(o.err);
    CHECK(o.status == 2);
    CHECK(o.err.find(std::string(m.file) + ":") != std::string::npos);
    CHECK(o.err.find(m.told) != std::string::npos);
    CHECK(o.err.find("remedy:") != std::string::npos);
    CHECK(here.listing().empty());
  }
}

TEST_CASE("one process or two, SimGrid or the plain loop: the same tables byte by byte") {
  const TempFolder here;
  const std::string base = "run " + kLizhou + " --scenario baseline" + kSmall;
  REQUIRE(here.run(base + "--out a -j 1").status == 0);
  REQUIRE(here.run(base + "--out b -j 2 --driver plain --shards 3").status == 0);
  for (const char* table :
       {"demography", "services", "pyramid", "verdicts", "deciding", "replicates", "parameters", "checks"}) {
    INFO(table);
    const std::string name = std::string("/tables/") + table + ".csv";
    const std::string a = read_file(here.path("a" + name));
    CHECK(!a.empty());
    CHECK(a == read_file(here.path("b" + name)));
  }
}

TEST_CASE("an existing folder is not overwritten without --force, and only a run folder with it") {
  const TempFolder here;
  const std::string base =
      "run " + kLizhou + " --scenario baseline -n 1 --until 2025 --fixed-parameters --lang en --out ";
  REQUIRE(here.run(base + "r").status == 0);
  const std::string before = read_file(here.path("r/run.json"));
  const Outcome refused = here.run(base + "r");
  CHECK(refused.status == 2);
  CHECK(refused.err.find("--force") != std::string::npos);
  CHECK(read_file(here.path("r/run.json")) == before);
  CHECK(here.run(base + "r --force").status == 0);
  std::filesystem::create_directory(here.path("mine"));
  CHECK(here.run(base + "mine --force").status == 2);
  CHECK(here.listing() == std::vector<std::string>{"mine", "r"});
}

TEST_CASE("a plan with mistakes: all of them at once, status 2, no folder left behind") {
  const TempFolder here;
  const TempPack pack;
  pack.replace("lizhou/plan.toml", "binding = false", "bindign = false");
  pack.replace("lizhou/region.toml", "residence = \"rural\"", "residence = \"remote\"");
  const Outcome o = here.run("run " + pack.folder() + " --lang en --out r");
  CHECK(o.status == 2);
  CHECK(o.out.empty());
  const Position key = pack.position_of("lizhou/plan.toml", "bindign");
  CHECK(o.err.find("plan.toml:" + std::to_string(key.line) + ":" + std::to_string(key.column)) != std::string::npos);
  CHECK(o.err.find("binding") != std::string::npos);
  CHECK(o.err.find("region.toml:") != std::string::npos);
  CHECK(here.listing().empty());
}

TEST_CASE("mistakes on the command line are told with their remedy") {
  const TempFolder here;
  const auto fails = [&](const std::string& arguments, const std::string& hint) {
    const Outcome o = here.run(arguments + " --lang en");
    INFO(arguments << "\n" << o.err);
    CHECK(o.status == 2);
    CHECK(o.err.find(hint) != std::string::npos);
    CHECK(here.listing().empty());
  };
  fails("runn " + kLizhou, "\"run\"");
  fails("run", "PLAN");
  fails("run nowhere", "nowhere");
  fails("run " + kLizhou + " other", "other");
  fails("run " + kLizhou + " --scenario birth_low", "births_low");
  fails("run " + kLizhou + " --set birth_pth=1", "birth_path");
  fails("run " + kLizhou + " --set birth_path=x", "x");
  fails("run " + kLizhou + " --until 2050", "2040");
  fails("run " + kLizhou + " --until 2019", "2020");
  fails("run " + kLizhou + " --replicates 0", "--replicates");
  fails("run " + kLizhou + " --frobnicate", "the command line is wrong");
  fails("compare " + here.path("x"), "run");
  fails("bench W3", "W3");
  fails("sensitivity " + kLizhou + " --method sobl", "sobol");
  fails("sensitivity " + kLizhou + " --method sobol --samples 8", "at least 16");
  fails("sensitivity " + kLizhou + " --method prcc --samples 20", "nine points more");
  fails("sensitivity " + kLizhou + " --factors birth_pth", "birth_path");
  fails("sensitivity " + kLizhou + " --scenario baseline births_low", "one by one");
}

TEST_CASE("compare shows inputs first, then paired differences") {
  const TempFolder here;
  const std::string run = "run " + kLizhou + " --scenario baseline births_low --out r --lang en";
  REQUIRE(here.run(run + kSmall).status == 0);
  const Outcome o = here.run("compare r --lang en");
  INFO(o.err);
  REQUIRE(o.status == 0);
  const std::size_t inputs = o.out.find("birth_path_multiplier"), results = o.out.find("births  ");
  REQUIRE(inputs != std::string::npos);
  REQUIRE(results != std::string::npos);
  CHECK(inputs < results);
  bool found = false;
  for (const auto& row : read_table(here.path("r/tables/compare.csv")))
    if (row.at("measure") == "births" && row.at("year") == "2025") {
      found = true;
      CHECK(cell(row, "difference_mean") < -500);  // a quarter of some 4,000 births
      CHECK(cell(row, "difference_se") < 150);
    }
  CHECK(found);
  std::string columns;  // no package describes a table that comes after it
  for (const ColumnInfo& c : table_info("compare").columns) columns += (columns.empty() ? "" : ",") + c.name;
  CHECK(read_file(here.path("r/tables/compare.csv")).starts_with(columns + "\n"));
  CHECK(here.run("compare r --scenario baseline births_hgih --lang en").status == 2);
}

TEST_CASE("--trace-people writes every event in the order of tick, person, purpose") {
  const TempFolder here;
  REQUIRE(here.run("run " + kLizhou + " --scenario baseline -n 1 --until 2025 --out r --trace-people t.csv").status ==
          0);
  const auto rows = read_table(here.path("t.csv"));
  CHECK(rows.size() > 100'000);
  long before = 0;
  for (const auto& row : rows) {
    const long tick = std::stol(row.at("tick"));
    REQUIRE(tick >= before);
    before = tick;
  }
}

TEST_CASE("compare names a delay among the inputs, and places and chances of shortage among the results") {
  const TempFolder here;
  REQUIRE(
      here.run("run " + kLizhou + " --scenario baseline projects_delayed --out r -n 3 --until 2025 --seed 7").status ==
      0);
  const Outcome en = here.run("compare r --lang en"), zh = here.run("compare r --lang zh");
  INFO(en.out << en.err);
  REQUIRE(en.status == 0);
  const std::size_t delay = en.out.find("delay of projects (service all, project all)");
  REQUIRE(delay != std::string::npos);
  const std::string line = en.out.substr(delay, en.out.find('\n', delay) - delay);
  CHECK(line.find("—") != std::string::npos);  // the baseline has none
  CHECK(line.find("2 years") != std::string::npos);
  CHECK(en.out.find("births  ") == std::string::npos);  // people are the same
  for (const auto& [lang, text] : {std::pair{Language::en, en.out}, {Language::zh, zh.out}}) {
    const std::string name = say(lang, "service_childcare");
    CHECK(text.find(say(lang, "compare_capacity", {name})) != std::string::npos);
    CHECK(text.find("childcare_capacity") == std::string::npos);
  }
  for (const auto& row : read_table(here.path("r/tables/compare.csv"))) {
    if (row.at("measure") == "childcare_capacity" && row.at("supply_case") == "quantified" &&
        row.at("year") == "2025") {
      CHECK(row.at("p50_a") == "1987");
      CHECK(row.at("p50_b") == "1267");
      CHECK(cell(row, "difference_mean") == -720);
    }
    if (row.at("measure").ends_with("_short")) CHECK((cell(row, "p50_a") >= 0 && cell(row, "p50_a") <= 1));
  }
}
