/// Units of work of a study (a replicate of a scenario, a point of a design): each in a process of its own, or spread
/// over machines: as a part of the study (--shard), over the ranks of mpirun.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "analysis/study/kept_units.hpp"
#include "sim/engine/process_pool.hpp"

namespace gongxu {

/// One part of a study's units, of several that are done apart and merged.
struct StudyPart {
  int number = 1, of = 1;
  bool has(int unit) const { return unit % of == number - 1; }
  int units(int count) const { return (count - number + of) / of; }  ///< of 0 to count - 1
};

/// Who needs a stage's results: whoever goes on from them, or only the process that writes the study's tables.
enum class Needed { everywhere, for_tables };

/// @throws InputError if more processes were asked for, by --jobs (0: not) or mpirun, than there are units.
void refuse_idle(int jobs, int units);

class WorkUnits {
 public:
  /// @param jobs processes at a time; 0: one a core. Under mpirun: its ranks work.
  /// @param kept where units are kept when they are done, and taken from; none: nowhere.
  explicit WorkUnits(int jobs, std::shared_ptr<KeptUnits> kept = nullptr, StudyPart part = {});

  /// Does units 0 to count - 1 as run_in_processes() does; kept ones are collected first, and not done.
  /// What is needed everywhere is done by every part, and collected by every rank in the same order. Of what is needed
  /// for the tables a part does and collects its own units, and the first rank alone collects.
  /// @param stage names all that decides a unit's result beside its number and the study: what is not the same in
  /// both of two stages makes their names differ ("baseline/people", "fixed/baseline/people").
  void run(const std::string& stage, int count, const std::function<Bytes(int unit)>& work,
           const std::function<void(int unit, Bytes)>& collect, Needed needed = Needed::everywhere) const;

  int jobs() const { return jobs_; }
  /// Units of so many that are collected here where they are needed for the tables.
  int units_here(int count) const { return part_.units(count); }
  /// All results for the tables come to this process, and it did the units or its children did.
  bool all_here() const;
  /// Every unit of a stage is kept. Ranks agree on it.
  bool all_kept(const std::string& stage, int count) const;

 private:
  int jobs_;
  std::shared_ptr<KeptUnits> kept_;
  StudyPart part_;
};

}  // namespace gongxu
