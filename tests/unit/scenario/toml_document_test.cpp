#include "sim/scenario/toml_document.hpp"

#include <catch2/catch.hpp>

#include "tests/support/temp_pack.hpp"

using namespace gongxu;
using gongxu::test::has;
using gongxu::test::TempPack;

namespace {

TomlDocument document_of(const TempPack& pack, const std::string& text, Problems& problems) {
  pack.write("t.toml", text);
  return {pack.path("t.toml"), {}, problems};
}

}  // namespace

TEST_CASE("values are read by their types") {
  const TempPack pack;
  Problems problems;
  const auto document = document_of(
      pack,
      "\xEF\xBB\xBFname_zh = \"利\"\nname_en = \"L\"\nn = 3\nx = 0.5\nyes = true\nday = 2026-01-01\nlist = [1, 2]\n",
      problems);
  const TomlTable root = document.root();
  CHECK(root.both_languages("name").zh == "利");
  CHECK(root.integer("n") == 3);
  CHECK(root.number("n") == 3.0);
  CHECK(root.number("x") == 0.5);
  CHECK(root.boolean("yes") == true);
  CHECK(root.date("day") == Date{2026, 1, 1});
  CHECK(root.integers("list") == std::vector<long>{1, 2});
  document.report_keys();
  CHECK(problems.none());
}

TEST_CASE("values of another type are told where they stand") {
  const TempPack pack;
  Problems problems;
  const auto document = document_of(
      pack, "a = 1\nb = \"1\"\nc = 1.5\nd = 1\ne = \"2026-01-01\"\nf = [1, \"x\"]\ng = 1\nh = inf\n", problems);
  const TomlTable root = document.root();
  CHECK_FALSE(root.text("a"));
  CHECK_FALSE(root.number("b"));
  CHECK_FALSE(root.integer("c"));
  CHECK_FALSE(root.boolean("d"));
  CHECK_FALSE(root.date("e"));
  CHECK_FALSE(root.integers("f"));
  CHECK(root.tables("g").empty());
  CHECK_FALSE(root.number("h"));
  const std::string file = pack.path("t.toml");
  CHECK(has(problems.all(), "not_text", {file, 1, 5}));
  CHECK(has(problems.all(), "not_number", {file, 2, 5}));
  CHECK(has(problems.all(), "not_integer", {file, 3, 5}));
  CHECK(has(problems.all(), "not_boolean", {file, 4, 5}));
  CHECK(has(problems.all(), "not_date", {file, 5, 5}));
  CHECK(has(problems.all(), "not_integers", {file, 6, 9}));
  CHECK(has(problems.all(), "not_list_of_tables", {file, 7, 5}));
  CHECK(has(problems.all(), "not_number", {file, 8, 5}));
}

TEST_CASE("keys that nobody asked for are told, with the nearest that somebody did") {
  const TempPack pack;
  Problems problems;
  const auto document = document_of(pack, "capasity = 1\n[[zone]]\ncode = \"a\"\nfoo = 2\n[rest]\nx = 1\n", problems);
  document.root().number("capacity", Need::optional);
  document.root().leave("rest");
  for (const TomlTable& zone : document.root().tables("zone")) zone.text("code");
  document.report_keys();
  REQUIRE(problems.count() == 2);
  CHECK(has(problems.all(), "unknown_key", {pack.path("t.toml"), 1, 1}));
  CHECK(problems.all()[0].values == std::vector<std::string>{"capasity", "capacity"});
  CHECK(has(problems.all(), "unknown_key", {pack.path("t.toml"), 4, 1}));
}

TEST_CASE("a required key that is misspelt is one problem, one that is missing another") {
  const TempPack pack;
  Problems problems;
  const auto document = document_of(pack, "populaton = 1\n", problems);
  document.root().integer("population");
  document.root().text("source");
  document.report_keys();
  REQUIRE(problems.count() == 2);
  CHECK(problems.all()[0].key == "unknown_key");
  CHECK(problems.all()[1].key == "missing_key");
  CHECK(problems.all()[1].values == std::vector<std::string>{"source"});
}

TEST_CASE("broken TOML is told with line and column") {
  const TempPack pack;
  Problems problems;
  CHECK_FALSE(document_of(pack, "a = 1\nb = = 2\n", problems).ok());
  REQUIRE(problems.count() == 1);
  CHECK(problems.all()[0].key == "toml_syntax");
  CHECK(problems.all()[0].at.line == 2);
  CHECK(problems.all()[0].at.column > 0);
}

TEST_CASE("another format is refused") {
  const TempPack pack;
  Problems problems;
  document_of(pack, "format = 2\n", problems).check_format();
  CHECK(has(problems.all(), "unknown_format", {pack.path("t.toml"), 1, 10}));
}
