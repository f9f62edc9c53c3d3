#include "sim/output/csv_writer.hpp"

#include <fmt/format.h>

#include <cassert>
#include <stdexcept>

namespace gongxu {

std::string csv_cell(const std::string& cell) {
  if (cell.find_first_of(",\"\n\r") == std::string::npos) return cell;
  std::string out = "\"";
  for (const char c : cell) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

std::string number(double v) { return std::isnan(v) ? "" : fmt::format("{:.10g}", v); }

std::string number(const std::optional<double>& v) { return v ? number(*v) : std::string(); }

CsvWriter::CsvWriter(const std::string& path, const std::vector<std::string>& header)
    : path_(path), out_(path), columns_(header.size()) {
  if (!out_) throw std::runtime_error("cannot write " + path);
  row(header);
}

void CsvWriter::row(const std::vector<std::string>& cells) {
  assert(cells.size() == columns_);
  for (std::size_t i = 0; i < cells.size(); ++i) out_ << (i ? "," : "") << csv_cell(cells[i]);
  out_ << '\n';
}

void CsvWriter::close() {
  out_.close();
  if (!out_) throw std::runtime_error("cannot write " + path_ + ": is the disk full?");
}

}  // namespace gongxu
