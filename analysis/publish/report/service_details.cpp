/// What stands behind a service's verdict: zones, targets, curves, the unknowns, and what would change it.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/publish/report/curve_rows.hpp"
#include "analysis/publish/report/numbers.hpp"
#include "analysis/publish/report/parts.hpp"

namespace gongxu::report {
namespace {

constexpr std::array kDeciles{0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1};

std::string chart(const std::string& name, const std::string& service) {
  return "data-chart=" + name + " data-service=" + service;
}

/// A value with its error, as counts where it is large.
std::string with_error_of(double v, double se) {
  return std::isfinite(v) ? quantity(v) + (se > 0 ? " ± " + fmt::format("{:.2g}", se) : "") : "—";
}

HtmlTable deciles_table(const Text& first) {
  std::vector<Column> columns{{first}};
  for (const double p : kDeciles) columns.push_back({same(per_cent(p)), true});
  return HtmlTable(std::move(columns));
}

std::string influence_table(const Facts& facts, const Influence& one, const std::string& service) {
  const bool demand = one.output == "demand";
  HtmlTable table({{word("col_unknown")},
                   {word("col_range"), true},
                   {word("col_correlation"), true},
                   {word("report_col_when_low"), true},
                   {word("report_col_when_high"), true}});
  table.caption(word(demand ? "report_influence_demand" : "report_influence_margin",
                     {facts.service_name(service), same(std::to_string(one.year)), facts.demand_unit(service)}));
  for (const Row& r : one.rows) {
    const std::string unit = r.text("unit");
    table.row(
        {{spans(r.both("parameter")), ""},
         {parameter(r.number("drawn_p10"), unit) + "–" + parameter(r.number("drawn_p90"), unit), ""},
         {fmt::format("{:+.2f} ({:+.2f}–{:+.2f})", r.number("rank_correlation"), r.number("lo"), r.number("hi")), ""},
         {with_error_of(r.number("when_low"), r.number("when_low_se")), ""},
         {with_error_of(r.number("when_high"), r.number("when_high_se")), ""}});
  }
  return table.html();
}

}  // namespace

std::string zones_of(const Facts& facts, const std::string& scenario, const std::string& service) {
  if (!facts.by_zone(service)) return paragraph(word("report_one_pool"), "note");
  HtmlTable table({{word("report_col_zone")},
                   {word("col_year")},
                   {word("col_case")},
                   {word("col_demand"), true},
                   {word("col_capacity"), true},
                   {word("report_col_load"), true},
                   {word("col_p_short"), true},
                   {word("col_p_surplus"), true},
                   {word("col_verdict")}});
  table.caption(word("report_zones_caption", {facts.service_name(service)}));
  for (const std::string& zone : facts.zones())
    for (const int year : facts.headline_years())
      for (const Cases& group : facts.cases(service)) {
        const Row row = facts.verdict(scenario, group.front(), year, zone, service);
        if (!row) continue;
        table.row({{spans(facts.zone_name(zone)), ""},
                   {std::to_string(year), ""},
                   {spans(facts.case_name(service, group)), ""},
                   interval_cell(row, "demand_p50", "demand_p10", "demand_p90"),
                   count_cell(row, "capacity"),
                   per_cent_cell(facts.service(scenario, group.front(), year, zone, service, "load"), "p50"),
                   probability_cell(row, "p_short", "se_p_short"),
                   probability_cell(row, "p_surplus", "se_p_surplus"),
                   verdict_cell(row, false)});
      }
  Text text;
  const std::string supply = facts.foremost(scenario, service, facts.target_year());
  for (const std::string& zone : facts.zones()) {
    const double load = facts.service(scenario, supply, facts.target_year(), zone, service, "load").number("p50");
    if (std::isnan(load)) continue;
    const Text one = facts.zone_name(zone) + same(" " + per_cent(load));
    text = text.zh.empty() ? one : text + word("list_comma") + one;
  }
  if (text.zh.empty()) text = word("report_load_unknown");
  return figure(
      chart("zones", service),
      word("report_zones_summary", {same(std::to_string(facts.target_year())), facts.case_name(supply), text}),
      table.html(), true);
}

std::string targets_of(const Facts& facts, const std::string& scenario, const std::string& service) {
  HtmlTable table({{word("col_indicator")},
                   {word("col_year")},
                   {word("col_case")},
                   {word("col_base"), true},
                   {word("col_target"), true},
                   {word("report_col_projected"), true},
                   {word("col_p_attained"), true},
                   {word("report_col_attainment")}});
  table.caption(word("report_targets_caption", {facts.service_name(service)}));
  for (const std::string& id : facts.indicators_of(service)) {
    const Row indicator = facts.indicator(id);
    for (const int year : facts.headline_years())
      for (const Cases& group : facts.cases(service)) {
        const Row row = facts.indicator_verdict(scenario, group.front(), year, id);
        if (!row) continue;
        const std::string projected = std::isnan(row.number("projected_p50"))
                                          ? "—"
                                          : quantity(row.number("projected_p50")) + " (" +
                                                quantity(row.number("projected_p10")) + "–" +
                                                quantity(row.number("projected_p90")) + ")";
        const std::string w = row.text("attainment");
        table.row(
            {{spans(indicator.both("name")) + " <span class=note>" + spans(facts.indicator_unit(indicator)) + "</span>",
              ""},
             {std::to_string(year), ""},
             {spans(facts.case_name(service, group)), ""},
             {quantity(row.number("base")), ""},
             {quantity(row.number("target")), ""},
             {projected, ""},
             probability_cell(row, "p_attained", "se_p_attained"),
             {w.empty() ? "—" : spans(attainment_word(w)), attainment_class(w)}});
      }
  }
  return table.empty() ? paragraph(word("report_no_indicator"), "note")
                       : "<h4>" + spans(word("report_targets_heading")) + "</h4>\n" + table.html();
}

std::string curves_of(const Facts& facts, const std::string& scenario, const std::string& service) {
  std::string out;
  HtmlTable targets = deciles_table(word("report_col_reached_with"));
  targets.caption(word("report_target_curves_caption", {facts.service_name(service)}));
  std::vector<Text> said;
  for (const TargetCurve& c : target_curves(facts, scenario, service)) {
    const Row indicator = facts.indicator(c.indicator);
    const Text name = word("report_curve_of", {indicator.both("name"), facts.indicator_unit(indicator),
                                               facts.case_name(c.supply), same(std::to_string(c.year))});
    std::vector<Cell> cells{{spans(name), ""}};
    for (const double p : kDeciles) cells.push_back({quantity(reached_with(c.points, p)), ""});
    targets.row(cells);
    if (c.year == facts.target_year() && c.supply == "quantified")
      said.push_back(word(
          "report_curve_says",
          {indicator.both("name"), same(std::to_string(c.year)), same(quantity(reached_with(c.points, 0.8))),
           same(quantity(reached_with(c.points, 0.5))), facts.indicator_unit(indicator), same(quantity(c.target))}));
  }
  if (!targets.empty())
    out += figure(chart("target-curve", service),
                  said.empty() ? word("report_curve_certain") : joined(said) + word("full_stop"), targets.html(), true);
  HtmlTable capacity = deciles_table(word("report_col_suffices_with"));
  capacity.caption(word("report_capacity_curves_caption", {facts.service_name(service), facts.service_unit(service)}));
  Text text;
  for (const CapacityCurve& c : capacity_curves(facts, scenario, service)) {
    std::vector<Cell> cells{{std::to_string(c.year), ""}};
    for (const double p : kDeciles) cells.push_back({count(needed_for(c.points, p)), ""});
    capacity.row(cells);
    text = text + word("report_suffices_is", {same(std::to_string(c.year)), same(count(needed_for(c.points, 0.8))),
                                              same(count(needed_for(c.points, 0.5))), facts.service_unit(service)});
  }
  if (!capacity.empty()) out += figure(chart("capacity-curve", service), text, capacity.html(), true);
  return out;
}

std::string influence_of(const Facts& facts, const std::string& scenario, const std::string& service) {
  std::string tables;
  Text text;
  for (const Influence& one : influences(facts, scenario, service)) {
    tables += influence_table(facts, one, service);
    const Row& most = one.rows.front();
    text = text + word(one.output == "demand" ? "report_influence_says_demand" : "report_influence_says_margin",
                       {same(std::to_string(one.year)), most.both("parameter"),
                        same(fmt::format("{:+.2f}", most.number("rank_correlation"))),
                        same(quantity(most.number("when_low"))), same(quantity(most.number("when_high")))});
  }
  return tables.empty() ? "" : figure(chart("influence", service), text, tables, true);
}

std::string changes_of(const Facts& facts, const std::string& scenario, const std::string& service) {
  HtmlTable table({{word("col_year")},
                   {word("col_case")},
                   {word("col_change_short"), true},
                   {word("col_change_surplus"), true},
                   {word("col_unknown")},
                   {word("col_range"), true},
                   {word("col_turns_short")},
                   {word("col_turns_surplus")}});
  table.caption(word("report_changes_caption", {facts.service_name(service)}));
  for (const int year : facts.headline_years())
    for (const Cases& group : facts.cases(service)) {
      const Row row = facts.verdict(scenario, group.front(), year, kAll, service);
      const Row d = facts.deciding(scenario, group.front(), year, service);
      if (!row) continue;
      const std::string unit = d.text("unit");
      table.row({{std::to_string(year), ""},
                 {spans(facts.case_name(service, group)), ""},
                 {signed_per_cent(row.number("change_to_short_p50")), ""},
                 {signed_per_cent(row.number("change_to_surplus_p50")), ""},
                 {d ? spans(d.both("parameter")) : "—", ""},
                 {d ? parameter(d.number("drawn_p10"), unit) + "–" + parameter(d.number("drawn_p90"), unit) : "—", ""},
                 {spans(turning(d, true)), ""},
                 {spans(turning(d, false)), ""}});
    }
  const Text datum = facts.settled_by(service);
  return "<h4>" + spans(word("report_changes_heading")) + "</h4>\n" + table.html() +
         paragraph(word("report_changes_note"), "note") +
         (datum.en.empty() ? "" : paragraph(word("report_settled_by_datum", {datum})));
}

}  // namespace gongxu::report
