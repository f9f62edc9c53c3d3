#include "analysis/publish/record_table.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <stdexcept>

#include "sim/core/problem.hpp"

namespace gongxu {
namespace {

constexpr char kBetween = '\x1f';  // stands in no cell

}  // namespace

RecordTable::RecordTable(std::string name, const std::string& path, std::string csv)
    : name_(std::move(name)), path_(path), bytes_(std::move(csv)) {
  if (bytes_.size() >= std::numeric_limits<std::uint32_t>::max())
    throw std::runtime_error(path + " is larger than 4 GiB: run fewer replicates or scenarios at once");
  split(path);
}

/// Cells are views of the file's own bytes; doubled quotes are closed up where they stand.
void RecordTable::split(const std::string& path) {
  int line = 1;
  std::size_t in_row = 0;
  for (std::size_t i = 0; i < bytes_.size();) {
    std::size_t begin = i, out = i;
    if (bytes_[i] == '"') {
      begin = out = ++i;
      for (;; ++i) {
        if (i >= bytes_.size()) throw InputError(Problem{{path, line, 0}, "record_quote_open", {}});
        if (bytes_[i] == '"' && (i + 1 >= bytes_.size() || bytes_[i + 1] != '"')) break;
        if (bytes_[i] == '"') ++i;
        line += bytes_[i] == '\n';
        bytes_[out++] = bytes_[i];
      }
      ++i;
    } else {
      while (i < bytes_.size() && bytes_[i] != ',' && bytes_[i] != '\n') ++i;
      out = i;
    }
    if (columns_.empty() || line == 1) {
      columns_.emplace_back(bytes_.substr(begin, out - begin));
    } else {
      cells_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(out - begin)});
      ++in_row;
    }
    const bool more = i < bytes_.size() && bytes_[i] == ',';
    if (more) {
      ++i;
      continue;
    }
    if (i >= bytes_.size() || bytes_[i] != '\n' || (line > 1 && in_row != columns_.size()))
      throw InputError(Problem{{path, line, 0}, "record_row_broken", {std::to_string(columns_.size())}});
    in_row = 0, ++i, ++line;
  }
}

bool RecordTable::has(std::string_view column) const {
  return std::find(columns_.begin(), columns_.end(), column) != columns_.end();
}

std::size_t RecordTable::column(std::string_view name) const {
  const auto it = std::find(columns_.begin(), columns_.end(), name);
  if (it == columns_.end()) throw InputError(Problem{{path_, 1, 0}, "record_column_missing", {std::string(name)}});
  return static_cast<std::size_t>(it - columns_.begin());
}

std::string_view RecordTable::text(std::size_t row, std::size_t column) const {
  const Cell& c = cells_.at(row * columns_.size() + column);
  return std::string_view(bytes_).substr(c.at, c.length);
}

double RecordTable::number(std::size_t row, std::size_t column) const {
  const std::string_view cell = text(row, column);
  double v = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), v);
  const bool whole = error == std::errc() && end == cell.data() + cell.size();
  return whole ? v : std::numeric_limits<double>::quiet_NaN();
}

void RecordTable::replace(std::size_t row, std::size_t column, std::string_view text) {
  Cell& c = cells_.at(row * columns_.size() + column);
  if (text.size() > c.length) {
    c.at = static_cast<std::uint32_t>(bytes_.size());
    bytes_ += text;
  } else {
    std::copy(text.begin(), text.end(), bytes_.begin() + c.at);
  }
  c.length = static_cast<std::uint32_t>(text.size());
}

void RecordTable::append(const RecordTable& other) {
  if (other.columns_ != columns_) throw InputError(Problem{{other.path_, 1, 0}, "record_columns_differ", {path_}});
  if (bytes_.size() + other.bytes_.size() >= std::numeric_limits<std::uint32_t>::max())
    throw std::runtime_error(name_ + ": the runs together are larger than 4 GiB; report on fewer at once");
  const auto shift = static_cast<std::uint32_t>(bytes_.size());
  bytes_ += other.bytes_;
  for (const Cell& c : other.cells_) cells_.push_back({c.at + shift, c.length});
}

RecordTable read_table(const std::string& csv_file) {
  std::ifstream in(csv_file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + csv_file);
  std::string bytes((std::istreambuf_iterator<char>(in)), {});
  return {std::filesystem::path(csv_file).stem().string(), csv_file, std::move(bytes)};
}

RowIndex::RowIndex(const RecordTable& table, const std::vector<std::string>& columns) {
  std::vector<std::size_t> at;
  for (const std::string& c : columns) at.push_back(table.column(c));
  rows_.reserve(table.rows());
  std::string key;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    key.clear();
    for (const std::size_t c : at) (key += table.text(row, c)) += kBetween;
    rows_[key] = row;
  }
}

std::size_t RowIndex::find(const std::vector<std::string>& texts) const {
  std::string key;
  for (const std::string& t : texts) (key += t) += kBetween;
  const auto it = rows_.find(key);
  return it == rows_.end() ? kNone : it->second;
}

}  // namespace gongxu
