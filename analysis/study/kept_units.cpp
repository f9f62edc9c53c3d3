#include "analysis/study/kept_units.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "sim/core/problem.hpp"
#include "sim/core/sha256.hpp"
#include "sim/output/durable.hpp"
#include "sim/output/run_folder.hpp"

namespace gongxu {
namespace {

namespace fs = std::filesystem;

constexpr const char *kStudy = "study.txt", *kLock = "lock", *kPartial = "partial", *kUnit = ".unit";
constexpr std::size_t kChecksum = 64;  // [characters] of a SHA-256, before a unit's bytes

std::string text_of(const StudyLines& lines) { return fmt::format("{}\n", fmt::join(lines, "\n")); }

std::string file_of(const std::string& folder, const std::string& stage, int unit) {
  return folder + "/" + stage + "/" + std::to_string(unit) + kUnit;
}

int units_below(const fs::path& folder) {
  int n = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) n += entry.path().extension() == kUnit;
  return n;
}

/// Everything but the lock.
void clear(const fs::path& folder) {
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().filename() != kLock) fs::remove_all(entry.path());
}

/// What programs left that were killed while they wrote the study's folder.
void clear_partial_folders(const fs::path& out) {
  const std::string prefix = RunFolder::temporary_prefix(out.filename().string());
  for (const auto& entry : fs::directory_iterator(out.parent_path()))
    if (entry.path().filename().string().starts_with(prefix)) fs::remove_all(entry.path());
}

}  // namespace

void write_study(const StudyLines& lines, const std::string& folder) {
  write_whole(folder + "/" + kStudy, folder + "/" + kPartial, text_of(lines));
}

std::string study_file(const std::string& folder) { return (fs::path(folder) / kStudy).string(); }

StudyLines read_study(const std::string& folder) {
  StudyLines lines;
  std::ifstream in(study_file(folder));
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

void refuse_other(const std::string& where, const std::string& key, const StudyLines& there, const StudyLines& here) {
  const auto differ = std::mismatch(there.begin(), there.end(), here.begin(), here.end());
  const auto told = [](auto at, const StudyLines& of) { return at == of.end() ? std::string("-") : *at; };
  throw InputError(Problem{{where, static_cast<int>(differ.first - there.begin()) + 1, 1},
                           key,
                           {told(differ.first, there), told(differ.second, here)}});
}

KeptUnits::KeptUnits(const std::string& path, const StudyLines& study, Terms terms,
                     std::function<void(const std::string&)> damaged)
    : parts_(terms.parts), study_(sha256_hex(text_of(study))), damaged_(std::move(damaged)) {
  StudyLines lines = study;
  if (!terms.part.empty()) lines.push_back(terms.part);
  fs::path out = fs::absolute(path).lexically_normal();
  if (!out.has_filename()) out = out.parent_path();
  out_ = out.string();
  folder_ = (out.parent_path() / ("." + out.filename().string() + ".units")).string();
  fs::path ground = out.parent_path();
  while (!fs::exists(ground) && ground.has_relative_path()) ground = ground.parent_path();
  ground_ = ground.string();
  if (terms.resume && fs::exists(out / kStudy)) {
    const StudyLines there = read_study(out_);
    complete_ = there == lines;
    if (!complete_ && !terms.force) refuse_other(study_file(out_), "folder_of_another_study", there, lines);
  } else {
    check_output_folder(path, terms.force);
  }
  take_place();
  try {
    clear_partial_folders(out);
    complete_ ? remove() : open(lines, terms);
    for (const std::string& part : parts_) resumed_ += units_below(part);
  } catch (...) {
    close(lock_);
    throw;
  }
}

KeptUnits::~KeptUnits() {
  if (lock_ < 0) return;
  if (kept() == 0)
    remove();
  else
    close(lock_);
}

/// A lock of the process, not of the open file: children do not share it, so it ends with this process alone.
void KeptUnits::take_place() {
  const std::string file = folder_ + "/" + kLock;
  while (lock_ < 0) {
    std::error_code error;
    fs::create_directories(folder_, error);
    lock_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (lock_ < 0) throw InputError(Problem{{"--out", 0, 0}, "cannot_write", {folder_}});
    struct flock whole {};
    whole.l_type = F_WRLCK;
    whole.l_whence = SEEK_SET;
    if (fcntl(lock_, F_SETLK, &whole) != 0) {
      const int why = errno;
      close(lock_);
      if (why == EACCES || why == EAGAIN) throw InputError(Problem{{"--out", 0, 0}, "study_is_running", {folder_}});
      throw std::runtime_error("cannot lock " + file + ": " + std::strerror(why));
    }
    struct stat locked {};
    if (fstat(lock_, &locked) == 0 && locked.st_nlink > 0) return;
    close(lock_);  // the one before removed it when it was done: there is a place to take anew
    lock_ = -1;
  }
}

void KeptUnits::open(const StudyLines& lines, const Terms& terms) {
  const int there = units_below(folder_);
  const StudyLines before = read_study(folder_);
  const bool same = before == lines;
  if (there > 0 && !terms.force) {
    if (!terms.resume) throw InputError(Problem{{"--out", 0, 0}, "units_are_kept", {folder_, std::to_string(there)}});
    if (!same) refuse_other(study_file(folder_), "units_of_another_study", before, lines);
  }
  if (there > 0 && terms.resume && same) {
    resumed_ = there;
    return;
  }
  clear(folder_);
  write_study(lines, folder_);
}

int KeptUnits::kept() const { return units_below(folder_); }

std::string KeptUnits::checksum(const std::string& stage, int unit, const Bytes& bytes) const {
  return sha256_hex(fmt::format("{}\n{}\n{}\n{}", study_, stage, unit, sha256_hex(bytes)));
}

bool KeptUnits::has(const std::string& stage, int unit) const {
  return fs::exists(file_of(folder_, stage, unit)) || std::any_of(parts_.begin(), parts_.end(), [&](const auto& part) {
           return fs::exists(file_of(part, stage, unit));
         });
}

std::optional<Bytes> KeptUnits::find(const std::string& stage, int unit) {
  auto bytes = read_unit(folder_, stage, unit);
  for (auto part = parts_.begin(); !bytes && part != parts_.end(); ++part) bytes = read_unit(*part, stage, unit);
  if (bytes) ++taken_;
  return bytes;
}

std::optional<Bytes> KeptUnits::read_unit(const std::string& folder, const std::string& stage, int unit) {
  const std::string name = file_of(folder, stage, unit);
  std::ifstream file(name, std::ios::binary | std::ios::ate);
  if (!file) return std::nullopt;
  const auto length = static_cast<std::size_t>(file.tellg());
  std::string told(std::min(length, kChecksum), '\0');
  Bytes bytes(length - told.size(), '\0');
  file.seekg(0);
  file.read(told.data(), static_cast<std::streamsize>(told.size()));
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file || told != checksum(stage, unit, bytes)) {
    damaged_(name);
    return std::nullopt;
  }
  return bytes;
}

void KeptUnits::keep(const std::string& stage, int unit, const Bytes& bytes) {
  const std::string name = file_of(folder_, stage, unit);
  fs::create_directories(fs::path(name).parent_path());
  write_whole(name, folder_ + "/" + kPartial, checksum(stage, unit, bytes) + bytes);
}

void KeptUnits::move_to_out() {
  std::error_code ignored;
  fs::remove(fs::path(folder_) / kPartial, ignored);
  sync_folder(folder_);
  fs::remove_all(out_);  // only what --force may replace can stand here
  fs::rename(folder_, out_);
  fs::remove(fs::path(out_) / kLock, ignored);
  close(lock_);
  lock_ = -1;
}

void KeptUnits::remove() {
  std::error_code ignored;  // what cannot be removed is found by the next program
  fs::remove_all(folder_, ignored);
  for (fs::path above = fs::path(folder_).parent_path(); above != ground_; above = above.parent_path())
    if (!fs::remove(above, ignored)) break;  // the study's folder, or another's, is there
  close(lock_);
  lock_ = -1;
}

}  // namespace gongxu
