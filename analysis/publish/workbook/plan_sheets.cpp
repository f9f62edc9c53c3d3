/// What the plan and the place are made of: findings of the audit, assumptions, projects, zones.
#include <cmath>
#include <map>

#include "analysis/publish/workbook/sheets.hpp"

namespace gongxu::workbook {
namespace {

std::uint32_t severity_fill(std::string_view severity) {
  return severity == "error" ? 0xF8CBAD : severity == "warning" ? 0xFFF2CC : 0;
}

std::vector<Column> assumption_columns(const Words& w) {
  return {{w.say("wb_col_kind"), 8, Kind::text},
          {w.say("wb_col_name"), 44, Kind::wrapped},
          {w.say("wb_col_theme"), 14, Kind::text},
          {w.say("wb_col_unit"), 12, Kind::text},
          {w.say("wb_col_value"), 11, Kind::figure},
          {w.say("wb_col_lo_end"), 11, Kind::figure},
          {w.say("wb_col_hi_end"), 11, Kind::figure},
          {w.say("wb_col_distribution"), 14, Kind::text},
          {w.say("wb_col_status"), 9, Kind::text},
          {w.say("wb_col_national"), 10, Kind::text},
          {w.say("wb_col_start"), 8, Kind::year},
          {w.say("wb_col_end"), 8, Kind::year},
          {w.say("wb_col_zone"), 12, Kind::text},
          {w.say("wb_col_origin"), 13, Kind::text},
          {w.say("wb_col_origin_title"), 50, Kind::wrapped},
          {w.say("wb_col_id"), 26, Kind::text}};
}

void parameters(const Context& c, TableSheet& to) {
  const Words& w = c.words;
  const RecordTable& t = c.record.table("assumptions");
  for (std::size_t r = 0; r < t.rows(); ++r) {
    const auto word = [&](const std::string& key, std::string_view column) {
      return w.say_or(key + std::string(t.text(r, column)), t.text(r, column));
    };
    const Kind kind = kind_of_parameter(t.text(r, "unit"));
    to.row({w.say("wb_kind_parameter"), t.text(r, w.own("name_")), word("theme_", "theme"), w.unit(t.text(r, "unit")),
            number_cell(t, r, "value").as(kind), number_cell(t, r, "low").as(kind), number_cell(t, r, "high").as(kind),
            word("wb_distribution_", "distribution"), word("wb_status_", "status"),
            w.yes_no(t.text(r, "national_default")), Cell(), Cell(), Cell(), t.text(r, "source"),
            t.text(r, "source_title"), t.text(r, "parameter")});
  }
}

void projects(const Context& c, TableSheet& to) {
  const Words& w = c.words;
  if (!c.record.has("projects")) return;
  const RecordTable& t = c.record.table("projects");
  for (std::size_t r = 0; r < t.rows(); ++r) {
    std::vector<std::string> notes;
    if (t.text(r, "capacity").empty()) notes.push_back(w.say("wb_no_capacity"));
    if (t.text(r, "dated") == "false") notes.push_back(w.say("wb_undated"));
    if (!t.text(r, "converts_from").empty())
      notes.push_back(
          w.say("wb_converts", {w.service(t.text(r, "converts_from")), counted(t.number(r, "converts_units"))}));
    to.row({w.say("wb_kind_project"), t.text(r, w.own("name_")), w.service(t.text(r, "service")),
            w.unit(t.text(r, "unit")), number_cell(t, r, "capacity"), Cell(), Cell(), Cell(), w.say("wb_status_policy"),
            Cell(), number_cell(t, r, "year_start"), number_cell(t, r, "year_end"), w.zone(t.text(r, "zone")),
            t.text(r, "source"), w.list(notes), t.text(r, "id")});
  }
}

void zones(const Context& c, TableSheet& to) {
  const Words& w = c.words;
  const RecordTable& t = c.record.table("zones");
  for (std::size_t r = 0; r < t.rows(); ++r) {
    const std::string residence(t.text(r, "residence"));
    to.row({w.say("wb_kind_zone"), t.text(r, w.own("name_")), w.say_or("wb_residence_" + residence, ""),
            w.unit("persons"), number_cell(t, r, "population"), Cell(), Cell(), Cell(),
            w.say_or("wb_status_" + std::string(t.text(r, "status")), t.text(r, "status")), Cell(), Cell(), Cell(),
            w.zone(t.text(r, "zone")), t.text(r, "source"),
            w.say("wb_share_of_residents", {plus_minus(t.number(r, "share_of_population"), kUnknown)}),
            t.text(r, "zone")});
  }
}

}  // namespace

void write_audit(Context& c) {
  const Words& w = c.words;
  TableSheet to(c.sheet("audit"), {{w.say("wb_col_severity"), 10, Kind::text},
                                   {w.say("col_indicator"), 34, Kind::wrapped},
                                   {w.say("wb_col_finding"), 80, Kind::wrapped},
                                   {w.say("wb_col_figures"), 50, Kind::wrapped},
                                   {w.say("wb_col_lines"), 22, Kind::wrapped},
                                   {w.say("wb_col_rule"), 26, Kind::text}});
  if (c.record.has("audit")) {
    std::map<std::string, std::string, std::less<>> names;
    const RecordTable& indicators = c.record.table("indicators");
    for (std::size_t r = 0; r < indicators.rows(); ++r)
      names[std::string(indicators.text(r, "id"))] = indicators.text(r, w.own("name_"));
    const RecordTable& t = c.record.table("audit");
    for (std::size_t r = 0; r < t.rows(); ++r) {
      const std::string severity(t.text(r, "severity")), id(t.text(r, "id"));
      const auto name = names.find(t.text(r, "indicator"));
      to.row({Cell(w.say_or("severity_" + severity, severity)).filled(severity_fill(severity)),
              name == names.end() ? w.say_or("service_" + std::string(t.text(r, "indicator")), t.text(r, "indicator"))
                                  : name->second,
              t.text(r, w.own("finding_")), t.text(r, "figures"), t.text(r, "source"), id.substr(0, id.find(':'))});
    }
  }
  c.finish(to, "gx_audit", 1);
}

void write_assumptions(Context& c) {
  TableSheet to(c.sheet("assumptions"), assumption_columns(c.words));
  parameters(c, to);
  projects(c, to);
  zones(c, to);
  c.finish(to, "gx_assumptions", 2);
}

}  // namespace gongxu::workbook
