#include "analysis/read/twin_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/read/measure_names.hpp"
#include "analysis/read/page_words.hpp"
#include "analysis/read/text_table.hpp"
#include "sim/core/messages.hpp"
#include "sim/output/csv_writer.hpp"

namespace gongxu {
namespace {

template <class Cells, class Names>
void write(const Ensemble& e, const std::vector<TwinDistance>& all, const std::string& path,
           const std::vector<std::string>& names, Cells cells_of, Names names_of) {
  std::vector<std::string> header{"scenario", "year", "zone"};
  header.insert(header.end(), names.begin(), names.end());
  header.insert(header.end(), {"agents_mean", "agents_se", "twin", "z"});
  CsvWriter out(path, header);
  for (const TwinDistance& d : all)
    for (const TwinCell& c : cells_of(d)) {
      std::vector<std::string> row{d.scenario, c.year > 0 ? std::to_string(c.year) : "", zone_name(e, c.zone)};
      for (std::string& name : names_of(c)) row.push_back(std::move(name));
      for (const double v : {c.agents, c.se, c.twin, c.z}) row.push_back(number(v));
      out.row(row);
    }
  out.close();
}

std::vector<std::string> sex_and_age(const TwinCell& c) {
  return {c.sex == female ? "female" : "male", std::to_string(c.age)};
}

}  // namespace

void write_twin_cells(const Ensemble& e, const std::vector<TwinDistance>& all, const std::string& path) {
  write(
      e, all, path, {"sex", "age"}, [](const TwinDistance& d) -> auto& { return d.cells; }, sex_and_age);
}

void write_twin_measures(const Ensemble& e, const std::vector<TwinDistance>& all, const std::string& path) {
  write(
      e, all, path, {"measure", "unit"}, [](const TwinDistance& d) -> auto& { return d.measures; },
      [&](const TwinCell& c) {
        const MeasureInfo& what = info(static_cast<Measure>(c.age));
        return std::vector<std::string>{what.name, unit_at_scale(e, what.unit)};
      });
}

void write_controlled(const std::vector<ControlledMean>& all, const std::string& path) {
  CsvWriter out(path, {"scenario", "year", "output", "control", "n", "mean", "se", "controlled_mean", "controlled_se"});
  for (const ControlledMean& m : all)
    out.row({m.scenario, std::to_string(m.year), m.output, info(m.control).name, std::to_string(m.n), number(m.mean),
             number(m.se), number(m.controlled_mean), number(m.controlled_se)});
  out.close();
}

std::string controlled_line(const std::vector<ControlledMean>& all, Language lang) {
  if (all.empty()) return "";
  return say(lang, "twin_controlled", {std::to_string(all.size()), fmt::format("{:.1f}", median_variance_ratio(all))}) +
         "\n";
}

std::string twin_lines(const Ensemble& e, const std::vector<TwinDistance>& all, Language lang) {
  if (all.empty()) return "";
  constexpr double kPerCent = 100;
  long counted = 0, beyond = 0;
  double most = 0;
  for (const TwinDistance& d : all) {
    counted += d.counted, beyond += d.beyond_two;
    most = std::max(most, std::abs(d.farthest().z));
  }
  std::string out =
      say(lang, "twin_line",
          {std::to_string(counted), fmt::format("{:.0f}", kCellPersons), std::to_string(all.front().replicates),
           fmt::format("{:.1f}",
                       counted > 0 ? kPerCent * static_cast<double>(beyond) / static_cast<double>(counted) : 0.0),
           fmt::format("{:.1f}", kPerCent * all.front().share_expected), fmt::format("{:.1f}", most),
           fmt::format("{:.1f}", all.front().limit)}) +
      "\n";
  for (const TwinDistance& d : all) {
    if (d.passed()) continue;
    const TwinCell& c = d.farthest();
    const std::string what =
        c.sex < 0 ? measure_name(info(static_cast<Measure>(c.age)).name, lang)
                  : say(lang, "twin_cell",
                        {std::to_string(c.year), say(lang, c.sex == female ? "word_female" : "word_male"),
                         std::to_string(c.age)});
    out += say(lang, "twin_too_far",
               {d.scenario, zone_name(e, c.zone), what, fmt::format("{:.1f}", c.agents), fmt::format("{:.1f}", c.twin),
                fmt::format("{:.1f}", c.z)}) +
           "\n";
  }
  return out;
}

std::string twin_preview_page(const Ensemble& e, const std::vector<TwinYear>& years, Language lang) {
  using Align = TextTable::Align;
  constexpr Measure kShown[] = {
      Measure::population,        Measure::births,           Measure::deaths,          Measure::arrivals,
      Measure::departures,        Measure::population_0_2,   Measure::population_6_11, Measure::population_60plus,
      Measure::population_80plus, Measure::dependent_severe, Measure::urban_share,     Measure::tfr};
  std::vector<std::string> header{say(lang, "col_measure")};
  std::vector<Align> aligned{Align::left};
  std::vector<const TwinYear*> shown;
  for (const TwinYear& y : years)
    if (y.year == e.first_year || y.year % 5 == 0 || y.year == e.last_year) {
      shown.push_back(&y);
      header.push_back(std::to_string(y.year));
      aligned.push_back(Align::right);
    }
  TextTable table(header, aligned);
  for (const Measure m : kShown) {
    std::vector<std::string> row{measure_name(info(m).name, lang)};
    for (const TwinYear* y : shown) {
      const double v = y->zones.back()[static_cast<std::size_t>(m)];
      row.push_back(std::isnan(v) ? "—" : fmt::format("{:.{}f}", v, v < 10 ? 3 : 0));
    }
    table.row(row);
  }
  const long scale = e.pack.region.scale;
  return say(lang, "twin_preview_heading", {e.pack.region.name.in(lang)}) + "\n" +
         (scale > 1 ? say(lang, "page_scale", {std::to_string(scale)}) + "\n" : "") + table.text();
}

}  // namespace gongxu
