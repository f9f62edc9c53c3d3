// The nation of another year: its own tables, the others from elsewhere.
#include "sim/scenario/national_folder.hpp"

#include <catch2/catch.hpp>

#include "sim/plan/pack.hpp"
#include "tests/support/temp_pack.hpp"

using namespace gongxu;

TEST_CASE("a table stands where it is, else in the folder of the others", "[national]") {
  const test::TempPack pack;
  Problems problems;
  const NationalFolder nation = read_national_folder(pack.path("national-2010"), {}, problems);
  CHECK(problems.none());
  CHECK(to_string(nation.residents_on) == "2010-11-01");
  CHECK(nation.file("population.csv") == pack.path("national-2010/population.csv"));
  CHECK(nation.file("mortality.csv") == pack.path("national/mortality.csv"));
  const NationalFolder plain = read_national_folder(pack.path("national"), {}, problems);
  CHECK(plain.toml.empty());
  CHECK(to_string(plain.residents_on) == "2020-11-01");
  pack.replace("national-2010/national.toml", "\"../national\"", "\"../nation\"");
  read_national_folder(pack.path("national-2010"), {}, problems);
  CHECK(test::count(problems.all(), "missing_folder") == 1);
}

TEST_CASE("the five places of 2010 can be read without a plan, and only where none is needed", "[national]") {
  const test::TempPack pack;
  for (const char* place : {"wanzhou", "qijiang", "lizhou", "huangyan", "minqin"}) {
    const std::string folder = pack.path(std::string("past-2010/") + place);
    const Pack past = read_pack(folder, Need::optional);
    CHECK_FALSE(has_plan(past));
    CHECK(past.scenarios.size() == 3);
    CHECK(past.region.base_date.year == 2010);
    double residents = 0;  // the nation's of the census of 2010: 1,332,810,869 without servicemen
    for (const auto& ages : past.region.national.persons)
      for (const double n : ages) residents += n;
    CHECK(residents == Approx(1332810869).margin(50));
    CHECK_THROWS_AS(read_pack(folder), InputError);
  }
}
