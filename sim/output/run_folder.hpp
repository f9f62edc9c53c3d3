/// The folder of a run: complete, or not there.
#pragma once
#include <signal.h>

#include <string>
#include <vector>

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

  /// Where to write until finish().
  const std::string& temporary() const { return temporary_; }
  void finish();

 private:
  std::string path_, temporary_;
  sigset_t before_;
  bool finished_ = false;
};

/// The check of the constructor alone, to be made before a long run.
void check_output_folder(const std::string& path, bool force);

}  // namespace gongxu
