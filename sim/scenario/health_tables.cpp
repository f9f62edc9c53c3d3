// dependency.csv and health_use.csv: how common dependency is, and what health services are used.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/core/hazard.hpp"
#include "sim/scenario/rate_tables.hpp"

namespace gongxu {
namespace {

const std::vector<std::string> kStates{"none", "mild", "severe"};
constexpr int kSevere = 2;
constexpr double kAddsUp = 0.005;  // state mortalities, weighted, come to 1 within this
const TableRule kPrevalence{"share of persons", 0, 1};
const TableRule kRelative{"times all persons of the age", 0, 100};

/// The cells of one age group, as far as they have been read.
struct Cells {
  AgeSpan span;
  std::array<std::optional<double>, 3> prevalence, mortality;
};

/// A group whose cells are all there; else a problem. Prevalence of `none` is what the others leave.
std::optional<DependencyGroup> complete(const Cells& cells, const std::string& sex, Problems& problems) {
  DependencyGroup g;
  g.age_start = cells.span.start, g.age_end = cells.span.end;
  const std::string age = std::to_string(g.age_start);
  for (std::size_t s = 0; s < kStates.size(); ++s) {
    if (!cells.mortality[s] || (s > 0 && !cells.prevalence[s])) {
      problems.add(cells.span.at, "dependency_incomplete", {sex, age, kStates[s]});
      return std::nullopt;
    }
    g.relative_mortality[s] = *cells.mortality[s];
    g.prevalence[s] = s > 0 ? *cells.prevalence[s] : 0;
  }
  g.prevalence[0] = 1 - g.prevalence[1] - g.prevalence[kSevere];
  double sum = 0;
  for (std::size_t s = 0; s < kStates.size(); ++s) sum += g.prevalence[s] * g.relative_mortality[s];
  if (g.prevalence[0] < 0)
    problems.add(cells.span.at, "prevalence_above_one", {sex, age});
  else if (std::abs(sum - 1) > kAddsUp)
    problems.add(cells.span.at, "state_mortality_does_not_add_up", {sex, age, fmt::format("{:.4f}", sum)});
  return g;
}

void read_cell(const CsvRow& row, std::array<std::map<int, Cells>, 2>& found, Problems& problems) {
  const auto sex = sex_of(row);
  const auto span = age_span(row, problems);
  const auto state = row.word("state", kStates);
  const auto measure = row.word("measure", {"prevalence", "relative_mortality"});
  if (!sex || !span || !state || !measure) return;
  const auto value = checked_number(row, "value", *measure == 0 ? kPrevalence : kRelative, problems);
  if (!value) return;
  Cells& cells = found[static_cast<std::size_t>(*sex)].try_emplace(span->start, Cells{*span, {}, {}}).first->second;
  if (cells.span.end != span->end) problems.add(span->at, "age_overlap", {std::to_string(span->start)});
  auto& cell = (*measure == 0 ? cells.prevalence : cells.mortality)[static_cast<std::size_t>(*state)];
  if (*measure == 0 && *state == 0)
    problems.add(row.at("state"), "prevalence_of_none", {});
  else if (cell)
    problems.add(row.at("age_start"), "row_twice");
  cell = *value;
}

struct UseMeasure {
  const char* word;
  const char* unit;
  BySexAge HealthUse::*field;
  double most;
};
constexpr double kMostVisits = 365, kMostStay = 365;  // [a year], [days]
const std::array<UseMeasure, 3> kUse{
    {{"visits", "visits per person-year", &HealthUse::visits, kMostVisits},
     {"admissions", "admissions per person-year", &HealthUse::admissions, kMaxRate.value},
     {"stay", "days", &HealthUse::stay, kMostStay}}};

}  // namespace

std::array<std::vector<DependencyGroup>, 2> read_dependency(const TableFile& file, Problems& problems) {
  std::array<std::vector<DependencyGroup>, 2> out;
  const auto table = CsvTable::read(
      file.path, {"sex", "age_start", "age_end", "state", "measure", "value", "unit", "source", "status"},
      file.named_at, problems);
  if (!table) return out;
  const auto unit_of = [](const CsvRow& row) {
    return row.text("measure") == "prevalence" ? kPrevalence.unit : kRelative.unit;
  };
  check_provenance(*table, unit_of, file.sources, problems);
  const std::size_t before = problems.count();
  std::array<std::map<int, Cells>, 2> found;
  for (std::size_t i = 0; i < table->size(); ++i) read_cell(table->row(i, problems), found, problems);
  if (problems.count() != before) return out;
  for (std::size_t sex = 0; sex < 2; ++sex) {
    const std::string word = sex == 0 ? "female" : "male";
    std::vector<AgeSpan> spans;
    for (const auto& [start, cells] : found[sex]) {
      spans.push_back(cells.span);
      if (const auto g = complete(cells, word, problems)) out[sex].push_back(*g);
    }
    check_spans(spans, problems);
    if (spans.empty())
      problems.add({file.path}, "missing_sex", {"dependency", word});
    else if (spans.back().end >= 0)
      problems.add(spans.back().at, "ages_not_open", {std::to_string(spans.back().end)});
  }
  return out;
}

HealthUse read_health_use(const TableFile& file, Problems& problems) {
  HealthUse out;
  const auto table =
      CsvTable::read(file.path, {"measure", "sex", "age_start", "age_end", "value", "unit", "source", "status"},
                     file.named_at, problems);
  if (!table) return out;
  std::vector<std::string> words;
  for (const UseMeasure& m : kUse) words.emplace_back(m.word);
  const auto unit_of = [&](const CsvRow& row) {
    const auto it = std::find(words.begin(), words.end(), row.text("measure"));
    return std::string(kUse[it == words.end() ? 0 : static_cast<std::size_t>(it - words.begin())].unit);
  };
  check_provenance(*table, unit_of, file.sources, problems);
  const std::size_t before = problems.count();
  std::array<MaybeBySexAge, 3> ages{no_ages(), no_ages(), no_ages()};
  for (std::size_t i = 0; i < table->size(); ++i) {
    const CsvRow row = table->row(i, problems);
    const auto measure = row.word("measure", words);
    const auto sex = row.word("sex", {"female", "male", "both"});
    const auto span = age_span(row, problems);
    if (!measure || !sex || !span) continue;
    const UseMeasure& m = kUse[static_cast<std::size_t>(*measure)];
    const auto value = checked_number(row, "value", TableRule{m.unit, 0, m.most}, problems);
    if (!value) continue;
    if (m.field == &HealthUse::stay && *value <= 0) {
      problems.add(row.at("value"), "stay_of_zero_length", {row.text("value")});
      continue;
    }
    const int end = span->end < 0 ? kOldestAge : std::min(span->end, kOldestAge);
    for (int s = 0; s < 2; ++s)
      for (int age = span->start; age <= end && (*sex == 2 || *sex == s); ++age) {
        auto& cell =
            ages[static_cast<std::size_t>(*measure)][static_cast<std::size_t>(s)][static_cast<std::size_t>(age)];
        if (cell) {
          problems.add(row.at("age_start"), "age_overlap", {std::to_string(span->start)});
          break;
        }
        cell = *value;
      }
  }
  if (problems.count() != before) return out;
  for (std::size_t i = 0; i < kUse.size(); ++i)
    out.*kUse[i].field = complete_ages(ages[i], file.path, kUse[i].word, problems);
  return out;
}

}  // namespace gongxu
