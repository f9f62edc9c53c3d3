#include "analysis/read/table_schema.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "sim/scenario/csv.hpp"

namespace gongxu {

extern const char* const kDictionaryLines[];  // written by the build from dictionary.csv; null after the last

namespace {

constexpr const char* kAnyTable = "*";
enum Cell : std::size_t { kTable, kColumn, kType, kUnit, kKey, kWords, kZh, kEn, kCells };
constexpr std::array<const char*, kCells> kHeader{"table", "column", "type", "unit", "key", "words", "zh", "en"};
using Row = std::array<std::string, kCells>;

[[noreturn]] void wrong(const Row& row, const std::string& why) {
  throw std::logic_error("the dictionary's row " + row[kTable] + "," + row[kColumn] + " " + why);
}

std::vector<Row> rows_of(const std::string& csv) {
  Problems problems;
  std::vector<Row> rows;
  for (const CsvRecord& record : split_csv("dictionary.csv", csv, problems)) {
    Row row;
    for (std::size_t i = 0; i < std::min<std::size_t>(kCells, record.size()); ++i) row[i] = record[i].text;
    if (record.size() != kCells) wrong(row, "has not 8 cells");
    rows.push_back(std::move(row));
  }
  const bool headed = !rows.empty() && std::equal(kHeader.begin(), kHeader.end(), rows.front().begin());
  if (!problems.none() || !headed) throw std::logic_error("the dictionary is no table of the columns table to en");
  rows.erase(rows.begin());
  return rows;
}

std::vector<std::string> split(const std::string& text, char mark) {
  std::vector<std::string> parts;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find(mark, from), text.size());
    parts.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

/// "title: sentence" in its two halves.
void take_title(const Row& row, Cell cell, const std::string& mark, std::string& title, std::string& about) {
  const std::size_t at = row[cell].find(mark);
  if (at == std::string::npos || at == 0)
    wrong(row, std::string("has no title before its sentence in ") + kHeader[cell]);
  title = row[cell].substr(0, at);
  about = row[cell].substr(at + mark.size());
}

TableInfo table_of(const Row& row) {
  TableInfo out;
  out.name = row[kTable];
  take_title(row, kZh, "：", out.title.zh, out.about.zh);
  take_title(row, kEn, ": ", out.title.en, out.about.en);
  out.key_is_never_empty = true;
  return out;
}

ColumnInfo column_of(const Row& row) {
  constexpr std::array<const char*, 4> kTypes{"string", "integer", "number", "boolean"};
  if (std::find(kTypes.begin(), kTypes.end(), row[kType]) == kTypes.end()) wrong(row, "has no type");
  if (row[kZh].empty() || row[kEn].empty()) wrong(row, "is not described in both languages");
  if (!row[kKey].empty() && row[kKey] != "key" && row[kKey] != "key or empty") wrong(row, "is neither a key nor none");
  ColumnInfo out{
      row[kColumn], row[kType], row[kUnit], !row[kKey].empty(), row[kKey] == "key", split(row[kWords], '|'), {}};
  out.about = {row[kZh], row[kEn]};
  return out;
}

/// A row with what it leaves open filled in from the row of any table.
Row completed(const Row& row, const std::vector<Row>& rows) {
  const auto shared = std::find_if(rows.begin(), rows.end(),
                                   [&](const Row& r) { return r[kTable] == kAnyTable && r[kColumn] == row[kColumn]; });
  Row out = row;
  for (std::size_t i = 0; i < kCells && shared != rows.end(); ++i)
    if (out[i].empty()) out[i] = (*shared)[i];
  return out;
}

}  // namespace

const ColumnInfo* TableInfo::find(std::string_view column) const {
  const auto it = std::find_if(columns.begin(), columns.end(), [&](const ColumnInfo& c) { return c.name == column; });
  return it == columns.end() ? nullptr : &*it;
}

Dictionary::Dictionary(const std::string& csv) {
  const std::vector<Row> rows = rows_of(csv);
  for (const Row& row : rows) {
    if (row[kTable] == kAnyTable) continue;
    const bool open = !tables_.empty() && tables_.back().name == row[kTable];
    if (row[kColumn].empty()) {
      for (const TableInfo& t : tables_)
        if (t.name == row[kTable]) wrong(row, "stands twice");
      tables_.push_back(table_of(row));
      continue;
    }
    if (!open) wrong(row, "does not stand below its table");
    TableInfo& t = tables_.back();
    if (t.find(row[kColumn])) wrong(row, "stands twice");
    t.columns.push_back(column_of(completed(row, rows)));
    const ColumnInfo& added = t.columns.back();
    if (!added.key) continue;
    t.key.push_back(added.name);
    t.key_is_never_empty = t.key_is_never_empty && added.never_empty;
  }
}

const TableInfo& Dictionary::table(std::string_view name) const {
  const auto it = std::find_if(tables_.begin(), tables_.end(), [&](const TableInfo& t) { return t.name == name; });
  if (it == tables_.end()) throw std::logic_error("the dictionary has no table " + std::string(name));
  return *it;
}

const ColumnInfo& Dictionary::column(std::string_view name_of_table, std::string_view name) const {
  const ColumnInfo* const found = table(name_of_table).find(name);
  if (!found)
    throw std::logic_error("the dictionary has no column " + std::string(name) + " of table " +
                           std::string(name_of_table));
  return *found;
}

const Dictionary& dictionary() {
  static const Dictionary own = [] {
    std::string csv;
    for (const char* const* line = kDictionaryLines; *line; ++line) csv += std::string(*line) + "\n";
    return Dictionary(csv);
  }();
  return own;
}

std::span<const TableInfo> all_tables() { return dictionary().tables(); }
const TableInfo& table_info(std::string_view name) { return dictionary().table(name); }
const ColumnInfo& column_info(std::string_view name_of_table, std::string_view name) {
  return dictionary().column(name_of_table, name);
}
const std::string& type_of(std::string_view name_of_table, std::string_view name) {
  return column_info(name_of_table, name).type;
}

}  // namespace gongxu
