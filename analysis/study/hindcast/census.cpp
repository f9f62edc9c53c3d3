#include "analysis/study/hindcast/census.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "sim/scenario/csv.hpp"
#include "sim/scenario/rate_tables.hpp"

namespace gongxu {
namespace {

constexpr std::size_t kMostRefused = 200;  // told one by one; the rest is counted with the last

struct Gathered {
  CensusPlace place;
  std::array<std::vector<AgeSpan>, 2> spans;
  bool wrong = false;
};

/// One row into its place; a mistake makes the place wrong, for its people would be too few.
void take(const CsvRow& row, const TableRule& persons, Date& date, std::map<std::string, Gathered>& places,
          Problems& problems) {
  const std::size_t before = problems.count();
  const std::string& id = row.text("place");
  if (id.empty()) return problems.add(row.at("place"), "row_without_place");
  auto [it, is_new] = places.try_emplace(id);
  Gathered& g = it->second;
  if (is_new) {
    g.place.id = id;
    g.place.province = row.text("province");
    g.place.source = row.text("source");
    g.place.at = row.at("place");
  }
  Date of_row;
  if (!parse_date(row.text("date"), of_row) || (date.year > kEpochYear && !(of_row == date)))
    problems.add(row.at("date"), "census_of_two_dates", {row.text("date"), to_string(date)});
  else
    date = of_row;
  if (row.text("unit") != persons.unit) problems.add(row.at("unit"), "wrong_unit", {row.text("unit"), persons.unit});
  if (row.is_empty("source")) problems.add(row.at("source"), "row_without_source");
  const auto sex = sex_of(row);
  const auto span = age_span(row, problems);
  const auto value = checked_number(row, "value", persons, problems);
  if (sex && span && value) {
    const auto group = std::min(static_cast<std::size_t>(span->start / kGroupYears), kGroups - 1);
    const int end = group_end(group);
    if (end >= 0 && (span->end < 0 || span->end > end))
      problems.add(row.at("age_start"), "group_beyond_five_years", {row.text("age_start"), row.text("age_end")});
    g.place.persons[static_cast<std::size_t>(*sex)][group] += *value;
    g.spans[static_cast<std::size_t>(*sex)].push_back(*span);
  }
  g.wrong = g.wrong || problems.count() != before;
}

/// Every age of both sexes once, the last group open.
void check_ages(Gathered& g, Problems& problems) {
  const std::size_t before = problems.count();
  for (auto& of_sex : g.spans) {
    std::stable_sort(of_sex.begin(), of_sex.end(),
                     [](const AgeSpan& a, const AgeSpan& b) { return a.start < b.start; });
    check_spans(of_sex, problems);
    if (of_sex.empty() || of_sex.front().start > 0 || of_sex.back().end >= 0)
      problems.add(of_sex.empty() ? g.place.at : of_sex.back().at, "census_ages_incomplete", {g.place.id});
  }
  g.wrong = problems.count() != before;
}

}  // namespace

double CensusPlace::total() const {
  double sum = 0;
  for (const auto& of_sex : persons)
    for (const double n : of_sex) sum += n;
  return sum;
}

const CensusPlace* Census::find(const std::string& id) const {
  const auto it = std::lower_bound(places.begin(), places.end(), id,
                                   [](const CensusPlace& p, const std::string& wanted) { return p.id < wanted; });
  return it == places.end() || it->id != id ? nullptr : &*it;
}

Census read_census(const std::string& file, const std::string& option) {
  const TableRule persons{"persons"};
  Problems problems;
  const auto table =
      CsvTable::read(file, {"place", "date", "sex", "age_start", "age_end", "value", "unit", "source", "status"},
                     {option}, problems, {"province"});
  if (!table) problems.throw_if_any();
  Census out;
  out.file = file;
  std::map<std::string, Gathered> places;
  for (std::size_t i = 0; table && i < table->size(); ++i)
    take(table->row(i, problems), persons, out.date, places, problems);
  for (auto& [id, g] : places) {
    if (!g.wrong) check_ages(g, problems);
    if (!g.wrong) out.places.push_back(std::move(g.place));
  }
  if (out.places.empty()) {
    problems.add({file}, "empty_table");
    problems.throw_if_any();
  }
  out.refused = problems.all();
  if (out.refused.size() > kMostRefused) {
    const std::size_t more = out.refused.size() - kMostRefused;
    out.refused.resize(kMostRefused);
    out.refused.push_back({{file}, "more_of_one_kind", {std::to_string(more)}});
  }
  return out;
}

}  // namespace gongxu
