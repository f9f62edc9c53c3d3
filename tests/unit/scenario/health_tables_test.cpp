// dependency.csv and health_use.csv: what a good file gives, and every mistake at its cell.
#include <catch2/catch.hpp>

#include "sim/scenario/rate_tables.hpp"
#include "tests/support/temp_pack.hpp"

using namespace gongxu;
using gongxu::test::count;
using gongxu::test::has;
using gongxu::test::listed;
using gongxu::test::TempPack;

namespace {

const std::string kRegion = "lizhou/region.toml";

/// A table, line by line as in the file; line 1 is the header.
struct Lines {
  std::string name;
  std::vector<std::string> lines;

  Lines with(std::size_t line, const std::string& text) const {
    Lines out = *this;
    out.lines[line - 1] = text;
    return out;
  }
  Lines without(std::size_t line) const { return with(line, "# left out"); }
  Lines and_then(const std::string& text) const {
    Lines out = *this;
    out.lines.push_back(text);
    return out;
  }
};

/// Two groups of ages; the mortality of the states adds up to 1 in each of them, to the last digit.
Lines dependency() {
  Lines out{"national/dependency.csv", {"sex,age_start,age_end,state,measure,value,unit,source,status"}};
  for (const std::string sex : {"female", "male"}) {
    const auto row = [&](const std::string& ages, const std::string& state, bool prevalence, const std::string& value) {
      out.lines.push_back(sex + "," + ages + "," + state + "," +
                          (prevalence ? "prevalence," + value + ",share of persons"
                                      : "relative_mortality," + value + ",times all persons of the age") +
                          ",R7,assumed");
    };
    row("50,79", "mild", true, "0.1");     // lines 2, 12
    row("50,79", "severe", true, "0.05");  // 3, 13
    row("50,79", "none", false, "0.8");    // 4, 14
    row("50,79", "mild", false, "1.6");    // 5, 15
    row("50,79", "severe", false, "3.2");  // 6, 16
    row("80,", "mild", true, "0.3");       // 7, 17
    row("80,", "severe", true, "0.2");     // 8, 18
    row("80,", "none", false, "0.8");      // 9, 19
    row("80,", "mild", false, "1.0");      // 10, 20
    row("80,", "severe", false, "1.5");    // 11, 21
  }
  return out;
}

Lines health_use() {
  return {"national/health_use.csv",
          {"measure,sex,age_start,age_end,value,unit,source,status",
           "visits,both,0,59,4.5,visits per person-year,R10,assumed",
           "visits,both,60,,9,visits per person-year,R10,assumed",
           "admissions,female,0,,0.2,admissions per person-year,R10,assumed",
           "admissions,male,0,64,0.1,admissions per person-year,R10,assumed",
           "admissions,male,65,,0.3,admissions per person-year,R10,assumed", "stay,both,0,0,6,days,R10,assumed",
           "stay,both,1,100,9,days,R10,assumed"}};
}

Region region_with(const TempPack& pack, const Lines& table, Problems& problems) {
  std::string text;
  for (const std::string& line : table.lines) text += line + "\n";
  pack.write(table.name, text);
  return read_region(pack.path(kRegion), problems);
}

/// A mistake and where it is told; a column may also be named by a text of the line.
struct Mistake {
  Lines table;
  std::string key;
  int line;
  std::string at;  ///< empty: the file as a whole
  std::vector<std::string> values;
};

void check(const std::vector<Mistake>& mistakes) {
  const TempPack pack;
  for (const Mistake& m : mistakes) {
    Problems problems;
    region_with(pack, m.table, problems);
    Position at{pack.path(m.table.name)};
    if (!m.at.empty()) {
      at.line = m.line;
      at.column = static_cast<int>(m.table.lines[static_cast<std::size_t>(m.line) - 1].find(m.at)) + 1;
    }
    INFO("line " << m.line << " wants " << m.key << " at column " << at.column << "\n" << listed(problems.all()));
    CHECK(has(problems.all(), m.key, at));
    CHECK(problems.count() == 1);
    if (!m.values.empty() && !problems.none()) CHECK(problems.all()[0].values == m.values);
  }
}

}  // namespace

TEST_CASE("the nation's own tables cover every age from 50, and all ages", "[health_tables]") {
  const TempPack pack;
  Problems problems;
  const Region region = read_region(pack.path(kRegion), problems);
  CHECK(problems.none());
  for (const auto& of_sex : region.national.dependency) {
    REQUIRE(of_sex.size() == 11);
    CHECK(of_sex.front().age_start == 50);
    CHECK(of_sex.back().age_start == 100);
    CHECK(of_sex.back().age_end == -1);
    for (std::size_t g = 0; g < of_sex.size(); ++g) {
      double shares = 0, deaths = 0;
      for (std::size_t s = 0; s < 3; ++s) {
        shares += of_sex[g].prevalence[s];
        deaths += of_sex[g].prevalence[s] * of_sex[g].relative_mortality[s];
      }
      CHECK(shares == Approx(1));
      CHECK(deaths == Approx(1).margin(0.005));
      if (g > 0) CHECK(of_sex[g].prevalence[2] > of_sex[g - 1].prevalence[2]);
    }
  }
  const HealthUse& use = region.national.health_use;
  for (const BySexAge* table : {&use.visits, &use.admissions, &use.stay})
    for (const auto& ages : *table) {
      REQUIRE(ages.size() == kOldestAge + 1);
      for (const double value : ages) CHECK(value > 0);
    }
  CHECK(use.admissions[0][28] > 1.5 * use.admissions[1][28]);  // births
}

TEST_CASE("prevalences and ratios are read, and what mild and severe leave is none", "[health_tables]") {
  const TempPack pack;
  Problems problems;
  const Region region = region_with(pack, dependency(), problems);
  INFO(listed(problems.all()));
  REQUIRE(problems.none());
  for (const auto& groups : region.national.dependency) {
    REQUIRE(groups.size() == 2);
    CHECK(groups[0].age_start == 50);
    CHECK(groups[0].age_end == 79);
    CHECK(groups[1].age_end == -1);
    CHECK(groups[0].prevalence[0] == Approx(0.85));
    CHECK(groups[0].prevalence[1] == 0.1);
    CHECK(groups[1].prevalence[2] == 0.2);
    CHECK(groups[1].prevalence[0] == Approx(0.5));
    CHECK(groups[0].relative_mortality == std::array<double, 3>{0.8, 1.6, 3.2});
    CHECK(groups[1].relative_mortality == std::array<double, 3>{0.8, 1.0, 1.5});
  }
}

TEST_CASE("mortality that does not add up to that of the age is told with its age", "[health_tables]") {
  const TempPack pack;
  const auto found = [&](const std::string& ratio) {
    Problems problems;
    region_with(pack,
                dependency().with(
                    11, "female,80,,severe,relative_mortality," + ratio + ",times all persons of the age,R7,assumed"),
                problems);
    return problems.all();
  };
  // The severe are a fifth of the age: 0.02 of their ratio is 0.004 of the sum. Within 0.005 is good enough.
  CHECK(found("1.52").empty());
  CHECK(found("1.48").empty());
  for (const auto& [ratio, sum] : {std::pair{"1.53", "1.0060"}, {"1.47", "0.9940"}, {"2.5", "1.2000"}}) {
    const auto problems = found(ratio);
    REQUIRE(problems.size() == 1);
    CHECK(has(problems, "state_mortality_does_not_add_up", {pack.path("national/dependency.csv"), 7, 8}));
    CHECK(problems[0].values == std::vector<std::string>{"female", "80", sum});
    CHECK(describe(problems[0], Language::en).find("female, age 80: the mortality") != std::string::npos);
    CHECK(describe(problems[0], Language::zh).find("80 岁") != std::string::npos);
  }
}

TEST_CASE("each mistake in dependency.csv is told at its cell", "[health_tables]") {
  const Lines good = dependency();
  const std::string share = "share of persons,R7,assumed", times = "times all persons of the age,R7,assumed";
  check({
      {good.without(3), "dependency_incomplete", 2, "50,79", {"female", "50", "severe"}},
      {good.without(7), "dependency_incomplete", 8, "80,", {"female", "80", "mild"}},
      {good.without(14), "dependency_incomplete", 12, "50,79", {"male", "50", "none"}},
      {good.with(2, "female,50,79,none,prevalence,0.1," + share), "prevalence_of_none", 2, "none", {}},
      {good.with(3, "female,50,79,severe,prevalence,0.92," + share),
       "prevalence_above_one",
       2,
       "50,79",
       {"female", "50"}},
      {good.and_then(good.lines[3]), "row_twice", 22, "50,79", {}},
      {good.with(4, "female,50,78,none,relative_mortality,0.8," + times), "age_overlap", 4, "50,78", {"50"}},
      {good.with(5, "female,50,79,middling,relative_mortality,1.6," + times), "unknown_word", 5, "middling", {}},
      {good.with(5, "female,50,79,mild,mortality,1.6," + times), "unknown_word", 5, "mortality,", {}},
      {good.with(5, "women,50,79,mild,relative_mortality,1.6," + times), "unknown_word", 5, "women", {}},
      {good.with(2, "female,50,79,mild,prevalence,10," + share), "rate_too_high", 2, "10,", {}},
      {good.with(2, "female,50,79,mild,prevalence,-0.1," + share), "negative_value", 2, "-0.1", {}},
      {good.with(5, "female,50,79,mild,relative_mortality,160," + times), "rate_too_high", 5, "160", {}},
      {good.with(5, "female,79,50,mild,relative_mortality,1.6," + times), "age_group_impossible", 5, "79,50", {}},
      {good.with(2, "female,50,79,mild,prevalence,0.1," + times), "wrong_unit", 2, "times", {}},
      {good.with(4, "female,50,79,none,relative_mortality,0.8," + share), "wrong_unit", 4, "share", {}},
      {good.with(4, "female,50,79,none,relative_mortality,0.8,times all persons of the age,,assumed"),
       "row_without_source",
       4,
       ",assumed",
       {}},
  });
}

TEST_CASE("ages that leave a gap, overlap or end, and a sex that is missing, are told", "[health_tables]") {
  const Lines good = dependency();
  const auto moved = [&](int from, const std::string& before, const std::string& after) {
    Lines out = good;
    for (int line = from; line < from + 5; ++line) {
      std::string& text = out.lines[static_cast<std::size_t>(line) - 1];
      text.replace(text.find(before), before.size(), after);
    }
    return out;
  };
  Lines one_sex = good;
  one_sex.lines.resize(11);
  check({{moved(17, "80,,", "81,,"), "age_gap", 17, "81,", {"80", "80"}},
         {moved(7, "80,,", "79,,"), "age_overlap", 7, "79,", {"79"}},
         {moved(17, "80,,", "80,99,"), "ages_not_open", 17, "80,99", {"99"}},
         {one_sex, "missing_sex", 0, "", {"dependency", "male"}}});
}

TEST_CASE("rows of use hold for both sexes or one, from their first age to their last", "[health_tables]") {
  const TempPack pack;
  Problems problems;
  const Region region = region_with(pack, health_use(), problems);
  INFO(listed(problems.all()));
  REQUIRE(problems.none());
  const HealthUse& use = region.national.health_use;
  for (std::size_t sex = 0; sex < 2; ++sex) {
    CHECK(use.visits[sex][0] == 4.5);
    CHECK(use.visits[sex][59] == 4.5);
    CHECK(use.visits[sex][60] == 9);
    CHECK(use.visits[sex][100] == 9);
    CHECK(use.stay[sex][0] == 6);
    CHECK(use.stay[sex][1] == 9);
    CHECK(use.stay[sex][100] == 9);
  }
  CHECK(use.admissions[0][64] == 0.2);
  CHECK(use.admissions[1][64] == 0.1);
  CHECK(use.admissions[1][65] == 0.3);
}

TEST_CASE("each mistake in health_use.csv is told at its cell", "[health_tables]") {
  const Lines good = health_use();
  const std::string days = "days,R10,assumed", admissions = "admissions per person-year,R10,assumed";
  check({
      {good.with(7, "stay,both,0,0,0," + days), "stay_of_zero_length", 7, "0,days", {"0"}},
      {good.with(7, "stay,both,0,0,-6," + days), "negative_value", 7, "-6", {}},
      {good.with(8, "stay,both,1,100,366," + days), "rate_too_high", 8, "366", {}},
      {good.with(5, "admissions,male,0,64,26," + admissions), "rate_too_high", 5, "26", {}},
      {good.with(2, "visits,both,0,59,4.5,days,R10,assumed"), "wrong_unit", 2, "days", {}},
      {good.with(7, "stay,both,0,0,6,visits per person-year,R10,assumed"), "wrong_unit", 7, "visits", {}},
      {good.with(7, "stay,all,0,0,6," + days), "unknown_word", 7, "all", {}},
      {good.with(7, "stays,both,0,0,6,visits per person-year,R10,assumed"), "unknown_word", 7, "stays", {}},
      {good.with(6, "admissions,male,64,,0.3," + admissions), "age_overlap", 6, "64,", {"64"}},
      {good.with(6, "admissions,male,66,,0.3," + admissions), "missing_age", 0, "", {"admissions", "male", "65", "1"}},
      {good.with(8, "stay,both,1,99,9," + days).and_then("stay,male,100,,9," + days),
       "missing_age",
       0,
       "",
       {"stay", "female", "100", "1"}},
      {good.without(4), "missing_sex", 0, "", {"admissions", "female"}},
      {good.with(1, "measure,sex,age_start,age_end,values,unit,source,status"), "unknown_column", 1, "values", {}},
  });
}

TEST_CASE("a row for both sexes that overlaps one of them is told once", "[health_tables]") {
  const TempPack pack;
  Problems problems;
  region_with(pack, health_use().and_then("admissions,both,50,60,0.2,admissions per person-year,R10,assumed"),
              problems);
  CHECK(has(problems.all(), "age_overlap", {pack.path("national/health_use.csv"), 9, 17}));
  CHECK_THROWS_AS(problems.throw_if_any(), InputError);
  try {
    problems.throw_if_any();
  } catch (const InputError& e) {
    CHECK(e.problems().size() == 1);
  }
}
