/// A sheet that is a table: one header row, no merged cells, one value a cell, frozen, filtered, named.
#pragma once
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/publish/record_table.hpp"
#include "analysis/publish/workbook/book.hpp"

namespace gongxu::workbook {

enum class Kind {
  text,
  wrapped,      ///< a text that may take several lines
  year,         ///< 2025
  count,        ///< 1,250
  figure,       ///< a value as it is: 5, 93.7, 6.53, 1,250.5
  ratio,        ///< 1.25
  probability,  ///< 0.08
  error,        ///< 0.012, of a probability
  percent,      ///< 61.5 %
  raw           ///< as many digits as there are
};
std::string number_format(Kind, double value = 0);

struct Column {
  std::string header;
  double width = 10;  ///< of texts the least: a column is as wide as its widest
  Kind kind = Kind::text;
};

/// A text, a number or nothing.
struct Cell {
  Cell() = default;
  Cell(double v) : number(v) {}                // NOLINT: cells stand in lists
  Cell(int v) : number(v) {}                   // NOLINT
  Cell(std::string t) : text(std::move(t)) {}  // NOLINT
  Cell(std::string_view t) : text(t) {}        // NOLINT
  Cell(const char* t) : text(t) {}             // NOLINT
  static Cell masked(std::string_view t) {
    Cell c(t);
    c.is_masked = true;
    return c;
  }
  Cell& filled(std::uint32_t colour) {
    fill = colour;
    return *this;
  }
  /// In a format of its own, not the column's.
  Cell& as(Kind k) {
    format = number_format(k, number);
    return *this;
  }
  Cell& formatted(std::string own) {
    format = std::move(own);
    return *this;
  }

  std::string text;
  double number = std::numeric_limits<double>::quiet_NaN();
  std::uint32_t fill = 0;
  std::string format;
  bool is_masked = false;
};

/// What a table's cell says: nothing, a masked count, or its number.
Cell number_cell(const RecordTable&, std::size_t row, std::string_view column);

/// How values of a parameter are shown.
Kind kind_of_parameter(std::string_view unit);

Look header_look(std::uint32_t fill = 0x1F4E79);
/// Writes one cell as its column wants it.
void write(Sheet&, lxw_row_t, lxw_col_t, const Cell&, Kind);

class TableSheet {
 public:
  TableSheet(Sheet sheet, std::vector<Column> columns);

  Sheet& sheet() { return sheet_; }
  void row(const std::vector<Cell>&);
  /// The sheet's row that comes next.
  lxw_row_t next() const { return next_; }
  lxw_col_t columns() const { return static_cast<lxw_col_t>(columns_.size()); }
  /// The cells of a column from one row to another, both included.
  Range range(lxw_row_t first, lxw_row_t last, lxw_col_t column) const { return {first, column, last, column}; }
  /// Rows beyond what Excel takes: they are not in the sheet.
  std::size_t left_out() const { return left_out_; }
  /// Panes, filter, print, and the name of the whole range.
  /// @param frozen columns that stay in sight. @param too_long, empty what stands where rows are left out, or none are.
  void finish(const std::string& defined_name, lxw_col_t frozen, const std::string& too_long, const std::string& empty);

 private:
  Sheet sheet_;
  std::vector<Column> columns_;
  std::vector<double> widest_;  ///< text of a column, in digits
  lxw_row_t next_ = 1;
  std::size_t left_out_ = 0;
};

}  // namespace gongxu::workbook
