/// A run that is stopped, by whatever means, and gone on with.
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tests/support/one_theme.hpp"
#include "tests/support/program.hpp"

using namespace gongxu::test;
namespace fs = std::filesystem;

namespace {

const std::string kRun = "run " GONGXU_SOURCE_DIR
                         "/scenarios/minqin --scenario baseline births_low --replicates 6 --until 2025 --seed 7 "
                         "--jobs 2 --lang en --out r";

int units_in(const std::string& folder) {
  int n = 0;
  std::error_code none;
  for (fs::recursive_directory_iterator at(folder, none), end; at != end; at.increment(none))
    n += at->path().extension() == ".unit";
  return n;
}

/// The program as leader of a process group of its own; what it says goes to a file.
pid_t start(const TempFolder& folder, const std::string& arguments) {
  const pid_t pid = fork();
  if (pid != 0) {
    setpgid(pid, pid);
    return pid;
  }
  setpgid(0, 0);
  const std::string command =
      "cd '" + folder.path("") + "' && exec '" GONGXU_BINARY "' " + arguments + " >/dev/null 2>err </dev/null";
  execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
  _exit(127);
}

/// Waits until no process of a group is left, no orphan either. @returns false if some are after so many seconds.
bool group_ends(pid_t group, int seconds, int& status_of_leader) {
  for (int polls = 0; polls < seconds * 100; ++polls) {
    int status = 0;
    pid_t ended = 0;
    while ((ended = waitpid(-group, &status, WNOHANG)) > 0)
      if (ended == group) status_of_leader = status;
    if (ended < 0) return true;
    usleep(10'000);
  }
  return false;
}

/// Starts the run, or another command with --out r, in a folder and waits until so many units are kept.
pid_t start_and_wait(const TempFolder& folder, int units, const std::string& command = kRun) {
  prctl(PR_SET_CHILD_SUBREAPER, 1);  // orphans become ours, to be waited for
  const pid_t pid = start(folder, command);
  while (units_in(folder.path(".r.units")) < units) {
    if (waitpid(pid, nullptr, WNOHANG) != 0) throw std::runtime_error("it ended by itself");
    usleep(2'000);
  }
  return pid;
}

}  // namespace

TEST_CASE("a run that is killed or interrupted leaves no process, and goes on to the same tables") {
  const TempFolder plain;
  REQUIRE(plain.run(kRun).status == 0);
  struct Stop {
    int signal;
    bool all;  ///< to every process of the group, as a terminal does; else to the program alone
  };
  for (const Stop stop : {Stop{SIGKILL, false}, Stop{SIGINT, true}, Stop{SIGTERM, false}}) {
    INFO("signal " << stop.signal);
    const TempFolder here;
    const pid_t pid = start_and_wait(here, 2);
    kill(stop.all ? -pid : pid, stop.signal);
    int status = -1;
    REQUIRE(group_ends(pid, 20, status));
    CHECK(here.listing() == std::vector<std::string>{".r.units", "err"});
    const int kept = units_in(here.path(".r.units"));
    CHECK(kept >= 2);
    CHECK(kept < 18);
    if (stop.signal == SIGKILL) {
      CHECK(WIFSIGNALED(status));
    } else {
      CHECK(WIFEXITED(status));
      CHECK(WEXITSTATUS(status) == 128 + stop.signal);
      const std::string told = read_file(here.path("err"));
      INFO(told);
      CHECK(told.find(std::to_string(kept) + " units are kept") != std::string::npos);
      CHECK(told.find("--out r --resume\n") != std::string::npos);
    }

    const Outcome refused = here.run(kRun);
    CHECK(refused.status == 2);
    CHECK(refused.err.find("--resume") != std::string::npos);
    const Outcome other = here.run(kRun + " --resume --set gross_out_rate=0.03");
    CHECK(other.status == 2);
    CHECK(other.err.find("--set gross_out_rate=0.03") != std::string::npos);

    const Outcome o = here.run(kRun + " --resume");
    INFO(o.err);
    REQUIRE(o.status == 0);
    CHECK(here.listing() == std::vector<std::string>{"err", "r"});
    CHECK(nlohmann::json::parse(read_file(here.path("r/run.json")))["units_resumed"] == kept);
    int tables = 0;
    for (const auto& entry : fs::directory_iterator(plain.path("r/tables"))) {
      const std::string name = "r/tables/" + entry.path().filename().string();
      INFO(name);
      CHECK(read_file(here.path(name)) == read_file(plain.path(name)));
      ++tables;
    }
    CHECK(tables >= 8);
    const Outcome again = here.run(kRun + " --resume");
    CHECK(again.status == 0);
    CHECK(again.err.find("nothing to do") != std::string::npos);
  }
}

TEST_CASE("a run that is killed takes its processes with it, even those that cannot act") {
  bool ended = false;
  // One that was stopped before it could ask for this stays; that can happen once, not again and again.
  for (int attempt = 0; attempt < 4 && !ended; ++attempt) {
    const TempFolder here;
    const pid_t pid = start_and_wait(here, 1);
    kill(-pid, SIGSTOP);
    kill(pid, SIGKILL);
    int status = -1;
    ended = group_ends(pid, 3, status);
    if (!ended) kill(-pid, SIGKILL);
    REQUIRE(group_ends(pid, 20, status));
  }
  CHECK(ended);
}

TEST_CASE("without --out a run goes on where the place was interrupted last, and starts where there is nothing") {
  const std::string run =
      "run " GONGXU_SOURCE_DIR "/scenarios/minqin --scenario baseline -n 2 --until 2025 --fixed-parameters --resume";
  const TempFolder here;
  REQUIRE(here.run(run).status == 0);
  REQUIRE(std::distance(fs::directory_iterator(here.path("out")), {}) == 1);
  const std::string first = fs::directory_iterator(here.path("out"))->path().filename();
  // As if a run of another day had been killed when all its units were done.
  fs::create_directories(here.path("out/.minqin-20260101.units/drawn"));
  fs::copy_file(here.path("out/" + first + "/study.txt"), here.path("out/.minqin-20260101.units/study.txt"));
  std::ofstream(here.path("out/.minqin-20260101.units/drawn/0.unit")) << "x";
  REQUIRE(here.run(run).status == 0);
  CHECK(fs::exists(here.path("out/minqin-20260101/run.json")));
  CHECK_FALSE(fs::exists(here.path("out/.minqin-20260101.units")));
}

TEST_CASE("studies with a folder are resumed too") {
  const TempFolder here;
  for (const std::string study :
       {"solve " GONGXU_SOURCE_DIR "/scenarios/minqin --service childcare -n 3 --out s",
        "sensitivity " GONGXU_SOURCE_DIR
        "/scenarios/minqin --trajectories 4 --factors birth_path --chances 1 --until 2025 --out m"}) {
    INFO(study);
    REQUIRE(here.run(study + " --resume").status == 0);
    const Outcome again = here.run(study + " --resume --lang en");
    CHECK(again.status == 0);
    CHECK(again.out.empty());
    CHECK(again.err.find("nothing to do") != std::string::npos);
    const Outcome other = here.run(study + " --resume --lang en --seed 5");
    CHECK(other.status == 2);
    CHECK(other.err.find("study.txt:") != std::string::npos);
    CHECK(here.run(study).status == 2);
  }
  CHECK(here.run("solve " GONGXU_SOURCE_DIR "/scenarios/minqin --resume").status == 2);
}

TEST_CASE("a calibration that is killed goes on to the same draws", "[calibrate]") {
  std::string command =
      "calibrate " GONGXU_SOURCE_DIR
      "/scenarios/minqin --parameters births --observations seen.csv --draws 60 --lang en --out r --set";
  for (const std::string& setting :
       settings_but_theme(gongxu::read_pack(GONGXU_SOURCE_DIR "/scenarios/minqin"), "births"))
    command += " " + setting;
  const TempFolder plain, here;
  for (const TempFolder* folder : {&plain, &here})
    std::ofstream(folder->path("seen.csv"))
        << "place,year,measure,value,unit,source\nminqin,2021,births,1000,births,made up\n";
  REQUIRE(plain.run(command).status == 0);
  const pid_t pid = start_and_wait(here, 70, command);  // beyond the first of its waves
  kill(pid, SIGKILL);
  int status = -1;
  REQUIRE(group_ends(pid, 20, status));
  CHECK(here.run(command).status == 2);
  const Outcome o = here.run(command + " --resume");
  INFO(o.err);
  REQUIRE(o.status == 0);
  for (const char* table : {"posterior", "calibration", "fit"}) {
    const std::string name = std::string("r/tables/") + table + ".csv";
    CHECK(read_file(here.path(name)) == read_file(plain.path(name)));
  }
}
