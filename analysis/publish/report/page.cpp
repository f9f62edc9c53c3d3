/// The page as a whole: head, controls, parts, data and scripts.
#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "analysis/publish/publish.hpp"
#include "analysis/publish/report/data.hpp"
#include "analysis/publish/report/numbers.hpp"
#include "analysis/publish/report/parts.hpp"
#include "analysis/publish/report/web_files.hpp"
#include "sim/core/messages.hpp"

namespace gongxu {
namespace report {
namespace {

std::string option(const std::string& id, const Text& name, Language first) {
  return "<option value=\"" + escaped(id) + "\" data-zh=\"" + escaped(name.zh) + "\" data-en=\"" + escaped(name.en) +
         "\">" + escaped(name.in(first)) + "</option>";
}

std::string chooser(const std::string& id, const char* label, const std::string& options) {
  return "<label for=" + id + ">" + spans(word(label)) + "<select id=" + id + ">" + options + "</select></label>\n";
}

std::string controls(const Facts& facts, Language first) {
  std::string scenarios, cases, services = option("all", word("report_chart_all_services"), first);
  for (const RecordScenario& s : facts.scenarios()) scenarios += option(s.id, s.name, first);
  for (const std::string_view supply : kCases) cases += option(std::string(supply), facts.case_name(supply), first);
  for (const std::string& s : facts.services()) services += option(s, facts.service_name(s), first);
  return "<div class=\"controls needs-script\" role=group aria-label=\"情景 · scenario\">\n" +
         chooser("scenario", "col_scenario", scenarios) + chooser("case", "col_case", cases) +
         chooser("service", "col_service", services) + "</div>\n";
}

std::string fact(const char* key, const std::string& html) {
  return "<div><dt>" + spans(word(key)) + "</dt><dd>" + html + "</dd></div>\n";
}

std::string header(const Facts& facts) {
  const Manifest& m = facts.record().manifest();
  const Text plan{m.text("/plan/name_zh"), m.text("/plan/name_en")};
  std::vector<Text> scenarios;
  for (const RecordScenario& s : facts.scenarios()) scenarios.push_back(s.name);
  std::string out = "<header class=top>\n<h1>" + spans(word("report_title", {facts.place()})) + "</h1>\n<p>" +
                    spans(plan) +
                    "</p>\n<button type=button id=language class=needs-script data-zh=English "
                    "data-en=中文>English</button>\n<dl class=facts>\n";
  const double scale = m.number("/region/residents_per_person");
  out += fact("report_fact_residents", spans(word("report_residents_at", {same(count(m.number("/region/residents"))),
                                                                          same(m.text("/region/base_date"))})));
  out += fact("report_fact_years", spans(word("report_years_are", {same(std::to_string(facts.first_year())),
                                                                   same(std::to_string(facts.last_year())),
                                                                   same(std::to_string(facts.target_year()))})));
  out +=
      fact("report_fact_draws", spans(word("report_draws_are", {same(m.text("/replicates")), same(quantity(scale))})));
  out += fact("report_fact_scenarios", spans(joined(scenarios)));
  out += fact("report_fact_date", escaped(m.text("/started").substr(0, 10)));
  out += fact("report_fact_version", escaped(m.text("/program/version") + " (" + m.text("/program/commit") + ")"));
  out += "</dl>\n";
  if (scale > 1) out += paragraph(word("page_scale", {same(quantity(scale))}), "note");
  if (facts.record().mask() > 0)
    out += paragraph(word("report_masked", {same(std::to_string(facts.record().mask()))}), "note");
  if (m.text("/posterior") != "")
    out += paragraph(word("report_posterior", {same(m.text("/posterior/draws"))}), "note");
  return out + "<p id=state-shown class=needs-script role=status></p>\n</header>\n";
}

std::string contents() {
  std::string out = "<nav class=contents aria-label=\"目录 · contents\"><ul>\n";
  for (const char* id :
       {"headline", "verdicts", "people", "services", "zones", "scenarios", "actions", "drivers", "trust", "method"})
    out +=
        std::string("<li><a href=\"#") + id + "\">" + spans(word(std::string("report_section_") + id)) + "</a></li>\n";
  return out + "</ul></nav>\n";
}

}  // namespace

std::string report_page(const Record& record, Language first) {
  const Facts facts(record);
  const char* lang = first == Language::zh ? "zh-CN" : "en";
  const Text title = word("report_title", {facts.place()});
  std::string out = std::string("<!DOCTYPE html>\n<html lang=\"") + lang +
                    "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
                    "initial-scale=1\">\n<title data-zh=\"" +
                    escaped(title.zh) + "\" data-en=\"" + escaped(title.en) + "\">" + escaped(title.in(first)) +
                    "</title>\n<style>\n";
  out += web_files::css();
  out += "</style>\n</head>\n<body>\n" + header(facts) + contents() + controls(facts, first) + "<main>\n";
  for (const auto part : {headline_part, matrix_part, people_part, services_part, zones_part, side_by_side_part,
                          actions_part, drivers_part, trust_part, method_part})
    out += part(facts);
  out += "</main>\n<footer>" + paragraph(word("report_footer")) +
         "</footer>\n<script type=\"application/json\" id=\"data\">" + page_data(facts, first) + "</script>\n<script>" +
         safe_script(web_files::echarts()) + "</script>\n<script>(() => {\n\"use strict\";\n" +
         safe_script(web_files::script()) + "})();\n</script>\n</body>\n</html>\n";
  return out;
}

}  // namespace report

void write_report_page(const Record& record, Language first, const std::string& path) {
  std::ofstream out(path, std::ios::binary);
  out << report::report_page(record, first);
  out.close();
  if (!out) throw std::runtime_error("cannot write " + path + ": is the disk full?");
}

}  // namespace gongxu
