#include "sim/scenario/scenario.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <iterator>

#include "sim/plan/pack.hpp"
#include "tests/support/temp_pack.hpp"

using namespace gongxu;
using gongxu::test::count;
using gongxu::test::has;
using gongxu::test::listed;
using gongxu::test::TempPack;

namespace {

const std::string kFolder = "lizhou/scenarios/";

std::string scenario_text(const std::string& rest) {
  return "format = 1\nname_zh = \"甲\"\nname_en = \"a\"\nreason_zh = \"乙\"\nreason_en = \"b\"\nsource = \"R1\"\n" +
         rest;
}
const std::string kCited = "source = \"R1\"\nstatus = \"assumed\"\n";

}  // namespace

TEST_CASE("a scenario inherits what it does not change") {
  const TempPack pack;
  pack.write(kFolder + "both.toml",
             scenario_text("extends = \"births_low\"\n[set.out_migration_multiplier]\nvalue = 2\n" + kCited));
  const Pack read = read_pack(pack.folder());
  const Scenario& both = read.scenarios.at("both");
  CHECK(both.parameters.at("birth_path_multiplier").value == 0.75);
  CHECK(both.parameters.at("out_migration_multiplier").value == 2);
  CHECK(both.parameters.size() == read.scenarios.at("baseline").parameters.size());
  const auto before = effect_of(read.scenarios.at("baseline")), after = effect_of(both);
  std::vector<std::string> gone, come;
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(gone));
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(come));
  CHECK(gone == std::vector<std::string>{"parameter birth_path_multiplier: fixed 1",
                                         "parameter out_migration_multiplier: fixed 1"});
  CHECK(come == std::vector<std::string>{"parameter birth_path_multiplier: fixed 0.75",
                                         "parameter out_migration_multiplier: fixed 2"});
  CHECK(std::find(read.files.begin(), read.files.end(), pack.path(kFolder + "both.toml")) != read.files.end());
}

TEST_CASE("the hash is that of the effect: names, reasons and policies times 1 do not count") {
  const TempPack pack;
  pack.write(kFolder + "same.toml",
             scenario_text("extends = \"baseline\"\n[policy.nothing]\norder = 2\nmultiplier = 1\nfrom = 2026-01-01\n" +
                           kCited + "[set.birth_path_multiplier]\nvalue = 1.0\n" + kCited));
  pack.write(kFolder + "other.toml",
             scenario_text("extends = \"baseline\"\n[policy.some]\norder = 2\nmultiplier = 1.0000001\n"
                           "from = 2026-01-01\n" +
                           kCited));
  const Pack read = read_pack(pack.folder());
  const auto hash = [&](const char* id) { return read.scenarios.at(id).hash; };
  CHECK(hash("same") == hash("baseline"));
  CHECK(hash("other") != hash("baseline"));
  CHECK(hash("births_low") != hash("baseline"));
  CHECK(hash("baseline").size() == 64);
  CHECK(effect_of(read.scenarios.at("same")) == effect_of(read.scenarios.at("baseline")));
}

TEST_CASE("a scenario names the variant of the national path and hands it on; the medium one is no effect") {
  const TempPack pack;
  pack.write(kFolder + "low.toml", scenario_text("extends = \"baseline\"\nfertility_variant = \"low\"\n"));
  pack.write(kFolder + "lower.toml",
             scenario_text("extends = \"low\"\n[set.birth_path_multiplier]\nvalue = 0.9\n" + kCited));
  pack.write(kFolder + "back.toml", scenario_text("extends = \"low\"\nfertility_variant = \"medium\"\n"));
  const auto scenarios = read_pack(pack.folder()).scenarios;
  CHECK(scenarios.at("low").fertility_variant == "low");
  CHECK(scenarios.at("lower").fertility_variant == "low");
  CHECK(scenarios.at("low").hash != scenarios.at("baseline").hash);
  CHECK(scenarios.at("back").hash == scenarios.at("baseline").hash);
  const auto effect = effect_of(scenarios.at("low"));
  CHECK(std::count(effect.begin(), effect.end(), "national path of births: variant low") == 1);
  CHECK(effect.size() == effect_of(scenarios.at("baseline")).size() + 1);
}

TEST_CASE("a variant that the national path does not have is told, with the nearest") {
  const TempPack pack;
  const std::string file = kFolder + "lowest.toml";
  pack.write(file, scenario_text("extends = \"baseline\"\nfertility_variant = \"lov\"\n"));
  const auto problems = pack.problems();
  INFO(listed(problems));
  REQUIRE(problems.size() == 1);
  CHECK(has(problems, "unknown_word", pack.position_of(file, "\"lov\"")));
  CHECK(problems[0].values[2] == "low");
}

TEST_CASE("a setting fixes a parameter and changes the hash") {
  const TempPack pack;
  Scenario baseline = read_pack(pack.folder()).scenarios.at("baseline");
  const std::string before = baseline.hash;
  Problems problems;
  apply_settings(baseline, {"gross_out_rate=0.02"}, problems);
  CHECK(problems.none());
  CHECK(baseline.parameters.at("gross_out_rate").quantile(0.9) == 0.02);
  CHECK(baseline.hash != before);
}

TEST_CASE("settings are judged together, in whatever order they come") {
  const TempPack pack;
  const Scenario baseline = read_pack(pack.folder()).scenarios.at("baseline");
  Scenario alone = baseline, together = baseline;
  Problems of_one, of_all;
  apply_settings(alone, {"childcare_uptake_2025=0.16"}, of_one);
  CHECK(count(of_one.all(), "uptake_falls") == 1);  // 2030 reaches down to 0.09
  apply_settings(together, {"childcare_uptake_2025=0.16", "childcare_uptake_2030=0.16", "childcare_uptake_2020=0.05"},
                 of_all);
  CHECK(of_all.none());
  CHECK(together.parameters.at("childcare_uptake_2025").value == 0.16);
}

TEST_CASE("a setting that cannot be is told, with the nearest parameter") {
  const TempPack pack;
  Scenario baseline = read_pack(pack.folder()).scenarios.at("baseline");
  Problems problems;
  for (const char* setting : {"birth_pat_multiplier=1", "birth_path_multiplier", "birth_path_multiplier=x",
                              "birth_path_multiplier=nan", "mother_link_probability=1.5"})
    apply_settings(baseline, {setting}, problems);
  REQUIRE(problems.count() == 5);
  CHECK(problems.all()[0].key == "unknown_parameter");
  CHECK(problems.all()[0].values[1] == "birth_path_multiplier");
  CHECK(problems.all()[1].key == "setting_without_value");
  CHECK(problems.all()[2].key == "setting_not_number");
  CHECK(problems.all()[3].key == "setting_not_number");
  CHECK(problems.all()[4].key == "parameter_outside");
}

TEST_CASE("a scenario that extends itself, directly or in a circle, is told once") {
  const TempPack pack;
  pack.write(kFolder + "self.toml", scenario_text("extends = \"self\"\n"));
  pack.write(kFolder + "ring_a.toml", scenario_text("extends = \"ring_b\"\n"));
  pack.write(kFolder + "ring_b.toml", scenario_text("extends = \"ring_a\"\n"));
  pack.write(kFolder + "tail.toml", scenario_text("extends = \"ring_a\"\n"));
  const auto problems = pack.problems();
  INFO(listed(problems));
  REQUIRE(problems.size() == 2);
  CHECK(has(problems, "scenario_extends_itself", pack.position_of(kFolder + "self.toml", "\"self\"")));
  CHECK(has(problems, "scenario_extends_itself", pack.position_of(kFolder + "ring_a.toml", "\"ring_b\"")));
  CHECK(problems[0].values[0] == "ring_a -> ring_b -> ring_a");
}

TEST_CASE("a policy before the base date, of an impossible order or with a negative multiplier is told") {
  const TempPack pack;
  const std::string file = kFolder + "bad.toml";
  pack.write(
      file,
      scenario_text("extends = \"baselin\"\n[policy.p]\norder = 4\nmultiplier = -0.5\nfrom = 2019-01-01\n" + kCited));
  const auto problems = pack.problems();
  INFO(listed(problems));
  CHECK(has(problems, "unknown_base", pack.position_of(file, "\"baselin\"")));
  CHECK(has(problems, "order_outside", pack.position_of(file, "4\n")));
  CHECK(has(problems, "negative_value", pack.position_of(file, "-0.5")));
  CHECK(has(problems, "policy_before_base", pack.position_of(file, "2019-01-01")));
  CHECK(problems.size() == 4);
}

TEST_CASE("a scenario with a problem is left out, and so are those that extend it") {
  const TempPack pack;
  pack.write(kFolder + "bad.toml", scenario_text("extends = \"baseline\"\nfoo = 1\n"));
  pack.write(kFolder + "child.toml", scenario_text("extends = \"bad\"\n"));
  const ParameterSet base = read_pack(GONGXU_SOURCE_DIR "/scenarios/lizhou").scenarios.at("baseline").parameters;
  Problems problems;
  const auto scenarios = read_scenarios(pack.path("lizhou/scenarios"), base, {2020, 11, 1}, problems);
  CHECK(problems.count() == 1);
  CHECK(scenarios.count("baseline") == 1);
  CHECK(scenarios.count("bad") == 0);
  CHECK(scenarios.count("child") == 0);
}

TEST_CASE("a pack without a baseline is told") {
  const TempPack pack;
  pack.remove(kFolder + "baseline.toml");
  CHECK(count(pack.problems(), "no_baseline") == 1);
}
