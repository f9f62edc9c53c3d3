// [[figure]], [[relation]] and yearly targets as plan.toml has them, and every mistake in them.
#include <catch2/catch.hpp>

#include "sim/core/messages.hpp"
#include "sim/plan/pack.hpp"
#include "tests/support/small_plan.hpp"
#include "tests/support/temp_pack.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

/// A figure of its own, of 2025.
std::string figure(const std::string& id, double value) {
  return "\n[[figure]]\nid = \"" + id +
         "\"\nname_zh = \"数\"\nname_en = \"number\"\nunit = \"things\"\nyear = 2025\nvalue = " +
         std::to_string(value) + "\nsource = \"002:3\"\n";
}
/// Another printing of the target of small_plan()'s indicator.
const std::string kAgain =
    "\n[[figure]]\nof = \"places\"\nyear = 2025\nvalue = 5\nbound = \"ge\"\nsource = \"002:300\"\n";
std::string relation(const std::string& lines) { return "\n[[relation]]\n" + lines + "source = \"002:4\"\n"; }

/// One copy for all: each test writes its own plan.
const TempPack& any_pack() {
  static const TempPack pack;
  return pack;
}

/// The small plan with more behind it.
Plan read(const std::string& more) {
  const TempPack& pack = any_pack();
  pack.write(kPlan, small_plan() + more);
  INFO(listed(pack.problems()));
  REQUIRE(pack.problems().empty());
  return read_pack(pack.folder()).plan;
}

/// The one problem of a plan, which is told at a text of its file with rule and remedy.
void check_told(const std::string& text, const std::string& key, const std::string& where,
                const std::vector<std::string>& says) {
  const TempPack& pack = any_pack();
  pack.write(kPlan, text);
  const auto problems = pack.problems();
  INFO(key << "\n" << listed(problems));
  REQUIRE(problems.size() == 1);
  CHECK(has(problems, key, pack.position_of(kPlan, where)));
  const std::string en = describe(problems[0], Language::en), zh = describe(problems[0], Language::zh);
  CHECK(en.find("plan.toml:" + std::to_string(pack.position_of(kPlan, where).line) + ":") != std::string::npos);
  for (const char* part : {"rule: ", "remedy: "}) CHECK(en.find(part) != std::string::npos);
  for (const char* part : {"规则", "改法"}) CHECK(zh.find(part) != std::string::npos);
  for (const std::string& word : says) {
    INFO(word);
    CHECK(en.find(word) != std::string::npos);
    CHECK(zh.find(word) != std::string::npos);
  }
}

}  // namespace

TEST_CASE("figures are read: another printing of an indicator, and a number of its own", "[figures]") {
  const Plan plan = read(kAgain +
                         "\n[[figure]]\nid = \"beds\"\nname_zh = \"床\"\nname_en = \"beds\"\nunit = \"beds\"\n"
                         "unit_zh = \"张\"\nnumerator = \"hospital_bed\"\ndenominator = \"population\"\nper = 1000\n"
                         "year = 2020\nvalue = 6.8\nsource = \"002:9\"\n");
  REQUIRE(plan.figures.size() == 2);
  const Figure &again = plan.figures[0], &own = plan.figures[1];
  CHECK(again.of == "places");
  CHECK(again.id.empty());
  CHECK(again.bound == Bound::ge);
  CHECK(again.value == 5);
  CHECK(again.source == "002:300");
  CHECK(own.id == "beds");
  CHECK(own.name.zh == "床");
  CHECK(own.bound == Bound::eq);  // where none is given
  CHECK(own.numerator == "hospital_bed");
  CHECK(own.denominator == "population");
  CHECK(own.per == 1000);
  CHECK(own.year == 2020);
  CHECK(plan.stated("beds", 2020)->value == 6.8);
  CHECK_FALSE(plan.stated("beds", 2021).has_value());
}

TEST_CASE("relations are read, each kind by its own keys", "[figures]") {
  const Plan plan = read(figure("a", 1) + figure("b", 2) + figure("c", 3) +
                         relation("kind = \"sum\"\nwhole = \"c\"\nparts = [\"a\", \"b\"]\nyear = 2025\n") +
                         relation("kind = \"quotient\"\nresult = \"places\"\nnumerator = \"a\"\n"
                                  "denominator = \"population_0_2\"\nper = 100\nyear = 2025\n") +
                         relation("kind = \"same\"\na = \"a\"\nb = \"b\"\nyear = 2025\n") +
                         relation("kind = \"growth\"\nwhole = \"places\"\nparts = [\"c\"]\nyear = 2025\n"
                                  "base_year = 2020\n"));
  REQUIRE(plan.relations.size() == 4);
  CHECK(plan.relations[0].kind == RelationKind::sum);
  CHECK(plan.relations[0].whole == "c");
  CHECK(plan.relations[0].parts == std::vector<std::string>{"a", "b"});
  CHECK(plan.relations[1].kind == RelationKind::quotient);
  CHECK(plan.relations[1].whole == "places");
  CHECK(plan.relations[1].parts == std::vector<std::string>{"a", "population_0_2"});
  CHECK(plan.relations[1].per == 100);
  CHECK(plan.relations[2].kind == RelationKind::same);
  CHECK(plan.relations[2].parts == std::vector<std::string>{"b"});
  CHECK(plan.relations[3].kind == RelationKind::growth);
  CHECK(plan.relations[3].base_year == 2020);
  CHECK(plan.relations[3].source == "002:4");
}

TEST_CASE("yearly targets, printed units and lines of the base are read, and what is stated for a year", "[figures]") {
  const TempPack pack;
  pack.write(kPlan, small_plan());
  pack.replace(kPlan, "target = 5.0",
               "base_source = \"002:100\"\nbase_bound = \"gt\"\nprinted_unit_zh = \"万个\"\nprinted_base = 0.5\n"
               "printed_target = 7\nyearly_targets = { 2022 = 1.5, 2024 = 4 }\ntarget = 5.0");
  INFO(listed(pack.problems()));
  const Plan plan = read_pack(pack.folder()).plan;
  const Indicator& i = plan.indicators.at(0);
  CHECK(i.yearly_targets == std::map<int, double>{{2022, 1.5}, {2024, 4.0}});
  CHECK(i.printed_unit_zh == "万个");
  CHECK(i.printed_base == 0.5);
  CHECK(i.printed_target == 7.0);
  CHECK(i.base_bound == Bound::gt);
  CHECK(i.source_of_base() == "002:100");
  CHECK_FALSE(i.target_in(2021).has_value());
  CHECK(i.target_in(2022) == 1.5);
  CHECK_FALSE(i.target_in(2023).has_value());
  CHECK(i.target_in(2024) == 4.0);
  CHECK(i.target_in(2025) == 5.0);
  CHECK(i.target_in(2030) == 5.0);
  CHECK(plan.stated("places", 2020)->value == 0.3);
  CHECK(plan.stated("places", 2020)->bound == Bound::gt);
  CHECK(plan.stated("places", 2020)->source == "002:100");
  CHECK_FALSE(plan.stated("places", 2020)->counts);  // per 1,000 residents
  CHECK(plan.stated("places", 2022)->value == 1.5);
  CHECK(plan.stated("places", 2022)->source == "002:106");
  CHECK_FALSE(plan.stated("places", 2023).has_value());
  CHECK(plan.stated("places", 2025)->bound == Bound::ge);
  CHECK_FALSE(plan.stated("places", 2026).has_value());
  CHECK_FALSE(plan.stated("nobody", 2025).has_value());
}

TEST_CASE("of a sum the target year states the total, and what that year adds is its own", "[figures]") {
  Plan plan;
  Indicator i;
  i.id = "built", i.unit = "kindergartens", i.kind = TargetKind::sum, i.target = 19, i.target_year = 2020;
  i.yearly_targets = {{2018, 9}, {2019, 7}, {2020, 3}};
  plan.indicators.push_back(i);
  CHECK(plan.stated("built", 2020)->value == 19);
  CHECK(plan.stated("built", 2019)->value == 7);
  CHECK(plan.stated("built", 2019)->counts);
  CHECK(plan.indicators[0].target_in(2020) == 3.0);
  plan.indicators[0].kind = TargetKind::level;
  CHECK(plan.stated("built", 2020)->value == 3);
}

TEST_CASE("what takes up units, units themselves and pupils are told apart", "[figures]") {
  Indicator i;
  i.service = "childcare", i.numerator = "childcare_capacity";
  CHECK(speaks_of_units(i));
  CHECK_FALSE(counts_use(i));
  i.numerator = "childcare_use";
  CHECK(counts_use(i));
  CHECK_FALSE(speaks_of_units(i));
  i.service = "senior", i.numerator = "senior_enrolment";
  CHECK_FALSE(speaks_of_units(i));
  i.service = "nurse", i.numerator = "nurse", i.kind = TargetKind::sum;
  CHECK_FALSE(speaks_of_units(i));
  for (const char* unit : {"beds", "persons", "towns and sub-districts"}) CHECK(is_count(unit));
  for (const char* unit : {"per cent", "beds per 1,000 residents", "years", "million yuan", "m2", "minutes", "%"})
    CHECK_FALSE(is_count(unit));
}

TEST_CASE("each mistake in a figure is told at its place", "[figures]") {
  const std::string both = "\n[[figure]]\nid = \"x\"\nof = \"places\"\nyear = 2025\nvalue = 5\nsource = \"s\"\n";
  check_told(small_plan() + both, "figure_of_or_id", "[[figure]]", {"id", "of"});
  std::string neither = figure("x", 1);
  neither.erase(neither.find("id = \"x\"\n"), 9);
  check_told(small_plan() + neither, "figure_of_or_id", "[[figure]]", {"id", "of"});
  const std::string misspelt = "\n[[figure]]\nof =  \"plaecs\"\nyear = 2025\nvalue = 5\nsource = \"s\"\n";
  check_told(small_plan() + misspelt, "unknown_reference", "\"plaecs\"", {"plaecs", "places"});
  // What another figure is cannot be printed again: only an indicator can.
  check_told(small_plan() + figure("placer", 1) + misspelt, "unknown_reference", "\"plaecs\"", {"plaecs", "places"});
  check_told(small_plan() + figure("twice", 1) + figure("twice", 2), "named_twice",
             "\"twice\"\nname_zh = \"数\"\nname_en = \"number\"\nunit = \"things\"\nyear = 2025\nvalue = 2", {"twice"});
  std::string measure = figure("x", 1);
  measure.insert(measure.find("year"), "numerator = \"hospital_beds\"\n");
  check_told(small_plan() + measure, "unknown_word", "\"hospital_beds\"", {"numerator", "hospital_beds"});
}

TEST_CASE("each mistake in a relation is told at its place, with the nearest id", "[figures]") {
  const std::string figures = figure("first", 1) + figure("second", 2);
  const std::string sum = "kind = \"sum\"\nwhole = \"first\"\nparts = [\"second\", \"sceond\"]\nyear = 2025\n";
  check_told(small_plan() + figures + relation(sum), "unknown_reference", "[[relation]]", {"sceond", "second"});
  check_told(small_plan() + figures + relation("kind = \"same\"\na = \"first\"\nb = \"plaecs\"\nyear = 2025\n"),
             "unknown_reference", "[[relation]]", {"plaecs", "places"});
  std::string late = figure("late", 1);
  late.replace(late.find("2025"), 4, "2024");
  check_told(small_plan() + late + relation("kind = \"same\"\na = \"late\"\nb = \"places\"\nyear = 2024\n"),
             "relation_without_number", "2024\nsource = \"002:4\"", {"places", "2024"});
  const std::string growth = "kind = \"growth\"\nwhole = \"places\"\nparts = [\"first\"]\nyear = 2025\nbase_year = ";
  CHECK(read(figures + relation(growth + "2020\n")).relations.size() == 1);
  check_told(small_plan() + figures + relation(growth + "2019\n"), "relation_without_number",
             "2019\nsource = \"002:4\"", {"places", "2019"});
  // Residents by age need no figure, but only what a ratio is taken of can be a measure.
  check_told(small_plan() + figures + relation("kind = \"same\"\na = \"first\"\nb = \"population\"\nyear = 2025\n"),
             "unknown_reference", "[[relation]]", {"population"});
  check_told(
      small_plan() + figures + relation("kind = \"same\"\na = \"first\"\nb = \"second\"\ncaap = 1\nyear = 2025\n"),
      "unknown_key", "caap = 1", {"caap"});
}

TEST_CASE("lists of texts and tables of numbers are told where they are something else", "[figures]") {
  const std::string figures = figure("first", 1) + figure("second", 2);
  const auto sum = [&](const std::string& parts) {
    return small_plan() + figures + relation("kind = \"sum\"\nwhole = \"first\"\nparts = " + parts + "\nyear = 2025\n");
  };
  check_told(sum("\"second\""), "not_list_of_texts", "\"second\"\nyear", {"parts"});
  check_told(sum("[\"second\", 7777]"), "not_list_of_texts", "7777", {"parts"});
  const auto yearly = [](const std::string& targets) {
    std::string text = small_plan();
    return text.replace(text.find("target = 5.0"), 0, "yearly_targets = " + targets + "\n");
  };
  check_told(yearly("7777"), "not_table_of_numbers", "7777", {"yearly_targets"});
  check_told(yearly("{ 2022 = \"7777\" }"), "not_table_of_numbers", "\"7777\"", {"yearly_targets"});
  check_told(yearly("{ 2026 = 7777 }"), "target_year_outside", "{ 2026 = 7777 }", {"2026", "2021", "2025"});
  check_told(yearly("{ next = 7777 }"), "target_year_outside", "{ next = 7777 }", {"next"});
  std::string text = small_plan();
  text.replace(text.find("target = 5.0"), 0, "base_bound = \"more\"\n");
  check_told(text, "unknown_word", "\"more\"", {"base_bound", "more"});
  text = small_plan();
  text.replace(text.find("target = 5.0"), 0, "base_years = -7\n");
  check_told(text, "parameter_outside", "-7", {"base_years", "-7"});
}

TEST_CASE("an unknown field or measure is told with the nearest one", "[figures]") {
  std::string text = small_plan();
  text.replace(text.find("field = \"childcare\""), 19, "field = \"healht\"");
  check_told(text, "unknown_word", "\"healht\"", {"healht", "health"});
  text = small_plan();
  text.replace(text.find("\"population\""), 12, "\"population_0_3\"");
  check_told(text, "unknown_word", "\"population_0_3\"", {"population_0_3", "population_0_2"});
}
