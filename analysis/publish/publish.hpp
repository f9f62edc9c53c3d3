/// What people open, made of a record: each function writes one file (or folder) at `path`, which nobody reads yet.
/// @throws std::runtime_error if it cannot be written.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analysis/publish/record.hpp"

namespace gongxu {

/// A workbook in one language: the plan's table of indicators beside its forecast, and what stands behind.
void write_workbook(const Record&, Language, const std::string& path);
/// One page that needs no other file and no network, in both languages; `first` is the one it opens in.
void write_report_page(const Record&, Language first, const std::string& path);
/// All tables of the record as they are, with their dictionary. Empty and masked cells are NULL, booleans 0 and 1.
void write_database(const Record&, const std::string& path);
/// The same of CSV files.
void write_database(const std::vector<std::string>& csv_files, const std::string& path);
/// A folder of all tables as Excel opens them: UTF-8 with BOM; texts that would be formulas are made texts.
void write_excel_copies(const Record&, const std::string& folder);
/// A text that spreadsheets take for a text: one that begins like a formula (= + - @) gets an apostrophe before it.
std::string harmless_in_a_sheet(std::string_view text);

}  // namespace gongxu
