#include "analysis/read/text_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace gongxu {
namespace {

/// The wide ranges that occur in our texts: CJK, full-width forms and punctuation, kana.
bool is_wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3) ||
         (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe4f) || (c >= 0xff00 && c <= 0xff60) ||
         (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x20000 && c <= 0x3fffd);
}

}  // namespace

int display_width(const std::string& utf8) {
  int width = 0;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    char32_t c = length == 1 ? lead : lead & (0xffu >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k)
      c = c << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3fu);
    width += is_wide(c) ? 2 : 1;
    i += length;
  }
  return width;
}

TextTable::TextTable(std::vector<std::string> header, std::vector<Align> aligns) : aligns_(std::move(aligns)) {
  row(std::move(header));
}

void TextTable::row(std::vector<std::string> cells) {
  assert(cells.size() == aligns_.size());
  rows_.push_back(std::move(cells));
}

void TextTable::rule() { rows_.emplace_back(); }

void TextTable::note(std::string text) { rows_.push_back({std::move(text)}); }

std::string TextTable::text() const {
  std::vector<int> width(aligns_.size(), 0);
  for (const auto& r : rows_)
    for (std::size_t c = 0; c < r.size() && r.size() > 1; ++c) width[c] = std::max(width[c], display_width(r[c]));
  int total = -2;
  for (const int w : width) total += w + 2;
  std::string line;
  for (int i = 0; i < total; ++i) line += "─";
  std::string out;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const auto& r = rows_[i];
    if (r.empty()) {
      out += line + "\n";
      continue;
    }
    if (r.size() == 1) {
      out += r.front() + "\n";
      continue;
    }
    std::string text;
    for (std::size_t c = 0; c < r.size(); ++c) {
      const std::string pad(static_cast<std::size_t>(width[c] - display_width(r[c])), ' ');
      text += (c ? "  " : "") + (aligns_[c] == Align::left ? r[c] + pad : pad + r[c]);
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out += text + "\n";
    if (i == 0) out += line + "\n";
  }
  return out;
}

std::string grouped(double v) {
  if (std::isnan(v)) return "—";
  std::string digits = fmt::format("{:.0f}", std::abs(v));
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return (v <= -0.5 ? "-" : "") + digits;
}

std::string with_error(double p, double se) {
  if (std::isnan(p)) return "—";
  return se > 0 ? fmt::format("{:.2f}±{:.2f}", p, std::max(se, 0.005)) : fmt::format("{:.2f}", p);
}

std::string three_digits(double v) {
  constexpr double kWhole = 100;
  return std::isnan(v) || std::abs(v) >= kWhole ? grouped(v) : fmt::format("{:.3g}", v);
}

}  // namespace gongxu
