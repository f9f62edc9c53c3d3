#include "analysis/commands/study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <optional>
#include <regex>

#include "analysis/commands/machines.hpp"
#include "sim/core/interrupts.hpp"
#include "sim/core/log.hpp"
#include "sim/core/messages.hpp"
#include "sim/core/sha256.hpp"
#include "sim/engine/driver.hpp"
#include "sim/engine/ranks.hpp"
#include "sim/output/version.hpp"

namespace gongxu {
namespace {

namespace fs = std::filesystem;

StudyLines lines_of(const Arguments& a, const std::string& command, const Pack& pack) {
  StudyLines lines = program_lines(command);
  lines.insert(lines.end(), a.deciding.begin(), a.deciding.end());
  for (const std::string& file : pack.files)
    lines.push_back("input " + fs::relative(file, pack.folder).generic_string() + " " + sha256_hex_of_file(file));
  return lines;
}

/// A word of a command line as a shell takes it.
std::string shell_word(const std::string& word) {
  static const std::regex plain("[A-Za-z0-9_./:=,+@%-]+");
  if (std::regex_match(word, plain)) return word;
  return "'" + std::regex_replace(word, std::regex("'"), "'\\''") + "'";
}

/// The default folder of a place whose units were kept last; empty if there is none.
std::string last_interrupted(const std::string& place) {
  static const std::regex dated("-[0-9]{8}(-[0-9]+)?\\.units");
  const std::string begin = "." + place;
  fs::path last;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator("out", none)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(begin) || !std::regex_match(name.substr(begin.size()), dated)) continue;
    if (last.empty() || entry.last_write_time() > fs::last_write_time(last)) last = entry.path();
  }
  return last.empty() ? "" : "out/" + last.stem().string().substr(1);
}

}  // namespace

/// The program itself is among them by its bytes: one that was changed and not committed has the same version.
StudyLines program_lines(const std::string& command) {
  return {"format 1",
          fmt::format("program {} {}", program_version(), program_commit()),
          fmt::format("compiler {}", program_compiler()),
          "simgrid " + simgrid_version(),
          "binary " + sha256_hex_of_file("/proc/self/exe"),
          "command " + command};
}

Study::Study(const Arguments& a, const std::string& command, const std::string& out, const Pack& pack)
    : arguments_(a), out_(out), lines_(lines_of(a, command, pack)), bar_(a.lang, a.quiet) {
  if (pack.region.scale > 1) log_warn(say(a.lang, "page_scale", {std::to_string(pack.region.scale)}));
  if (out.empty() && a.resume) refuse("--resume", "resume_needs_out", {command});
  check_same_on_all_ranks(lines_);
  if (out.empty()) return;
  if (is_first_rank()) open();
  complete_ = !of_first_rank(kept_ && kept_->complete() ? "complete" : "").empty();
  if (complete_) log_info(say(a.lang, "study_is_complete", {out}));
}

void Study::open() {
  const Arguments& a = arguments_;
  check_parts(a.parts, lines_);
  KeptUnits::Terms terms{a.resume, a.force, line_of(a.run.part), a.parts};
  kept_ = std::make_shared<KeptUnits>(out_, lines_, terms, [this](const std::string& file) {
    bar_.clear();
    log_warn(say(arguments_.lang, "unit_damaged", {file}));
  });
}

bool Study::writes() const { return is_first_rank() && arguments_.run.part.of == 1; }

Progress Study::progress() {
  return [this](const std::string& what, int done, int total) {
    const long before = taken_;
    taken_ = kept_ ? kept_->taken() : 0;
    bar_.show(what, done, total, taken_ > before);
  };
}

void Study::run(const std::function<void()>& work) {
  if (!kept_) return work();
  std::optional<HeldInterrupts> held;  // nobody takes them between ranks: there they end the program at once
  if (!under_mpirun()) held.emplace();
  try {
    work();
  } catch (const std::exception&) {
    tell_what_stays();
    throw;
  }
  arguments_.run.part.of > 1 ? kept_->move_to_out() : kept_->remove();
}

void Study::tell_what_stays() {
  bar_.clear();
  const int kept = kept_->kept();
  if (kept == 0) return;
  std::vector<std::string> again;
  for (const std::string& word : arguments_.line) again.push_back(shell_word(word));
  if (arguments_.out.empty()) again.insert(again.end(), {"--out", shell_word(out_)});
  if (!arguments_.resume) again.emplace_back("--resume");
  std::cerr << say(arguments_.lang, "units_stay",
                   {std::to_string(kept), kept_->folder(), fmt::format("{}", fmt::join(again, " "))})
            << "\n";
}

std::string default_folder(const std::string& plan, bool resume) {
  fs::path p = fs::absolute(plan).lexically_normal();
  if (!p.has_filename()) p = p.parent_path();
  const std::string place = p.filename().string();
  if (const std::string last = resume ? last_interrupted(place) : ""; !last.empty()) return last;
  const std::time_t t = std::time(nullptr);
  char date[16];
  std::strftime(date, sizeof date, "%Y%m%d", std::localtime(&t));
  const std::string first = "out/" + place + "-" + date;
  std::string name = first;
  for (int i = 2; fs::exists(name); ++i) name = fmt::format("{}-{}", first, i);
  return name;
}

}  // namespace gongxu
