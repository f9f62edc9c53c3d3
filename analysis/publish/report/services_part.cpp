/// A section for each service: need, demand, capacity and what the verdict rests on.
#include <cmath>

#include "analysis/publish/report/numbers.hpp"
#include "analysis/publish/report/parts.hpp"

namespace gongxu::report {
namespace {

std::string chart(const std::string& name, const std::string& service) {
  return "data-chart=" + name + " data-service=" + service;
}

/// "2025: effective demand 1,281 (80 % interval 795–1,899) children, capacity as quantified 1,987; P(short) 0.34 ±
/// 0.05"
Text summary_of_year(const Facts& facts, const std::string& scenario, const std::string& service, int year) {
  const Row first = facts.verdict(scenario, facts.foremost(scenario, service, year), year, kAll, service);
  if (!first) return {};
  Text out = word("report_demand_is", {same(std::to_string(year)), same(count_of(first, "demand_p50")),
                                       same(count_of(first, "demand_p10") + "–" + count_of(first, "demand_p90")),
                                       facts.demand_unit(service)});
  for (const Cases& group : facts.cases(service)) {
    const Row row = facts.verdict(scenario, group.front(), year, kAll, service);
    if (std::isnan(row.number("capacity"))) continue;
    out = out + word("report_capacity_is",
                     {facts.case_name(service, group), same(count_of(row, "capacity")), facts.service_unit(service),
                      same(probability(row.number("p_short"), row.number("se_p_short"))),
                      same(probability(row.number("p_surplus"), row.number("se_p_surplus")))});
  }
  return out + word("full_stop");
}

Text summary(const Facts& facts, const std::string& scenario, const std::string& service) {
  Text out;
  for (const int year : facts.headline_years()) {
    const Text one = summary_of_year(facts, scenario, service, year);
    out = out.zh.empty() ? one : out + same(" ") + one;
  }
  return out;
}

/// The largest lack and the largest surplus of the years.
Text gap_summary(const Facts& facts, const std::string& scenario, const std::string& service, const Cases& group) {
  double most = 0, least = 0;
  int most_year = 0, least_year = 0;
  for (const int year : facts.years()) {
    const double gap = facts.service(scenario, group.front(), year, kAll, service, "capacity_mean").number("p50") -
                       facts.service(scenario, group.front(), year, kAll, service, "demand").number("p50");
    if (gap > most) most = gap, most_year = year;
    if (gap < least) least = gap, least_year = year;
  }
  const Text name = facts.case_name(service, group), unit = facts.service_unit(service);
  Text out = name + word("report_colon");
  if (least_year) out = out + word("report_gap_least", {same(std::to_string(least_year)), same(count(-least)), unit});
  if (least_year && most_year) out = out + word("report_semicolon");
  if (most_year) out = out + word("report_gap_most", {same(std::to_string(most_year)), same(count(most)), unit});
  if (!least_year && !most_year) out = out + word("report_gap_unknown");
  return out + word("full_stop");
}

/// What one service's section says before its tables: its case, and why its verdicts are conditional.
std::string notes_of(const Facts& facts, const std::string& scenario, const std::string& service) {
  std::string out;
  std::vector<Text> equal;
  for (const Cases& group : facts.cases(service))
    for (std::size_t i = 1; i < group.size(); ++i) equal.push_back(facts.case_name(group[i]));
  if (!equal.empty())
    out += paragraph(word("report_cases_are_one", {joined(equal), facts.case_name("quantified")}), "note");
  const int year = facts.target_year();
  const Row row = facts.verdict(scenario, facts.foremost(scenario, service, year), year, kAll, service);
  const Text why = why_conditional(facts, row);
  if (!why.en.empty()) out += paragraph(word("report_conditional_why", {why}), "note");
  return out;
}

std::string content(const Facts& facts, const std::string& scenario, const std::string& service) {
  return notes_of(facts, scenario, service) +
         charts(fan_of(facts, scenario, service) + gap_of(facts, scenario, service) +
                waits_of(facts, scenario, service) + zones_of(facts, scenario, service)) +
         targets_of(facts, scenario, service) +
         charts(curves_of(facts, scenario, service) + influence_of(facts, scenario, service)) +
         changes_of(facts, scenario, service);
}

}  // namespace

std::string fan_of(const Facts& facts, const std::string& scenario, const std::string& service) {
  const auto& groups = facts.cases(service);
  std::vector<Column> columns{{word("col_year")}, {word("report_col_need"), true}, {word("col_demand"), true}};
  for (const Cases& group : groups)
    columns.push_back({word("report_col_capacity", {facts.case_name(service, group)}), true});
  columns.push_back({word("col_required"), true});
  HtmlTable table(std::move(columns));
  table.caption(word("report_fan_caption",
                     {facts.service_name(service), facts.demand_unit(service), facts.service_unit(service)}));
  for (const int year : facts.years()) {
    const Row first = facts.verdict(scenario, groups.front().front(), year, kAll, service);
    std::vector<Cell> cells{{std::to_string(year), ""},
                            count_cell(first, "need_p50"),
                            interval_cell(first, "demand_p50", "demand_p10", "demand_p90")};
    for (const Cases& group : groups)
      cells.push_back(count_cell(facts.verdict(scenario, group.front(), year, kAll, service), "capacity"));
    cells.push_back(count_cell(first, "required_capacity"));
    table.row(cells);
  }
  return figure(chart("fan", service), summary(facts, scenario, service), table.html());
}

std::string gap_of(const Facts& facts, const std::string& scenario, const std::string& service) {
  const auto& groups = facts.cases(service);
  std::vector<Column> columns{{word("col_year")}};
  for (const Cases& group : groups) {
    const Text name = facts.case_name(service, group) + word("report_colon");
    for (const char* what : {"report_col_gap", "col_p_short", "col_p_surplus"})
      columns.push_back({name + word(what), true});
    columns.push_back({name + word("col_verdict")});
  }
  HtmlTable table(std::move(columns));
  table.caption(word("report_gap_caption", {facts.service_name(service), facts.service_unit(service)}));
  for (const int year : facts.years()) {
    std::vector<Cell> cells{{std::to_string(year), ""}};
    for (const Cases& group : groups) {
      const Row row = facts.verdict(scenario, group.front(), year, kAll, service);
      const double gap = facts.service(scenario, group.front(), year, kAll, service, "capacity_mean").number("p50") -
                         facts.service(scenario, group.front(), year, kAll, service, "demand").number("p50");
      cells.push_back({count(gap), ""});
      cells.push_back(probability_cell(row, "p_short", "se_p_short"));
      cells.push_back(probability_cell(row, "p_surplus", "se_p_surplus"));
      cells.push_back(verdict_cell(row, false));
    }
    table.row(cells);
  }
  Text text;
  for (const Cases& group : groups) {
    const Text one = gap_summary(facts, scenario, service, group);
    text = text.zh.empty() ? one : text + same(" ") + one;
  }
  return figure(chart("gap", service), text, table.html());
}

std::string waits_of(const Facts& facts, const std::string& scenario, const std::string& service) {
  const Row any = facts.service(scenario, facts.foremost(scenario, service, facts.target_year()), facts.target_year(),
                                kAll, service, "waiting");
  if (!any) return "";
  std::vector<Column> columns{{word("col_year")}};
  for (const Cases& group : facts.cases(service))
    for (const char* what : {"report_col_wait_p50", "report_col_wait_p90", "report_col_waiting", "report_col_unmet"})
      columns.push_back({facts.case_name(service, group) + word("report_colon") + word(what), true});
  HtmlTable table(std::move(columns));
  table.caption(word("report_wait_caption", {facts.service_name(service)}));
  for (const int year : facts.years()) {
    std::vector<Cell> cells{{std::to_string(year), ""}};
    for (const Cases& group : facts.cases(service)) {
      const auto measure = [&](const char* m) {
        return facts.service(scenario, group.front(), year, kAll, service, m);
      };
      cells.push_back(count_cell(measure("wait_days_p50"), "p50"));
      cells.push_back(count_cell(measure("wait_days_p90"), "p50"));
      cells.push_back(count_cell(measure("waiting"), "p50"));
      cells.push_back(per_cent_cell(measure("unmet_share"), "p50"));
    }
    table.row(cells);
  }
  const int year = facts.target_year();
  Text text;
  for (const Cases& group : facts.cases(service)) {
    const auto measure = [&](const char* m) { return facts.service(scenario, group.front(), year, kAll, service, m); };
    if (std::isnan(measure("unmet_share").number("p50"))) continue;
    text =
        text + word("report_wait_is",
                    {facts.case_name(service, group), same(std::to_string(year)),
                     same(count_of(measure("wait_days_p50"), "p50")), same(count_of(measure("wait_days_p90"), "p50")),
                     same(count_of(measure("waiting"), "p50")), same(per_cent(measure("unmet_share").number("p50")))});
  }
  return text.zh.empty() ? "" : figure(chart("wait", service), text, table.html(), true);
}

std::string services_part(const Facts& facts) {
  std::string out = paragraph(word("report_services_intro"));
  if (facts.partial_first_year())
    out += paragraph(word("report_partial_year", {same(std::to_string(facts.first_year())),
                                                  same(facts.record().manifest().text("/region/base_date"))}),
                     "note");
  for (const std::string& service : facts.services())
    out += "<section class=service id=service-" + service + " data-service=" + service + ">\n<h3>" +
           spans(facts.service_name(service)) + "</h3>\n" + paragraph(word("report_rule_of_" + service), "note") +
           by_scenario(facts, "service-" + service,
                       [&](const std::string& scenario) { return content(facts, scenario, service); }) +
           "</section>\n";
  return section("services", out);
}

}  // namespace gongxu::report
