/// The file itself: texts stay texts, the same content is the same file, and a full disk is told.
#include "analysis/publish/workbook/book.hpp"

#include <signal.h>
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/program.hpp"

using namespace gongxu;
using namespace gongxu::test;
using namespace gongxu::workbook;

namespace {

/// No file can grow beyond so many bytes while it lives: as on a full disk.
struct FileLimit {
  rlimit before{};
  explicit FileLimit(rlim_t bytes) {
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit now{bytes, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &now);
  }
  ~FileLimit() {
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, SIG_DFL);
  }
};

Properties properties() {
  Properties p;
  p.title = "title";
  p.created = 1600000000;
  return p;
}

void fill(Book& book) {
  Sheet sheet = book.add("甲");
  sheet.text(0, 0, "=1+1");
  sheet.text(1, 0, "@SUM(A1)");
  sheet.number(2, 0, std::nan(""));
  sheet.number(3, 0, 2.5);
  sheet.text(4, 0, std::string(40000, 'x'));
}

}  // namespace

TEST_CASE("texts that begin like formulas stay texts, and nothing is written for nothing", "[workbook]") {
  const TempFolder folder;
  Book book(folder.path("a.xlsx"), Language::zh, properties());
  fill(book);
  book.close();
  const Outcome o = folder.shell("python3 " GONGXU_SOURCE_DIR "/tests/support/read_workbook.py a.xlsx");
  INFO(o.err);
  REQUIRE(o.status == 0);
  CHECK(o.out.find("\"name\": \"甲\"") != std::string::npos);
  CHECK(o.out.find("[[\"=1+1\"], [\"@SUM(A1)\"], [null], [2.5], [\"xxx") != std::string::npos);
  CHECK(o.out.find("x … [40000]") != std::string::npos);  // a cell holds 32,767
  CHECK(o.out.find("\"formulas\": 0") != std::string::npos);
  CHECK(o.out.find("2020-09-13T12:26:40Z") != std::string::npos);
}

TEST_CASE("the same content is the same file", "[workbook]") {
  const TempFolder folder;
  for (const char* name : {"a.xlsx", "b.xlsx"}) {
    Book book(folder.path(name), Language::en, properties());
    fill(book);
    book.close();
  }
  CHECK(read_file(folder.path("a.xlsx")) == read_file(folder.path("b.xlsx")));
}

TEST_CASE("a workbook that is not closed is not there; a full disk is told with the file's name", "[workbook]") {
  const TempFolder folder;
  {
    Book book(folder.path("a.xlsx"), Language::en, properties());
    fill(book);
  }
  CHECK(folder.listing().empty());
  Book book(folder.path("a.xlsx"), Language::en, properties());
  fill(book);
  {
    const FileLimit limit(20000);
    CHECK_THROWS_WITH(book.close(), Catch::Contains("cannot write " + folder.path("a.xlsx")));
  }
  CHECK(folder.listing().empty());
  Book nowhere(folder.path("no/a.xlsx"), Language::en, properties());
  fill(nowhere);
  CHECK_THROWS_WITH(nowhere.close(), Catch::Contains("no/a.xlsx"));
}

TEST_CASE("a Chinese character is as wide as two digits", "[workbook]") {
  CHECK(lines_of("", 10) == 1);
  CHECK(lines_of("托位托位", 10) == 1);
  CHECK(lines_of("托位托位托", 10) == 2);
  CHECK(lines_of("12345678", 10) == 1);
  CHECK(lines_of("1234567890", 10) == 2);
}
