/// Scenarios beside each other: verdicts, and the inputs by which they differ.
#include <sstream>

#include "analysis/publish/report/numbers.hpp"
#include "analysis/publish/report/parts.hpp"

namespace gongxu::report {
namespace {

Cell cell_of(const Row& row) {
  Cell cell = verdict_cell(row, false);
  if (!row) return cell;
  cell.html +=
      "<br>" + probability(row.number("p_short"), row.number("se_p_short")) + "<br>" + count_of(row, "demand_p50");
  return cell;
}

std::string table_of(const Facts& facts, int year) {
  std::vector<Column> columns{{word("col_service")}, {word("col_case")}};
  for (const RecordScenario& s : facts.scenarios()) columns.push_back({s.name});
  HtmlTable table(std::move(columns));
  table.caption(word("report_side_caption", {same(std::to_string(year))})).classes("matrix");
  for (const std::string& service : facts.services())
    for (const Cases& group : facts.cases(service)) {
      if (group == Cases{"trend"}) continue;
      std::vector<Cell> cells{{spans(facts.service_name(service)), ""}, {spans(facts.case_name(service, group)), ""}};
      for (const RecordScenario& s : facts.scenarios())
        cells.push_back(cell_of(facts.verdict(s.id, group.front(), year, kAll, service)));
      table.row(cells);
    }
  return table.html();
}

/// "parameter births: fixed 0.75" with the parameter's name before it.
std::string difference(const Facts& facts, const std::string& line) {
  const std::string start = "parameter ";
  const auto colon = line.find(':');
  if (!line.starts_with(start) || colon == std::string::npos) return escaped(line);
  const std::string id = line.substr(start.size(), colon - start.size());
  return spans(facts.parameter_name(id)) + " <code>" + escaped(id + line.substr(colon)) + "</code>";
}

std::string inputs(const Facts& facts) {
  HtmlTable table({{word("col_scenario")}, {word("report_col_reason")}, {word("report_col_differs")}});
  table.caption(word("report_inputs_caption"));
  for (const Row& row : rows_of(facts.record(), "scenarios")) {
    std::string differs;
    std::istringstream lines(row.text("differs"));
    for (std::string line; std::getline(lines, line);)
      if (!line.empty()) differs += (differs.empty() ? "" : "<br>") + difference(facts, line);
    Text name = row.both("name");
    for (const RecordScenario& s : facts.scenarios())
      if (s.id == row.text("scenario")) name = s.name;
    table.row({{spans(name) + " <code>" + escaped(row.text("scenario")) + "</code>", ""},
               {spans(row.both("reason")), ""},
               {differs.empty() ? spans(word("report_no_difference")) : differs, ""}});
  }
  return table.html();
}

}  // namespace

std::string side_by_side_part(const Facts& facts) {
  std::string out = paragraph(word("report_side_intro"));
  for (const int year : facts.headline_years()) out += table_of(facts, year);
  return section("scenarios", out + inputs(facts));
}

}  // namespace gongxu::report
