#include "sim/scenario/rate_tables.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <limits>

namespace gongxu {
namespace {

constexpr int kOldestWritten = 150;  // an age above is a slip of the pen
const std::vector<std::string> kSexWords{"female", "male"};

std::string table_name(const std::string& path) { return std::filesystem::path(path).stem().string(); }

}  // namespace

std::optional<CsvTable> read_rates(const TableFile& file, const std::vector<std::string>& keys,
                                   const std::vector<std::string>& numbers, const TableRule& rule, Problems& problems) {
  std::vector<std::string> columns = keys;
  columns.insert(columns.end(), numbers.begin(), numbers.end());
  columns.insert(columns.end(), {"unit", "source", "status"});
  std::optional<CsvTable> table = CsvTable::read(file.path, columns, file.named_at, problems);
  if (table)
    check_provenance(
        *table, [&](const CsvRow&) { return rule.unit; }, file.sources, problems);
  return table;
}

std::optional<double> checked_number(const CsvRow& row, const std::string& column, const TableRule& rule,
                                     Problems& problems) {
  const std::optional<double> value = row.number(column);
  if (!value || (*value >= rule.least && *value <= rule.most)) return value;
  if (rule.least == 0 && *value < 0)
    problems.add(row.at(column), "negative_value", {column, row.text(column)});
  else
    problems.add(row.at(column), "rate_too_high", {row.text(column), fmt::format("{}", rule.most)});
  return std::nullopt;
}

std::optional<int> sex_of(const CsvRow& row) { return row.word("sex", kSexWords); }

std::optional<AgeSpan> age_span(const CsvRow& row, Problems& problems) {
  const std::optional<long> start = row.integer("age_start");
  const bool open = row.is_empty("age_end");
  const std::optional<long> end = open ? std::optional<long>(-1) : row.integer("age_end");
  if (!start || !end) return std::nullopt;
  const bool sane = *start >= 0 && *start <= kOldestWritten && (open || (*end >= *start && *end <= kOldestWritten));
  if (sane) return AgeSpan{static_cast<int>(*start), static_cast<int>(*end), row.at("age_start")};
  problems.add(row.at("age_start"), "age_group_impossible", {row.text("age_start"), row.text("age_end")});
  return std::nullopt;
}

void check_spans(const std::vector<AgeSpan>& sorted, Problems& problems) {
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    const int end = sorted[i - 1].end < 0 ? std::numeric_limits<int>::max() - 1 : sorted[i - 1].end;
    const int start = sorted[i].start;
    if (start > end + 1) problems.add(sorted[i].at, "age_gap", {std::to_string(end + 1), std::to_string(start - 1)});
    if (start <= end) problems.add(sorted[i].at, "age_overlap", {std::to_string(start)});
  }
}

MaybeBySexAge no_ages() {
  const std::vector<std::optional<double>> none(kOldestAge + 1);
  return {none, none};
}

void put(MaybeBySexAge& table, int sex, long age, double value, const CsvRow& row, Problems& problems) {
  if (age < 0 || age > kOldestAge) {
    problems.add(row.at("age"), "age_outside", {std::to_string(age), std::to_string(kOldestAge)});
    return;
  }
  std::optional<double>& cell = table[static_cast<std::size_t>(sex)][static_cast<std::size_t>(age)];
  if (cell) problems.add(row.at("age"), "row_twice");
  cell = value;
}

BySexAge complete_ages(const MaybeBySexAge& table, const std::string& file, const std::string& what,
                       Problems& problems) {
  BySexAge complete;
  for (std::size_t sex = 0; sex < table.size(); ++sex) {
    complete[sex].resize(table[sex].size());
    std::size_t missing = 0, first = 0;
    for (std::size_t age = 0; age < table[sex].size(); ++age) {
      complete[sex][age] = table[sex][age].value_or(0);
      if (!table[sex][age] && missing++ == 0) first = age;
    }
    if (missing == table[sex].size())
      problems.add({file}, "missing_sex", {what, kSexWords[sex]});
    else if (missing > 0)
      problems.add({file}, "missing_age", {what, kSexWords[sex], std::to_string(first), std::to_string(missing)});
  }
  return complete;
}

BySexAge read_single_ages(const TableFile& file, const TableRule& rule, Problems& problems) {
  const auto table = read_rates(file, {"sex", "age"}, {"value"}, rule, problems);
  if (!table) return {};
  MaybeBySexAge ages = no_ages();
  const std::size_t before = problems.count();
  for (std::size_t i = 0; i < table->size(); ++i) {
    const CsvRow row = table->row(i, problems);
    const auto sex = sex_of(row);
    const auto age = row.integer("age");
    const auto value = checked_number(row, "value", rule, problems);
    if (sex && age && value) put(ages, *sex, *age, *value, row, problems);
  }
  // A row with a mistake leaves a hole that needs no second problem.
  Problems unheard;
  return complete_ages(ages, file.path, table_name(file.path), problems.count() == before ? problems : unheard);
}

std::map<int, double> read_years(const TableFile& file, const TableRule& rule, Problems& problems) {
  std::map<int, double> by_year;
  const auto table = read_rates(file, {"year"}, {"value"}, rule, problems);
  if (!table) return by_year;
  const std::size_t before = problems.count();
  for (std::size_t i = 0; i < table->size(); ++i) {
    const CsvRow row = table->row(i, problems);
    const auto year = row.integer("year");
    const auto value = checked_number(row, "value", rule, problems);
    if (year && value && !by_year.emplace(static_cast<int>(*year), *value).second)
      problems.add(row.at("year"), "row_twice");
  }
  if (problems.count() == before) check_years(by_year, file.path, table_name(file.path), problems);
  return by_year;
}

}  // namespace gongxu
