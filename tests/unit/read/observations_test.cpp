// Observations of later years: what is read, what is refused, and what they are compared with.
#include "analysis/read/observations.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/read/measure_names.hpp"
#include "tests/support/lizhou.hpp"
#include "tests/support/temp_pack.hpp"

using namespace gongxu;

namespace {

const std::string kFile = "observations.csv";

Observations read(const std::string& text, int last_year = 2035) {
  const test::TempPack pack;
  pack.write(kFile, text);
  return read_observations(pack.path(kFile), {{&test::lizhou_pack().region, "scenarios/lizhou", last_year}});
}

std::string refused_key(const std::string& row) {
  const auto found =
      read("place,year,measure,value,source,unit,date,zone,sex,age_start,age_end,se,status\n" + row + "\n");
  if (found.refused.empty()) return "";
  CHECK(found.refused.front().at.line == 2);
  return found.refused.front().key;
}

}  // namespace

TEST_CASE("the plain layout is enough: place, year, measure, value, source", "[observations]") {
  const auto found = read(
      "place,year,measure,value,source\n510802,2021,births,4800,bulletin\n利州区,2022,population,625000,bulletin\n"
      "lizhou,2021,primary_enrolment,40000,yearbook\n");
  REQUIRE(found.refused.empty());
  REQUIRE(found.used.size() == 3);
  CHECK(found.used[0].measure->people == Measure::births);
  CHECK(found.used[0].measure->flow);
  CHECK(found.used[1].value == 625000);
  CHECK_FALSE(found.used[1].by_age);
  CHECK(std::isnan(found.used[1].se));
  CHECK(found.used[2].measure->service == Service::primary);
  CHECK(found.used[2].measure->figure == ServiceFigure::demand);
}

TEST_CASE("a row that cannot be used is refused by name, and the others are used", "[observations]") {
  const auto found = read(
      "place,year,measure,value,unit,source\n"
      "510802,2021,births,4800,births,b\n"
      "999999,2021,births,4800,births,b\n"
      "510802,2021,birth,4800,births,b\n"
      "510802,2020,births,900,births,b\n"
      "510802,2036,deaths,900,deaths,b\n"
      "510802,2021,deaths,4.1,thousand deaths,b\n"
      "510802,2021,deaths,many,deaths,b\n"
      "510802,2022,births,4600,births,\n"
      "510802,2021,births,4801,births,c\n"
      "510802,2023,births,4500,births,b\n");
  CHECK(found.used.size() == 2);
  std::vector<std::pair<int, std::string>> told;
  for (const Problem& p : found.refused) told.emplace_back(p.at.line, p.key);
  CHECK(told == std::vector<std::pair<int, std::string>>{{3, "observation_of_unknown_place"},
                                                         {4, "observation_of_unknown_measure"},
                                                         {5, "observation_outside_horizon"},
                                                         {6, "observation_outside_horizon"},
                                                         {7, "wrong_unit"},
                                                         {8, "cell_not_number"},
                                                         {9, "row_without_source"},
                                                         {10, "row_twice"}});
  for (const Problem& p : found.refused)
    for (const Language l : {Language::zh, Language::en}) CHECK_FALSE(describe(p, l).empty());
}

TEST_CASE("dates, zones, sexes and ages are refused where they have no meaning", "[observations]") {
  CHECK(refused_key("510802,2021,population,1,b,persons,2021-11-01,core,male,5,9,,measured") == "");
  CHECK(refused_key("510802,2021,population,1,b,persons,2022-11-01,,,,,,") == "observation_date_impossible");
  CHECK(refused_key("510802,2021,births,1,b,births,2021-11-01,,,,,,") == "observation_has_no_date");
  CHECK(refused_key("510802,2021,population,1,b,persons,,suburb,,,,,") == "observation_of_unknown_zone");
  CHECK(refused_key("510802,2021,tfr,1,b,,,urban,,,,,") == "observation_not_by_zone");
  CHECK(refused_key("510802,2021,births,1,b,births,,,female,,,,") == "observation_not_by_age");
  CHECK(refused_key("510802,2021,population,1,b,persons,,,neuter,,,,") == "unknown_word");
  CHECK(refused_key("510802,2021,population,1,b,persons,,,,10,5,,") == "age_group_impossible");
  CHECK(refused_key("510802,2021,population,1,b,persons,,,,99,104,,") == "age_outside");
  CHECK(refused_key("510802,2020,population,1,b,persons,2020-12-01,,,,,,") == "observation_outside_horizon");
  CHECK(refused_key("510802,2020,population_mid_year,1,b,persons,,,,,,,") == "observation_outside_horizon");
  CHECK(refused_key("510802,2020,population,1,b,persons,,,,,,,") == "");
  CHECK(refused_key("510802,2021,population,-1,b,persons,,,,,,,") == "negative_value");
  CHECK(refused_key("510802,2021,population,1,b,persons,,,,,,,guessed") == "unknown_word");
}

TEST_CASE("a table without its columns is refused as a whole", "[observations]") {
  CHECK_THROWS_AS(read("place,year,value,source\n510802,2021,4800,b\n"), InputError);
  CHECK_THROWS_AS(read("place,year,measure,value,source,weight\n510802,2021,births,4800,b,1\n"), InputError);
}

TEST_CASE("people at a date lie between the two year's ends by days, whoever they are", "[observations]") {
  const auto found = read(
      "place,year,measure,value,source,date,zone,sex,age_start,age_end\n"
      "510802,2022,population,1,b,2022-07-02,,,,\n"
      "510802,2022,population,1,b,,urban,male,60,\n"
      "510802,2022,population,1,b,,,,0,4\n"
      "510802,2024,population,1,b,,,,,\n");
  REQUIRE(found.used.size() == 4);
  std::vector<DemographyYear> years(2);
  for (int y = 0; y < 2; ++y) {
    years[y].year = 2021 + y;
    years[y].zones.resize(4);
    years[y].pyramid.resize(4);
    years[y].zones.back()[static_cast<std::size_t>(Measure::population)] = 1000 + 73 * y;
    for (int zone = 0; zone < 4; ++zone)
      years[y].pyramid[zone][male][60] = 10 * zone + 1, years[y].pyramid[zone][female][4] = 7;
  }
  CHECK(people_value(found.used[0], years) == Approx(1000 + 73 * 183.0 / 365));
  CHECK(people_value(found.used[1], years) == 1 + 11);  // core and towns
  CHECK(people_value(found.used[2], years) == 7);
  CHECK(std::isnan(people_value(found.used[3], years)));
}

TEST_CASE("every word of a measure has a unit and is named once", "[observations]") {
  std::vector<std::string> words;
  for (const ObservedMeasure& m : observed_measures()) {
    CHECK_FALSE(m.units.empty());
    for (const Language l : {Language::zh, Language::en}) CHECK_FALSE(measure_name(m.word, l).empty());
    words.push_back(m.word);
  }
  std::sort(words.begin(), words.end());
  CHECK(std::adjacent_find(words.begin(), words.end()) == words.end());
}
