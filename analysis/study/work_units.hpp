/// Units of work of a study (a replicate of a scenario, a point of a design): each in a process of its own.
#pragma once
#include <functional>
#include <string>

#include "sim/engine/process_pool.hpp"

namespace gongxu {

class WorkUnits {
 public:
  /// @param jobs processes at a time; 0: one a core.
  explicit WorkUnits(int jobs);

  /// Does units 0 to count - 1 as run_in_processes() does.
  /// @param stage what the units are for; its unit numbers are its own ("baseline/people").
  void run(const std::string& stage, int count, const std::function<Bytes(int unit)>& work,
           const std::function<void(int unit, Bytes)>& collect) const;

  int jobs() const { return jobs_; }

 private:
  int jobs_;
};

}  // namespace gongxu
