/// The folder of a run: complete, or not there.
#pragma once
#include <string>

#include "sim/core/interrupts.hpp"

namespace gongxu {

/// A folder that is written under another name beside its place and moved there when complete. If it is
/// never finished, nothing stays behind; an interrupt (Ctrl-C, SIGTERM) waits the moment that writing takes.
class RunFolder {
 public:
  /// @throws InputError if `path` exists and may not be replaced: without `force`, or if it is no run folder.
  RunFolder(std::string path, bool force);
  ~RunFolder();
  RunFolder(const RunFolder&) = delete;
  RunFolder& operator=(const RunFolder&) = delete;

  /// How the names of such folders begin until they are moved to `name`.
  static std::string temporary_prefix(const std::string& name) { return "." + name + ".part-"; }
  /// Where to write until finish().
  const std::string& temporary() const { return temporary_; }
  /// Brings what was written to the disk and moves it to its place.
  void finish();

 private:
  HeldInterrupts held_;  // the last to go: an interrupt that came meanwhile finds everything in order
  std::string path_, temporary_;
  bool finished_ = false;
};

/// The check of the constructor alone, to be made before a long run.
void check_output_folder(const std::string& path, bool force);

}  // namespace gongxu
