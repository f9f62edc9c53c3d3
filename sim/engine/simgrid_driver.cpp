/// The only file that includes SimGrid. Actor::create and create_empty_zone are deprecated in 4.x and
/// stand here alone for that reason.
// version.h does not stand on its own: it needs s4u.hpp before it.
// clang-format off
#include <simgrid/s4u.hpp>
#include <simgrid/version.h>
// clang-format on

#include <cstdlib>
#include <exception>
#include <map>
#include <stdexcept>

#include "sim/engine/drivers.hpp"

namespace gongxu {
namespace {

namespace sg = simgrid::s4u;

/// One Engine serves the whole process: SimGrid allows one, and its clock is never reset.
sg::Engine& engine() {
  static sg::Engine* const only = [] {
    static char name[] = "gongxu", quiet[] = "--log=root.thresh:critical";
    // The thread sanitizer needs contexts/factory:thread: raw contexts look like races to it.
    static const char* const wanted = std::getenv("GONGXU_SIMGRID_CFG");
    static std::string setting = std::string("--cfg=") + (wanted ? wanted : "");
    static char* argv[] = {name, quiet, wanted ? setting.data() : nullptr, nullptr};
    static int argc = wanted ? 3 : 2;
    return new sg::Engine(&argc, argv);  // lives until the process ends, as SimGrid wants it
  }();
  return *only;
}

sg::NetZone* platform() {
  static sg::NetZone* const root = [] {
    engine();
    return sg::create_empty_zone("district");
  }();
  return root;
}

}  // namespace

std::string simgrid_version() {
  return std::to_string(SIMGRID_VERSION_MAJOR) + "." + std::to_string(SIMGRID_VERSION_MINOR);
}

void drive_simgrid(const std::vector<std::string>& hosts, const std::vector<Task>& tasks,
                   const std::vector<Window>& windows) {
  if (tasks.empty() || windows.empty()) return;
  static bool deadlocked = false;
  static const bool registered = [] {
    sg::Engine::on_deadlock_cb([] { deadlocked = true; });
    return true;
  }();
  (void)registered;
  static std::map<std::string, sg::Host*> known;
  const double origin = (engine(), sg::Engine::get_clock());
  for (const std::string& name : hosts)
    if (known.find(name) == known.end()) known[name] = platform()->create_host(name, 1e9)->seal();
  static const bool sealed = (platform()->seal(), true);
  (void)sealed;

  const int phases = phases_of(tasks);
  const auto barrier = sg::Barrier::create(static_cast<unsigned>(tasks.size()));
  std::vector<std::exception_ptr> failed(tasks.size());
  bool stop = false;  // written only between barriers, by the last phase's check
  const double first_day = static_cast<double>(day_of(windows.front().start));

  for (std::size_t i = 0; i < tasks.size(); ++i) {
    sg::Actor::create(tasks[i].name, known.at(tasks[i].host), [&, i] {
      for (const Window& window : windows) {
        sg::this_actor::sleep_until(origin + static_cast<double>(day_of(window.end)) - first_day);
        for (int phase = 0; phase < phases; ++phase) {
          // An exception must not leave the actor, and nobody may miss a barrier.
          if (tasks[i].phase == phase && !stop) try {
              tasks[i].step(window);
            } catch (...) {
              failed[i] = std::current_exception();
            }
          barrier->wait();
          if (failed[i]) stop = true;
          barrier->wait();
        }
        if (stop) return;
      }
    });
  }
  deadlocked = false;
  engine().run();
  for (const std::exception_ptr& e : failed)
    if (e) std::rethrow_exception(e);
  const double expected = origin + static_cast<double>(day_of(windows.back().end)) - first_day;
  if (deadlocked || sg::Engine::get_clock() != expected)
    throw std::runtime_error("the simulated clock stopped before the last window: actors wait for each other");
}

}  // namespace gongxu
