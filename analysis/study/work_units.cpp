#include "analysis/study/work_units.hpp"

#include <algorithm>
#include <thread>
#include <utility>
#include <vector>

namespace gongxu {

WorkUnits::WorkUnits(int jobs, std::shared_ptr<KeptUnits> kept)
    : jobs_(jobs > 0 ? jobs : std::max(1, static_cast<int>(std::thread::hardware_concurrency()))),
      kept_(std::move(kept)) {}

void WorkUnits::run(const std::string& stage, int count, const std::function<Bytes(int)>& work,
                    const std::function<void(int, Bytes)>& collect) const {
  std::vector<int> left;
  for (int unit = 0; unit < count; ++unit) {
    auto bytes = kept_ ? kept_->find(stage, unit) : std::nullopt;
    if (bytes)
      collect(unit, std::move(*bytes));
    else
      left.push_back(unit);
  }
  run_in_processes(left, jobs_, work, [&](int unit, Bytes bytes) {
    if (kept_) kept_->keep(stage, unit, bytes);
    collect(unit, std::move(bytes));
  });
}

}  // namespace gongxu
