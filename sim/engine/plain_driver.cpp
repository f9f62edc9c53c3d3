#include <algorithm>

#include "sim/engine/drivers.hpp"

namespace gongxu {

int phases_of(const std::vector<Task>& tasks) {
  int last = -1;
  for (const Task& t : tasks) last = std::max(last, t.phase);
  return last + 1;
}

void drive_plain(const std::vector<Task>& tasks, const std::vector<Window>& windows) {
  const int phases = phases_of(tasks);
  for (const Window& window : windows)
    for (int phase = 0; phase < phases; ++phase)
      for (const Task& task : tasks)
        if (task.phase == phase) task.step(window);
}

void drive(Driver driver, const std::vector<std::string>& hosts, const std::vector<Task>& tasks,
           const std::vector<Window>& windows) {
  driver == Driver::plain ? drive_plain(tasks, windows) : drive_simgrid(hosts, tasks, windows);
}

}  // namespace gongxu
