/// Rows of the record found by what they are about, and the names of what they name.
#pragma once
#include <array>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/publish/record.hpp"

namespace gongxu::report {

/// A row of a table, or none: then its numbers are NaN and its texts empty.
class Row {
 public:
  Row() = default;
  Row(const RecordTable& table, std::size_t row) : table_(row == RowIndex::kNone ? nullptr : &table), row_(row) {}
  explicit operator bool() const { return table_ != nullptr; }
  double number(std::string_view column) const;
  std::string text(std::string_view column) const;
  bool masked(std::string_view column) const;
  bool flag(std::string_view column) const { return text(column) == "true"; }
  Text both(const std::string& column) const { return {text(column + "_zh"), text(column + "_en")}; }

 private:
  const RecordTable* table_ = nullptr;
  std::size_t row_ = 0;
};

/// All rows of a table; none where no folder has it.
std::vector<Row> rows_of(const Record&, const std::string& table);

inline constexpr std::string_view kAll = "all";
inline constexpr std::array<std::string_view, 3> kCases{"quantified", "trend", "targeted"};
/// A service's supply cases whose units are the same; the first gives their numbers.
using Cases = std::vector<std::string>;

/// What every part of the page asks the record for.
class Facts {
 public:
  explicit Facts(const Record&);

  const Record& record() const { return record_; }
  const std::vector<RecordScenario>& scenarios() const { return record_.scenarios(); }
  const std::vector<std::string>& services() const { return services_; }
  const std::vector<std::string>& zones() const { return zones_; }  ///< without the whole place
  int first_year() const { return record_.first_year(); }
  int last_year() const { return record_.last_year(); }
  int target_year() const { return record_.target_year(); }
  std::vector<int> years() const;
  std::vector<int> headline_years() const;  ///< target year and last year
  int draws() const;
  bool partial_first_year() const;  ///< the base date lies within it

  Row verdict(const std::string& scenario, std::string_view supply, int year, std::string_view zone,
              const std::string& service) const;
  /// Of an indicator that is not its service's first, or has none.
  Row indicator_verdict(const std::string& scenario, std::string_view supply, int year,
                        const std::string& indicator) const;
  Row service(const std::string& scenario, std::string_view supply, int year, std::string_view zone,
              const std::string& service, std::string_view measure) const;
  Row people(const std::string& scenario, int year, std::string_view zone, std::string_view measure) const;
  Row deciding(const std::string& scenario, std::string_view supply, int year, const std::string& service) const;
  Row indicator(const std::string& id) const;  ///< of the plan
  /// Indicators that a service computes: its own first.
  std::vector<std::string> indicators_of(const std::string& service) const;

  /// Rows of a table by "SCENARIO/SERVICE"; empty where no folder has it.
  const std::map<std::string, std::vector<Row>>& grouped(const std::string& table) const;

  /// Supply cases in groups that are one. `quantified` is in the first.
  const std::vector<Cases>& cases(const std::string& service) const { return cases_.at(service); }
  /// The case that gives the numbers of another one.
  std::string first_of(const std::string& service, std::string_view supply) const;
  /// Where one case must do: quantified if its stock is known in that year, else targeted.
  std::string foremost(const std::string& scenario, const std::string& service, int year) const;
  bool by_zone(const std::string& service) const;

  Text place() const;
  /// The catalogue's text of prefix and word, or the word itself.
  Text known(const std::string& prefix, const std::string& word) const;
  Text service_name(const std::string& word) const;
  Text unit(const std::string& unit) const;  ///< of a table, in words
  Text service_unit(const std::string& service) const;
  Text demand_unit(const std::string& service) const;
  Text case_name(std::string_view supply) const;
  Text case_name(const std::string& service, const Cases&) const;
  Text zone_name(std::string_view code) const;
  Text indicator_unit(const Row& indicator) const { return {indicator.text("unit_zh"), indicator.text("unit")}; }
  Text measure_name(const std::string& measure) const;  ///< the table's word where the catalogue has none
  Text parameter_name(const std::string& id) const;
  Text factor_name(const std::string& id) const;  ///< of a sensitivity study: a parameter, group, theme
  Text theme_name(const std::string& id) const;
  Text place_name(const std::string& code) const;
  Text settled_by(const std::string& service) const;  ///< the datum; empty where the stock is stated

 private:
  const RowIndex& index(const std::string& table, const std::vector<std::string>& columns) const;

  const Record& record_;
  std::vector<std::string> services_, zones_;
  std::map<std::string, std::vector<Cases>> cases_;
  std::map<std::string, Text, std::less<>> zone_names_;
  std::map<std::string, Text> parameter_names_;
  std::map<std::string, std::string> units_, demand_units_;  ///< by service, as tables have them
  mutable std::map<std::string, std::unique_ptr<RowIndex>> indices_;
  mutable std::map<std::string, std::map<std::string, std::vector<Row>>> grouped_;
};

/// Name and symbol of a verdict's word.
struct VerdictWord {
  Text name;
  std::string symbol;
};
const VerdictWord& verdict_word(const std::string& word);
inline constexpr std::array<const char*, 6> kVerdicts{"insufficient", "mismatch",  "surplus",
                                                      "sufficient",   "uncertain", "conditional"};
Text attainment_word(const std::string& word);
/// The class of the CSS for an attainment.
std::string attainment_class(const std::string& word);

}  // namespace gongxu::report
