#include "analysis/study/work_units.hpp"

#include <algorithm>
#include <thread>
#include <utility>
#include <vector>

#include "sim/core/problem.hpp"
#include "sim/engine/ranks.hpp"

namespace gongxu {
namespace {

int processes(int jobs) {
  if (under_mpirun()) return working_ranks();
  return jobs > 0 ? jobs : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

/// What the first rank has collected is collected by the others, in its order.
void share(const std::vector<std::pair<int, Bytes>>& collected, const std::function<void(int, Bytes)>& collect) {
  std::vector<double> units;
  for (const auto& c : collected) units.push_back(c.first);
  units = unpack_numbers(of_first_rank(pack_numbers(units)));
  for (std::size_t i = 0; i < units.size(); ++i) {
    Bytes bytes = of_first_rank(is_first_rank() ? collected[i].second : Bytes());
    if (!is_first_rank()) collect(static_cast<int>(units[i]), std::move(bytes));
  }
}

}  // namespace

void refuse_idle(int jobs, int units) {
  const int asked = under_mpirun() ? working_ranks() : jobs;
  if (asked > units)
    throw InputError(Problem{{under_mpirun() ? "mpirun" : "--jobs", 0, 0},
                             "more_processes_than_units",
                             {std::to_string(asked), std::to_string(units)}});
}

WorkUnits::WorkUnits(int jobs, std::shared_ptr<KeptUnits> kept, StudyPart part)
    : jobs_(processes(jobs)), kept_(std::move(kept)), part_(part) {}

void WorkUnits::run(const std::string& stage, int count, const std::function<Bytes(int)>& work,
                    const std::function<void(int, Bytes)>& collect, Needed needed) const {
  const bool everywhere = needed == Needed::everywhere, tell = everywhere && under_mpirun() && is_first_rank();
  std::vector<std::pair<int, Bytes>> collected;
  const auto take = [&](int unit, Bytes bytes) {
    if (tell) collected.emplace_back(unit, bytes);
    collect(unit, std::move(bytes));
  };
  std::vector<int> left;
  for (int unit = 0; unit < count; ++unit) {
    if (!everywhere && !part_.has(unit)) continue;
    auto bytes = kept_ ? kept_->find(stage, unit) : std::nullopt;
    if (bytes)
      take(unit, std::move(*bytes));
    else
      left.push_back(unit);
  }
  const auto done = [&](int unit, Bytes bytes) {
    if (kept_) kept_->keep(stage, unit, bytes);
    take(unit, std::move(bytes));
  };
  if (!under_mpirun()) return run_in_processes(left, jobs_, work, done);
  run_on_all_ranks(left, work, done);
  if (everywhere) share(collected, collect);
}

bool WorkUnits::all_here() const { return part_.of == 1 && !under_mpirun(); }

bool WorkUnits::all_kept(const std::string& stage, int count) const {
  bool all = kept_ != nullptr;
  for (int unit = 0; all && unit < count; ++unit) all = kept_->has(stage, unit);
  return !of_first_rank(all ? "all" : "").empty();
}

}  // namespace gongxu
