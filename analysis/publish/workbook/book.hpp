/// A workbook file that is closed or not there: what libxlsxwriter does, with formats by their look and errors said.
#pragma once
#include <xlsxwriter.h>

#include <compare>
#include <cstdint>
#include <ctime>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/text.hpp"

namespace gongxu::workbook {

/// How a cell looks.
struct Look {
  std::string number;        ///< Excel's number format; empty: General
  std::uint32_t fill = 0;    ///< 0xRRGGBB; 0: none
  std::uint32_t colour = 0;  ///< of the letters
  double size = 10;          ///< points
  bool bold = false;
  bool wrap = false;
  bool right = false;  ///< of texts that stand for a number, such as masked ones
  bool centre = false;
  bool indent = false;  ///< of texts: away from the number before them
  bool border = true;
  auto operator<=>(const Look&) const = default;
};

struct Range {
  lxw_row_t first_row = 0;
  lxw_col_t first_column = 0;
  lxw_row_t last_row = 0;
  lxw_col_t last_column = 0;
};

struct Properties {
  std::string title, subject, author, comments;
  std::time_t created = 1;  ///< seconds; libxlsxwriter takes 0 for now
};

class Sheet;

struct Series {
  std::string name;
  const Sheet* sheet = nullptr;
  Range categories, values;
  std::uint32_t colour = 0;
  double width = 2;  ///< points
  bool dashed = false;
};

struct Chart {
  std::uint8_t type = LXW_CHART_LINE;
  std::string title, x, y;
  std::string y_format = "#,##0";
  std::vector<Series> series;
  std::uint32_t width = 620, height = 340;  ///< pixels
  bool reverse_x = false;                   ///< bars from above
  double y_min = 0, y_max = 0;              ///< where they differ
};

class Book {
 public:
  Book(const std::string& path, Language, const Properties&);
  ~Book();
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  Sheet add(const std::string& name);
  lxw_format* format(const Look&);
  void define(const std::string& name, const Sheet&, const Range&);
  void insert(const Sheet&, lxw_row_t row, lxw_col_t column, const Chart&);
  /// Writes the file. @throws std::runtime_error that names it.
  void close();
  void check(lxw_error, const std::string& where) const;
  /// Of one cell more, whose text is so long.
  void count_bytes(std::size_t text) { bytes_ += kBytesOfCell + text; }

 private:
  static constexpr std::size_t kBytesOfCell = 60;  ///< of XML, with its share of what surrounds it
  lxw_workbook* book_ = nullptr;
  std::size_t bytes_ = 0;
  std::string path_, font_;
  std::map<Look, lxw_format*> formats_;
};

class Sheet {
 public:
  Sheet(Book& book, lxw_worksheet* sheet, std::string name) : book_(&book), sheet_(sheet), name_(std::move(name)) {}

  const std::string& name() const { return name_; }
  Book& book() const { return *book_; }
  lxw_worksheet* raw() const { return sheet_; }

  /// A text as it stands: nothing becomes a formula or a number. A longer one than a cell holds is cut, and says so.
  void text(lxw_row_t, lxw_col_t, std::string_view, const Look& = {});
  /// NaN: a blank cell.
  void number(lxw_row_t, lxw_col_t, double, const Look& = {});
  void link(lxw_row_t, lxw_col_t, const Sheet& to, const std::string& text, const Look& = {});
  void width(lxw_col_t first, lxw_col_t last, double characters);
  /// Of a row with so many lines: programs that do not fit rows to their texts show all of them too.
  void height(lxw_row_t, int lines);
  /// A4 or A3 on its side, fitted to the page's width, the first rows on each page.
  void print(const Range& area, lxw_row_t header_first, lxw_row_t header_last, bool a3 = false);

 private:
  Book* book_;
  lxw_worksheet* sheet_;
  std::string name_;
};

/// How wide a text is, in digits; a Chinese character is as wide as two.
double columns_of(std::string_view text);
/// Lines that a text takes in a column of such a width.
int lines_of(std::string_view text, double column_width);

/// Lines of charts that can be told apart by those who see no red.
std::uint32_t line_colour(std::size_t i);

}  // namespace gongxu::workbook
