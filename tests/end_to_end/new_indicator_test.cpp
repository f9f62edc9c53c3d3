/// A plan with other measures and years than those at hand: in its file alone, without a line of code.
#include <catch2/catch.hpp>
#include <set>

#include "sim/plan/pack.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temp_pack.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

const std::string kPlanFile = "lizhou/plan.toml";
const std::string kUse =
    "[[indicator]]\nid = \"childcare_use_rate\"\nname_zh = \"3岁以下婴幼儿入托率\"\n"
    "name_en = \"children under three in childcare\"\nfield = \"childcare\"\nunit = \"per cent\"\nunit_zh = \"%\"\n"
    "numerator = \"childcare_use\"\ndenominator = \"population_0_2\"\nper = 100\ntarget = 20\ntarget_year = 2025\n"
    "bound = \"ge\"\nbinding = false\nservice = \"childcare\"\ncomputed = \"service\"\nsource = \"016:1\"\n\n";

/// A rate of use says nothing of the places at the base date: then the stock states them.
void state_places(const TempPack& pack) {
  const std::string stock = "service = \"childcare\"\nbasis = \"stated\"\n";
  pack.replace(kPlanFile, stock, stock + "units = 187\nunit = \"places\"\n");
}

/// Runs a pack with the new indicator; its rows are there in all cases and years, with values.
void check_judged(const TempPack& pack, bool plans_the_service) {
  const TempFolder here;
  const Outcome checked = here.run("check " + pack.folder() + " --lang en");
  INFO(checked.err);
  REQUIRE(checked.status == 0);
  const Outcome o = here.run("run " + pack.folder() + " --scenario baseline -n 2 --until 2025 --lang en --out r");
  INFO(o.err);
  REQUIRE(o.status == 0);
  std::map<std::string, double> people, use;
  for (const auto& row : read_table(here.path("r/tables/demography.csv")))
    if (row.at("zone") == "all" && row.at("measure") == "population_0_2")
      people[row.at("year")] = std::stod(row.at("p50"));
  for (const auto& row : read_table(here.path("r/tables/services.csv")))
    if (row.at("zone") == "all" && row.at("service") == "childcare" && row.at("measure") == "use")
      use[row.at("supply_case") + row.at("year")] = std::stod(row.at("p50"));
  std::set<std::string> cases;
  for (const auto& row : read_table(here.path("r/tables/verdicts.csv"))) {
    if (row.at("indicator") != "childcare_use_rate" || row.at("zone") != "all") continue;
    const std::string key = row.at("supply_case") + row.at("year");
    INFO(key);
    CHECK(cases.insert(key).second);
    CHECK(row.at("target") == "20");
    CHECK(row.at("unit") == (plans_the_service ? "places" : "per cent"));
    CHECK((row.at("service") == "childcare") == plans_the_service);
    REQUIRE(!row.at("projected_p50").empty());
    REQUIRE(!row.at("p_attained").empty());
    CHECK(std::stod(row.at("projected_p50")) == Approx(use.at(key) / people.at(row.at("year")) * 100).epsilon(0.01));
    CHECK(std::stod(row.at("projected_p50")) < 20);  // some 3,000 places at most for 15,000 children
    CHECK(row.at("p_attained") == "0");
    if (row.at("year") == "2025") CHECK(row.at("attainment") == "conditional");  // two draws give no word
  }
  CHECK(cases.size() == 3 * 6);
}

}  // namespace

TEST_CASE("the share of children in childcare joins a plan as one more indicator, in its file alone") {
  const TempPack pack;
  pack.replace(kPlanFile, "[[indicator]]", kUse + "[[indicator]]");
  state_places(pack);
  // The first with a target plans the service: here that of use, so places are no longer drawn to a target.
  check_judged(pack, true);
}

TEST_CASE("behind the indicator of places the new one has rows of its own") {
  const TempPack pack;
  pack.append(kPlanFile, "\n" + kUse);
  check_judged(pack, false);
}

TEST_CASE("the share of children in childcare may take the place of the indicator of places") {
  const TempPack pack;
  std::string text = pack.read(kPlanFile);
  const std::size_t id = text.find("id = \"childcare_places_per_1000\"");
  const std::size_t from = text.rfind("[[indicator]]", id), to = text.find("\n\n", id) + 2;
  text.replace(from, to - from, kUse);
  // What is printed of the old one elsewhere goes with it.
  for (std::size_t of = 0; (of = text.find("of = \"childcare_places_per_1000\"")) != std::string::npos;) {
    const std::size_t begin = text.rfind("[[figure]]", of);
    text.erase(begin, text.find("[[", of) - begin);
  }
  pack.write(kPlanFile, text);
  state_places(pack);
  const auto problems = pack.problems();
  INFO(listed(problems));
  check_judged(pack, true);
}

TEST_CASE("a plan with a target each year is judged each year by its own") {
  const TempFolder here;
  const std::string folder = GONGXU_SOURCE_DIR "/scenarios/qijiang";
  REQUIRE(here.run("run " + folder + " --scenario baseline -n 2 --until 2020 --out r").status == 0);
  const Pack pack = read_pack(folder);
  long seen = 0;
  for (const auto& row : read_table(here.path("r/tables/verdicts.csv"))) {
    if (row.at("indicator").empty() || row.at("supply_case").empty() || row.at("zone") != "all") continue;
    const Indicator& i = *pack.plan.find(row.at("indicator"));
    const int year = std::stoi(row.at("year"));
    if (i.yearly_targets.empty() || year < 2018) continue;
    INFO(i.id << " " << year << " " << row.at("supply_case"));
    const double due = year == 2020 ? *i.target : i.yearly_targets.at(year);
    CHECK(std::stod(row.at("target")) == due);
    if (row.at("p_attained").empty() || row.at("bound") != "ge") continue;
    ++seen;
    const double p = std::stod(row.at("p_attained"));  // of two draws: none, one or both
    if (p == 1) CHECK(std::stod(row.at("projected_p10")) >= due);
    if (p == 0) CHECK(std::stod(row.at("projected_p90")) < due);
    CHECK((p == 0 || p == 0.5 || p == 1));
  }
  CHECK(seen > 20);
}
