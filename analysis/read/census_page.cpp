#include "analysis/read/census_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/read/hindcast_page.hpp"
#include "analysis/read/text_table.hpp"
#include "sim/core/messages.hpp"
#include "sim/output/csv_writer.hpp"

namespace gongxu {
namespace {

using Align = TextTable::Align;
constexpr std::size_t kMostProvinces = 12;  // on the page; the table has all

std::string class_name(const ClassScores& c, Language lang) {
  if (c.by == "all") return say(lang, "all_places");
  if (c.by == "growth") return say(lang, "growth_" + c.name);
  return c.by == "size" ? say(lang, "size_class", {c.name}) : c.name;
}

std::string classes_table(const CensusHindcast& study, const std::string& group, Language lang) {
  std::vector<std::string> header{say(lang, "col_class"), say(lang, "col_places")};
  for (std::string& heading : score_headings(lang)) header.push_back(std::move(heading));
  std::vector<Align> aligns(header.size(), Align::right);
  aligns.front() = Align::left;
  TextTable table(header, aligns);
  std::size_t provinces = 0;
  for (const ClassScores& c : study.classes) {
    if (c.intervals != "model" || c.group != group || (c.by == "province" && ++provinces > kMostProvinces)) continue;
    std::vector<std::string> cells{class_name(c, lang), std::to_string(c.places)};
    for (std::string& cell : score_cells(c.scores)) cells.push_back(std::move(cell));
    table.row(cells);
  }
  return say(lang, "group_" + group) + "\n" + table.text();
}

/// Coverage on the half that nothing was learnt on, before and after.
std::string widening_table(const CensusHindcast& study, Language lang) {
  TextTable table({say(lang, "col_class"), say(lang, "col_group"), say(lang, "col_places"),
                   say(lang, "col_cover_model"), say(lang, "col_cover_widened")},
                  {Align::left, Align::left, Align::right, Align::right, Align::right});
  for (const ClassScores& before : study.classes) {
    if (before.intervals != "model_half" || before.by == "province") continue;
    const auto after = std::find_if(study.classes.begin(), study.classes.end(), [&](const ClassScores& c) {
      return c.intervals == "widened_half" && c.by == before.by && c.name == before.name && c.group == before.group;
    });
    const auto percent = [](const Scores& s) {
      return std::isnan(s.coverage) ? std::string("—") : fmt::format("{:.0f}", 100 * s.coverage);
    };
    table.row({class_name(before, lang), say(lang, "group_" + before.group), std::to_string(before.places),
               percent(before.scores), percent(after->scores)});
  }
  return table.text();
}

std::string agents_table(const CensusHindcast& study, Language lang) {
  TextTable table({say(lang, "col_place"), say(lang, "col_agents"), say(lang, "col_cohorts"), say(lang, "col_apart"),
                   say(lang, "col_largest_gap")},
                  {Align::left, Align::right, Align::right, Align::right, Align::left});
  for (const AgentsBeside& a : study.agents)
    table.row(
        {a.id, fmt::format("{}±{}", grouped(a.agents), grouped(a.agents_se)), grouped(a.cohorts),
         fmt::format("{:+.2f} %", 100 * (a.cohorts / a.agents - 1)),
         say(lang, "gap_at_age", {fmt::format("{:.1f}", 100 * a.largest_gap), std::to_string(a.largest_gap_from)})});
  return table.text();
}

}  // namespace

std::string census_page(const CensusHindcast& study, Language lang) {
  std::string text = say(lang, "census_heading",
                         {std::to_string(study.places.size()), fmt::format("{:.0f}", study.horizon_years),
                          std::to_string(study.draws)}) +
                     "\n";
  if (study.left_out > 0) text += say(lang, "census_left_out", {std::to_string(study.left_out)}) + "\n";
  text += say(lang, study.earlier ? "census_with_earlier" : "census_without_earlier") + "\n\n";
  for (const char* group : {"population", "population_by_age"}) text += classes_table(study, group, lang) + "\n";
  text += say(lang, "widening_heading") + "\n" + widening_table(study, lang);
  if (!study.agents.empty()) text += "\n" + say(lang, "agents_heading") + "\n" + agents_table(study, lang);
  return text + "\n" + say(lang, "hindcast_note") + "\n";
}

void write_classes(const std::vector<ClassScores>& classes, const std::string& path) {
  std::vector<std::string> header{"intervals", "by", "class", "group", "places"};
  for (std::string& column : score_columns()) header.push_back(std::move(column));
  CsvWriter csv(path, header);
  for (const ClassScores& c : classes) {
    std::vector<std::string> cells{c.intervals, c.by, c.name, c.group, std::to_string(c.places)};
    for (std::string& cell : score_values(c.scores)) cells.push_back(std::move(cell));
    csv.row(cells);
  }
  csv.close();
}

void write_widening(const Widening& widening, const std::string& path) {
  CsvWriter csv(path,
                {"size_from", "size_to", "growth", "age_start", "age_end", "horizon_years", "places", "log_margin"});
  for (const Margin& m : widening.margins()) {
    const bool whole = m.group == kAllAges;
    const auto g = static_cast<std::size_t>(std::max(0, m.group));
    csv.row({number(kSizes[m.size]), m.size + 1 < kSizes.size() ? number(kSizes[m.size + 1]) : "", word_of(m.growth),
             whole ? "" : std::to_string(group_start(g)), whole || group_end(g) < 0 ? "" : std::to_string(group_end(g)),
             number(m.horizon_years), std::to_string(m.places), number(m.log_margin)});
  }
  csv.close();
}

void write_agents_beside(const std::vector<AgentsBeside>& agents, const std::string& path) {
  CsvWriter csv(path,
                {"place", "residents_base", "agents_mean", "agents_se", "cohorts", "largest_gap", "largest_gap_from"});
  for (const AgentsBeside& a : agents)
    csv.row({a.id, number(a.size), number(a.agents), number(a.agents_se), number(a.cohorts), number(a.largest_gap),
             std::to_string(a.largest_gap_from)});
  csv.close();
}

}  // namespace gongxu
