/// A run in one process, in several, in parts that are merged, over the ranks of mpirun, killed again and again: the
/// same results byte by byte.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>

#include "tests/support/program.hpp"

using namespace gongxu::test;
namespace fs = std::filesystem;

namespace {

const std::string kPlan = GONGXU_SOURCE_DIR "/scenarios/minqin";
/// Without the baseline, whose residents are lived for the planning population alone.
const std::string kOptions = " --scenario births_low ageing_fast -n 6 --until 2027 --seed 7 ";
const std::string kRun = "run " + kPlan + kOptions + "--lang en ";

/// What a run's record says of results: without times, memory, and how it came about.
nlohmann::json results_of(const std::string& folder) {
  auto run = nlohmann::json::parse(read_file(folder + "/run.json"));
  for (const char* key : {"command_line", "started", "ended", "wall_seconds", "processor_seconds", "units_resumed",
                          "peak_megabytes_of_a_process", "jobs"})
    CHECK(run.erase(key) == 1);
  return run;
}

/// Every file but run.json by its bytes, run.json by its results.
void check_same(const std::string& a, const std::string& b) {
  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(a)) {
    const std::string name = fs::relative(entry.path(), a).string();
    if (!entry.is_regular_file() || name == "run.json") continue;
    INFO(b << "/" << name);
    CHECK(read_file(a + "/" + name) == read_file(b + "/" + name));
    ++files;
  }
  CHECK(files >= 12);
  CHECK(results_of(a) == results_of(b));
}

/// A run of two processes in `here`, to compare with.
std::string ordinary(const TempFolder& here, const std::string& options = "") {
  REQUIRE(here.run(kRun + options + "--jobs 2 --out ordinary").status == 0);
  return here.path("ordinary");
}

/// One that is killed several times, then goes on to its end. @returns how often it was killed.
int killed_and_resumed(const TempFolder& here, const std::string& arguments, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> seconds(0.05, 1.5);
  int killed = 0;
  for (int i = 0; i < 6; ++i) {
    const Outcome o = here.shell("timeout -s KILL " + std::to_string(seconds(random)) + " '" GONGXU_BINARY "' " +
                                 arguments + " --resume");
    REQUIRE((o.status == 0 || o.status == 137));
    killed += o.status == 137;
  }
  REQUIRE(here.run(arguments + " --resume").status == 0);
  return killed;
}

/// The MPI build, where there is one: cmake --preset mpi && cmake --build --preset mpi --target gongxu.
const std::string kAlone = "'" GONGXU_SOURCE_DIR "/build/mpi/gongxu' ";
std::string ranks(const std::string& n) { return "mpirun --oversubscribe --allow-run-as-root -n " + n + " " + kAlone; }
bool mpi_is_built() {
  const bool built = fs::exists(GONGXU_SOURCE_DIR "/build/mpi/gongxu");
  if (!built) WARN("there is no build/mpi/gongxu: not tested");
  return built;
}

}  // namespace

TEST_CASE("one process at a time, two, and a run killed at random moments have the same results", "[machines]") {
  const TempFolder here;
  const std::string two = ordinary(here, "--scenario baseline ");
  REQUIRE(here.run(kRun + "--scenario baseline --jobs 1 --out one").status == 0);
  check_same(two, here.path("one"));
  CHECK(killed_and_resumed(here, kRun + "--scenario baseline --jobs 2 --out killed", 20201101) > 0);
  check_same(two, here.path("killed"));

  SECTION("the planning population is the same from lives that end at the target date") {
    const std::string without = here.path("without");
    REQUIRE(here.run(kRun + "--jobs 2 --out without").status == 0);
    const auto rows = [](const std::string& folder) {
      std::string of_births_low;
      std::ifstream in(folder + "/tables/services.csv");
      for (std::string line; std::getline(in, line);)
        if (line.starts_with("births_low,")) of_births_low += line + "\n";
      return of_births_low;
    };
    CHECK(rows(without).size() > 10'000);
    CHECK(rows(without) == rows(two));
    CHECK(results_of(without)["planning_population"] == results_of(two)["planning_population"]);
  }
}

TEST_CASE("parts that are merged have the results of the ordinary run", "[machines]") {
  for (const std::string baseline : {"", "--scenario baseline "}) {
    INFO("also " << baseline);
    const TempFolder here, there;
    const std::string whole = ordinary(here, baseline);
    const Outcome first = here.run(kRun + baseline + "--shard 1/2 --jobs 2 --out part1");
    INFO(first.err);
    REQUIRE(first.status == 0);
    CHECK(first.out.find("gongxu merge") != std::string::npos);
    CHECK_FALSE(fs::exists(here.path("part1/tables")));
    CHECK(killed_and_resumed(there, kRun + baseline + "--shard 2/2 --jobs 1 --out part2", 7) > 0);
    CHECK(there.listing() == std::vector<std::string>{"part2"});
    fs::copy(there.path("part2"), here.path("part2"), fs::copy_options::recursive);

    CHECK(here.run(kRun + baseline + "--shard 1/2 --jobs 2 --out part1").status == 2);
    const Outcome again = here.run(kRun + baseline + "--shard 1/2 --jobs 2 --out part1 --resume");
    CHECK(again.err.find("nothing to do") != std::string::npos);
    const Outcome other = here.run(kRun + baseline + "--shard 2/2 --jobs 2 --out part1 --resume");
    CHECK(other.status == 2);
    CHECK(other.err.find("\"shard 1/2\" there, \"shard 2/2\" here") != std::string::npos);

    const std::string merge = "merge " + kPlan + " part2 part1 --lang en --out merged";
    const Outcome o = here.run(merge);
    INFO(o.err);
    REQUIRE(o.status == 0);
    CHECK(here.listing() == std::vector<std::string>{"merged", "ordinary", "part1", "part2"});
    check_same(whole, here.path("merged"));
    // Nothing was lived anew: the residents of all replicates in either part, the rest in one of them.
    const int scenarios = baseline.empty() ? 2 : 3;
    const auto run = nlohmann::json::parse(read_file(here.path("merged/run.json")));
    CHECK(run["units_resumed"] == 2 * 6 + scenarios * (6 + 6));
    CHECK(here.run(merge).err.find("nothing to do") != std::string::npos);
  }
}

TEST_CASE("parts of other inputs or another program are refused by the line that differs", "[machines]") {
  const TempFolder here;
  const std::string options = " --scenario baseline -n 2 --until 2025 ";
  REQUIRE(here.run("run " + kPlan + options + "--shard 1/2 --out p1").status == 0);
  REQUIRE(here.run("run " + kPlan + options + "--shard 2/2 --out p2 --seed 5").status == 0);
  struct Case {
    std::string words, zh, en;
  };
  const std::string merge = "merge " + kPlan + " --out m p1 ";
  for (const Case& c :
       {Case{merge + "p2", "这里是“--seed 1”", "\"--seed 5\" there, \"--seed 1\" here"},
        Case{merge, "缺少任务份：2/2", "parts are missing: 2/2"}, Case{merge + "p1", "给了两次", "is there twice"},
        Case{"run " + kPlan + options + "--shard 4/3 --out q", "任务份", "no part of a study"},
        Case{"run " + kPlan + options + "--jobs 3 --out q", "单元只有 2 个", "for 2 units"},
        Case{"solve " + kPlan + " --shard 1/2 --out q", "solve 不能分份", "cannot be done in parts"}}) {
    INFO(c.words);
    const Outcome zh = here.run(c.words), en = here.run(c.words + " --lang en");
    CHECK(zh.status == 2);
    CHECK(en.status == 2);
    INFO(zh.err << en.err);
    CHECK(zh.err.find(c.zh) != std::string::npos);
    CHECK(zh.err.find("改法:") != std::string::npos);
    CHECK(en.err.find(c.en) != std::string::npos);
    CHECK(en.err.find("remedy: ") != std::string::npos);
  }

  // The plan as it is read where parts are merged.
  fs::copy(GONGXU_SOURCE_DIR "/scenarios", here.path("scenarios"), fs::copy_options::recursive);
  REQUIRE(here.run("run scenarios/minqin" + options + "--shard 2/2 --out q2").status == 0);
  CHECK(here.run("merge scenarios/minqin p1 q2 --out same").status == 0);  // the same files elsewhere
  std::ofstream(here.path("scenarios/minqin/plan.toml"), std::ios::app) << "# changed\n";
  const Outcome changed = here.run("merge scenarios/minqin p1 q2 --out m --lang en");
  CHECK(changed.status == 2);
  CHECK(changed.err.find("p1/study.txt:") != std::string::npos);
  CHECK(changed.err.find("input plan.toml ") != std::string::npos);
}

TEST_CASE("what another version of the program has kept or completed is not gone on with", "[machines]") {
  const TempFolder here;
  const std::string run = "run " + kPlan + " --scenario baseline -n 2 --until 2025 --lang en --out r --resume";
  REQUIRE(here.run(run).status == 0);
  const std::string study = read_file(here.path("r/study.txt"));
  const auto at = study.find("program 0.1.0 ");
  REQUIRE(at != std::string::npos);
  std::string older = study;
  older.replace(at, 13, "program 0.0.9");
  std::ofstream(here.path("r/study.txt")) << older;
  const Outcome complete = here.run(run);
  CHECK(complete.status == 2);
  CHECK(complete.err.find("r/study.txt:2:") != std::string::npos);
  CHECK(complete.err.find("\"program 0.0.9 ") != std::string::npos);

  fs::remove_all(here.path("r"));
  fs::create_directories(here.path(".r.units/drawn/baseline/people"));
  std::ofstream(here.path(".r.units/study.txt")) << older;
  std::ofstream(here.path(".r.units/drawn/baseline/people/0.unit")) << "x";
  const Outcome kept = here.run(run);
  CHECK(kept.status == 2);
  CHECK(kept.err.find("units kept are of another study: \"program 0.0.9 ") != std::string::npos);
}

TEST_CASE("over the ranks of mpirun a run has the same results, and goes on with what others kept", "[machines][mpi]") {
  if (!mpi_is_built()) return;
  const std::string run = kRun + "--scenario baseline ";
  const TempFolder here;
  REQUIRE(here.shell(kAlone + run + "--jobs 2 --out alone").status == 0);
  for (const std::string n : {"1", "2", "3"}) {
    const Outcome o = here.shell(ranks(n) + run + "--out ranks" + n);
    INFO(o.err);
    REQUIRE(o.status == 0);
    CHECK(std::count(o.out.begin(), o.out.end(), '\n') > 20);
    check_same(here.path("alone"), here.path("ranks" + n));
  }
  for (const bool first_alone : {true, false}) {
    const std::string first = first_alone ? kAlone : ranks("2"), second = first_alone ? ranks("2") : kAlone;
    const std::string out = first_alone ? "a" : "b";
    REQUIRE(here.shell("timeout 1.2 " + first + run + "--out " + out).status == 124);
    const Outcome o = here.shell("sleep 1; " + second + run + "--resume --out " + out);
    INFO(o.err);
    REQUIRE(o.status == 0);
    check_same(here.path("alone"), here.path(out));
  }
  CHECK(here.listing() == std::vector<std::string>{"a", "alone", "b", "ranks1", "ranks2", "ranks3"});
}

TEST_CASE("studies whose ranks need all results take the same way on all of them", "[machines][mpi]") {
  if (!mpi_is_built()) return;
  const TempFolder here;
  for (const std::string& study :
       {"solve " + kPlan + " --service childcare -n 3 --lang en --out ",
        "sensitivity " + kPlan + " --trajectories 4 --factors birth_path --chances 1 --until 2025 --lang en --out ",
        "run " + kPlan + " --scenario baseline -n 4 --precision 0.2 --split 3 --until 2025 --lang en --out "}) {
    INFO(study);
    const std::string word = study.substr(0, 3);
    REQUIRE(here.shell(kAlone + study + word + "1").status == 0);
    const Outcome o = here.shell(ranks("3") + study + word + "3");
    INFO(o.err);
    REQUIRE(o.status == 0);
    int tables = 0;
    for (const auto& entry : fs::directory_iterator(here.path(word + "1/tables"))) {
      INFO(entry.path());
      CHECK(read_file(entry.path().string()) ==
            read_file(here.path(word + "3/tables/" + entry.path().filename().string())));
      ++tables;
    }
    CHECK(tables > 0);
  }
}

TEST_CASE("under mpirun mistakes are told once and end all ranks", "[machines][mpi]") {
  if (!mpi_is_built()) return;
  const TempFolder here;
  fs::create_directory(here.path("taken"));
  struct Case {
    std::string ranks, arguments, words;
  };
  for (const Case& c : {Case{"2", kRun + "--jobs 2 --out x", "--jobs does not go with mpirun"},
                        Case{"9", kRun + "--out x", "8 processes or parts for 6 units"},
                        Case{"2", "run nowhere --lang en", "there is no folder nowhere"},
                        Case{"3", kRun + "--out taken", "\"taken\" exists"}}) {
    const Outcome o = here.shell(ranks(c.ranks) + c.arguments);
    INFO(c.arguments << "\n" << o.err);
    CHECK(o.status == 2);
    const auto at = o.err.find(c.words);
    CHECK(at != std::string::npos);
    CHECK((at == std::string::npos || o.err.find(c.words, at + 1) == std::string::npos));
  }
  CHECK(here.listing() == std::vector<std::string>{"taken"});
}
