/// What the tables of rates and people have in common: complete keys, sane numbers, ages without gaps.
#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/csv.hpp"
#include "sim/scenario/region.hpp"

namespace gongxu {

inline constexpr int kOldestAge = 100;  ///< the last single age of a table, open
inline constexpr double kAnyNumber = 1e300;

/// What every row of one table must be.
struct TableRule {
  std::string unit;
  double least = 0;
  double most = kAnyNumber;
};
inline constexpr double kBelowZero = -kAnyNumber;

/// A file to read and what to blame if it is missing.
struct TableFile {
  std::string path;
  Position named_at;
  const SourceList& sources;
};

/// Reads a table of `keys` and `numbers` columns, checks unit, source and status of each row.
std::optional<CsvTable> read_rates(const TableFile&, const std::vector<std::string>& keys,
                                   const std::vector<std::string>& numbers, const TableRule&, Problems&);

/// A number within the rule's limits, else a problem.
std::optional<double> checked_number(const CsvRow&, const std::string& column, const TableRule&, Problems&);

/// 0 female, 1 male.
std::optional<int> sex_of(const CsvRow&);

/// An age group of a row: age_end -1 where the cell is empty, which means open.
struct AgeSpan {
  int start = 0, end = 0;
  Position at;
};
std::optional<AgeSpan> age_span(const CsvRow&, Problems&);
/// Checks that groups, sorted by start, follow each other without gap or overlap.
void check_spans(const std::vector<AgeSpan>& sorted, Problems&);

/// `sex,age,value` with every single age from 0 to kOldestAge for both sexes.
BySexAge read_single_ages(const TableFile&, const TableRule&, Problems&);
/// `year,value` with every year from the first to the last.
std::map<int, double> read_years(const TableFile&, const TableRule&, Problems&);
/// Adds "missing_year" for every gap between the first and the last year.
template <class Value>
void check_years(const std::map<int, Value>& by_year, const std::string& file, const std::string& what,
                 Problems& problems) {
  if (by_year.empty()) return;
  for (int year = by_year.begin()->first; year < by_year.rbegin()->first; ++year)
    if (!by_year.contains(year)) problems.add({file}, "missing_year", {what, std::to_string(year)});
}
/// Adds "missing_age" for every single age of either sex that has no number (nullopt).
using MaybeBySexAge = std::array<std::vector<std::optional<double>>, 2>;
MaybeBySexAge no_ages();
BySexAge complete_ages(const MaybeBySexAge&, const std::string& file, const std::string& what, Problems&);
/// Puts a number at its sex and age; a second one there, or an age outside 0 to kOldestAge, is a problem.
void put(MaybeBySexAge&, int sex, long age, double value, const CsvRow&, Problems&);

/// dependency.csv: prevalences and relative mortality by sex, age group and state.
std::array<std::vector<DependencyGroup>, 2> read_dependency(const TableFile&, Problems&);
/// health_use.csv: visits, admissions and stays by age.
HealthUse read_health_use(const TableFile&, Problems&);

/// Reads every national table of a folder. @param named_at the key `national` of region.toml.
National read_national_tables(const NationalFolder& folder, const Position& named_at, const SourceList&,
                              std::vector<std::string>& files, Problems&);

}  // namespace gongxu
