/// The verdicts: services by year, a table for each supply case.
#include "analysis/publish/report/numbers.hpp"
#include "analysis/publish/report/parts.hpp"

namespace gongxu::report {
namespace {

std::string legend() {
  std::string out = "<ul class=legend>";
  for (const char* w : kVerdicts)
    out += std::string("<li><span class=\"verdict v-") + w + "\">" + verdict_name(w) + "</span> " +
           spans(word(std::string("report_rule_") + w)) + "</li>\n";
  return out + "</ul>\n" + paragraph(word("report_matrix_note"), "note");
}

std::string table(const Facts& facts, const std::string& scenario, std::string_view supply) {
  std::vector<Column> columns{{word("col_service")}};
  for (const int year : facts.years())
    columns.push_back({same(year_with_mark(facts, year)), false, year == facts.target_year() ? "target-year" : ""});
  HtmlTable out(std::move(columns));
  out.caption(word("report_matrix_caption", {facts.case_name(supply)})).classes("matrix");
  out.attributes("data-case=" + std::string(supply));
  for (const std::string& service : facts.services()) {
    const std::string first = facts.first_of(service, supply);
    std::string name = spans(facts.service_name(service));
    if (first != supply)
      name += " <span class=note>(" + spans(word("report_same_as", {facts.case_name(first)})) + ")</span>";
    std::vector<Cell> cells{{std::move(name), ""}};
    for (const int year : facts.years())
      cells.push_back(verdict_cell(facts.verdict(scenario, first, year, kAll, service), true));
    out.row(cells);
  }
  return out.html();
}

}  // namespace

std::string matrix_part(const Facts& facts) {
  return section("verdicts", paragraph(word("report_matrix_intro")) + legend() +
                                 by_scenario(facts, "verdicts", [&](const std::string& scenario) {
                                   std::string out;
                                   for (const std::string_view supply : kCases) out += table(facts, scenario, supply);
                                   return out;
                                 }));
}

}  // namespace gongxu::report
