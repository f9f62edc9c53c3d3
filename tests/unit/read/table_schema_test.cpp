// The data dictionary: how it is read, that it is complete, and that it says what the code and docs/tables.md say.
#include "analysis/read/table_schema.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <set>
#include <stdexcept>

#include "analysis/read/verdicts.hpp"
#include "analysis/study/calibrate/likelihood.hpp"
#include "analysis/study/hindcast/widening.hpp"
#include "analysis/study/sensitivity/sensitivity.hpp"
#include "analysis/study/solve/alternatives.hpp"
#include "sim/output/demography.hpp"
#include "sim/plan/audit.hpp"

using namespace gongxu;

namespace {

const std::string kHeader = "table,column,type,unit,key,words,zh,en\n";
const std::string kShared = "*,year,integer,,,,年份,year\n*,mean,number,as column unit,,,均值,mean\n";
const std::string kTable = "t,,,,,,表：每行是一项,A table: one row is a thing\n";

std::string refusal(const std::string& rows) {
  try {
    const Dictionary d(kHeader + rows);
  } catch (const std::logic_error& e) {
    return e.what();
  }
  return "";
}

using Words = std::vector<std::string>;

/// The words of an enumeration's values from the first on, those that are empty left out.
template <class E>
Words words_of(int count) {
  Words out;
  for (int i = 0; i < count; ++i)
    if (const std::string word = word_of(static_cast<E>(i)); !word.empty()) out.push_back(word);
  return out;
}

Words service_words() {
  Words out;
  for (const ServiceInfo& s : kServiceInfo) out.emplace_back(s.word);
  return out;
}

Words measure_words() {
  Words out;
  for (std::size_t m = 0; m < kMeasures; ++m) out.emplace_back(info(static_cast<Measure>(m)).name);
  return out;
}

/// The columns that a line of docs/tables.md names.
struct Documented {
  std::set<std::string> names, prefixes, suffixes;

  void add(const std::string& word) {
    if (word.ends_with("_"))
      prefixes.insert(word);
    else if (word.starts_with("_"))
      suffixes.insert(word);
    else if (!word.empty())
      names.insert(word);
  }
  bool has(const std::string& column) const {
    const auto in = [&](const std::string& name) { return names.contains(name); };
    return in(column) ||
           std::any_of(prefixes.begin(), prefixes.end(),
                       [&](const std::string& p) { return column.starts_with(p) && in(column.substr(p.size())); }) ||
           std::any_of(suffixes.begin(), suffixes.end(), [&](const std::string& s) {
             return column.ends_with(s) && in(column.substr(0, column.size() - s.size()));
           });
  }
};

std::string without_brackets(const std::string& text) {
  std::string out;
  int depth = 0;
  for (const char c : text) {
    depth += c == '(';
    if (depth == 0) out += c;
    depth -= c == ')';
  }
  return out;
}

/// "demand_p10/50/90" stands for three.
std::vector<std::string> spelt_out(const std::string& word) {
  const std::size_t first = word.find('/');
  if (first == std::string::npos) return {word};
  std::vector<std::string> out{word.substr(0, first)};
  const std::string stem = out.front().substr(0, out.front().find_last_not_of("0123456789") + 1);
  for (std::size_t at = first; at != std::string::npos;) {
    const std::size_t next = word.find('/', at + 1);
    out.push_back(stem + word.substr(at + 1, next == std::string::npos ? next : next - at - 1));
    at = next;
  }
  return out;
}

/// By table, from the lines "| `NAME.csv` | one row is | columns |".
std::map<std::string, Documented> documented() {
  std::map<std::string, Documented> out;
  std::ifstream in(GONGXU_SOURCE_DIR "/docs/tables.md");
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with("| `") || line.find(".csv`") == std::string::npos) continue;
    const std::string name = line.substr(3, line.find(".csv`") - 3);
    const std::string columns = without_brackets(line.substr(line.find('|', line.find('|', 1) + 1)));
    Documented& table = out[name];
    std::string word;
    for (const char c : columns + " ") {
      if (std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '/' || c == '.') {
        word += c;
      } else {
        if (word.ends_with(".csv")) {  // "then as `OTHER.csv`"
          const Documented& other = out.at(word.substr(0, word.size() - 4));
          table.names.insert(other.names.begin(), other.names.end());
          table.prefixes.insert(other.prefixes.begin(), other.prefixes.end());
        } else {
          for (const std::string& each : spelt_out(word)) table.add(each);
        }
        word.clear();
      }
    }
  }
  return out;
}

}  // namespace

TEST_CASE("a column takes what its row leaves open from the row of any table", "[dictionary]") {
  const Dictionary d(kHeader + kShared + kTable + "t,year,,,key,,,\nt,mean,,persons,,,,\"mean, of all\"\n" +
                     "t,sex,string,,key or empty,female|male,性别,sex\n");
  REQUIRE(d.tables().size() == 1);
  const TableInfo& t = d.table("t");
  CHECK(t.title.zh == "表");
  CHECK(t.about.zh == "每行是一项");
  CHECK(t.title.en == "A table");
  CHECK(t.about.en == "one row is a thing");
  CHECK(t.key == Words{"year", "sex"});
  CHECK_FALSE(t.key_is_never_empty);
  const ColumnInfo& year = d.column("t", "year");
  CHECK(year.type == "integer");
  CHECK(year.unit.empty());
  CHECK((year.key && year.never_empty));
  CHECK(year.about.zh == "年份");
  const ColumnInfo& mean = d.column("t", "mean");
  CHECK(mean.unit == "persons");
  CHECK(mean.about.en == "mean, of all");
  CHECK(mean.about.zh == "均值");
  const ColumnInfo& sex = d.column("t", "sex");
  CHECK((sex.key && !sex.never_empty));
  CHECK(sex.words == Words{"female", "male"});
  CHECK(Dictionary(kHeader + kShared + kTable + "t,year,,,key,,,\n").table("t").key_is_never_empty);
}

TEST_CASE("what the dictionary lacks is a mistake of ours that names table and column", "[dictionary]") {
  CHECK_THROWS_AS(column_info("demography", "nothing"), std::logic_error);
  CHECK_THROWS_WITH(column_info("demography", "nothing"), Catch::Contains("nothing") && Catch::Contains("demography"));
  CHECK_THROWS_WITH(column_info("pyramid", "measure"), Catch::Contains("measure"));  // though any table has one
  CHECK_THROWS_WITH(table_info("nowhere"), Catch::Contains("nowhere"));
}

TEST_CASE("a broken row of the dictionary is refused by name", "[dictionary]") {
  CHECK(refusal(kShared + kTable + "t,year,,,key,,,\n").empty());
  const std::map<std::string, std::string> broken{
      {kTable + "t,age,,,,,年龄,age\n", "t,age has no type"},
      {kTable + "t,age,float,,,,年龄,age\n", "t,age has no type"},
      {kTable + "t,age,integer,,,,,age\n", "t,age is not described"},
      {kTable + "t,age,integer,,yes,,年龄,age\n", "t,age is neither a key"},
      {kTable + "t,age,integer,,,,年龄,age\nt,age,integer,,,,年龄,age\n", "t,age stands twice"},
      {kTable + kTable, "t, stands twice"},
      {kTable + "u,age,integer,,,,年龄,age\n", "u,age does not stand below"},
      {kTable + "t,age,integer,,,年龄,age\n", "t,age has not 8 cells"},
      {"t,,,,,,每行是一项,A table: one row\n", "no title before its sentence in zh"},
      {"t,,,,,,表：每行是一项,one row\n", "no title before its sentence in en"},
  };
  for (const auto& [rows, message] : broken) {
    INFO(rows);
    CHECK_THAT(refusal(rows), Catch::Contains(message));
  }
  CHECK_THROWS_AS(Dictionary("table,column\n"), std::logic_error);
}

TEST_CASE("the program's dictionary describes tables with a key, and every shared row is of use", "[dictionary]") {
  CHECK(all_tables().size() >= 30);
  for (const TableInfo& t : all_tables()) {
    INFO(t.name);
    CHECK_FALSE(t.columns.empty());
    CHECK_FALSE(t.key.empty());
  }
  CHECK(type_of("hindcast", "age") == "string");  // an age group
  CHECK(type_of("pyramid", "age") == "integer");
  CHECK(type_of("deciding", "short_extrapolated") == "boolean");
  CHECK(column_info("services", "mean").unit == "as column unit");
  CHECK(table_info("services").key_is_never_empty);
  CHECK_FALSE(table_info("twin_measures").key_is_never_empty);  // year

  std::ifstream in(GONGXU_SOURCE_DIR "/analysis/read/dictionary.csv");
  std::size_t shared = 0;
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with("*,")) continue;
    ++shared;
    const std::string column = line.substr(2, line.find(',', 2) - 2);
    INFO(column);
    CHECK(std::any_of(all_tables().begin(), all_tables().end(),
                      [&](const TableInfo& t) { return t.find(column) != nullptr; }));
  }
  CHECK(shared > 30);
}

TEST_CASE("the words of the dictionary are those of the code", "[dictionary]") {
  const auto words = [](const char* table, const char* column) { return column_info(table, column).words; };
  CHECK(words("verdicts", "verdict") == words_of<Verdict>(7));
  CHECK(words("verdicts", "attainment") == words_of<Attainment>(9));
  CHECK(words("services", "supply_case") == words_of<SupplyCase>(kSupplyCases.size()));
  CHECK(words("audit", "severity") == words_of<Severity>(3));
  CHECK(words("solve_alternatives", "kind") == words_of<Alternative::Kind>(2));
  CHECK(words("fit", "law") == words_of<Law>(4));
  CHECK(words("widening", "growth") == words_of<Growth>(kGrowths));
  CHECK(words("sensitivity", "index") == Words(std::begin(kIndexWords), std::end(kIndexWords)));
  CHECK(words("sensitivity", "group") == parameter_themes());
  CHECK(words("assumptions", "theme") == parameter_themes());
  CHECK(words("assumptions", "distribution") == distribution_words());
  CHECK(words("calibration", "distribution") == distribution_words());
  CHECK(words("assumptions", "status") == known_statuses());
  CHECK(words("indicators", "field") == known_fields());
  for (const TableInfo& t : all_tables())
    if (const ColumnInfo* const service = t.find("service")) CHECK(service->words == service_words());
  CHECK(words("solve_alternatives", "from") == service_words());
  CHECK(words("projects", "converts_from") == service_words());
  CHECK(words("demography", "measure") == measure_words());
  CHECK(words("controlled", "control") == measure_words());
}

TEST_CASE("the dictionary and docs/tables.md have the same tables and columns", "[dictionary]") {
  const auto pages = documented();
  std::string missing, unknown;
  for (const TableInfo& t : all_tables()) {
    const auto page = pages.find(t.name);
    if (page == pages.end()) {
      missing += t.name + "\n";
      continue;
    }
    for (const ColumnInfo& c : t.columns)
      if (!page->second.has(c.name)) missing += t.name + "." + c.name + "\n";
  }
  for (const auto& [name, page] : pages) {
    const auto t = std::find_if(all_tables().begin(), all_tables().end(),
                                [&, of = &name](const TableInfo& each) { return each.name == *of; });
    if (t == all_tables().end()) {
      unknown += name + "\n";
      continue;
    }
    for (const std::string& word : page.names) {
      const bool known = std::any_of(t->columns.begin(), t->columns.end(), [&](const ColumnInfo& c) {
        return c.name.find(word) != std::string::npos;  // it may be a part that others are made of
      });
      if (word.find('_') != std::string::npos && !known) unknown += name + "." + word + "\n";
    }
  }
  INFO("not in docs/tables.md:\n" << missing << "not in the dictionary:\n" << unknown);
  CHECK(missing.empty());
  CHECK(unknown.empty());
}
