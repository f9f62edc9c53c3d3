/// What stands in finished folders: runs of one place, and studies beside them. Everything that people open is made
/// from it, and from nothing else.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "analysis/publish/record_table.hpp"
#include "sim/core/text.hpp"

namespace gongxu {

/// run.json, by JSON pointers ("/region/residents").
class Manifest {
 public:
  /// @throws InputError if the file is no run.json of this format.
  explicit Manifest(const std::string& path);
  Manifest(Manifest&&) noexcept;
  Manifest& operator=(Manifest&&) noexcept;
  ~Manifest();

  /// A text as it is, anything else as JSON writes it; empty where there is nothing or null.
  std::string text(const std::string& pointer) const;
  double number(const std::string& pointer) const;  ///< NaN where there is none
  bool flag(const std::string& pointer) const;
  std::vector<std::string> list(const std::string& pointer) const;
  /// Members of an object, name and value as text().
  std::vector<std::pair<std::string, std::string>> members(const std::string& pointer) const;

 private:
  struct Json;
  std::unique_ptr<Json> json_;
};

/// A scenario of the record.
struct RecordScenario {
  std::string id;  ///< as the record's tables name it: "@2" is added where an earlier run has the id already
  Text name;
  std::vector<std::string> effect;  ///< lines of run.json
};

class Record {
 public:
  /// Opens folders and checks every file against the hash that was written beside it.
  /// The first must be a run's; others may be runs of the same place and years, or folders of solve, sensitivity,
  /// hindcast, twin and the like. Columns `scenario` of later runs are renamed where an id stands already.
  /// @param mask counts of persons above zero and below it are masked in all tables; 0: none.
  /// @throws InputError that names each table that is missing, changed or truncated, all at once.
  explicit Record(const std::vector<std::string>& folders, int mask = 0);

  /// The first run's.
  const std::string& folder() const { return folders_.front(); }
  const std::vector<std::string>& folders() const { return folders_; }
  const Manifest& manifest() const { return manifests_.front(); }
  const std::vector<Manifest>& manifests() const { return manifests_; }  ///< of the runs
  const std::vector<RecordScenario>& scenarios() const { return scenarios_; }
  int mask() const { return mask_; }
  int first_year() const;
  int last_year() const;
  int target_year() const;

  /// Names of all tables, without ending, in the order of the folders and of their descriptions.
  const std::vector<std::string>& tables() const { return tables_; }
  bool has(const std::string& table) const { return places_.contains(table); }
  /// Read at the first call and kept. @throws InputError if no folder has it.
  const RecordTable& table(const std::string& name) const;
  bool is_read(const std::string& name) const { return read_.contains(name); }
  /// Forgets a table that was read.
  void release(const std::string& name) const { read_.erase(name); }

 private:
  void open(const std::string& folder);
  void open_run(const std::string& folder, const std::vector<std::string>& tables);

  struct Place {
    std::string path;
    std::size_t run;  ///< whose scenarios it speaks of; those of studies are the first run's
  };
  std::vector<std::string> folders_, tables_;
  std::vector<Manifest> manifests_;
  std::vector<std::map<std::string, std::string>> renamed_;  ///< by run: id in its files -> id in the record
  std::vector<RecordScenario> scenarios_;
  std::map<std::string, std::vector<Place>> places_;  ///< by table
  int mask_ = 0;
  mutable std::map<std::string, RecordTable> read_;
};

/// Masks counts of persons, see Record.
void mask_small_counts(RecordTable&, int below);

}  // namespace gongxu
