/// Tables on disk: comma-separated, UTF-8 without BOM, one header row, RFC 4180.
#pragma once
#include <cmath>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

namespace gongxu {

/// A text as a cell of a CSV (RFC 4180): in quotes only where it must be.
std::string csv_cell(const std::string& text);
/// A number as tables print it: up to 10 significant digits, shortest form; NaN is an empty cell.
std::string number(double);
std::string number(const std::optional<double>&);  ///< nothing is an empty cell
inline const char* boolean(bool v) { return v ? "true" : "false"; }

class CsvWriter {
 public:
  /// @throws std::runtime_error if the file cannot be made.
  CsvWriter(const std::string& path, const std::vector<std::string>& header);
  void row(const std::vector<std::string>& cells);
  /// Closes the file. @throws std::runtime_error if anything could not be written (disk full).
  void close();

 private:
  std::string path_;
  std::ofstream out_;
  std::size_t columns_;
};

}  // namespace gongxu
