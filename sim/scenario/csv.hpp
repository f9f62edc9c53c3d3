/// Tables of the user's: CSV (RFC 4180) whose every cell knows where it stands.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/problem.hpp"
#include "sim/scenario/sources.hpp"

namespace gongxu {

struct CsvCell {
  std::string text;  ///< without quotes and without blanks around it
  int line = 0, column = 0;
};
/// Cells of one record; lines that are empty or begin with '#' are no records.
using CsvRecord = std::vector<CsvCell>;

/// Splits a text into records; broken quotes become problems.
std::vector<CsvRecord> split_csv(const std::string& file, const std::string& text, Problems&);

class CsvTable;

/// One row, read by the names of columns. A cell that is not what was asked for becomes a problem.
class CsvRow {
 public:
  CsvRow(const CsvTable& table, const CsvRecord& record, Problems& problems)
      : table_(&table), record_(&record), problems_(&problems) {}

  Position at(const std::string& column) const;
  /// Text; an empty cell is an empty text.
  const std::string& text(const std::string& column) const;
  bool is_empty(const std::string& column) const { return text(column).empty(); }
  std::optional<double> number(const std::string& column) const;  ///< finite
  std::optional<long> integer(const std::string& column) const;
  /// A number that is not negative (problem "negative_value").
  std::optional<double> number_not_negative(const std::string& column) const;
  /// The index of the cell's word in `words`.
  std::optional<int> word(const std::string& column, const std::vector<std::string>& words) const;

 private:
  const CsvCell& cell(const std::string& column) const;
  const CsvTable* table_;
  const CsvRecord* record_;
  Problems* problems_;
};

/// A table whose header has been checked: every column is there and no other.
class CsvTable {
 public:
  /// Reads a file with exactly `columns`, in any order. @returns nothing if no row can be read.
  /// @param optional columns that it may have besides; where it has not, their cells are empty.
  static std::optional<CsvTable> read(const std::string& path, const std::vector<std::string>& columns,
                                      const Position& named_at, Problems&,
                                      const std::vector<std::string>& optional = {});
  const std::string& file() const { return file_; }
  std::size_t size() const { return records_.size(); }
  CsvRow row(std::size_t i, Problems& problems) const { return {*this, records_[i], problems}; }
  std::size_t index_of(const std::string& column) const { return column_of_.at(column); }

 private:
  bool check_header(const CsvRecord& header, const std::vector<std::string>& columns,
                    const std::vector<std::string>& optional, Problems&);

  std::string file_;
  std::map<std::string, std::size_t> column_of_;
  std::vector<CsvRecord> records_;
};

/// The unit that a row must have.
using UnitOfRow = std::function<std::string(const CsvRow&)>;
/// Checks that every row has the expected unit, a known source and a known status.
void check_provenance(const CsvTable&, const UnitOfRow&, const SourceList&, Problems&);

/// Reads a finite number that takes up the whole text, in the way of C ("1234.5", "6e-3").
bool parse_number(const std::string& text, double& out);

}  // namespace gongxu
