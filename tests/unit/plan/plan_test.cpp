#include "sim/plan/plan.hpp"

#include <catch2/catch.hpp>

#include "sim/core/messages.hpp"
#include "sim/plan/pack.hpp"
#include "tests/support/small_plan.hpp"
#include "tests/support/temp_pack.hpp"

using namespace gongxu;
using gongxu::test::count;
using gongxu::test::has;
using gongxu::test::kPlan;
using gongxu::test::listed;
using gongxu::test::small_plan;
using gongxu::test::TempPack;

namespace {

/// The small plan with one text replaced, and its problems.
std::vector<Problem> with(const TempPack& pack, const std::string& before, const std::string& after) {
  pack.write(kPlan, small_plan());
  pack.replace(kPlan, before, after);
  return pack.problems();
}

}  // namespace

TEST_CASE("the packs in the repository have no problem") {
  const TempPack pack;
  INFO(listed(pack.problems()));
  CHECK(pack.problems().empty());
  CHECK_NOTHROW(read_pack(pack.path("wanzhou")));
}

TEST_CASE("indicators and projects are read; undated projects span the plan") {
  const TempPack pack;
  pack.write(kPlan, small_plan());
  const Pack read = read_pack(pack.folder());
  const Indicator* places = read.plan.indicator_of_service(Service::childcare);
  REQUIRE(places != nullptr);
  CHECK(places->target == 5.0);
  CHECK(places->per == 1000);
  CHECK(places->computed == Computed::service);
  REQUIRE(read.plan.projects.size() == 1);
  CHECK(read.plan.projects[0].capacity == 1800.0);
  CHECK(read.plan.projects[0].year_start == 2021);
  CHECK(read.plan.projects[0].year_end == 2025);
  CHECK_FALSE(read.plan.projects[0].dated);
  CHECK(read.plan.opening_month == 9);
  CHECK(read.plan.indicator_of_service(Service::nurse) == nullptr);
}

TEST_CASE("a ratio without denominator is told in the words of both languages") {
  const TempPack pack;
  const auto problems = with(pack, "denominator = \"population\"\n", "");
  REQUIRE(problems.size() == 1);
  CHECK(has(problems, "ratio_without_denominator", pack.position_of(kPlan, "5.0")));
  CHECK(describe(problems[0], Language::en).find("counts places") != std::string::npos);
  CHECK(describe(problems[0], Language::zh).find("比率须有分母") != std::string::npos);
}

TEST_CASE("each mistake in a plan is told at its place") {
  struct Mistake {
    std::string before, after, key, at;
  };
  const TempPack pack;
  for (const Mistake& m : {
           Mistake{"unit = \"places per 1,000 residents\"\n", "", "target_without_unit", "5.0"},
           Mistake{"unit = \"places\"\n", "", "capacity_without_unit", "1800"},
           Mistake{"capacity = 1800", "capacity = -1800", "negative_value", "-1800"},
           Mistake{"unit = \"places\"\n", "unit = \"places\"\nzone = \"cor\"\n", "unknown_zone", "\"cor\""},
           Mistake{"numerator = \"childcare_capacity\"", "numerator = \"childcare_capasity\"", "unknown_word",
                   "\"childcare_capasity\""},
           Mistake{"service = \"childcare\"\ncapacity", "service = \"creche\"\ncapacity", "unknown_word", "\"creche\""},
           Mistake{"target_year = 2025", "target_year = 2035", "target_year_outside", "2035"},
           Mistake{"per = 1000", "per = 100", "per_differs", "100\nbase"},
           Mistake{"source = \"002:527\"", "source = \"002:527\"\nyear_start = 2019", "project_before_base", "2019"},
           Mistake{"source = \"002:527\"", "source = \"002:527\"\nyear_start = 2024\nyear_end = 2023", "years_reversed",
                   "2024"},
           Mistake{"source = \"002:527\"", "source = \"002:527\"\nyear_start = 2026\nyear_end = 2027",
                   "project_after_plan", "2026"},
           Mistake{"unit = \"places per 1,000 residents\"", "unit = \"beds per 1,000 residents\"",
                   "unit_of_other_measure", "\"beds per"},
           Mistake{"unit = \"places\"\n", "unit = \"beds\"\n", "wrong_unit", "\"beds\""},
           Mistake{"numerator = \"childcare_capacity\"", "numerator = \"care_bed\"", "numerator_of_other_service",
                   "\"care_bed\""},
           Mistake{"period = [2021, 2025]", "period = [2025, 2021]", "period_impossible", "[2025, 2021]"},
           Mistake{"\"09-01\"", "\"09-31\"", "opening_impossible", "\"09-31\""},
           Mistake{"\"region.toml\"", "\"regions.toml\"", "missing_file", "\"regions.toml\""},
           Mistake{"bound = \"ge\"", "bound = \">=\"", "unknown_word", "\">=\""},
           Mistake{"capacity = 1800", "capasity = 1800", "unknown_key", "capasity"},
           Mistake{"source = \"002:527\"", "source = \"002:527\"\nconverts_from = \"beds\"", "unknown_word",
                   "\"beds\""},
           Mistake{"source = \"002:527\"", "source = \"002:527\"\nconverts_from = \"nurse\"\nconverts_units = -5",
                   "negative_value", "-5"},
           Mistake{"source = \"002:527\"", "source = \"002:527\"\nconverts_units = 5", "unknown_key", "converts_units"},
           Mistake{"computed = \"service\"", "computed = \"modelled\"", "unknown_word", "\"modelled\""},
           Mistake{"service = \"childcare\"\ncomputed", "computed", "missing_key", "[[indicator]]"},
           Mistake{"computed = \"service\"", "computed = \"echo\"", "missing_key", "[[indicator]]"},
       }) {
    const auto problems = with(pack, m.before, m.after);
    INFO(m.after << "\n" << listed(problems));
    CHECK(has(problems, m.key, pack.position_of(kPlan, m.at)));
  }
}

TEST_CASE("what a project converts, a unit in Chinese and the kind of a target are read") {
  const TempPack pack;
  pack.write(kPlan, small_plan());
  pack.replace(kPlan, "binding = false", "binding = true\nunit_zh = \"个/千人\"");
  pack.append(kPlan,
              "\n[[project]]\nid = \"wards\"\nname_zh = \"x\"\nname_en = \"x\"\nservice = \"nursing_bed\"\n"
              "capacity = 30\nunit = \"beds\"\nconverts_from = \"care_bed\"\nconverts_units = 40\nyear_end = 2023\n"
              "zone = \"core\"\nsource = \"s\"\n"
              "\n[[indicator]]\nid = \"sum\"\nname_zh = \"x\"\nname_en = \"x\"\nfield = \"childcare\"\n"
              "unit = \"places\"\nnumerator = \"none\"\ntarget = 7\ntarget_year = 2024\nbound = \"gt\"\n"
              "binding = false\nkind = \"sum\"\ncomputed = \"echo\"\nwhy_zh = \"x\"\nwhy_en = \"y\"\nsource = \"s\"\n");
  INFO(listed(pack.problems()));
  REQUIRE(pack.problems().empty());
  const Plan plan = read_pack(pack.folder()).plan;
  const Project& wards = plan.projects.at(1);
  CHECK(wards.converts_from == "care_bed");
  CHECK(wards.converts_units == 40);
  CHECK(wards.dated);
  CHECK(wards.year_start == 2021);
  CHECK(wards.year_end == 2023);
  CHECK(wards.zone == "core");
  CHECK(plan.projects[0].converts_from.empty());
  CHECK(plan.indicators[0].unit_zh == "个/千人");
  CHECK(plan.indicators[0].kind == TargetKind::level);
  CHECK(plan.indicators[0].binding);
  const Indicator& sum = plan.indicators.at(1);
  CHECK(sum.kind == TargetKind::sum);
  CHECK(sum.unit_zh == "places");  // as in English where none is given
  CHECK(sum.bound == Bound::gt);
  CHECK(sum.computed == Computed::echo);
  CHECK(sum.why.en == "y");
}

TEST_CASE("a service is planned by the indicator that computes it, by one with a target before others") {
  Plan plan;
  const auto add = [&](const std::string& id, const std::string& service, Computed computed, bool target) {
    Indicator i;
    i.id = id, i.service = service, i.computed = computed;
    if (target) i.target = 1;
    plan.indicators.push_back(i);
  };
  CHECK(plan.indicator_of_service(Service::nurse) == nullptr);
  add("echoed", "nurse", Computed::echo, true);
  CHECK(plan.indicator_of_service(Service::nurse) == nullptr);
  add("base", "nurse", Computed::service, false);
  add("other", "physician", Computed::service, true);
  CHECK(plan.indicator_of_service(Service::nurse)->id == "base");
  add("target", "nurse", Computed::service, true);
  add("second", "nurse", Computed::service, true);
  CHECK(plan.indicator_of_service(Service::nurse)->id == "target");
  CHECK(plan.indicator_of_service(Service::physician)->id == "other");
}

TEST_CASE("an id that is used twice is told at the second use") {
  const TempPack pack;
  pack.write(kPlan, small_plan() +
                        "\n[[project]]\nid =  \"institutions\"\nname_zh = \"x\"\nname_en = \"x\"\n"
                        "service = \"childcare\"\nsource = \"s\"\n");
  const auto problems = pack.problems();
  REQUIRE(problems.size() == 1);
  Position at = pack.position_of(kPlan, "=  \"institutions\"");
  at.column += 3;
  CHECK(has(problems, "named_twice", at));
}

TEST_CASE("two projects of one name are told, unless zone or service tells them apart") {
  const TempPack pack;
  const auto second = [&](const std::string& name, const std::string& zone) {
    pack.write(kPlan, small_plan() + "\n[[project]]\nid = \"second\"\nname_zh =  \"" + name +
                          "\"\nname_en = \"x\"\nservice = \"childcare\"\n" + zone + "source = \"s\"\n");
    return pack.problems();
  };
  CHECK(second("托育机构", "").empty());
  CHECK(second("机构", "zone = \"core\"\n").empty());
  const auto problems = second("机构", "");
  INFO(listed(problems));
  REQUIRE(problems.size() == 1);
  Position at = pack.position_of(kPlan, "=  \"机构\"");
  at.column += 3;
  CHECK(has(problems, "project_twice", at));
  CHECK(problems[0].values == std::vector<std::string>{"second", "institutions", "机构"});
}

TEST_CASE("a share and a measure of nothing may have any unit; what is counted comes first in the others") {
  const TempPack pack;
  CHECK(with(pack, "unit = \"places per 1,000 residents\"", "unit = \"per 1,000 residents\"").empty());
  const auto problems = with(pack, "unit = \"places per 1,000 residents\"", "unit = \"beds per 1,000 residents\"");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].values[3] == "places");
  for (const char* part : {"plan.toml:", "counts places", "rule: ", "remedy: "})
    CHECK(describe(problems[0], Language::en).find(part) != std::string::npos);
}

TEST_CASE("the mistakes of all files are told together") {
  const TempPack pack;
  pack.write(kPlan, small_plan());
  pack.replace(kPlan, "unit = \"places per 1,000 residents\"\n", "");
  pack.replace("lizhou/region.toml", "residence = \"rural\"", "residents = \"rural\"");
  pack.replace("lizhou/region.toml", "code = \"towns\"", "code = \"core\"");
  pack.remove("national/births.csv");
  pack.replace("national/mortality.csv", "2015,female,0,0.", "2015,female,0,-0.");
  pack.replace("national/parameters.toml", "value = 0.8\n", "value = 1.8\n");
  pack.replace("lizhou/data/population.csv", "male,5,9,", "male,6,9,");
  pack.replace("national/order_ages.csv", "years,R3,", "years,,");
  pack.replace("lizhou/scenarios/births_low.toml", "extends = \"baseline\"", "extends = \"births_low\"");
  pack.replace("lizhou/scenarios/three_child_strong.toml", "from = 2026-01-01", "from = 2016-01-01");
  const auto problems = pack.problems();
  INFO(listed(problems));
  for (const char* key :
       {"target_without_unit", "unknown_key", "named_twice", "missing_file", "negative_value", "parameter_outside",
        "age_gap", "row_without_source", "scenario_extends_itself", "policy_before_base"})
    CHECK(count(problems, key) == 1);
  CHECK(problems.size() == 10);
}

TEST_CASE("a folder that is not there and one without a plan are told") {
  CHECK_THROWS_AS(read_pack("/no/such/pack"), InputError);
  const TempPack pack;
  pack.remove(kPlan);
  const auto problems = pack.problems();
  REQUIRE(problems.size() == 1);
  CHECK(has(problems, "missing_file", {pack.path(kPlan)}));
}

TEST_CASE("a plan in GB18030 reads as one in UTF-8") {
  const TempPack pack;
  std::string text = small_plan();
  const std::string utf8 = "规划", gb18030 = "\xB9\xE6\xBB\xAE";
  text.replace(text.find(utf8), utf8.size(), gb18030);
  const std::string places = "托位", institutions = "机构";
  text.replace(text.find(places), places.size(), "\xCD\xD0\xCE\xBB");
  text.replace(text.find(institutions), institutions.size(), "\xBB\xFA\xB9\xB9");
  pack.write(kPlan, text);
  CHECK(read_pack(pack.folder()).plan.name.zh == "规划");
}
