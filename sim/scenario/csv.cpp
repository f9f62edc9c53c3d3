#include "sim/scenario/csv.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "sim/scenario/suggest.hpp"
#include "sim/scenario/text_file.hpp"

namespace gongxu {
namespace {

std::string trimmed(const std::string& text) {
  constexpr const char* kBlanks = " \t";
  const std::size_t first = text.find_first_not_of(kBlanks);
  return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

template <class Number>
bool parse_whole(const std::string& text, Number& out) {
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, out);
  return error == std::errc() && stop == end;
}

/// Walks a text by characters and keeps count of line and column.
class CsvSplitter {
 public:
  CsvSplitter(const std::string& file, const std::string& text, Problems& problems)
      : file_(file), text_(text), problems_(problems) {}

  std::vector<CsvRecord> split() {
    while (!at_end()) {
      if (peek() == '#') {
        while (!at_end() && !at_line_end()) step();
        end_line();
        continue;
      }
      CsvRecord record = read_record();
      const auto has_text = [](const CsvCell& c) { return !c.text.empty(); };
      if (std::any_of(record.begin(), record.end(), has_text)) records_.push_back(std::move(record));
    }
    return std::move(records_);
  }

 private:
  bool at_end() const { return next_ >= text_.size(); }
  char peek() const { return text_[next_]; }
  bool at_line_end() const { return peek() == '\n' || peek() == '\r'; }

  void step() {
    const char c = text_[next_++];
    if (c == '\n') {
      ++line_;
      column_ = 1;
    } else if (at_end() || begins_character(text_[next_])) {
      ++column_;
    }
  }
  /// Passes "\n", "\r\n" or the lone "\r" of old spreadsheets.
  void end_line() {
    if (at_end()) return;
    if (peek() == '\r') {
      step();
      if (at_end() || peek() != '\n') {
        ++line_;
        column_ = 1;
        return;
      }
    }
    step();
  }

  CsvRecord read_record() {
    CsvRecord record;
    for (;;) {
      record.push_back(read_cell());
      if (at_end()) return record;
      if (at_line_end()) {
        end_line();
        return record;
      }
      step();  // the comma
    }
  }

  CsvCell read_cell() {
    CsvCell cell{{}, line_, column_};
    if (!at_end() && peek() == '"') {
      read_quoted(cell);
      return cell;
    }
    while (!at_end() && !at_line_end() && peek() != ',') {
      if (peek() == '"') problems_.add({file_, line_, column_}, "csv_stray_quote");
      cell.text += peek();
      step();
    }
    cell.text = trimmed(cell.text);
    return cell;
  }

  void read_quoted(CsvCell& cell) {
    step();  // the opening quote
    for (;;) {
      if (at_end()) {
        problems_.add({file_, cell.line, cell.column}, "csv_open_quote");
        return;
      }
      const bool quote = peek() == '"';
      if (quote && (next_ + 1 >= text_.size() || text_[next_ + 1] != '"')) break;
      if (quote) step();  // a doubled quote stands for one
      cell.text += peek();
      step();
    }
    step();  // the closing quote
    while (!at_end() && !at_line_end() && peek() != ',') {
      if (peek() != ' ' && peek() != '\t') problems_.add({file_, line_, column_}, "csv_stray_quote");
      step();
    }
    cell.text = trimmed(cell.text);
  }

  const std::string& file_;
  const std::string& text_;
  Problems& problems_;
  std::vector<CsvRecord> records_;
  std::size_t next_ = 0;
  int line_ = 1, column_ = 1;
};

}  // namespace

bool parse_number(const std::string& text, double& out) { return parse_whole(text, out) && std::isfinite(out); }

std::vector<CsvRecord> split_csv(const std::string& file, const std::string& text, Problems& problems) {
  return CsvSplitter(file, text, problems).split();
}

const CsvCell& CsvRow::cell(const std::string& column) const { return (*record_)[table_->index_of(column)]; }
const std::string& CsvRow::text(const std::string& column) const { return cell(column).text; }
Position CsvRow::at(const std::string& column) const {
  return {table_->file(), cell(column).line, cell(column).column};
}

std::optional<double> CsvRow::number(const std::string& column) const {
  double value = 0;
  if (parse_number(text(column), value)) return value;
  problems_->add(at(column), "cell_not_number", {column, text(column)});
  return std::nullopt;
}

std::optional<long> CsvRow::integer(const std::string& column) const {
  long value = 0;
  if (parse_whole(text(column), value)) return value;
  problems_->add(at(column), "cell_not_integer", {column, text(column)});
  return std::nullopt;
}

std::optional<double> CsvRow::number_not_negative(const std::string& column) const {
  const std::optional<double> value = number(column);
  if (!value || *value >= 0) return value;
  problems_->add(at(column), "negative_value", {column, text(column)});
  return std::nullopt;
}

std::optional<int> CsvRow::word(const std::string& column, const std::vector<std::string>& words) const {
  const auto it = std::find(words.begin(), words.end(), text(column));
  if (it != words.end()) return static_cast<int>(it - words.begin());
  problems_->add(at(column), "unknown_word", {column, text(column), nearest(text(column), words), listed(words)});
  return std::nullopt;
}

bool CsvTable::check_header(const CsvRecord& header, const std::vector<std::string>& columns,
                            const std::vector<std::string>& optional, Problems& problems) {
  const std::size_t before = problems.count();
  std::vector<std::string> known = columns;
  known.insert(known.end(), optional.begin(), optional.end());
  std::set<std::string> misspelt;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const CsvCell& cell = header[i];
    const Position at{file_, cell.line, cell.column};
    if (std::find(known.begin(), known.end(), cell.text) == known.end()) {
      const std::string meant = nearest(cell.text, known);
      if (is_slip(cell.text, meant)) misspelt.insert(meant);
      problems.add(at, "unknown_column", {cell.text, meant});
    } else if (!column_of_.emplace(cell.text, i).second) {
      problems.add(at, "column_twice", {cell.text});
    }
  }
  for (const std::string& column : columns)  // a misspelt column is one mistake, not two
    if (!column_of_.contains(column) && !misspelt.contains(column))
      problems.add({file_, header.front().line, 1}, "missing_column", {column});
  return problems.count() == before;
}

std::optional<CsvTable> CsvTable::read(const std::string& path, const std::vector<std::string>& columns,
                                       const Position& named_at, Problems& problems,
                                       const std::vector<std::string>& optional) {
  const std::optional<std::string> text = read_text_file(path, named_at, problems);
  if (!text) return std::nullopt;
  CsvTable table;
  table.file_ = path;
  std::vector<CsvRecord> records = split_csv(path, *text, problems);
  if (records.empty()) {
    problems.add({path}, "empty_table");
    return std::nullopt;
  }
  const CsvRecord header = std::move(records.front());
  records.erase(records.begin());
  if (!table.check_header(header, columns, optional, problems)) return std::nullopt;
  std::size_t absent = 0;
  for (const std::string& column : optional)
    if (!table.column_of_.contains(column)) table.column_of_[column] = header.size() + absent++;
  if (records.empty()) problems.add({path}, "empty_table");
  for (CsvRecord& record : records) {
    if (record.size() == header.size()) {
      record.insert(record.end(), absent, CsvCell{{}, record.front().line, record.front().column});
      table.records_.push_back(std::move(record));
    } else
      problems.add({path, record.front().line, record.front().column}, "row_length",
                   {std::to_string(record.size()), std::to_string(header.size())});
  }
  return table;
}

void check_provenance(const CsvTable& table, const UnitOfRow& unit_of, const SourceList& sources, Problems& problems) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i, problems);
    const std::string unit = unit_of(row);
    if (row.is_empty("unit"))
      problems.add(row.at("unit"), "row_without_unit", {unit});
    else if (row.text("unit") != unit)
      problems.add(row.at("unit"), "wrong_unit", {row.text("unit"), unit});
    if (row.is_empty("source"))
      problems.add(row.at("source"), "row_without_source");
    else
      check_source(sources, row.text("source"), row.at("source"), problems);
    if (row.is_empty("status"))
      problems.add(row.at("status"), "row_without_status");
    else
      check_status(row.text("status"), row.at("status"), problems);
  }
}

}  // namespace gongxu
