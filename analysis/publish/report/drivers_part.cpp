/// What decides: unknowns by service, the study of sensitivity, the assumptions.
#include <fmt/format.h>

#include <cmath>

#include "analysis/publish/report/numbers.hpp"
#include "analysis/publish/report/parts.hpp"
#include "analysis/publish/report/studies.hpp"

namespace gongxu::report {
namespace {

std::string deciding_table(const Facts& facts, const std::string& scenario) {
  HtmlTable table({{word("col_service")},
                   {word("col_year")},
                   {word("col_case")},
                   {word("col_unknown")},
                   {word("col_range"), true},
                   {word("col_turns_short")},
                   {word("col_turns_surplus")},
                   {word("col_correlation"), true}});
  table.caption(word("report_deciding_caption"));
  for (const std::string& service : facts.services())
    for (const int year : facts.headline_years()) {
      const std::string supply = facts.foremost(scenario, service, year);
      const Row d = facts.deciding(scenario, supply, year, service);
      if (!d) continue;
      const std::string unit = d.text("unit");
      table.row({{spans(facts.service_name(service)), ""},
                 {std::to_string(year), ""},
                 {spans(facts.case_name(supply)), ""},
                 {spans(d.both("parameter")), ""},
                 {parameter(d.number("drawn_p10"), unit) + "–" + parameter(d.number("drawn_p90"), unit), ""},
                 {spans(turning(d, true)), ""},
                 {spans(turning(d, false)), ""},
                 {spans(word(d.text("correlated_with") == "demand" ? "rho_of_demand" : "rho_of_margin",
                             {same(fmt::format("{:+.2f}", d.number("rank_correlation")))})),
                  "n"}});
    }
  return table.empty() ? paragraph(word("report_no_deciding"), "note") : table.html();
}

std::string index_text(const Row& row) {
  if (std::isnan(row.number("value"))) return "—";
  return quantity(row.number("value")) + " (" + quantity(row.number("lo")) + "–" + quantity(row.number("hi")) + ")";
}

std::string study_figure(const Facts& facts, const SensitivityOf& study, std::size_t i) {
  std::vector<std::string> names;
  for (const char* name : {"mu_star", "sigma", "first", "total", "prcc"})
    for (const FactorIndices& f : study.factors)
      if (f.indices.contains(name)) {
        names.emplace_back(name);
        break;
      }
  std::vector<Column> columns{{word("col_factor")}, {word("report_col_theme")}};
  for (const std::string& name : names) columns.push_back({word("report_index_" + name), true});
  columns.push_back({word("report_col_distinguishable")});
  HtmlTable table(std::move(columns));
  const Text output = facts.measure_name(study.output);
  table.caption(word("report_sensitivity_caption",
                     {word("report_method_" + study.method), output, same(std::to_string(study.year))}));
  std::vector<Text> leading;
  for (const FactorIndices& f : study.factors) {
    std::vector<Cell> cells{{spans(f.name), ""}, {spans(f.group), ""}};
    for (const std::string& name : names) {
      const auto it = f.indices.find(name);
      cells.push_back({it == f.indices.end() ? "—" : index_text(it->second), ""});
    }
    cells.push_back({spans(word(f.distinguishable ? "report_yes" : "report_no")), ""});
    table.row(cells);
    if (f.distinguishable && leading.size() < 3) leading.push_back(f.name);
  }
  const Text text = leading.empty()
                        ? word("report_sensitivity_none", {output, same(std::to_string(study.year))})
                        : word("report_sensitivity_says", {output, same(std::to_string(study.year)), joined(leading)});
  return "<h4>" + spans(word("report_output_year", {output, same(std::to_string(study.year))})) + "</h4>\n" +
         figure("data-chart=sensitivity data-index=" + std::to_string(i), text, table.html());
}

/// Of each output the target year's, then the others folded away: a study has dozens.
std::string sensitivity(const Facts& facts) {
  const auto studies = sensitivity_studies(facts);
  if (studies.empty()) return paragraph(word("report_no_sensitivity"), "note");
  std::string shown, folded;
  for (std::size_t i = 0; i < studies.size(); ++i) {
    const bool headline = studies[i].year == facts.target_year() && studies[i].output.ends_with("_demand");
    (headline ? shown : folded) += study_figure(facts, studies[i], i);
  }
  return "<h3>" + spans(word("report_sensitivity_heading")) + "</h3>\n" +
         paragraph(word("report_sensitivity_note"), "note") + shown +
         (folded.empty() ? "" : details(word("report_sensitivity_more"), folded));
}

std::string range_of(const Row& row) {
  const std::string unit = row.text("unit");
  return row.text("distribution") == "fixed"
             ? "—"
             : parameter(row.number("low"), unit) + "–" + parameter(row.number("high"), unit);
}

std::string assumptions(const Facts& facts) {
  HtmlTable table({{word("report_col_assumption")},
                   {word("report_col_theme")},
                   {word("report_col_unit")},
                   {word("report_col_centre"), true},
                   {word("report_col_low_high"), true},
                   {word("report_col_distribution")},
                   {word("report_col_status")},
                   {word("report_col_source")},
                   {word("report_col_default")}});
  table.caption(word("report_assumptions_caption"));
  for (const Row& row : rows_of(facts.record(), "assumptions")) {
    if (row.text("scenario") != facts.scenarios().front().id) continue;
    table.row({{spans(row.both("name")) + " <code>" + escaped(row.text("parameter")) + "</code>", ""},
               {spans(facts.theme_name(row.text("theme"))), ""},
               {escaped(row.text("unit")), ""},
               {parameter(row.number("value"), row.text("unit")), ""},
               {range_of(row), ""},
               {spans(facts.known("report_distribution_", row.text("distribution"))), ""},
               {spans(facts.known("report_status_", row.text("status"))), ""},
               {escaped(row.text("source")), ""},
               {spans(word(row.flag("national_default") ? "report_yes" : "report_no")), ""}});
  }
  return details(word("report_assumptions_heading"), table.html());
}

}  // namespace

std::string drivers_part(const Facts& facts) {
  return section("drivers",
                 paragraph(word("report_drivers_intro")) +
                     by_scenario(facts, "drivers", [&](const std::string& s) { return deciding_table(facts, s); }) +
                     sensitivity(facts) + assumptions(facts));
}

}  // namespace gongxu::report
