#include "analysis/publish/workbook/book.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <stdexcept>

namespace gongxu::workbook {
namespace {

constexpr double kIndent = 2;                   // digits, at both ends of a text
constexpr std::size_t kMostCharacters = 32767;  // of a cell

char* unchanged(const std::string& text) { return const_cast<char*>(text.c_str()); }  // NOLINT: a C interface

std::size_t characters(std::string_view text) {
  std::size_t n = 0;
  for (const char c : text) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return n;
}

/// The first characters of a text.
std::string_view head(std::string_view text, std::size_t most) {
  std::size_t n = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) ++n;
    if (n > most) return text.substr(0, i);
  }
  return text;
}

/// libxlsxwriter does not see that its temporary files, which lie beside the workbook, are cut off by a full disk.
/// @returns whether there is room for so many bytes.
bool is_room(const std::string& path, std::size_t bytes) {
  const std::string scratch = path + ".room";
  const int file = ::open(scratch.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) return false;
  const bool room = posix_fallocate(file, 0, static_cast<off_t>(bytes)) == 0;
  ::close(file);
  ::unlink(scratch.c_str());
  return room;
}

void set_range(lxw_chart_series* s, const Series& from) {
  const std::string& sheet = from.sheet->name();
  const Range &c = from.categories, &v = from.values;
  chart_series_set_categories(s, sheet.c_str(), c.first_row, c.first_column, c.last_row, c.last_column);
  chart_series_set_values(s, sheet.c_str(), v.first_row, v.first_column, v.last_row, v.last_column);
}

}  // namespace

std::uint32_t line_colour(std::size_t i) {
  constexpr std::array<std::uint32_t, 8> kColours{0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7,
                                                  0x56B4E9, 0xE69F00, 0x7F6000, 0x444444};
  return kColours[i % kColours.size()];
}

double columns_of(std::string_view text) {
  double columns = 0;
  for (const char c : text) {
    constexpr unsigned char kOneByte = 0x80, kThreeBytes = 0xE0;
    constexpr double kLetter = 0.9;
    const auto byte = static_cast<unsigned char>(c);
    columns += byte >= kThreeBytes ? 2 : byte < kOneByte ? kLetter : 0;
  }
  return columns;
}

int lines_of(std::string_view text, double column_width) {
  return std::max(1, static_cast<int>(std::ceil(columns_of(text) / std::max(1.0, column_width - kIndent))));
}

Book::Book(const std::string& path, Language language, const Properties& properties) : path_(path) {
  // Both are on every Windows and Mac; where one lacks, its class and character set choose another.
  font_ = language == Language::zh ? "Microsoft YaHei" : "Arial";
  std::string beside = std::filesystem::path(path).parent_path().string();
  if (beside.empty()) beside = ".";
  lxw_workbook_options options{};
  options.constant_memory = LXW_FALSE;
  options.tmpdir = beside.data();
  book_ = workbook_new_opt(path.c_str(), &options);
  if (!book_) throw std::runtime_error("cannot write " + path + ": out of memory");
  lxw_doc_properties p{};
  p.title = unchanged(properties.title);
  p.subject = unchanged(properties.subject);
  p.author = unchanged(properties.author);
  p.comments = unchanged(properties.comments);
  p.created = properties.created;
  check(workbook_set_properties(book_, &p), "properties");
}

Book::~Book() {
  if (book_) lxw_workbook_free(book_);  // not closed: nothing is written
}

Sheet Book::add(const std::string& name) {
  lxw_worksheet* sheet = workbook_add_worksheet(book_, name.c_str());
  if (!sheet) throw std::runtime_error("cannot write " + path_ + ": no sheet of the name " + name);
  return {*this, sheet, name};
}

lxw_format* Book::format(const Look& look) {
  auto& f = formats_[look];
  if (f) return f;
  f = workbook_add_format(book_);
  constexpr std::uint8_t kSwiss = 2, kChinese = 134;
  format_set_font_name(f, font_.c_str());
  format_set_font_family(f, kSwiss);
  if (font_ != "Arial") format_set_font_charset(f, kChinese);
  format_set_font_size(f, look.size);
  format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
  if (!look.number.empty()) format_set_num_format(f, look.number.c_str());
  if (look.fill) format_set_bg_color(f, look.fill);
  if (look.colour) format_set_font_color(f, look.colour);
  if (look.bold) format_set_bold(f);
  if (look.wrap) format_set_text_wrap(f);
  if (look.right) format_set_align(f, LXW_ALIGN_RIGHT);
  if (look.centre) format_set_align(f, LXW_ALIGN_CENTER);
  if (look.indent) format_set_indent(f, 1);
  if (look.border) {
    format_set_border(f, LXW_BORDER_THIN);
    format_set_border_color(f, 0xBFBFBF);
  }
  return f;
}

void Book::define(const std::string& name, const Sheet& sheet, const Range& r) {
  char first[LXW_MAX_CELL_NAME_LENGTH], last[LXW_MAX_CELL_NAME_LENGTH];
  lxw_rowcol_to_cell_abs(first, r.first_row, r.first_column, 1, 1);
  lxw_rowcol_to_cell_abs(last, r.last_row, r.last_column, 1, 1);
  const std::string formula = "='" + sheet.name() + "'!" + first + ":" + last;
  check(workbook_define_name(book_, name.c_str(), formula.c_str()), name);
}

void Book::insert(const Sheet& sheet, lxw_row_t row, lxw_col_t column, const Chart& c) {
  lxw_chart* chart = workbook_add_chart(book_, c.type);
  const bool lines = c.type == LXW_CHART_LINE;
  for (const Series& s : c.series) {
    lxw_chart_series* series = chart_add_series(chart, nullptr, nullptr);
    set_range(series, s);
    chart_series_set_name(series, s.name.c_str());
    lxw_chart_line line{};
    line.color = s.colour;
    line.width = static_cast<float>(s.width);
    line.dash_type = s.dashed ? LXW_CHART_LINE_DASH_DASH : LXW_CHART_LINE_DASH_SOLID;
    lxw_chart_fill fill{};
    fill.color = s.colour;
    if (lines)
      chart_series_set_line(series, &line);
    else
      chart_series_set_fill(series, &fill);
  }
  lxw_chart_font title{}, axis{};
  title.bold = LXW_EXPLICIT_FALSE;
  title.size = 13;
  axis.bold = LXW_EXPLICIT_FALSE;
  axis.size = 10;
  chart_title_set_name(chart, c.title.c_str());
  chart_title_set_name_font(chart, &title);
  const bool bars = c.type == LXW_CHART_BAR;  // then the library calls the upright axis y, as it lies
  lxw_chart_axis* of_names = bars ? chart->y_axis : chart->x_axis;
  lxw_chart_axis* of_values = bars ? chart->x_axis : chart->y_axis;
  chart_axis_set_name(of_names, c.x.c_str());
  chart_axis_set_name(of_values, c.y.c_str());
  chart_axis_set_name_font(of_names, &axis);
  chart_axis_set_name_font(of_values, &axis);
  chart_axis_set_num_format(of_values, c.y_format.c_str());
  if (c.y_min != c.y_max) {
    chart_axis_set_min(of_values, c.y_min);
    chart_axis_set_max(of_values, c.y_max);
  }
  lxw_chart_line grid{};
  grid.color = 0xD9D9D9;
  grid.width = 0.75F;
  chart_axis_major_gridlines_set_visible(of_values, LXW_TRUE);
  chart_axis_major_gridlines_set_line(of_values, &grid);
  if (c.reverse_x) chart_axis_set_reverse(of_names);
  if (!lines) chart_axis_set_label_position(of_names, LXW_CHART_AXIS_LABEL_POSITION_LOW);
  if (c.series.size() == 1) chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
  if (c.series.size() > 1) chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
  chart_show_hidden_data(chart);  // a filter of the table does not empty it
  lxw_chart_options options{};
  constexpr double kDefaultWidth = 480, kDefaultHeight = 288;
  options.x_scale = c.width / kDefaultWidth;
  options.y_scale = c.height / kDefaultHeight;
  options.object_position = LXW_OBJECT_DONT_MOVE_DONT_SIZE;
  check(worksheet_insert_chart_opt(sheet.raw(), row, column, chart, &options), c.title);
}

void Book::close() {
  constexpr std::size_t kStylesAndCharts = 4 << 20;
  if (!is_room(path_, bytes_ + kStylesAndCharts))
    throw std::runtime_error("cannot write " + path_ + ": is the disk full?");
  lxw_workbook* book = book_;
  book_ = nullptr;  // it is freed, whatever comes of it
  check(workbook_close(book), "close");
}

void Book::check(lxw_error error, const std::string& where) const {
  if (error != LXW_NO_ERROR)
    throw std::runtime_error("cannot write " + path_ + ": " + lxw_strerror(error) + " (" + where + ")");
}

void Sheet::text(lxw_row_t row, lxw_col_t column, std::string_view text, const Look& look) {
  if (text.empty()) return number(row, column, std::nan(""), look);
  book_->count_bytes(text.size());
  std::string whole(text);
  const std::size_t n = characters(text);
  constexpr std::size_t kRoomForTheNote = 100;
  if (n > kMostCharacters)
    whole = std::string(head(text, kMostCharacters - kRoomForTheNote)) + " … [" + std::to_string(n) + "]";
  book_->check(worksheet_write_string(sheet_, row, column, whole.c_str(), book_->format(look)), name_);
}

void Sheet::number(lxw_row_t row, lxw_col_t column, double v, const Look& look) {
  lxw_format* format = book_->format(look);
  book_->count_bytes(0);
  book_->check(std::isfinite(v) ? worksheet_write_number(sheet_, row, column, v, format)
                                : worksheet_write_blank(sheet_, row, column, format),
               name_);
}

void Sheet::link(lxw_row_t row, lxw_col_t column, const Sheet& to, const std::string& text, const Look& look) {
  Look blue = look;
  blue.colour = 0x0563C1;
  const std::string address = "internal:'" + to.name() + "'!A1";
  book_->check(
      worksheet_write_url_opt(sheet_, row, column, address.c_str(), book_->format(blue), text.c_str(), nullptr), name_);
}

void Sheet::width(lxw_col_t first, lxw_col_t last, double characters_wide) {
  book_->check(worksheet_set_column(sheet_, first, last, characters_wide, nullptr), name_);
}

void Sheet::height(lxw_row_t row, int lines) {
  constexpr double kLine = 15, kAround = 3, kMost = 405;  // points
  const double high = std::min(kMost, lines * kLine + kAround);
  book_->check(worksheet_set_row(sheet_, row, high, nullptr), name_);
}

void Sheet::print(const Range& area, lxw_row_t header_first, lxw_row_t header_last, bool a3) {
  constexpr std::uint8_t kA3 = 8, kA4 = 9;
  worksheet_set_landscape(sheet_);
  worksheet_set_paper(sheet_, a3 ? kA3 : kA4);
  worksheet_fit_to_pages(sheet_, 1, 0);
  constexpr double kSide = 0.4, kEnd = 0.6;  // inches
  worksheet_set_margins(sheet_, kSide, kSide, kEnd, kEnd);
  book_->check(worksheet_set_footer(sheet_, "&L&A&R&P / &N"), name_);
  book_->check(worksheet_repeat_rows(sheet_, header_first, header_last), name_);
  book_->check(worksheet_print_area(sheet_, area.first_row, area.first_column, area.last_row, area.last_column), name_);
}

}  // namespace gongxu::workbook
