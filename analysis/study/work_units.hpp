/// Units of work of a study (a replicate of a scenario, a point of a design): each in a process of its own.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "analysis/study/kept_units.hpp"
#include "sim/engine/process_pool.hpp"

namespace gongxu {

class WorkUnits {
 public:
  /// @param jobs processes at a time; 0: one a core.
  /// @param kept where units are kept when they are done, and taken from; none: nowhere.
  explicit WorkUnits(int jobs, std::shared_ptr<KeptUnits> kept = nullptr);

  /// Does units 0 to count - 1 as run_in_processes() does; kept ones are collected first, and not done.
  /// @param stage names all that decides a unit's result beside its number and the study: what is not the same in
  /// both of two stages makes their names differ ("baseline/people", "fixed/baseline/people").
  void run(const std::string& stage, int count, const std::function<Bytes(int unit)>& work,
           const std::function<void(int unit, Bytes)>& collect) const;

  int jobs() const { return jobs_; }

 private:
  int jobs_;
  std::shared_ptr<KeptUnits> kept_;
};

}  // namespace gongxu
