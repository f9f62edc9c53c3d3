#include "analysis/publish/record_table.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "sim/core/problem.hpp"

using namespace gongxu;

namespace {

std::string key_of(const std::string& csv) {
  try {
    RecordTable("t", "t.csv", csv);
  } catch (const InputError& e) {
    return e.problems().front().key + " at line " + std::to_string(e.problems().front().at.line);
  }
  return "";
}

}  // namespace

TEST_CASE("cells come as they were written, quotes, commas and line breaks among them") {
  const RecordTable t("t", "t.csv", "a,b,c\n1,\"x, \"\"y\"\"\",\n,\"two\nlines\",-3.5e2\n");
  REQUIRE(t.rows() == 2);
  CHECK(t.columns() == std::vector<std::string>{"a", "b", "c"});
  CHECK(t.text(0, "b") == "x, \"y\"");
  CHECK(t.text(0, "c").empty());
  CHECK(t.text(1, "b") == "two\nlines");
  CHECK(t.number(0, "a") == 1);
  CHECK(t.number(1, "c") == -350);
  CHECK(std::isnan(t.number(0, "c")));  // empty
  CHECK(std::isnan(t.number(0, "b")));  // no number
}

TEST_CASE("a table that is broken says where") {
  CHECK(key_of("a,b\n1,2\n") == "");
  CHECK(key_of("a,b\n1,2\n3\n") == "record_row_broken at line 3");
  CHECK(key_of("a,b\n1,2,3\n") == "record_row_broken at line 2");
  CHECK(key_of("a,b\n1,2") == "record_row_broken at line 2");  // cut off
  CHECK(key_of("a,b\n1,\"2\n") == "record_quote_open at line 3");
  const RecordTable t("t", "t.csv", "a,b\n1,2\n");
  CHECK_THROWS_AS(t.column("c"), InputError);
}

TEST_CASE("a cell is replaced by a shorter or longer text, the others stay") {
  RecordTable t("t", "t.csv", "a,b\n12345,2\n6,7\n");
  t.replace(0, 0, "<10");
  t.replace(1, 1, "a longer text than was there");
  CHECK(t.text(0, "a") == "<10");
  CHECK(is_masked(t.text(0, "a")));
  CHECK(std::isnan(t.number(0, "a")));
  CHECK(t.text(0, "b") == "2");
  CHECK(t.text(1, "a") == "6");
  CHECK(t.text(1, "b") == "a longer text than was there");
}

TEST_CASE("tables of the same columns are appended, others refused") {
  RecordTable t("t", "t.csv", "a,b\n1,2\n");
  t.append(RecordTable("t", "u.csv", "a,b\n3,\"4,5\"\n"));
  REQUIRE(t.rows() == 2);
  CHECK(t.text(1, "b") == "4,5");
  CHECK_THROWS_AS(t.append(RecordTable("t", "u.csv", "a,c\n3,4\n")), InputError);
}

TEST_CASE("rows are found by some of their cells") {
  const RecordTable t("t", "t.csv", "a,b,v\nx,1,10\nx,2,20\nxx,1,30\n");
  const RowIndex rows(t, {"a", "b"});
  REQUIRE(rows.find({"x", "2"}) == 1);
  CHECK(rows.find({"xx", "1"}) == 2);
  CHECK(rows.find({"x", "11"}) == RowIndex::kNone);
  CHECK(rows.find({"x1", ""}) == RowIndex::kNone);  // cells do not run together
}
