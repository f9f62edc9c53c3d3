#include "analysis/commands/machines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <regex>
#include <sstream>

#include "analysis/commands/study.hpp"
#include "sim/core/messages.hpp"
#include "sim/engine/ranks.hpp"

namespace gongxu {
namespace {

bool is_one_of(const std::string& word, const std::vector<std::string>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

void check_shard(const Arguments& a) {
  static const std::vector<std::string> not_here{"precision", "split", "trace-people"};
  if (a.command != "run") refuse("--shard", "shard_not_here", {a.command});
  for (const std::string& option : not_here)
    if (is_one_of(option, a.typed)) refuse("--" + option, "not_with_shard", {"--" + option});
  if (a.out.empty()) refuse("--shard", "shard_needs_out", {});
  if (a.run.part.of > a.run.replicates)
    refuse("--shard", "more_processes_than_units", {std::to_string(a.run.part.of), std::to_string(a.run.replicates)});
}

struct PartFolder {
  std::string folder;
  StudyLines study;
  StudyPart part;
};

PartFolder read_part(const std::string& folder) {
  PartFolder out{folder, read_study(folder), {}};
  const std::string last = out.study.empty() ? "" : out.study.back(), word = last.substr(last.find(' ') + 1);
  if (!last.starts_with("shard ")) refuse(folder, "not_a_part", {folder});
  out.study.pop_back();
  out.part = part_of(word);
  return out;
}

/// @throws InputError if a part is of another count, there twice, or missing.
void check_whole(const std::vector<PartFolder>& parts) {
  const int of = parts.front().part.of;
  std::map<int, std::string> found;
  for (const PartFolder& p : parts) {
    if (p.part.of != of)
      refuse(p.folder, "parts_of_other_count", {line_of(p.part), parts.front().folder, line_of(parts.front().part)});
    const auto [it, is_new] = found.try_emplace(p.part.number, p.folder);
    if (!is_new) refuse(p.folder, "part_twice", {line_of(p.part), it->second});
  }
  std::vector<std::string> missing;
  for (int number = 1; number <= of; ++number)
    if (!found.contains(number)) missing.push_back(fmt::format("{}/{}", number, of));
  if (!missing.empty()) refuse("merge", "part_missing", {fmt::format("{}", fmt::join(missing, ", "))});
}

/// The options of another program may have other meanings: before they are read, programs are compared.
void check_programs(const std::vector<PartFolder>& parts) {
  const StudyLines program = program_lines("run");
  for (const PartFolder& p : parts) {
    const auto head = std::min(p.study.size(), program.size());
    const StudyLines there(p.study.begin(), p.study.begin() + static_cast<std::ptrdiff_t>(head));
    if (there != program) refuse_other(study_file(p.folder), "part_of_another_study", there, program);
  }
}

}  // namespace

StudyPart part_of(const std::string& word) {
  static const std::regex form("([0-9]{1,4})/([0-9]{1,4})");
  std::smatch found;
  if (!std::regex_match(word, found, form)) refuse("--shard", "bad_shard", {word, std::to_string(kMostParts)});
  const StudyPart part{std::stoi(found[1]), std::stoi(found[2])};
  if (part.number < 1 || part.number > part.of || part.of > kMostParts)
    refuse("--shard", "bad_shard", {word, std::to_string(kMostParts)});
  return part;
}

std::string line_of(StudyPart part) { return part.of == 1 ? "" : fmt::format("shard {}/{}", part.number, part.of); }

void check_machines(const Arguments& a) {
  static const std::vector<std::string> by_replicates{"run", "compare", "solve", "twin", "hindcast"};
  if (mpirun_in_vain()) refuse("mpirun", "built_without_mpi", {});
  if (under_mpirun() && is_one_of("jobs", a.typed)) refuse("--jobs", "jobs_under_mpirun", {});
  if (is_one_of("shard", a.typed)) check_shard(a);
  if (is_one_of(a.command, by_replicates) && a.census.empty())
    refuse_idle(a.run.jobs, a.run.part.units(a.run.replicates));
}

Arguments arguments_of_merge(const Arguments& a) {
  static const std::vector<std::string> own{"out", "lang", "force", "resume", "quiet", "jobs", "json"};
  for (const std::string& option : a.typed)
    if (!is_one_of(option, own)) refuse("--" + option, "merge_takes_options", {"--" + option});
  if (a.paths.size() < 2 || a.out.empty()) refuse("merge", "merge_lacks_folders", {});
  std::vector<PartFolder> parts;
  for (auto folder = a.paths.begin() + 1; folder != a.paths.end(); ++folder) parts.push_back(read_part(*folder));
  check_programs(parts);
  check_whole(parts);

  std::vector<std::string> words{"gongxu", "run", a.paths.front()};
  for (std::string& word : options_of(parts.front().study)) words.push_back(std::move(word));
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  Arguments whole;
  parse_arguments(static_cast<int>(argv.size()), argv.data(), whole);
  whole.run.jobs = a.run.jobs;
  whole.lang = a.lang, whole.out = a.out, whole.force = a.force, whole.quiet = a.quiet, whole.line = a.line,
  whole.json = a.json;
  whole.resume = true;  // a merge that was interrupted goes on
  for (const PartFolder& p : parts) whole.parts.push_back(p.folder);
  return whole;
}

void check_parts(const std::vector<std::string>& folders, const StudyLines& lines) {
  for (const std::string& folder : folders)
    if (const PartFolder p = read_part(folder); p.study != lines)
      refuse_other(study_file(folder), "part_of_another_study", p.study, lines);
}

std::string part_page(const Arguments& a, const std::string& out) {
  const StudyPart part = a.run.part;
  if (part.of == 1) return "";
  return say(a.lang, "part_is_done", {out, std::to_string(part.number), std::to_string(part.of), a.paths.front()}) +
         "\n";
}

void check_same_on_all_ranks(const StudyLines& lines) {
  const std::string mine = fmt::format("{}", fmt::join(lines, "\n"));
  std::istringstream first(of_first_rank(mine));
  StudyLines there;
  for (std::string line; std::getline(first, line);) there.push_back(line);
  if (there != lines) refuse_other("mpirun", "rank_of_another_study", there, lines);
}

}  // namespace gongxu
