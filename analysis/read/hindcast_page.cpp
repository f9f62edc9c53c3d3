#include "analysis/read/hindcast_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/read/measure_names.hpp"
#include "analysis/read/text_table.hpp"
#include "sim/core/messages.hpp"
#include "sim/output/csv_writer.hpp"

namespace gongxu {
namespace {

using Align = TextTable::Align;

std::string decimals(double value, int digits) {
  return std::isnan(value) ? "—" : fmt::format("{:.{}f}", value, digits);
}

std::string age_text(const Observation& o) {
  if (o.age_start == 0 && o.age_end < 0) return "";
  if (o.age_end < 0) return fmt::format("{}+", o.age_start);
  return o.age_start == o.age_end ? std::to_string(o.age_start) : fmt::format("{}-{}", o.age_start, o.age_end);
}

std::string sex_text(const Observation& o) { return !o.sex ? "" : *o.sex == 0 ? "female" : "male"; }

std::string group_name(const std::string& group, Language lang) {
  if (group.starts_with("population") &&
      (group == "population" || group.ends_with("_by_age") || group.ends_with("_by_zone")))
    return say(lang, "group_" + group);
  return measure_name(group, lang);
}

std::vector<Align> aligns(std::size_t columns, std::size_t left) {
  std::vector<Align> out(columns, Align::right);
  std::fill_n(out.begin(), left, Align::left);
  return out;
}

std::string scenario_table(const std::vector<PlaceHindcast>& places, const std::vector<GroupScores>& scores,
                           const std::string& scenario, Language lang) {
  std::vector<std::string> header{say(lang, "col_place"), say(lang, "col_group")};
  for (std::string& heading : score_headings(lang)) header.push_back(std::move(heading));
  TextTable table(header, aligns(header.size(), 2));
  const auto rows_of = [&](const std::string& code, const std::string& name) {
    bool first = true;
    for (const GroupScores& g : scores) {
      if (g.scenario != scenario || g.place != code) continue;
      std::vector<std::string> cells{first ? name : "", group_name(g.group, lang)};
      for (std::string& cell : score_cells(g.scores)) cells.push_back(std::move(cell));
      table.row(cells);
      first = false;
    }
  };
  for (const PlaceHindcast& p : places) rows_of(p.code, p.name.in(lang));
  rows_of("all", say(lang, "all_places"));
  return table.text();
}

/// The cells that lie farthest outside their interval, in percent of what was observed.
std::string worst_missed(const std::vector<PlaceHindcast>& places, const std::string& scenario, Language lang) {
  constexpr std::size_t kShown = 3;
  struct Miss {
    double share;
    std::string text;
  };
  std::vector<Miss> misses;
  for (const PlaceHindcast& p : places)
    for (const ScenarioHindcast& s : p.scenarios)
      for (const HindcastRow& row : s.rows) {
        if (s.id != scenario || !row.computed || row.scored.covered() || !(row.scored.observed > 0)) continue;
        const Observation& o = *row.observation;
        std::string what = p.name.in(lang) + say(lang, "list_comma") + measure_name(o.measure->word, lang);
        for (const std::string& part :
             {o.zone, o.sex ? say(lang, *o.sex == 0 ? "sex_female" : "sex_male") : "", age_text(o)})
          if (!part.empty()) what += " " + part;
        misses.push_back({std::abs(row.scored.p50 / o.value - 1),
                          say(lang, "hindcast_missed",
                              {what, std::to_string(o.year), grouped(o.value), grouped(row.scored.p50),
                               grouped(row.scored.p10), grouped(row.scored.p90)})});
      }
  std::stable_sort(misses.begin(), misses.end(), [](const Miss& a, const Miss& b) { return a.share > b.share; });
  std::string text;
  for (std::size_t i = 0; i < std::min(kShown, misses.size()); ++i) text += "  " + misses[i].text + "\n";
  return text.empty() ? "" : say(lang, "hindcast_missed_most", {std::to_string(misses.size())}) + "\n" + text;
}

std::string not_computed(const std::vector<PlaceHindcast>& places, Language lang) {
  std::string text;
  for (const PlaceHindcast& p : places)
    for (const HindcastRow& row : p.scenarios.front().rows)
      if (!row.computed)
        text += say(lang, "hindcast_not_computed",
                    {p.name.in(lang), measure_name(row.observation->measure->word, lang),
                     std::to_string(row.observation->year)}) +
                "\n";
  return text;
}

}  // namespace

std::vector<std::string> score_headings(Language lang) {
  std::vector<std::string> out;
  for (const char* key : {"col_n", "col_mape", "col_malpe", "col_coverage", "col_crps"}) out.push_back(say(lang, key));
  for (std::size_t k = 0; k < kNaive; ++k)
    out.push_back(say(lang, std::string("skill_") + word_of(static_cast<Naive>(k))));
  return out;
}

std::vector<std::string> score_cells(const Scores& s) {
  constexpr double kPercent = 100;
  std::vector<std::string> out{std::to_string(s.n), decimals(s.mape, 1),
                               std::isnan(s.malpe) ? "—" : fmt::format("{:+.1f}", s.malpe),
                               decimals(kPercent * s.coverage, 0), decimals(s.crps, 1)};
  for (const double skill : s.skill) out.push_back(std::isnan(skill) ? "—" : fmt::format("{:+.2f}", skill));
  return out;
}

std::string hindcast_page(const std::vector<PlaceHindcast>& places, int replicates, Language lang) {
  const auto scores = group_scores(places);
  std::string text = say(lang, "hindcast_heading", {std::to_string(places.size()), std::to_string(replicates)}) + "\n";
  std::vector<std::string> told;
  for (const PlaceHindcast& p : places)
    for (const ScenarioHindcast& s : p.scenarios) {
      if (std::find(told.begin(), told.end(), s.id) != told.end()) continue;
      told.push_back(s.id);
      text += "\n" + say(lang, "hindcast_scenario", {s.id, s.name.in(lang), s.reason.in(lang)}) + "\n" +
              scenario_table(places, scores, s.id, lang) + worst_missed(places, s.id, lang);
    }
  return text + "\n" + not_computed(places, lang) + say(lang, "hindcast_note") + "\n" +
         say(lang, "hindcast_no_earlier") + "\n";
}

void write_hindcast(const std::vector<PlaceHindcast>& places, const std::string& path) {
  std::vector<std::string> header{"scenario", "place", "year",     "date", "zone", "measure", "sex",
                                  "age",      "unit",  "observed", "p10",  "p50",  "p90",     "crps"};
  for (std::size_t k = 0; k < kNaive; ++k) header.emplace_back(word_of(static_cast<Naive>(k)));
  header.emplace_back("source");
  CsvWriter csv(path, header);
  for (const PlaceHindcast& p : places)
    for (const ScenarioHindcast& s : p.scenarios)
      for (const HindcastRow& row : s.rows) {
        if (!row.computed) continue;
        const Observation& o = *row.observation;
        std::vector<std::string> cells{s.id,
                                       p.code,
                                       std::to_string(o.year),
                                       o.date ? to_string(*o.date) : "",
                                       o.zone,
                                       o.measure->word,
                                       sex_text(o),
                                       age_text(o),
                                       o.measure->units.front(),
                                       number(o.value)};
        for (const double v : {row.scored.p10, row.scored.p50, row.scored.p90, row.scored.crps})
          cells.push_back(number(v));
        for (const double v : row.scored.naive) cells.push_back(number(v));
        cells.push_back(o.source);
        csv.row(cells);
      }
  csv.close();
}

std::vector<std::string> score_columns() {
  std::vector<std::string> out{"n", "mape", "malpe", "coverage", "coverage_se", "crps"};
  for (std::size_t k = 0; k < kNaive; ++k) {
    out.push_back(std::string("mape_") + word_of(static_cast<Naive>(k)));
    out.push_back(std::string("skill_") + word_of(static_cast<Naive>(k)));
  }
  return out;
}

std::vector<std::string> score_values(const Scores& s) {
  std::vector<std::string> out{std::to_string(s.n)};
  for (const double v : {s.mape, s.malpe, s.coverage, s.coverage_se, s.crps}) out.push_back(number(v));
  for (std::size_t k = 0; k < kNaive; ++k) {
    out.push_back(number(s.naive_mape[k]));
    out.push_back(number(s.skill[k]));
  }
  return out;
}

void write_hindcast_scores(const std::vector<GroupScores>& scores, const std::string& path) {
  std::vector<std::string> header{"scenario", "place", "group"};
  for (std::string& column : score_columns()) header.push_back(std::move(column));
  CsvWriter csv(path, header);
  for (const GroupScores& g : scores) {
    std::vector<std::string> cells{g.scenario, g.place, g.group};
    for (std::string& cell : score_values(g.scores)) cells.push_back(std::move(cell));
    csv.row(cells);
  }
  csv.close();
}

}  // namespace gongxu
