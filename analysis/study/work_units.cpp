#include "analysis/study/work_units.hpp"

#include <algorithm>
#include <thread>

namespace gongxu {

WorkUnits::WorkUnits(int jobs)
    : jobs_(jobs > 0 ? jobs : std::max(1, static_cast<int>(std::thread::hardware_concurrency()))) {}

void WorkUnits::run(const std::string&, int count, const std::function<Bytes(int)>& work,
                    const std::function<void(int, Bytes)>& collect) const {
  run_in_processes(count, jobs_, work, collect);
}

}  // namespace gongxu
