/// Why to believe it, and where not: the run's own checks, its twin, the past, the plan's contradictions.
#include <fmt/format.h>

#include <cmath>
#include <map>

#include "analysis/publish/report/numbers.hpp"
#include "analysis/publish/report/parts.hpp"
#include "analysis/publish/report/studies.hpp"

namespace gongxu::report {
namespace {

std::string heading(const char* key) { return "<h3>" + spans(word(key)) + "</h3>\n"; }

std::string checks(const Facts& facts) {
  std::map<std::string, std::pair<int, int>> counts;  // all, failed
  HtmlTable failed({{word("report_col_check")},
                    {word("col_scenario")},
                    {word("col_year")},
                    {word("report_col_zone")},
                    {word("col_service")},
                    {word("col_measure")},
                    {word("report_col_value"), true},
                    {word("report_col_expected"), true}});
  failed.caption(word("report_failed_caption"));
  int all = 0, wrong = 0;
  for (const Row& row : rows_of(facts.record(), "checks")) {
    const bool passed = row.flag("passed");
    auto& [n, bad] = counts[row.text("check")];
    ++n, ++all;
    if (passed) continue;
    ++bad, ++wrong;
    const std::string service = row.text("service");
    failed.row({{spans(facts.known("report_check_", row.text("check"))), ""},
                {escaped(row.text("scenario")), ""},
                {escaped(row.text("year")), ""},
                {spans(facts.zone_name(row.text("zone"))), ""},
                {service.empty() ? "—" : spans(facts.service_name(service)), ""},
                {escaped(row.text("measure")), ""},
                {quantity(row.number("value")), ""},
                {quantity(row.number("expected")), ""}});
  }
  HtmlTable table({{word("report_col_check")}, {word("report_col_count"), true}, {word("report_col_failed"), true}});
  table.caption(word("report_checks_caption"));
  for (const auto& [check, n] : counts)
    table.row({{spans(facts.known("report_check_", check)), ""}, {count(n.first), ""}, {count(n.second), ""}});
  return heading("report_checks_heading") +
         paragraph(
             word(wrong ? "report_checks_failed" : "report_checks_passed", {same(count(all)), same(count(wrong))})) +
         table.html() + (failed.empty() ? "" : failed.html());
}

std::string twin(const Facts& facts) {
  const auto measures = twin_measures(facts);
  if (measures.empty()) return "";
  HtmlTable table({{word("col_measure")},
                   {word("col_scenario")},
                   {word("col_year")},
                   {word("report_col_agents"), true},
                   {word("report_col_twin"), true},
                   {word("report_col_z"), true}});
  table.caption(word("report_twin_caption"));
  double worst = 0;
  int compared = 0, beyond = 0;
  for (const Row& row : measures) {
    table.row({{spans(facts.measure_name(row.text("measure"))), ""},
               {escaped(row.text("scenario")), ""},
               {row.text("year").empty() ? spans(word("report_all_years")) : row.text("year"), ""},
               {quantity(row.number("agents_mean")) + " ± " + fmt::format("{:.2g}", row.number("agents_se")), ""},
               {quantity(row.number("twin")), ""},
               {fmt::format("{:+.2f}", row.number("z")), ""}});
    if (row.text("scenario") != facts.scenarios().front().id) continue;
    ++compared;
    worst = std::max(worst, std::abs(row.number("z")));
    beyond += std::abs(row.number("z")) > 2;
  }
  const TwinCells cells = twin_cells(facts);
  HtmlTable bins({{word("report_col_z")}, {word("report_col_count"), true}});
  for (const TwinBin& b : cells.bins) {
    const std::string name = std::isnan(b.from) ? fmt::format("< {:g}", b.to)
                             : std::isnan(b.to) ? fmt::format("≥ {:g}", b.from)
                                                : fmt::format("{:g} – {:g}", b.from, b.to);
    bins.row({{escaped(name), ""}, {count(b.count), ""}});
  }
  std::string out = heading("report_twin_heading") + paragraph(word("report_twin_intro")) +
                    figure("data-chart=twin",
                           word("report_twin_says", {same(count(static_cast<double>(measures.size()))),
                                                     same(count(beyond)), same(fmt::format("{:.1f}", worst))}),
                           table.html());
  if (cells.counted > 0)
    out +=
        figure("data-chart=twin-cells",
               word("report_twin_cells_say", {same(count(cells.counted)),
                                              same(per_cent(static_cast<double>(cells.beyond_two) / cells.counted, 1)),
                                              same(fmt::format("{:.1f}", cells.worst))}),
               bins.html());
  return out;
}

std::string hindcast(const Facts& facts) {
  const auto rows = hindcast_rows(facts);
  if (rows.empty()) return heading("report_hindcast_heading") + paragraph(word("report_no_hindcast"), "note");
  HtmlTable table({{word("col_measure")},
                   {word("report_col_place")},
                   {word("col_year")},
                   {word("report_col_age")},
                   {word("report_col_sex")},
                   {word("report_col_observed"), true},
                   {word("report_col_hindcast"), true},
                   {word("report_col_inside")}});
  table.caption(word("report_hindcast_caption"));
  int inside = 0;
  for (const Row& row : rows) {
    const bool within = row.number("observed") >= row.number("p10") && row.number("observed") <= row.number("p90");
    inside += within;
    const std::string sex = row.text("sex"), age = row.text("age");
    table.row(
        {{spans(facts.measure_name(row.text("measure"))), ""},
         {spans(facts.place_name(row.text("place"))), ""},
         {escaped(row.text("year")), ""},
         {age.empty() ? "—" : escaped(age), ""},
         {sex.empty() ? "—" : spans(word("word_" + sex)), ""},
         {quantity(row.number("observed")), ""},
         {quantity(row.number("p50")) + " (" + quantity(row.number("p10")) + "–" + quantity(row.number("p90")) + ")",
          ""},
         {spans(word(within ? "report_yes" : "report_no")), ""}});
  }
  HtmlTable scores({{word("report_col_group")},
                    {word("report_col_place")},
                    {word("report_col_count"), true},
                    {word("report_col_mape"), true},
                    {word("report_col_malpe"), true},
                    {word("report_col_coverage"), true},
                    {word("report_col_skill"), true}});
  scores.caption(word("report_scores_caption"));
  for (const Row& row : rows_of(facts.record(), "hindcast_scores")) {
    if (row.text("scenario") != rows.front().text("scenario")) continue;
    scores.row(
        {{spans(facts.measure_name(row.text("group"))), ""},
         {spans(row.text("place") == kAll ? word("report_all_places") : facts.place_name(row.text("place"))), ""},
         count_cell(row, "n"),
         {fmt::format("{:.1f}", row.number("mape")), ""},
         {fmt::format("{:+.1f}", row.number("malpe")), ""},
         {per_cent(row.number("coverage")), ""},
         {std::isnan(row.number("skill_linear_trend")) ? "—" : fmt::format("{:+.2f}", row.number("skill_linear_trend")),
          ""}});
  }
  return heading("report_hindcast_heading") +
         figure("data-chart=hindcast",
                word("report_hindcast_says", {same(count(static_cast<double>(rows.size()))), same(count(inside))}),
                (scores.empty() ? "" : scores.html()) + table.html());
}

std::string audit(const Facts& facts) {
  HtmlTable table({{word("report_col_finding")},
                   {word("report_col_severity")},
                   {word("report_col_figures")},
                   {word("report_col_source")}});
  table.caption(word("report_audit_caption"));
  std::map<std::string, int> counts;
  for (const Row& row : rows_of(facts.record(), "audit")) {
    ++counts[row.text("severity")];
    table.row({{spans(row.both("finding")), ""},
               {spans(facts.known("report_severity_", row.text("severity"))), ""},
               {escaped(row.text("figures")), ""},
               {escaped(row.text("source")), ""}});
  }
  return heading("report_audit_heading") +
         paragraph(word("report_audit_says",
                        {same(count(counts["error"])), same(count(counts["warning"])), same(count(counts["note"]))})) +
         (table.empty() ? "" : details(word("report_audit_list"), table.html()));
}

std::string warnings(const Facts& facts) {
  std::string items;
  for (const Manifest& m : facts.record().manifests())
    for (const std::string& warning : m.list("/warnings")) items += "<li>" + escaped(warning) + "</li>\n";
  if (items.empty()) return "";
  return heading("report_warnings_heading") + "<ul>\n" + items + "</ul>\n";
}

std::string defaults(const Facts& facts) {
  int assumed = 0;
  for (const Row& row : rows_of(facts.record(), "assumptions"))
    assumed += row.text("status") == "assumed" && row.text("scenario") == facts.scenarios().front().id;
  std::vector<Text> names;
  for (const std::string& id : facts.record().manifest().list("/defaults_used"))
    names.push_back(facts.parameter_name(id));
  return heading("report_defaults_heading") +
         paragraph(
             word("report_defaults_say", {same(count(assumed)), same(count(static_cast<double>(names.size())))})) +
         details(word("report_defaults_list"), paragraph(joined(names)));
}

}  // namespace

std::string trust_part(const Facts& facts) {
  return section("trust",
                 checks(facts) + twin(facts) + hindcast(facts) + audit(facts) + defaults(facts) + warnings(facts));
}

}  // namespace gongxu::report
