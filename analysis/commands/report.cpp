/// The command report: what people open, made of finished folders without running anything.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>

#include "analysis/commands/answers.hpp"
#include "analysis/commands/commands.hpp"
#include "analysis/publish/publish.hpp"
#include "sim/core/interrupts.hpp"
#include "sim/core/messages.hpp"
#include "sim/output/durable.hpp"
#include "sim/scenario/suggest.hpp"

namespace gongxu {
namespace {

namespace fs = std::filesystem;

struct Format {
  std::string word, file;
  std::function<void(const Record&, Language, const std::string& path)> write;
};

const std::vector<Format>& all_formats() {
  static const std::vector<Format> formats{
      {"workbook", "workbook.xlsx",
       [](const Record& r, Language lang, const auto& path) { write_workbook(r, lang, path); }},
      {"html", "report.html", [](const Record& r, Language l, const auto& path) { write_report_page(r, l, path); }},
      {"excel", "excel", [](const Record& r, Language, const auto& path) { write_excel_copies(r, path); }},
      {"database", "results.sqlite", [](const Record& r, Language, const auto& path) { write_database(r, path); }},
  };
  return formats;
}

std::vector<Format> chosen_formats(const Arguments& a) {
  const auto& all = all_formats();
  if (a.formats.empty()) return {all.begin(), all.end() - 1};  // a run writes its database itself
  std::vector<std::string> words;
  for (const Format& f : all) words.push_back(f.word);
  for (const std::string& word : a.formats)
    if (std::find(words.begin(), words.end(), word) == words.end())
      refuse("--format", "unknown_report_format",
             {word, fmt::format("{}", fmt::join(words, ", ")), nearest(word, words)});
  std::vector<Format> out;
  for (const Format& f : all)
    if (std::find(a.formats.begin(), a.formats.end(), f.word) != a.formats.end()) out.push_back(f);
  return out;
}

/// Files that are made beside each other and moved to their places when all are complete.
class Publication {
 public:
  /// @throws InputError if nothing can be written in the folder.
  explicit Publication(const std::string& folder)
      : folder_(folder), temporary_(folder + "/.report.part-" + std::to_string(getpid())) {
    std::error_code error;
    is_new_ = !fs::exists(folder_, error);
    fs::create_directories(temporary_, error);
    if (error) refuse("--out", "cannot_write", {folder_});
  }
  ~Publication() {
    std::error_code ignored;
    fs::remove_all(temporary_, ignored);
    if (is_new_) fs::remove(folder_, ignored);  // only if it is empty: nothing was made
  }
  Publication(const Publication&) = delete;
  Publication& operator=(const Publication&) = delete;

  std::string part(const std::string& file) const { return temporary_ + "/" + file; }
  void finish(const std::vector<Format>& formats) {
    sync_folder(temporary_);
    for (const Format& f : formats) {
      fs::remove_all(folder_ + "/" + f.file);
      fs::rename(part(f.file), folder_ + "/" + f.file);
    }
  }

 private:
  HeldInterrupts held_;
  std::string folder_, temporary_;
  bool is_new_ = false;
};

}  // namespace

int report_command(const Arguments& a) {
  const auto formats = chosen_formats(a);
  const Record record(a.paths, a.mask);
  const std::string out = a.out.empty() ? record.folder() : a.out;
  const auto outputs = record.manifest().members("/outputs_sha256");
  for (const Format& f : formats) {
    const bool of_run = std::any_of(outputs.begin(), outputs.end(), [&](const auto& o) { return o.first == f.file; });
    std::error_code none;
    if (of_run && fs::exists(out, none) && fs::equivalent(out, record.folder(), none))
      refuse("--format", "report_over_output", {record.folder() + "/" + f.file});
  }
  Publication publication(out);
  for (const Format& f : formats) f.write(record, a.lang, publication.part(f.file));
  publication.finish(formats);
  if (a.json) {
    Json files = Json::object();
    for (const Format& f : formats) files[f.word] = out + "/" + f.file;
    print_json({{"command", a.command}, {"files", files}, {"masked_below", a.mask > 0 ? Json(a.mask) : Json()}});
    return 0;
  }
  for (const Format& f : formats)
    std::cout << say(a.lang, "published", {say(a.lang, "format_" + f.word), out + "/" + f.file}) << "\n";
  if (a.mask > 0) std::cout << say(a.lang, "published_masked", {std::to_string(a.mask)}) << "\n";
  return 0;
}

}  // namespace gongxu
