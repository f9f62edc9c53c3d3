#include "analysis/read/text_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

#include "sim/core/terminal.hpp"

namespace gongxu {

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
