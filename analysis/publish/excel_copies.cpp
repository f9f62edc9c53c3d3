/// CSV as Excel opens it by a double click.
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "analysis/publish/publish.hpp"
#include "analysis/read/table_schema.hpp"
#include "sim/output/csv_writer.hpp"

namespace gongxu {

std::string harmless_in_a_sheet(std::string_view text) {
  constexpr std::string_view kBeginsFormula = "=+-@\t\r";
  const bool formula = !text.empty() && kBeginsFormula.find(text.front()) != std::string_view::npos;
  return (formula ? "'" : "") + std::string(text);
}

namespace {

std::string cell(std::string_view text, bool is_text) {
  return csv_cell(is_text ? harmless_in_a_sheet(text) : std::string(text));
}

void write_copy(const RecordTable& table, const std::string& path) {
  std::ofstream out(path, std::ios::binary);
  out << "\xEF\xBB\xBF";  // without it Excel takes UTF-8 for the system's own code page
  std::vector<bool> is_text;
  for (const std::string& c : table.columns()) {
    out << (is_text.empty() ? "" : ",") << c;
    is_text.push_back(type_of(table.name(), c) == "string");
  }
  out << "\r\n";
  for (std::size_t r = 0; r < table.rows(); ++r) {
    for (std::size_t c = 0; c < is_text.size(); ++c) out << (c ? "," : "") << cell(table.text(r, c), is_text[c]);
    out << "\r\n";
  }
  out.close();
  if (!out) throw std::runtime_error("cannot write " + path + ": is the disk full?");
}

}  // namespace

void write_excel_copies(const Record& record, const std::string& folder) {
  std::filesystem::create_directories(folder);
  for (const std::string& name : record.tables()) {
    const bool was_read = record.is_read(name);
    write_copy(record.table(name), folder + "/" + name + ".csv");
    if (!was_read) record.release(name);
  }
}

}  // namespace gongxu
