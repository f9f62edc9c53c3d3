#include "sim/scenario/region.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>

#include "sim/core/messages.hpp"
#include "tests/support/temp_pack.hpp"

using namespace gongxu;
using gongxu::test::count;
using gongxu::test::has;
using gongxu::test::listed;
using gongxu::test::TempPack;

namespace {

const std::string kRegion = "lizhou/region.toml";
const std::string kPopulation = "lizhou/data/population.csv";
const std::string kMortality = "national/mortality.csv";

std::vector<Problem> problems_of(const TempPack& pack) {
  Problems problems;
  read_region(pack.path(kRegion), problems);
  return problems.all();
}

}  // namespace

TEST_CASE("a sound region is read whole") {
  const TempPack pack;
  Problems problems;
  const Region region = read_region(pack.path(kRegion), problems);
  INFO(listed(problems.all()));
  CHECK(problems.none());
  CHECK(region.code == "510802");
  CHECK(region.zones.size() == 3);
  CHECK(region.total_population() == 621978);
  CHECK(region.population.front().age_start == 0);
  CHECK(region.population.back().age_end == -1);
  CHECK(region.facts.at("infants") == 5558);
  for (const auto& of_sex : region.net_migration) CHECK(of_sex.size() == 101);
  CHECK(region.net_migration[0][100] == region.net_migration[0][80]);
  CHECK(region.national.births_per_woman_year.size() == 35);
  CHECK(region.national.births_per_woman_year[0] == region.national.births_per_woman_year[4]);
  CHECK(region.national.first_year <= 2020);
  CHECK(region.national.last_year >= 2035);
  CHECK(region.national.orders.size() == 3);
  for (const auto& wish : region.national.childcare_wish) CHECK(wish.size() == 6);
  for (const auto& [year, deaths] : region.national.deaths_per_person_year)
    for (const auto& of_sex : deaths) CHECK(of_sex.size() == 101);
}

TEST_CASE("ages below 10 may be left out of net migration, later ones not") {
  const TempPack pack;
  const std::string table = "lizhou/data/net_migration.csv";
  pack.replace(table, "male,0,9,0,net moves per person-year,R4,assumed\n", "");
  CHECK(problems_of(pack).empty());
  pack.replace(table, "male,10,14,", "male,11,14,");
  CHECK(has(problems_of(pack), "age_gap", pack.position_of(table, "11,14,")));
}

TEST_CASE("a misspelt key is told with the nearest one") {
  const TempPack pack;
  pack.replace(kRegion, "residence = \"urban\"", "residense = \"urban\"");
  const auto problems = problems_of(pack);
  INFO(listed(problems));
  REQUIRE(problems.size() == 1);
  CHECK(has(problems, "unknown_key", pack.position_of(kRegion, "residense")));
  CHECK(problems[0].values == std::vector<std::string>{"residense", "residence"});
}

TEST_CASE("a missing table is told where it is named") {
  const TempPack pack;
  pack.remove(kPopulation);
  pack.remove("national/births.csv");
  const auto problems = problems_of(pack);
  CHECK(has(problems, "missing_file", pack.position_of(kRegion, "\"data/population.csv\"")));
  CHECK(has(problems, "missing_file", pack.position_of(kRegion, "\"../national\"")));
  CHECK(problems.size() == 2);
}

TEST_CASE("a negative rate and a rate above the largest are told at their cells") {
  const TempPack pack;
  pack.replace(kMortality, "2015,female,0,0.", "2015,female,0,-0.");
  pack.replace(kMortality, "2015,female,1,0.", "2015,female,1,99.");
  const auto problems = problems_of(pack);
  CHECK(has(problems, "negative_value", pack.position_of(kMortality, "-0.")));
  CHECK(has(problems, "rate_too_high", pack.position_of(kMortality, "99.")));
  CHECK(problems.size() == 2);
}

TEST_CASE("a share above 1 is told") {
  const TempPack pack;
  pack.replace(kRegion, "value = 0.7591", "value = 75.91");
  CHECK(has(problems_of(pack), "parameter_outside", pack.position_of(kRegion, "75.91")));
}

TEST_CASE("a gap and an overlap of ages are told at the group after them") {
  const TempPack pack;
  pack.replace(kPopulation, "male,5,9,", "male,6,9,");
  CHECK(has(problems_of(pack), "age_gap", pack.position_of(kPopulation, "6,9,")));
  const TempPack other;
  other.replace(kPopulation, "male,5,9,", "male,4,9,");
  CHECK(has(problems_of(other), "age_overlap", other.position_of(kPopulation, "4,9,")));
}

TEST_CASE("a missing sex, a missing year and a missing age are told") {
  const TempPack pack;
  std::string text = pack.read(kPopulation);
  for (std::size_t at = text.find("\nfemale"); at != std::string::npos; at = text.find("\nfemale"))
    text.erase(at, text.find('\n', at + 1) - at);
  pack.write(kPopulation, text);
  std::string births = pack.read("national/births.csv");
  const std::size_t year = births.find("\n2030,");
  pack.write("national/births.csv", births.erase(year, births.find('\n', year + 1) - year));
  std::string shape = pack.read("national/population.csv");
  const std::size_t age = shape.find("\nfemale,30,");
  pack.write("national/population.csv", shape.erase(age, shape.find('\n', age + 1) - age));
  const auto problems = problems_of(pack);
  INFO(listed(problems));
  CHECK(has(problems, "missing_sex", {pack.path(kPopulation)}));
  CHECK(has(problems, "missing_year", {pack.path("national/births.csv")}));
  CHECK(has(problems, "missing_age", {pack.path("national/population.csv")}));
}

TEST_CASE("a zone named twice and zones that do not add up are told") {
  const TempPack pack;
  pack.replace(kRegion, "code = \"towns\"", "code =  \"core\"");
  pack.replace(kRegion, "population = 70820", "population = 70821");
  const auto problems = problems_of(pack);
  Position at = pack.position_of(kRegion, "=  \"core\"");
  at.column += 3;
  CHECK(has(problems, "named_twice", at));
  CHECK(count(problems, "zones_do_not_add_up") == 1);
  // Both figures are shown, with the file of the other one.
  const auto told =
      std::find_if(problems.begin(), problems.end(), [](const Problem& p) { return p.key == "zones_do_not_add_up"; });
  CHECK(told->values == std::vector<std::string>{"621979", "621978", pack.path(kPopulation)});
  CHECK(told->at.file == pack.path(kRegion));
  CHECK(told->at.line == pack.position_of(kRegion, "[[zone]]").line);
  for (const char* part : {"621979", "621978", "population.csv", "rule: ", "remedy: "})
    CHECK(describe(*told, Language::en).find(part) != std::string::npos);
}

TEST_CASE("a row without source, unit or status, and one with a wrong unit or an unknown source, are told") {
  const TempPack pack;
  const std::string table = "national/order_ages.csv";
  pack.write(table, "order,value,unit,source,status\n1,-2,years,,assumed\n2,2,,R3,guessed\n3,4,months,R33,\n");
  const auto problems = problems_of(pack);
  const std::string file = pack.path(table);
  CHECK(has(problems, "row_without_source", {file, 2, 12}));
  CHECK(has(problems, "row_without_unit", {file, 3, 5}));
  CHECK(has(problems, "unknown_word", {file, 3, 9}));
  CHECK(has(problems, "wrong_unit", {file, 4, 5}));
  CHECK(has(problems, "unknown_source", {file, 4, 12}));
  CHECK(has(problems, "row_without_status", {file, 4, 16}));
  CHECK(problems.size() == 6);
}

TEST_CASE("a base date after the data is told") {
  const TempPack pack;
  pack.replace(kRegion, "base_date = 2020-11-01", "base_date = 2021-11-01");
  CHECK(has(problems_of(pack), "base_after_data", pack.position_of(kRegion, "2021-11-01")));
}

TEST_CASE("stages of school begin on the first of a month; another day is told, with the day that is meant") {
  const TempPack pack;
  const auto read = [&](const std::string& line, Problems& problems) {
    const TempPack fresh;
    pack.write(kRegion, fresh.read(kRegion));
    pack.replace(kRegion, "school_intake = \"09-01\"", line);
    return read_region(pack.path(kRegion), problems);
  };
  Problems none;
  CHECK(read("school_intake = \"09-01\"", none).school_intake_month == 9);
  CHECK(read("school_intake = \"03-01\"", none).school_intake_month == 3);
  CHECK(read("", none).school_intake_month == 9);
  INFO(listed(none.all()));
  CHECK(none.none());
  for (const std::string day : {"09-31", "02-29", "9-1", "2020-09-01", "September"}) {
    Problems problems;
    CHECK(read("school_intake = \"" + day + "\"", problems).school_intake_month == 9);
    INFO(day << "\n" << listed(problems.all()));
    CHECK(problems.count() == 1);
    CHECK(has(problems.all(), "intake_impossible", pack.position_of(kRegion, "\"" + day + "\"")));
  }
  Problems inside;
  read("school_intake = \"09-15\"", inside);
  REQUIRE(inside.count() == 1);
  CHECK(has(inside.all(), "intake_inside_month", pack.position_of(kRegion, "\"09-15\"")));
  CHECK(inside.all()[0].values == std::vector<std::string>{"09-15", "09-01"});
}

TEST_CASE("facts are few and known: activity of hospitals, students and those away among them") {
  const TempPack pack;
  Problems problems;
  const auto facts = read_region(pack.path("wanzhou/region.toml"), problems).facts;
  CHECK(problems.none());
  for (const char* id : {"college_students", "discharges_2020", "visits_2020", "absent_registered"})
    CHECK(facts.at(id) > 0);
  pack.replace(kRegion, "[fact.absent_registered]", "[fact.absent_registred]");
  pack.replace(kRegion, "value = 516424\nunit = \"persons\"", "value = -516424\nunit = \"heads\"");
  const auto wrong = problems_of(pack);
  INFO(listed(wrong));
  CHECK(has(wrong, "unknown_fact", pack.position_of(kRegion, "absent_registred]")));
  CHECK(has(wrong, "negative_value", pack.position_of(kRegion, "-516424")));
  CHECK(has(wrong, "wrong_unit", pack.position_of(kRegion, "\"heads\"")));
  CHECK(wrong.size() == 3);
}

TEST_CASE("a place at a scale has so many times fewer people, and its totals stay one") {
  const TempPack pack;
  Problems problems;
  const Region china = read_region(pack.path("china/region.toml"), problems);
  CHECK(problems.none());
  CHECK(china.scale == 1000);
  CHECK(china.total_population() == 1'409'779);  // 1,409,778,724 at the census
  CHECK(china.zones[0].population + china.zones[1].population == china.total_population());
  CHECK(static_cast<double>(china.zones[0].population) == Approx(899'991.162).margin(1));
  CHECK(static_cast<double>(china.population[4].persons[1]) == Approx(39'053.343).margin(1));  // men of 15-19
  CHECK(china.facts.at("mean_children_ever_born") == 1.33);

  const std::string scale =
      "\n[fact.residents_per_person]\nunit = \"residents per simulated person\"\nsource = \"R1\"\nstatus = "
      "\"assumed\"\n"
      "name_zh = \"甲\"\nname_en = \"a\"\nvalue = ";
  pack.append(kRegion, scale + "10\n");
  const Region lizhou = read_region(pack.path(kRegion), problems);
  CHECK(problems.none());
  CHECK(lizhou.total_population() == 62'198);
  CHECK(lizhou.facts.at("infants") == Approx(555.8));
  CHECK(lizhou.facts.at("urban_share_2020") == 0.7591);
}

TEST_CASE("a scale is a whole number of one or more") {
  for (const std::string wrong : {"0", "2.5", "0.001"}) {
    const TempPack pack;
    const std::string file = "china/region.toml";
    pack.replace(file, "value = 1000", "value = " + wrong);
    Problems problems;
    read_region(pack.path(file), problems);
    INFO(wrong << ": " << listed(problems.all()));
    CHECK(problems.count() == 1);
    CHECK(has(problems.all(), "scale_not_whole", pack.position_of(file, wrong + "\nunit = \"residents per")));
  }
}

TEST_CASE("shares that do not add up and a wish that falls are told") {
  const TempPack pack;
  pack.replace("national/migration_ages.csv", "female,0,0.0251846", "female,0,0.1251846");
  const std::string wish = "national/childcare_wish.csv";
  const std::string row = "urban,5,";
  pack.replace(wish, row, row + "0,0,0,relative wish,R2,assumed\n# ");
  const auto problems = problems_of(pack);
  INFO(listed(problems));
  CHECK(has(problems, "shares_do_not_add_up", {pack.path("national/migration_ages.csv")}));
  CHECK(count(problems, "wish_falls") == 3);
}

TEST_CASE("a national folder that is not there is one problem") {
  const TempPack pack;
  pack.replace(kRegion, "\"../national\"", "\"../nation\"");
  const auto problems = problems_of(pack);
  REQUIRE(problems.size() == 1);
  CHECK(has(problems, "missing_folder", pack.position_of(kRegion, "\"../nation\"")));
}
