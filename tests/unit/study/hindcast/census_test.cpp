// Censuses of many places: what is read, what is refused by name.
#include "analysis/study/hindcast/census.hpp"

#include <catch2/catch.hpp>

#include "tests/support/temp_pack.hpp"

using namespace gongxu;

namespace {

const std::string kHeader = "place,date,sex,age_start,age_end,value,unit,source,status\n";

Census read(const std::string& text) {
  const test::TempPack folder;
  folder.write("census.csv", text);
  return read_census(folder.path("census.csv"), "--census");
}

/// A place in the groups 0, 1-4, 5-9, ..., 80-84, 85 and over, `n` persons in each.
std::string place(const std::string& id, int n, const std::string& date = "2010-11-01") {
  std::string text;
  for (const std::string sex : {"male", "female"}) {
    const auto row = [&](int from, const std::string& to) {
      text += id + "," + date + "," + sex + "," + std::to_string(from) + "," + to + "," + std::to_string(n) +
              ",persons,N2,measured\n";
    };
    row(0, "0");
    row(1, "4");
    for (int age = 5; age < 85; age += 5) row(age, std::to_string(age + 4));
    row(85, "");
  }
  return text;
}

std::string without_last_row(std::string text) {
  text.pop_back();
  return text.substr(0, text.rfind('\n') + 1);
}

}  // namespace

TEST_CASE("the groups of the census add up to five years", "[census]") {
  const Census census = read(kHeader + place("b", 10) + place("a", 7));
  CHECK(census.refused.empty());
  CHECK(to_string(census.date) == "2010-11-01");
  REQUIRE(census.places.size() == 2);
  CHECK(census.places[0].id == "a");
  CHECK(census.places[0].persons[0][0] == 14);  // 0 and 1-4
  CHECK(census.places[0].persons[1][17] == 7);
  CHECK(census.places[1].total() == 380);
  CHECK(census.find("b") == &census.places[1]);
  CHECK(census.find("c") == nullptr);
}

TEST_CASE("a place with a mistake is left out by name, the others stay", "[census]") {
  const auto refused_by = [](const std::string& text) {
    const Census census = read(kHeader + place("good", 5) + text);
    CHECK(census.places.size() == 1);
    REQUIRE_FALSE(census.refused.empty());
    return census.refused.front().key;
  };
  CHECK(refused_by(without_last_row(place("x", 5))) == "census_ages_incomplete");
  CHECK(refused_by(place("x", 5) + "x,2010-11-01,male,5,9,5,persons,N2,measured\n") == "age_overlap");
  CHECK(refused_by(place("x", 5, "2020-11-01")) == "census_of_two_dates");
  CHECK(refused_by("x,2010-11-01,male,0,14,5,persons,N2,measured\n") == "group_beyond_five_years");
  CHECK(refused_by("x,2010-11-01,male,0,4,-5,persons,N2,measured\n") == "negative_value");
  CHECK(refused_by("x,2010-11-01,male,0,4,5,thousands,N2,measured\n") == "wrong_unit");
  CHECK(refused_by("x,2010-11-01,male,0,4,5,persons,,measured\n") == "row_without_source");
}

TEST_CASE("a table of nothing but mistakes is refused", "[census]") {
  CHECK_THROWS_AS(read(kHeader + "x,2010-11-01,male,0,14,5,persons,N2,measured\n"), InputError);
  CHECK_THROWS_AS(read("place,sex,age_start,age_end,value,unit,source,status\nx,male,0,4,5,persons,N2,measured\n"),
                  InputError);
}
