/// What could be done: capacity that is lacking or idle, and what studies found.
#include <cmath>

#include "analysis/publish/report/numbers.hpp"
#include "analysis/publish/report/parts.hpp"

namespace gongxu::report {
namespace {

std::string required_table(const Facts& facts, const std::string& scenario) {
  HtmlTable table({{word("col_service")},
                   {word("col_year")},
                   {word("col_case")},
                   {word("report_col_planned"), true},
                   {word("col_required"), true},
                   {word("report_col_missing"), true},
                   {word("col_demand"), true},
                   {word("col_p_short"), true},
                   {word("col_p_surplus"), true}});
  table.caption(word("report_required_caption"));
  for (const std::string& service : facts.services())
    for (const int year : facts.headline_years())
      for (const Cases& group : facts.cases(service)) {
        const Row row = facts.verdict(scenario, group.front(), year, kAll, service);
        if (!row) continue;
        const double missing = row.number("required_capacity") - row.number("capacity");
        table.row({{spans(facts.service_name(service)) + " <span class=note>" + spans(facts.service_unit(service)) +
                        "</span>",
                    ""},
                   {std::to_string(year), ""},
                   {spans(facts.case_name(service, group)), ""},
                   count_cell(row, "capacity"),
                   count_cell(row, "required_capacity"),
                   {std::isnan(missing) ? "—" : (missing > 0 ? "+" : "") + count(missing), ""},
                   interval_cell(row, "demand_p50", "demand_p10", "demand_p90"),
                   probability_cell(row, "p_short", "se_p_short"),
                   probability_cell(row, "p_surplus", "se_p_surplus")});
      }
  return table.html();
}

/// Idle kindergarten seats in a year in which childcare places are more often short than not.
std::string hints(const Facts& facts, const std::string& scenario) {
  constexpr double kMoreOftenThanNot = 0.5;
  std::string out;
  for (const int year : facts.headline_years()) {
    const Row childcare = facts.verdict(scenario, "quantified", year, kAll, "childcare");
    const Row kindergarten = facts.verdict(scenario, "quantified", year, kAll, "kindergarten");
    if (!(childcare.number("p_short") > kMoreOftenThanNot && kindergarten.number("p_surplus") > kMoreOftenThanNot))
      continue;
    const auto of = [&](const char* service, const char* measure) {
      return facts.service(scenario, "quantified", year, kAll, service, measure).number("p50");
    };
    const double idle = of("kindergarten", "capacity_mean") - of("kindergarten", "demand");
    const double lacking = childcare.number("required_capacity") - childcare.number("capacity");
    out += paragraph(
        word("report_conversion_hint",
             {same(std::to_string(year)), same(count(idle)),
              same(probability(kindergarten.number("p_surplus"), kindergarten.number("se_p_surplus"))),
              same(count(lacking)), same(probability(childcare.number("p_short"), childcare.number("se_p_short")))}));
  }
  return out;
}

}  // namespace

std::string actions_part(const Facts& facts) {
  return section(
      "actions",
      paragraph(word("report_actions_intro")) + by_scenario(facts, "actions", [&](const std::string& scenario) {
        return required_table(facts, scenario) + hints(facts, scenario);
      }) + solved_tables(facts));
}

}  // namespace gongxu::report
