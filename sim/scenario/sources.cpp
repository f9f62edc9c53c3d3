#include "sim/scenario/sources.hpp"

#include <algorithm>

#include "sim/scenario/csv.hpp"
#include "sim/scenario/suggest.hpp"

namespace gongxu {

const std::vector<std::string>& known_statuses() {
  static const std::vector<std::string> statuses{"measured", "derived", "assumed", "calibrated", "policy"};
  return statuses;
}

SourceList read_sources(const std::string& path, const Position& named_at, Problems& problems) {
  SourceList sources;
  const auto table = CsvTable::read(path, {"id", "title", "publisher", "year", "read_at", "licence", "confidence"},
                                    named_at, problems);
  if (!table) return sources;
  for (std::size_t i = 0; i < table->size(); ++i) {
    const CsvRow row = table->row(i, problems);
    if (row.is_empty("id") || row.is_empty("title")) {
      problems.add(row.at("id"), "source_without_title");
      continue;
    }
    const Source source{row.text("title"),   row.text("publisher"), row.text("year"),
                        row.text("read_at"), row.text("licence"),   row.text("confidence")};
    if (!sources.emplace(row.text("id"), source).second)
      problems.add(row.at("id"), "named_twice", {"source", row.text("id")});
  }
  return sources;
}

void check_source(const SourceList& sources, const std::string& source, const Position& at, Problems& problems) {
  if (sources.empty() || sources.contains(source)) return;
  std::vector<std::string> ids;
  for (const auto& [id, unused] : sources) ids.push_back(id);
  problems.add(at, "unknown_source", {source, nearest(source, ids)});
}

void check_status(const std::string& status, const Position& at, Problems& problems) {
  const auto& known = known_statuses();
  if (std::find(known.begin(), known.end(), status) == known.end())
    problems.add(at, "unknown_word", {"status", status, nearest(status, known), listed(known)});
}

}  // namespace gongxu
