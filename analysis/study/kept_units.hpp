/// Units of a study on disk while it runs: what is done is neither lost nor done again.
///
/// Beside a study's folder OUT stands .OUT.units until OUT is complete: study.txt, which holds what decides the
/// results, and a file a unit, STAGE/NUMBER.unit, with a SHA-256 over the study, the stage, the number and the bytes.
/// Only one program at a time works there.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/output/results.hpp"

namespace gongxu {

/// What decides a study's results, a line each ("seed 7"): studies with the same lines have the same results.
using StudyLines = std::vector<std::string>;

/// Writes the lines into a study's folder, as study.txt.
void write_study(const StudyLines&, const std::string& folder);
std::string study_file(const std::string& folder);
/// The lines of a study's folder; none if it has no study.txt.
StudyLines read_study(const std::string& folder);
/// @param where the lines `there` stand: a file, or who has them.
/// @throws InputError that names the first line in which two studies differ.
[[noreturn]] void refuse_other(const std::string& where, const std::string& key, const StudyLines& there,
                               const StudyLines& here);

class KeptUnits {
 public:
  struct Terms {
    bool resume = false;    ///< go on with what is kept
    bool force = false;     ///< remove what stands in the way
    std::string part = {};  ///< a line more, for the part of the study that is done here; empty: all of it is
    std::vector<std::string> parts = {};  ///< folders of such parts, whose units are taken as if they were kept here
  };

  /// Takes the place of the study whose folder will be `out`.
  /// @param damaged is told the file of a unit that cannot be used.
  /// @throws InputError if `out` is another study or may not be replaced, if units of another study are kept, if units
  /// are kept and not to be gone on with, if another program works there.
  KeptUnits(const std::string& out, const StudyLines&, Terms, std::function<void(const std::string& file)> damaged);
  /// Units stay for the next program; a folder without any goes.
  ~KeptUnits();
  KeptUnits(const KeptUnits&) = delete;
  KeptUnits& operator=(const KeptUnits&) = delete;

  bool complete() const { return complete_; }  ///< `out` is this study already: there is nothing to do
  int resumed() const { return resumed_; }     ///< units that stood there at the start
  int kept() const;                            ///< units that stand there now
  long taken() const { return taken_; }        ///< how often find() had one
  const std::string& folder() const { return folder_; }

  /// Whether there is a file of a unit.
  bool has(const std::string& stage, int unit) const;
  /// A unit kept before, whole; nothing if there is none, or only a damaged one.
  std::optional<Bytes> find(const std::string& stage, int unit);
  /// @throws std::runtime_error if it cannot be written: the disk is full, for instance.
  void keep(const std::string& stage, int unit, const Bytes&);
  /// The study's folder is complete: no unit is needed.
  void remove();
  /// The part is complete: its units become its folder.
  void move_to_out();

 private:
  std::optional<Bytes> read_unit(const std::string& folder, const std::string& stage, int unit);
  std::string checksum(const std::string& stage, int unit, const Bytes&) const;
  void take_place();
  void open(const StudyLines&, const Terms&);

  std::string folder_, out_, ground_;  ///< ground_: the folder above that was there before
  std::vector<std::string> parts_;
  std::string study_;  ///< SHA-256 of its lines
  std::function<void(const std::string&)> damaged_;
  int lock_ = -1;
  bool complete_ = false;
  int resumed_ = 0;
  long taken_ = 0;
};

}  // namespace gongxu
