#include "sim/engine/driver.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <stdexcept>

using namespace gongxu;

namespace {

const std::vector<std::string> kHosts{"core", "rural"};
const std::vector<Window> kWindows = monthly_windows(to_tick({2020, 11, 1}), year_start(2022));

struct Step {
  int window, phase;
  std::size_t task;
  auto operator<=>(const Step&) const = default;
};

/// Runs tasks of the given phases; `faults` names the (task, window) that throw.
struct Log {
  std::vector<int> phases;
  std::vector<std::pair<std::size_t, int>> faults;
  std::vector<Step> steps;
  std::string error;

  void run(Driver driver) {
    std::vector<Task> tasks;
    for (std::size_t i = 0; i < phases.size(); ++i)
      tasks.push_back({"task-" + std::to_string(i), kHosts[i % 2], phases[i], [this, i](const Window& w) {
                         steps.push_back({w.index, phases[i], i});
                         if (std::find(faults.begin(), faults.end(), std::pair{i, w.index}) != faults.end())
                           throw std::runtime_error("task " + std::to_string(i));
                       }});
    try {
      drive(driver, kHosts, tasks, kWindows);
    } catch (const std::runtime_error& e) {
      error = e.what();
    }
  }
};

}  // namespace

TEST_CASE("both drivers run every task once a window, phase after phase", "[driver]") {
  for (const std::vector<int>& phases : {std::vector<int>{0}, {0, 0, 1}, {1, 0, 2, 0, 1}, {0, 2}, {2, 2, 0, 0}}) {
    std::vector<std::vector<Step>> logs;
    for (const Driver driver : {Driver::plain, Driver::simgrid}) {
      Log log{phases, {}, {}, {}};
      log.run(driver);
      CHECK(log.error.empty());
      REQUIRE(log.steps.size() == phases.size() * kWindows.size());
      // Windows in order and phases in order; within a phase SimGrid is free.
      REQUIRE(std::is_sorted(log.steps.begin(), log.steps.end(), [](const Step& a, const Step& b) {
        return std::pair(a.window, a.phase) < std::pair(b.window, b.phase);
      }));
      std::sort(log.steps.begin(), log.steps.end());
      REQUIRE(std::adjacent_find(log.steps.begin(), log.steps.end()) == log.steps.end());
      logs.push_back(log.steps);
    }
    CHECK(logs[0] == logs[1]);
  }
}

TEST_CASE("a task's exception comes out, nobody hangs and no later window runs", "[driver]") {
  for (const Driver driver : {Driver::plain, Driver::simgrid})
    for (const std::size_t failing : {0U, 1U, 2U, 3U}) {
      Log log{{0, 0, 1, 1}, {{failing, 5}}, {}, {}};
      log.run(driver);
      INFO("driver " << static_cast<int>(driver) << " task " << failing);
      CHECK(log.error == "task " + std::to_string(failing));
      for (const Step& s : log.steps) {
        CHECK(s.window <= 5);
        if (failing < 2 && s.window == 5) CHECK(s.phase == 0);  // the next phase does not begin
      }
    }
}

TEST_CASE("of several tasks that fail in a phase the lowest wins", "[driver]") {
  for (const Driver driver : {Driver::plain, Driver::simgrid}) {
    Log two{{0, 0, 0, 1}, {{2, 3}, {1, 3}}, {}, {}};
    two.run(driver);
    CHECK(two.error == "task 1");
    Log phases{{1, 0, 0}, {{0, 3}, {2, 3}}, {}, {}};  // task 2 fails in the earlier phase: task 0 never gets to
    phases.run(driver);
    CHECK(phases.error == "task 2");
    Log windows{{0, 0}, {{0, 7}, {1, 3}}, {}, {}};
    windows.run(driver);
    CHECK(windows.error == "task 1");
  }
}

TEST_CASE("the engine can be used again, also after a failure", "[driver]") {
  for (int round = 0; round < 5; ++round) {
    Log broken{{0, 1}, {{1, 2}}, {}, {}};
    broken.run(Driver::simgrid);
    CHECK(broken.error == "task 1");
    Log whole{{0, 1, 1}, {}, {}, {}};
    whole.run(Driver::simgrid);
    CHECK(whole.error.empty());
    CHECK(whole.steps.size() == 3 * kWindows.size());
  }
}

TEST_CASE("without tasks or windows there is nothing to do", "[driver]") {
  for (const Driver driver : {Driver::plain, Driver::simgrid}) {
    CHECK_NOTHROW(drive(driver, kHosts, {}, kWindows));
    int steps = 0;
    CHECK_NOTHROW(drive(driver, kHosts, {{"a", kHosts[0], 0, [&](const Window&) { ++steps; }}}, {}));
    CHECK(steps == 0);
  }
}

TEST_CASE("tasks see the windows as they are", "[driver]") {
  for (const Driver driver : {Driver::plain, Driver::simgrid}) {
    std::vector<Window> seen;
    drive(driver, kHosts, {{"clock", kHosts[1], 0, [&](const Window& w) { seen.push_back(w); }}}, kWindows);
    REQUIRE(seen.size() == kWindows.size());
    for (std::size_t i = 0; i < seen.size(); ++i) {
      CHECK(seen[i].start == kWindows[i].start);
      CHECK(seen[i].end == kWindows[i].end);
      CHECK(seen[i].ends_year == kWindows[i].ends_year);
    }
  }
}

TEST_CASE("the manifest can name SimGrid's version", "[driver]") { CHECK(simgrid_version().substr(0, 2) == "3."); }
