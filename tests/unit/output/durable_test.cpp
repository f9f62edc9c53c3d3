/// Files that are whole or not there.
#include "sim/output/durable.hpp"

#include <signal.h>
#include <sys/resource.h>

#include <catch2/catch.hpp>

#include "tests/support/program.hpp"

using namespace gongxu;
using namespace gongxu::test;

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
}  // namespace

TEST_CASE("a file is written whole, or the one before stays and the reason is told") {
  const TempFolder folder;
  const std::string path = folder.path("unit"), partial = folder.path("partial");
  write_whole(path, partial, "before");
  {
    const FileLimit limit(1000);
    CHECK_THROWS_WITH(write_whole(path, partial, std::string(5000, 'x')), Catch::Contains("cannot write " + path));
  }
  CHECK(read_file(path) == "before");
  CHECK(folder.listing() == std::vector<std::string>{"unit"});
  write_whole(path, partial, std::string(5000, 'x'));
  CHECK(read_file(path) == std::string(5000, 'x'));
  sync_folder(folder.path(""));
  CHECK_THROWS_WITH(write_whole(folder.path("no/unit"), folder.path("no/partial"), "x"), Catch::Contains("no/unit"));
}
