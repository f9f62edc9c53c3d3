/// What `solve` found: numbers that suffice, ways without building, numbers that hold in many futures.
#include <cmath>

#include "analysis/publish/report/numbers.hpp"
#include "analysis/publish/report/parts.hpp"

namespace gongxu::report {
namespace {

Text scenario_name(const Facts& facts, const std::string& id) {
  for (const RecordScenario& s : facts.scenarios())
    if (s.id == id) return s.name;
  return id == "worst" ? word("report_worst") : same(id);
}

std::string solutions(const Facts& facts) {
  HtmlTable table({{word("col_service")},
                   {word("col_scenario")},
                   {word("col_case")},
                   {word("col_year")},
                   {word("report_col_wanted"), true},
                   {word("col_quantified"), true},
                   {word("report_col_solved"), true},
                   {word("report_col_interval"), true},
                   {word("report_col_verified"), true}});
  table.caption(word("report_solve_caption"));
  for (const Row& row : rows_of(facts.record(), "solve")) {
    const bool found = std::isfinite(row.number("required_capacity"));
    table.row({{spans(facts.service_name(row.text("service"))), ""},
               {spans(scenario_name(facts, row.text("scenario"))), ""},
               {spans(facts.case_name(row.text("supply_case"))), ""},
               {escaped(row.text("year")), ""},
               {probability(row.number("probability"), 0), ""},
               count_cell(row, "quantified"),
               found ? count_cell(row, "required_capacity") : Cell{spans(word("report_none_found")), "n"},
               {found ? between(row.number("lo"), row.number("hi")) : "—", ""},
               probability_cell(row, "verified_p_short", "verified_se")});
  }
  return table.empty() ? "" : table.html();
}

std::string alternatives(const Facts& facts) {
  HtmlTable table({{word("col_service")},
                   {word("col_scenario")},
                   {word("col_year")},
                   {word("report_col_way")},
                   {word("report_col_enough")},
                   {word("report_col_before"), true},
                   {word("report_col_after"), true},
                   {word("report_col_giver"), true}});
  table.caption(word("report_alternatives_caption"));
  for (const Row& row : rows_of(facts.record(), "solve_alternatives")) {
    const bool conversion = row.text("kind") == "conversion";
    const Text way = conversion
                         ? word("report_way_conversion", {facts.service_name(row.text("from")),
                                                          same(count_of(row, "units")), same(count_of(row, "gains"))})
                     : row.flag("enough") ? word("report_way_delay", {same(quantity(row.number("years_later")))})
                                          : word("report_no_delay");
    const std::string giver = probability(row.number("giver_p_short_before"), row.number("giver_p_short_before_se")) +
                              " → " +
                              probability(row.number("giver_p_short_after"), row.number("giver_p_short_after_se"));
    table.row({{spans(facts.service_name(row.text("service"))), ""},
               {spans(scenario_name(facts, row.text("scenario"))), ""},
               {escaped(row.text("year")), ""},
               {spans(way), ""},
               {spans(word(row.flag("enough") ? "report_yes" : "report_no")), ""},
               probability_cell(row, "p_short_before", "p_short_before_se"),
               probability_cell(row, "p_short_after", "p_short_after_se"),
               {conversion ? giver : "—", ""}});
  }
  return table.empty() ? "" : table.html();
}

std::string robust(const Facts& facts) {
  HtmlTable table({{word("col_service")},
                   {word("col_scenario")},
                   {word("col_year")},
                   {word("report_col_candidate"), true},
                   {word("report_col_origin")},
                   {word("report_col_not_short"), true},
                   {word("report_col_not_surplus"), true},
                   {word("report_col_satisfied"), true},
                   {word("report_col_regret"), true},
                   {word("report_col_best")}});
  table.caption(word("report_robust_caption"));
  for (const Row& row : rows_of(facts.record(), "robust")) {
    std::vector<Text> best;
    if (row.flag("least_regret")) best.push_back(word("report_least_regret"));
    if (row.flag("most_satisfied")) best.push_back(word("report_most_satisfied"));
    std::string origin;
    for (const char* w : {"quantified", "target", "required", "median_least", "given"})
      if (row.text("origin") == w) origin = spans(word(std::string("report_origin_") + w));
    table.row({{spans(facts.service_name(row.text("service"))), ""},
               {spans(scenario_name(facts, row.text("scenario"))), ""},
               {escaped(row.text("year")), ""},
               count_cell(row, "candidate"),
               {origin.empty() ? escaped(row.text("origin")) : origin, ""},
               probability_cell(row, "p_not_short", "se_p_not_short"),
               probability_cell(row, "p_not_surplus", "se_p_not_surplus"),
               probability_cell(row, "p_satisfied", "se_p_satisfied"),
               {count(row.number("regret_mean")), ""},
               {best.empty() ? "—" : spans(joined(best)), ""}});
  }
  return table.empty() ? "" : table.html();
}

}  // namespace

std::string solved_tables(const Facts& facts) {
  const std::string found = solutions(facts) + alternatives(facts) + robust(facts);
  return found.empty() ? paragraph(word("report_no_solve"), "note")
                       : "<h3>" + spans(word("report_solve_heading")) + "</h3>\n" +
                             paragraph(word("report_solve_note"), "note") + found;
}

}  // namespace gongxu::report
