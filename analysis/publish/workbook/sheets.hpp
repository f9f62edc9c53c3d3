/// The sheets of the workbook, each written from the record alone.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "analysis/publish/record.hpp"
#include "analysis/publish/workbook/indicator_forecast.hpp"
#include "analysis/publish/workbook/table_sheet.hpp"
#include "analysis/publish/workbook/words.hpp"

namespace gongxu::workbook {

/// Keys of the sheets' names, "wb_sheet_" before them, in their order.
inline constexpr std::array<const char*, 11> kSheets{"readme",      "indicators",  "scenarios", "years",
                                                     "zones",       "sensitivity", "checks",    "audit",
                                                     "assumptions", "dictionary",  "run"};

/// What every sheet needs.
struct Context {
  const Record& record;
  Words words;
  VerdictFinder find;
  std::vector<IndicatorForecast> indicators;
  std::vector<Sheet> sheets;          ///< as kSheets
  std::vector<std::string> left_out;  ///< sentences: rows that a sheet could not take

  const RecordScenario& first() const { return record.scenarios().front(); }
  Sheet sheet(std::string_view key) const;
  /// Ends a table's sheet; remembers where rows are left out.
  void finish(TableSheet&, const std::string& defined_name, lxw_col_t frozen);
};

/// "as quantified", with the cases that are the same; of a service.
std::string same_cases(const Context&, std::string_view service);
/// What the base stock of a service rests on: "stated", ...
std::string basis_of(const Context&, std::string_view service);

void write_indicators(Context&);
void write_scenarios(Context&);
void write_years(Context&);
void write_zones(Context&);
void write_sensitivity(Context&);
void write_checks(Context&);
void write_audit(Context&);
void write_assumptions(Context&);
void write_dictionary(Context&);
void write_run(Context&);
/// Last, for it says what the others left out.
void write_readme(Context&);

}  // namespace gongxu::workbook
