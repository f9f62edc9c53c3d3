#include "sim/scenario/csv.hpp"

#include <catch2/catch.hpp>

#include "sim/scenario/suggest.hpp"
#include "sim/scenario/text_file.hpp"
#include "tests/support/temp_pack.hpp"

using namespace gongxu;
using gongxu::test::TempPack;

namespace {

std::optional<CsvTable> table_of(const TempPack& pack, const std::string& text, Problems& problems) {
  pack.write("t.csv", text);
  return CsvTable::read(pack.path("t.csv"), {"name", "value"}, {}, problems);
}

}  // namespace

TEST_CASE("quotes, doubled quotes, commas and line breaks inside a cell are read as RFC 4180 has them") {
  Problems problems;
  const auto records = split_csv("t", "a,\"b, \"\"c\"\"\nd\"\r\n\r\n# note, \"x\ne, f ", problems);
  CHECK(problems.none());
  REQUIRE(records.size() == 2);
  CHECK(records[0][1].text == "b, \"c\"\nd");
  CHECK(records[1][1].text == "f");
  CHECK(records[1][0].line == 5);
  CHECK(records[1][1].column == 3);
}

TEST_CASE("columns count characters, not bytes") {
  Problems problems;
  const auto records = split_csv("t", "利州区,b\n", problems);
  CHECK(records[0][1].column == 5);
}

TEST_CASE("a quote that never ends is told where it begins") {
  Problems problems;
  split_csv("t", "a\nb,\"c\n", problems);
  REQUIRE(problems.count() == 1);
  CHECK(gongxu::test::has(problems.all(), "csv_open_quote", {"t", 2, 3}));
}

TEST_CASE("a byte order mark and GB18030 change nothing") {
  const TempPack pack;
  const std::string gb18030 = "name,value\n\xC0\xFB\xD6\xDD\xC7\xF8,1\n";  // 利州区
  for (const std::string& text : {std::string("\xEF\xBB\xBFname,value\n利州区,1\n"), gb18030}) {
    Problems problems;
    const auto table = table_of(pack, text, problems);
    REQUIRE(table);
    CHECK(problems.none());
    CHECK(table->row(0, problems).text("name") == "利州区");
    CHECK(table->row(0, problems).at("value").column == 5);
  }
}

TEST_CASE("bytes that are neither UTF-8 nor GB18030 are a problem") {
  const TempPack pack;
  Problems problems;
  CHECK_FALSE(table_of(pack, "name,value\n\xFF\xFE,1\n", problems));
  CHECK(gongxu::test::count(problems.all(), "bad_encoding") == 1);
}

TEST_CASE("UTF-8 is told from what only resembles it") {
  CHECK(is_utf8("利州区 \xF0\x9F\x99\x82"));
  CHECK_FALSE(is_utf8("\xC0\xAF"));          // overlong
  CHECK_FALSE(is_utf8("\xED\xA0\x80"));      // surrogate
  CHECK_FALSE(is_utf8("\xF4\x90\x80\x80"));  // above U+10FFFF
  CHECK_FALSE(is_utf8("\xE5\x88"));          // cut off
}

TEST_CASE("a misspelt column is one problem, with the column that is meant") {
  const TempPack pack;
  Problems problems;
  CHECK_FALSE(table_of(pack, "# note\nname,vlaue\na,1\n", problems));
  REQUIRE(problems.count() == 1);
  CHECK(gongxu::test::has(problems.all(), "unknown_column", {pack.path("t.csv"), 2, 6}));
  CHECK(problems.all()[0].values == std::vector<std::string>{"vlaue", "value"});
}

TEST_CASE("a missing column, a repeated column and a short row are problems") {
  const TempPack pack;
  Problems missing, twice, row;
  CHECK_FALSE(table_of(pack, "name\na\n", missing));
  CHECK(gongxu::test::count(missing.all(), "missing_column") == 1);
  CHECK_FALSE(table_of(pack, "name,value,name\na,1,a\n", twice));
  CHECK(gongxu::test::has(twice.all(), "column_twice", {pack.path("t.csv"), 1, 12}));
  CHECK(table_of(pack, "name,value\na\nb,2\n", row)->size() == 1);
  CHECK(gongxu::test::has(row.all(), "row_length", {pack.path("t.csv"), 2, 1}));
}

TEST_CASE("a cell that is no number is told with its place") {
  const TempPack pack;
  for (const char* text : {"1,5", "6%", "nan", "inf", "0x1", "1e999", "", "1 2"}) {
    Problems problems;
    const auto table = table_of(pack, "name,value\na,\"" + std::string(text) + "\"\n", problems);
    INFO(text);
    CHECK_FALSE(table->row(0, problems).number("value"));
    CHECK(gongxu::test::has(problems.all(), "cell_not_number", {pack.path("t.csv"), 2, 3}));
  }
  Problems problems;
  const auto table = table_of(pack, "name,value\na,-1.5e3\n", problems);
  CHECK(table->row(0, problems).number("value") == -1500.0);
  CHECK_FALSE(table->row(0, problems).integer("value"));
}

TEST_CASE("the nearest word has the fewest letters changed; a swap counts once") {
  CHECK(edit_distance("vlaue", "value") == 1);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("Value", "value") == 0);
  CHECK(nearest("chidlcare", {"care_bed", "childcare"}) == "childcare");
  CHECK(nearest("x", {}).empty());
  CHECK_FALSE(is_slip("x", "value"));
}
