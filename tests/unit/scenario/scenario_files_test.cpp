// [delay] and [conversion] tables of a scenario, inherited ones, and every mistake in them.
#include <algorithm>
#include <catch2/catch.hpp>

#include "sim/core/messages.hpp"
#include "sim/plan/pack.hpp"
#include "tests/support/temp_pack.hpp"

using namespace gongxu;
using gongxu::test::count;
using gongxu::test::has;
using gongxu::test::listed;
using gongxu::test::TempPack;

namespace {

const std::string kFile = "lizhou/scenarios/supply.toml";
const std::string kHead =
    "format = 1\nname_zh = \"甲\"\nname_en = \"a\"\nreason_zh = \"乙\"\nreason_en = \"b\"\nsource = \"R1\"\n";
const std::string kCited = "source = \"R1\"\nstatus = \"assumed\"\n";
const std::string kDelay = "[delay.late]\nyears = 2\n" + kCited;
const std::string kConversion =
    "[conversion.turned]\nfrom = \"hospital_bed\"\nto = \"care_bed\"\nunits = 30\nyear = 2024\n" + kCited;

}  // namespace

TEST_CASE("delays and conversions are read; a conversion gains what it takes where nothing else is said") {
  const TempPack pack;
  pack.write(kFile, kHead + "extends = \"baseline\"\n[delay.late]\nyears = 2\nservice = \"childcare\"\n" + kCited +
                        kConversion + "zone = \"core\"\n");
  INFO(listed(pack.problems()));
  const Scenario s = read_pack(pack.folder()).scenarios.at("supply");
  REQUIRE(s.supply_policies.size() == 2);
  const SupplyPolicy &late = s.supply_policies.at("late"), &turned = s.supply_policies.at("turned");
  CHECK(late.kind == SupplyPolicy::Kind::delay);
  CHECK(late.years == 2);
  CHECK(late.service == "childcare");
  CHECK(late.project.empty());
  CHECK(late.status == "assumed");
  CHECK(turned.kind == SupplyPolicy::Kind::conversion);
  CHECK(turned.from == "hospital_bed");
  CHECK(turned.to == "care_bed");
  CHECK(turned.units == 30);
  CHECK(turned.gains == 30);
  CHECK(turned.year == 2024);
  CHECK(turned.zone == "core");
  const auto effect = effect_of(s);
  for (const char* line : {"delay of projects (service childcare, project all): 2 years",
                           "conversion of hospital_bed to care_bed in 2024 (zone core): 30 units become 30"})
    CHECK(std::find(effect.begin(), effect.end(), line) != effect.end());
}

TEST_CASE("supply policies are inherited, and one of the same name takes the place of its base's") {
  const TempPack pack;
  pack.write(kFile, kHead + "extends = \"baseline\"\n" + kDelay + kConversion);
  pack.write("lizhou/scenarios/child.toml",
             kHead + "extends = \"supply\"\n[delay.late]\nyears = 0\n" + kCited +
                 "[conversion.turned]\nfrom = \"hospital_bed\"\nto = \"care_bed\"\nunits = 0\nyear = 2024\n" + kCited);
  pack.write("lizhou/scenarios/heir.toml", kHead + "extends = \"supply\"\n");
  const Pack read = read_pack(pack.folder());
  const auto hash = [&](const char* id) { return read.scenarios.at(id).hash; };
  CHECK(hash("heir") == hash("supply"));
  CHECK(hash("child") == hash("baseline"));  // nothing for no years and no units
  CHECK(hash("supply") != hash("baseline"));
  CHECK(read.scenarios.at("child").supply_policies.at("late").years == 0);
}

TEST_CASE("each mistake in a delay or a conversion is told at its place, with rule and remedy") {
  struct Mistake {
    std::string before, after, key, at, says;
  };
  const TempPack pack;
  for (const Mistake& m : {
           Mistake{"years = 2", "years = -3", "parameter_outside", "-3", "-3"},
           Mistake{"years = 2", "years = 21", "parameter_outside", "21", "20"},
           Mistake{"years = 2", "years = 1.5", "not_integer", "1.5", "years"},
           Mistake{"years = 2", "years = 2\nservice = \"childcaer\"", "unknown_word", "\"childcaer\"", "\"childcare\""},
           Mistake{"years = 2", "year = 2", "unknown_key", "year = 2", "\"years\""},
           Mistake{"to = \"care_bed\"", "to = \"hospital_bed\"", "conversion_to_itself", "\"hospital_bed\"\nunits",
                   "hospital_bed"},
           Mistake{"to = \"care_bed\"", "to = \"care_beds\"", "unknown_word", "\"care_beds\"", "\"care_bed\""},
           Mistake{"year = 2024", "year = 2020", "policy_before_base", "2020", "2020-11-01"},
           Mistake{"units = 30", "units = 30\ngains = -20", "negative_value", "-20", "-20"},
           Mistake{"units = 30", "units = -30\ngains = 20", "negative_value", "-30", "-30"},
           Mistake{"units = 30", "units = -30", "negative_value", "-30", "-30"},
           Mistake{"units = 30", "unit = 30", "unknown_key", "unit = 30", "\"units\""},
       }) {
    pack.write(kFile, kHead + "extends = \"baseline\"\n" + kDelay + kConversion);
    REQUIRE(pack.problems().empty());
    pack.replace(kFile, m.before, m.after);
    const auto problems = pack.problems();
    INFO(m.after << "\n" << listed(problems));
    REQUIRE(problems.size() == 1);
    CHECK(has(problems, m.key, pack.position_of(kFile, m.at)));
    const std::string told = describe(problems[0], Language::en);
    CHECK(told.find("supply.toml:" + std::to_string(pack.position_of(kFile, m.at).line) + ":") != std::string::npos);
    CHECK(told.find(m.says) != std::string::npos);
    CHECK(told.find("remedy: ") != std::string::npos);
  }
}

TEST_CASE("a conversion without its services, units or year, and a policy without source, are told") {
  const TempPack pack;
  for (const char* line : {"from = \"hospital_bed\"\n", "to = \"care_bed\"\n", "units = 30\n", "year = 2024\n",
                           "years = 2\n", "source = \"R1\"\nstatus", "status = \"assumed\"\n"}) {
    pack.write(kFile, kHead + "extends = \"baseline\"\n" + kDelay + kConversion);
    pack.replace(kFile, line, std::string(line).ends_with("status") ? "status" : "");
    const auto problems = pack.problems();
    INFO(line << "\n" << listed(problems));
    CHECK(problems.size() == 1);
    CHECK(count(problems, "missing_key") == 1);
  }
}
