/// A table of a finished folder, as it stands in its file.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gongxu {

/// Rows of texts under named columns. An empty cell means: not defined. A masked one is "<N".
class RecordTable {
 public:
  /// Takes a CSV of the program's own apart (RFC 4180, one header row).
  /// @param path what errors name. @throws InputError if quotes do not close or a row has more or fewer cells.
  RecordTable(std::string name, const std::string& path, std::string csv);

  const std::string& name() const { return name_; }
  const std::vector<std::string>& columns() const { return columns_; }
  std::size_t rows() const { return columns_.empty() ? 0 : cells_.size() / columns_.size(); }
  bool has(std::string_view column) const;
  /// @throws InputError if there is no such column: another version of the program wrote the table.
  std::size_t column(std::string_view name) const;

  std::string_view text(std::size_t row, std::size_t column) const;
  std::string_view text(std::size_t row, std::string_view column) const { return text(row, this->column(column)); }
  /// NaN for an empty or masked cell, and for one that is no number.
  double number(std::size_t row, std::size_t column) const;
  double number(std::size_t row, std::string_view column) const { return number(row, this->column(column)); }
  int integer(std::size_t row, std::string_view column) const { return static_cast<int>(number(row, column)); }

  void replace(std::size_t row, std::size_t column, std::string_view text);
  /// Appends the rows of a table with the same columns. @throws InputError if they differ.
  void append(const RecordTable& other);

 private:
  struct Cell {
    std::uint32_t at, length;
  };
  void split(const std::string& path);

  std::string name_, path_, bytes_;
  std::vector<std::string> columns_;
  std::vector<Cell> cells_;
};

/// A table named for its file. @throws std::runtime_error if it cannot be read, InputError as the constructor.
RecordTable read_table(const std::string& csv_file);

inline bool is_masked(std::string_view cell) { return !cell.empty() && cell.front() == '<'; }

/// Finds rows by the texts of some columns.
class RowIndex {
 public:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  RowIndex(const RecordTable&, const std::vector<std::string>& columns);
  /// The last row with these texts, in the order of the columns; kNone if there is none.
  std::size_t find(const std::vector<std::string>& texts) const;

 private:
  std::unordered_map<std::string, std::size_t> rows_;
};

}  // namespace gongxu
