/// The dictionary of the tables behind the workbook, and how the runs were made.
#include <fmt/format.h>

#include "analysis/publish/workbook/sheets.hpp"
#include "analysis/read/table_schema.hpp"

namespace gongxu::workbook {
namespace {

class RunSheet {
 public:
  explicit RunSheet(Context& c)
      : c_(c),
        w_(c.words),
        to_(c.sheet("run"), {{c.words.say("wb_col_run"), 7, Kind::count},
                             {c.words.say("wb_col_kind"), 14, Kind::text},
                             {c.words.say("wb_col_entry"), 46, Kind::text},
                             {c.words.say("wb_col_content"), 100, Kind::wrapped}}) {}

  void write() {
    for (const Manifest& m : c_.record.manifests()) {
      ++run_;
      program(m);
      made_of(m);
      for (const std::string& warning : m.list("/warnings")) row("warnings", "", warning);
      for (const std::string& id : m.list("/defaults_used"))
        row("defaults", id, w_.parameter(id) == id ? "" : w_.parameter(id));
      for (const auto& [path, hash] : m.members("/inputs_sha256")) row("inputs", path, hash);
      for (const auto& [path, hash] : m.members("/outputs_sha256")) row("outputs", path, hash);
    }
    run_ = 0;
    const auto& folders = c_.record.folders();
    for (std::size_t i = 0; i < folders.size(); ++i) row("folders", std::to_string(i + 1), folders[i]);
    c_.finish(to_, "gx_run", 3);
  }

 private:
  void row(const std::string& kind, const std::string& entry, const std::string& content) {
    to_.row({run_ ? Cell(run_) : Cell(), w_.say("wb_run_" + kind), entry, content});
  }
  void entry(const Manifest& m, const std::string& kind, const std::string& pointer) {
    const std::string name = pointer.substr(pointer.rfind('/') + 1), text = m.text(pointer);
    if (!text.empty()) row(kind, w_.say_or("wb_entry_" + name, name), text);
  }

  void program(const Manifest& m) {
    for (const char* pointer :
         {"/program/name", "/program/version", "/program/commit", "/program/compiler", "/program/simgrid"})
      entry(m, "program", pointer);
    std::string line;
    for (const std::string& word : m.list("/command_line")) line += (line.empty() ? "" : " ") + word;
    row("program", w_.say("wb_entry_command_line"), line);
    for (const char* pointer : {"/started", "/ended", "/wall_seconds", "/processor_seconds", "/units_resumed",
                                "/peak_megabytes_of_a_process", "/driver", "/shards", "/jobs"})
      entry(m, "program", pointer);
  }

  void made_of(const Manifest& m) {
    for (const std::string& pointer :
         {w_.own("/plan/name_"), std::string("/plan/document"), std::string("/plan/folder")})
      entry(m, "plan", pointer);
    for (const std::string& pointer :
         {w_.own("/region/name_"), std::string("/region/code"), std::string("/region/base_date"),
          std::string("/region/data_date"), std::string("/region/residents"),
          std::string("/region/residents_per_person"), std::string("/region/children_under_18"),
          std::string("/region/children_linked_to_a_mother"), std::string("/region/mean_children_ever_born")})
      entry(m, "place", pointer);
    for (const char* pointer :
         {"/seed", "/replicates", "/fixed_parameters", "/years/0", "/years/1", "/target_year", "/planning_population"})
      entry(m, "draws", pointer);
    for (const std::string& setting : m.list("/settings")) row("draws", w_.say("wb_entry_settings"), setting);
    for (const auto& [name, value] : m.members("/posterior")) row("posterior", name, value);
    for (int i = 0;; ++i) {
      const std::string at = fmt::format("/scenarios/{}", i);
      if (m.text(at + "/id").empty()) break;
      row("scenarios", m.text(at + "/id"),
          w_.list({m.text(at + w_.own("/name_")), w_.say("wb_effect_hash", {m.text(at + "/hash")}),
                   w_.say("wb_events", {counted(m.number(at + "/events"))})}));
    }
  }

  Context& c_;
  const Words& w_;
  TableSheet to_;
  int run_ = 0;
};

std::string joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, " | ")); }

}  // namespace

void write_dictionary(Context& c) {
  const Words& w = c.words;
  TableSheet to(c.sheet("dictionary"), {{w.say("wb_col_table"), 20, Kind::text},
                                        {w.say("wb_col_table_title"), 24, Kind::text},
                                        {w.say("wb_col_column"), 24, Kind::text},
                                        {w.say("wb_col_type"), 9, Kind::text},
                                        {w.say("wb_col_unit"), 24, Kind::text},
                                        {w.say("wb_col_key"), 7, Kind::text},
                                        {w.say("wb_col_about"), 80, Kind::wrapped},
                                        {w.say("wb_col_words"), 50, Kind::wrapped}});
  for (const std::string& name : c.record.tables()) {
    const TableInfo& table = table_info(name);
    to.row({name, table.title.in(w.language()), Cell(), Cell(), Cell(), Cell(), table.about.in(w.language())});
    for (const ColumnInfo& column : table.columns)
      to.row({name, table.title.in(w.language()), column.name, w.say_or("wb_type_" + column.type, column.type),
              w.unit(column.unit), column.key ? w.say("wb_yes") : std::string(), column.about.in(w.language()),
              joined(column.words)});
  }
  c.finish(to, "gx_dictionary", 3);
}

void write_run(Context& c) { RunSheet(c).write(); }

}  // namespace gongxu::workbook
