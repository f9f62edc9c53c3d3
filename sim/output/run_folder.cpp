#include "sim/output/run_folder.hpp"

#include <unistd.h>

#include <filesystem>

#include "sim/core/problem.hpp"
#include "sim/output/durable.hpp"

namespace gongxu {
namespace fs = std::filesystem;

void check_output_folder(const std::string& path, bool force) {
  if (!fs::exists(path)) return;
  if (!force) throw InputError(Problem{{"--out", 0, 0}, "folder_exists", {path}});
  const bool ours = fs::exists(fs::path(path) / "run.json") || fs::exists(fs::path(path) / "datapackage.json") ||
                    fs::exists(fs::path(path) / "study.txt");
  if (!ours) throw InputError(Problem{{"--out", 0, 0}, "foreign_force", {path}});
}

RunFolder::RunFolder(std::string path, bool force) : path_(std::move(path)) {
  check_output_folder(path_, force);
  const fs::path full = fs::absolute(path_).lexically_normal();
  const fs::path place = full.has_filename() ? full : full.parent_path();
  path_ = place.string();
  temporary_ =
      (place.parent_path() / (temporary_prefix(place.filename().string()) + std::to_string(getpid()))).string();
  fs::create_directories(fs::path(temporary_) / "tables");
}

RunFolder::~RunFolder() {
  std::error_code ignored;
  if (!finished_) fs::remove_all(temporary_, ignored);
}

void RunFolder::finish() {
  sync_folder(temporary_);
  fs::remove_all(path_);  // only a run folder that --force may replace can stand here
  fs::rename(temporary_, path_);
  finished_ = true;
}

}  // namespace gongxu
