/// Units that are kept: a study stopped anywhere and gone on with is the study that was never stopped.
#include "analysis/study/kept_units.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "analysis/study/work_units.hpp"
#include "sim/core/problem.hpp"
#include "tests/support/program.hpp"

using namespace gongxu;
using namespace gongxu::test;
namespace fs = std::filesystem;

namespace {

const StudyLines kLines{"program 1", "seed 7", "input plan.toml aa"};
const KeptUnits::Terms kStart{}, kResume{true, false}, kForce{false, true};

/// A study of two stages whose units are cheap; every unit done leaves a byte in a file.
struct TwoStages {
  explicit TwoStages(const TempFolder& folder) : out(folder.path("r")), done(folder.path("done")) {}
  std::string out, done;
  std::vector<std::string> damaged;

  std::shared_ptr<KeptUnits> open(KeptUnits::Terms terms, const StudyLines& lines = kLines) {
    return std::make_shared<KeptUnits>(out, lines, terms, [this](const std::string& f) { damaged.push_back(f); });
  }
  /// Both stages; fails when the unit after `most` is collected.
  std::vector<Bytes> run(std::shared_ptr<KeptUnits> kept, int most = 1000) const {
    const WorkUnits work(1, std::move(kept));
    std::vector<Bytes> results(10);
    int collected = 0;
    for (const int stage : {0, 1}) {
      work.run(
          stage == 0 ? "baseline/people" : "baseline/services", 5,
          [&](int unit) {
            std::ofstream(done, std::ios::app) << '.';
            return Bytes(static_cast<std::size_t>(unit) * 40'000, static_cast<char>(stage + unit)) + "end";
          },
          [&](int unit, Bytes bytes) {
            if (collected++ == most) throw std::runtime_error("stopped");
            results[static_cast<std::size_t>(5 * stage + unit)] = std::move(bytes);
          });
    }
    return results;
  }
  std::uintmax_t units_done() const { return fs::file_size(done); }
  std::string unit_file(const std::string& name) const { return fs::path(out).parent_path() / ".r.units" / name; }
};

std::string refusal(const std::function<void()>& f) {
  try {
    f();
  } catch (const InputError& e) {
    return e.problems().front().key;
  }
  return "";
}

}  // namespace

TEST_CASE("stopped at any unit and gone on with, results are the same and no unit is done twice", "[kept]") {
  const TempFolder plain;
  const auto undisturbed = TwoStages(plain).run(nullptr);
  for (int most = 0; most < 10; ++most) {
    INFO("stopped after " << most);
    const TempFolder folder;
    TwoStages study(folder);
    CHECK_THROWS_WITH(study.run(study.open(kStart), most), "stopped");
    const auto before = study.units_done();
    const auto kept = study.open(kResume);
    CHECK(kept->resumed() == most + 1);  // the last one was kept before it was collected
    CHECK(study.run(kept) == undisturbed);
    CHECK(kept->taken() == most + 1);
    CHECK(study.units_done() - before == static_cast<std::uintmax_t>(9 - most));
    CHECK(study.damaged.empty());
    kept->remove();
    CHECK(folder.listing() == std::vector<std::string>{"done"});
  }
}

TEST_CASE("a unit that is not whole is told and done again", "[kept]") {
  const TempFolder folder;
  TwoStages study(folder);
  const auto undisturbed = study.run(study.open(kStart));
  const std::string name = study.unit_file("baseline/people/3.unit");
  const std::string whole = read_file(name);
  std::string flipped = whole;
  flipped[whole.size() / 2] ^= 1;
  for (const std::string& damaged :
       {std::string(), whole.substr(0, 20), whole.substr(0, whole.size() - 1), flipped,
        read_file(study.unit_file("baseline/people/2.unit")), read_file(study.unit_file("baseline/services/3.unit"))}) {
    std::ofstream(name, std::ios::binary) << damaged;
    study.damaged.clear();
    const auto before = study.units_done();
    CHECK(study.run(study.open(kResume)) == undisturbed);
    CHECK(study.damaged == std::vector<std::string>{name});
    CHECK(study.units_done() == before + 1);
    CHECK(read_file(name) == whole);
  }
}

TEST_CASE("a unit of another study is never taken, wherever it came from", "[kept]") {
  const TempFolder one, other;
  TwoStages here(one), there(other);
  here.run(here.open(kStart));
  there.run(there.open(kStart, {"program 1", "seed 8", "input plan.toml aa"}));
  fs::copy_file(there.unit_file("baseline/people/1.unit"), here.unit_file("baseline/people/1.unit"),
                fs::copy_options::overwrite_existing);
  here.run(here.open(kResume));
  CHECK(here.damaged.size() == 1);
}

TEST_CASE("what is kept of another study is refused by the line that differs; --force starts anew", "[kept]") {
  const TempFolder folder;
  TwoStages study(folder);
  CHECK_THROWS(study.run(study.open(kStart), 4));
  CHECK(refusal([&] { study.open(kStart); }) == "units_are_kept");
  const StudyLines seed{"program 1", "seed 8", "input plan.toml aa"}, shorter{"program 1", "seed 7"};
  for (const StudyLines& lines : {seed, shorter}) try {
      study.open(kResume, lines);
      FAIL("not refused");
    } catch (const InputError& e) {
      const Problem& p = e.problems().front();
      CHECK(p.key == "units_of_another_study");
      CHECK(p.at.file == study.unit_file("study.txt"));
      const bool is_seed = lines.size() == 3;
      CHECK(p.at.line == (is_seed ? 2 : 3));
      CHECK(p.values == (is_seed ? std::vector<std::string>{"seed 7", "seed 8"}
                                 : std::vector<std::string>{"input plan.toml aa", "-"}));
    }
  CHECK(study.open(kResume)->resumed() == 5);
  CHECK(study.open(kForce, seed)->resumed() == 0);
  CHECK(folder.listing() == std::vector<std::string>{"done"});  // without a unit nothing stays
}

TEST_CASE("a study that keeps nothing leaves no folder, the ones above it included", "[kept]") {
  const TempFolder folder;
  const auto warn = [](const std::string&) {};
  KeptUnits(folder.path("a/b/r"), kLines, kStart, warn);
  CHECK(folder.listing().empty());
  fs::create_directory(folder.path("mine"));
  KeptUnits(folder.path("mine/b/r"), kLines, kStart, warn);
  CHECK(folder.listing() == std::vector<std::string>{"mine"});
  CHECK(fs::is_empty(folder.path("mine")));
}

TEST_CASE("one program at a time has the place of a study, and it is free when that one ends", "[kept]") {
  const TempFolder folder;
  TwoStages study(folder);
  const auto try_in_child = [&] {
    const pid_t child = fork();
    if (child == 0) _exit(refusal([&] { study.open(kStart); }) == "study_is_running" ? 1 : 0);
    int status = 0;
    waitpid(child, &status, 0);
    return WEXITSTATUS(status);
  };
  auto held = study.open(kStart);
  CHECK(try_in_child() == 1);
  held.reset();
  CHECK(try_in_child() == 0);
}

TEST_CASE("a complete folder of the same study is recognised, one of another refused; leftovers go", "[kept]") {
  const TempFolder folder;
  TwoStages study(folder);
  CHECK_THROWS(study.run(study.open(kStart), 4));
  fs::create_directory(study.out);
  CHECK(refusal([&] { study.open(kResume); }) == "folder_exists");  // of whom is not known
  write_study(kLines, study.out);
  CHECK(refusal([&] { study.open(kStart); }) == "folder_exists");
  CHECK(refusal([&] { study.open(kResume, {"program 2"}); }) == "folder_of_another_study");
  fs::create_directory(folder.path(".r.part-123"));  // of a program that was killed while it wrote the folder
  CHECK(study.open(kResume)->complete());
  CHECK(folder.listing() == std::vector<std::string>{"done", "r"});
}
