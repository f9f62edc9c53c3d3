/// Units of work in processes of their own.
#include "sim/engine/process_pool.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <numeric>
#include <set>
#include <stdexcept>
#include <vector>

#include "sim/core/interrupts.hpp"
#include "tests/support/lizhou.hpp"

using namespace gongxu;

namespace {
std::vector<int> first_units(int count) {
  std::vector<int> units(static_cast<std::size_t>(count));
  std::iota(units.begin(), units.end(), 0);
  return units;
}
}  // namespace

TEST_CASE("every unit runs once in a process of its own and its bytes come back whole", "[processes]") {
  const pid_t parent = getpid();
  for (const int jobs : {1, 3, 50}) {
    std::set<int> done;
    std::set<std::string> pids;
    run_in_processes(
        first_units(20), jobs,
        [&](int unit) {
          // Longer than a pipe holds, and with every byte.
          Bytes out(static_cast<std::size_t>(unit) * 50'000, static_cast<char>(unit * 13));
          return std::to_string(getpid()) + " " + out;
        },
        [&](int unit, Bytes bytes) {
          CHECK(done.insert(unit).second);
          const auto blank = bytes.find(' ');
          pids.insert(bytes.substr(0, blank));
          const Bytes rest = bytes.substr(blank + 1);
          CHECK(rest.size() == static_cast<std::size_t>(unit) * 50'000);
          CHECK(rest.find_first_not_of(static_cast<char>(unit * 13)) == Bytes::npos);
        });
    CHECK(done.size() == 20);
    CHECK(pids.size() == 20);
    CHECK_FALSE(pids.contains(std::to_string(parent)));
  }
}

TEST_CASE("no unit, no process", "[processes]") {
  run_in_processes(
      {}, 4, [](int) -> Bytes { throw std::logic_error("called"); }, [](int, Bytes) { FAIL("collected"); });
}

TEST_CASE("a unit that fails is told in its own words, with its number", "[processes]") {
  const auto work = [](int unit) -> Bytes {
    if (unit == 3) throw std::runtime_error("the well is dry");
    return "fine";
  };
  CHECK_THROWS_WITH(run_in_processes(first_units(6), 2, work, [](int, Bytes) {}),
                    Catch::Contains("unit 3") && Catch::Contains("the well is dry"));
}

TEST_CASE("a unit that dies without a word is an error, not a short result", "[processes]") {
  for (const int status : {0, 7})
    CHECK_THROWS_WITH(run_in_processes(
                          first_units(2), 2,
                          [&](int unit) -> Bytes {
                            if (unit == 1) _exit(status);
                            return "fine";
                          },
                          [](int, Bytes) {}),
                      Catch::Contains("unit 1"));
}

TEST_CASE("an interrupt that is held ends the units and is told by its signal", "[processes]") {
  for (const int signal : {SIGINT, SIGTERM}) {
    const HeldInterrupts held;
    const auto work = [](int unit) -> Bytes {
      if (unit == 1) {
        alarm(20);  // an interrupt that nobody takes must not hold up the tests
        pause();
      }
      return "fine";
    };
    int told = 0;
    try {
      run_in_processes(first_units(2), 2, work, [&](int, Bytes) { raise(signal); });
    } catch (const Interrupted& e) {
      told = e.signal();
    }
    CHECK(told == signal);
    CHECK(waitpid(-1, nullptr, WNOHANG) == -1);  // no child is left
  }
}

TEST_CASE("a replicate's result comes back as it went", "[processes]") {
  RunInputs in = test::run_inputs(2022);
  auto here = run_people(in, 2);
  replay_services(in, 2, 640'000, here);
  ReplicateResult there;
  run_in_processes(
      {0}, 1, [&](int) { return pack_result(here); }, [&](int, Bytes bytes) { there = unpack_result(bytes); });
  CHECK(there.event_hash == here.event_hash);
  CHECK(there.events == here.events);
  CHECK(pack_result(there) == pack_result(here));  // bit by bit, NaN included
  const Bytes whole = pack_result(here);
  CHECK_THROWS_AS(unpack_result(whole.substr(0, whole.size() / 2)), std::runtime_error);
}
