/// What every study does around its work: keeps its units, shows its progress, says how to go on when it is stopped.
/// Under mpirun every rank has one, and that of the first alone has a folder and keeps units.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "analysis/commands/arguments.hpp"
#include "sim/output/progress.hpp"

namespace gongxu {

class Study {
 public:
  /// @param command whose results they are ("run" also where compare runs it).
  /// @param out the study's folder; empty: it has none and keeps nothing.
  /// @throws InputError as KeptUnits, or if --resume is asked for without a folder, if parts to be merged are not this
  /// study's, if ranks have read different inputs.
  Study(const Arguments&, const std::string& command, const std::string& out, const Pack&);

  /// `out` holds this study already.
  bool complete() const { return complete_; }
  /// This process writes the study's tables: it is no rank but the first, and does no mere part of the study. The
  /// others leave a command where this is asked.
  bool writes() const;
  const StudyLines& lines() const { return lines_; }
  const std::shared_ptr<KeptUnits>& kept() const { return kept_; }
  Progress progress();
  void clear_bar() { bar_.clear(); }

  /// Does the work, which completes `out`. If it fails or is interrupted after the first unit, tells how many are kept
  /// and the command that goes on; passes the exception on.
  void run(const std::function<void()>& work);

 private:
  void open();
  void tell_what_stays();

  const Arguments& arguments_;
  std::string out_;
  StudyLines lines_;
  std::shared_ptr<KeptUnits> kept_;
  bool complete_ = false;
  ProgressBar bar_;
  long taken_ = 0;  ///< units that were kept before, at the last one shown
};

/// What a study's lines say of the program; they come first.
StudyLines program_lines(const std::string& command);

/// out/PLACE-DATE below the current folder; a second run of a day gets -2, -3, ... To resume: the folder of the
/// place's run that was interrupted last, if there is one.
std::string default_folder(const std::string& plan, bool resume);

}  // namespace gongxu
