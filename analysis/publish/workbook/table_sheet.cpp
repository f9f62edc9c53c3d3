#include "analysis/publish/workbook/table_sheet.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/messages.hpp"

namespace gongxu::workbook {

namespace {

/// As few digits as the number has, two of a projected one.
std::string figure_format(double value) {
  constexpr double kRounding = 1e-7, kLarge = 1000, kSmall = 0.01;
  const double size = std::abs(value);
  const auto has = [&](double steps) { return std::abs(size * steps - std::round(size * steps)) < kRounding * steps; };
  if (has(1) || size >= kLarge) return "#,##0";
  if (has(10)) return "0.0";
  if (has(100) || size >= 1) return "0.00";
  return size >= kSmall ? "0.000" : "0.00000";
}

}  // namespace

std::string number_format(Kind kind, double value) {
  switch (kind) {
    case Kind::year:
      return "0";
    case Kind::count:
      return "#,##0";
    case Kind::figure:
      return figure_format(value);
    case Kind::ratio:
      return "#,##0.00";
    case Kind::probability:
      return "0.00";
    case Kind::error:
      return "0.000";
    case Kind::percent:
      return std::abs(value) < 0.01 && value != 0 ? "0.00%" : "0.0%";
    case Kind::text:
    case Kind::wrapped:
    case Kind::raw:
      break;
  }
  return "";
}

Cell number_cell(const RecordTable& table, std::size_t row, std::string_view column) {
  const std::string_view text = table.text(row, column);
  return is_masked(text) ? Cell::masked(text) : Cell(table.number(row, column));
}

Kind kind_of_parameter(std::string_view unit) {
  return unit == "share" || unit == "probability" || unit == "per year" ? Kind::percent : Kind::figure;
}

Look header_look(std::uint32_t fill) {
  Look look;
  look.fill = fill;
  look.colour = 0xFFFFFF;
  look.bold = look.wrap = look.centre = true;
  return look;
}

void write(Sheet& sheet, lxw_row_t row, lxw_col_t column, const Cell& cell, Kind kind) {
  Look look;
  look.fill = cell.fill;
  look.wrap = kind == Kind::wrapped;
  look.right = cell.is_masked;
  look.indent = !cell.is_masked && !cell.text.empty();
  if (!cell.text.empty()) return sheet.text(row, column, cell.text, look);
  if (std::isfinite(cell.number)) look.number = cell.format.empty() ? number_format(kind, cell.number) : cell.format;
  sheet.number(row, column, cell.number, look);
}

TableSheet::TableSheet(Sheet sheet, std::vector<Column> columns)
    : sheet_(sheet), columns_(std::move(columns)), widest_(columns_.size(), 0) {
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    const auto at = static_cast<lxw_col_t>(c);
    sheet_.width(at, at, columns_[c].width);
    sheet_.text(0, at, columns_[c].header, header_look());
  }
  constexpr double kHeaderHeight = 32;
  sheet_.book().check(worksheet_set_row(sheet_.raw(), 0, kHeaderHeight, nullptr), sheet_.name());
}

void TableSheet::row(const std::vector<Cell>& cells) {
  static const Cell nothing;
  constexpr lxw_row_t kLast = LXW_ROW_MAX - 1;  // kept for the note that rows are left out
  if (next_ >= kLast) {
    ++left_out_;
    return;
  }
  int lines = 1;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    const Cell& cell = c < cells.size() ? cells[c] : nothing;
    write(sheet_, next_, static_cast<lxw_col_t>(c), cell, columns_[c].kind);
    widest_[c] = std::max(widest_[c], columns_of(cell.text));
    if (columns_[c].kind == Kind::wrapped) lines = std::max(lines, lines_of(cell.text, columns_[c].width));
  }
  if (lines > 1) sheet_.height(next_, lines);
  ++next_;
}

void TableSheet::finish(const std::string& defined_name, lxw_col_t frozen, const std::string& too_long,
                        const std::string& empty) {
  if (next_ == 1) sheet_.text(next_++, 0, empty);
  const lxw_row_t last = std::max<lxw_row_t>(next_ - 1, 1);
  const Range all{0, 0, last, static_cast<lxw_col_t>(columns() - 1)};
  constexpr double kMost = 64, kAround = 3;
  for (std::size_t c = 0; c < columns_.size(); ++c)
    if (columns_[c].kind == Kind::text && widest_[c] + kAround > columns_[c].width)
      sheet_.width(static_cast<lxw_col_t>(c), static_cast<lxw_col_t>(c), std::min(kMost, widest_[c] + kAround));
  if (left_out_ > 0) sheet_.text(next_, 0, too_long);
  worksheet_freeze_panes(sheet_.raw(), 1, frozen);
  sheet_.book().check(worksheet_autofilter(sheet_.raw(), 0, 0, last, all.last_column), sheet_.name());
  sheet_.book().define(defined_name, sheet_, all);
  sheet_.print(all, 0, 0);
}

}  // namespace gongxu::workbook
