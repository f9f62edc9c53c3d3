/// How to read it: supply cases, rules, words, sources, and what was run.
#include <set>

#include "analysis/publish/report/numbers.hpp"
#include "analysis/publish/report/parts.hpp"

namespace gongxu::report {
namespace {

std::string heading(const char* key) { return "<h3>" + spans(word(key)) + "</h3>\n"; }

std::string terms(const std::vector<std::pair<Text, Text>>& all) {
  std::string out = "<dl>\n";
  for (const auto& [term, meaning] : all) out += "<dt>" + spans(term) + "</dt><dd>" + spans(meaning) + "</dd>\n";
  return out + "</dl>\n";
}

std::string words_of_page(const Facts& facts) {
  std::vector<std::pair<Text, Text>> cases, notions, verdicts, attainments;
  for (const std::string_view supply : kCases)
    cases.emplace_back(facts.case_name(supply), word("report_case_" + std::string(supply)));
  for (const char* notion : {"need", "demand", "use", "capacity", "load", "required", "interval", "error"})
    notions.emplace_back(word(std::string("report_term_") + notion), word(std::string("report_means_") + notion));
  for (const char* w : kVerdicts) {
    const VerdictWord& v = verdict_word(w);
    verdicts.emplace_back(same(v.symbol + " ") + v.name, word(std::string("report_rule_") + w));
  }
  for (const char* w : {"met", "likely", "open", "unlikely", "on path", "behind"}) {
    std::string key = std::string("report_attained_") + w;
    for (char& c : key) c = c == ' ' ? '_' : c;
    attainments.emplace_back(attainment_word(w), word(key));
  }
  return heading("report_cases_heading") + terms(cases) + heading("report_terms_heading") + terms(notions) +
         heading("report_verdicts_heading") + terms(verdicts) + heading("report_attainment_heading") +
         terms(attainments);
}

std::string rules(const Facts& facts) {
  HtmlTable table({{word("col_service")}, {word("report_col_rule")}});
  table.caption(word("report_rules_caption"));
  for (const std::string& service : facts.services())
    table.row({{spans(facts.service_name(service)), ""}, {spans(word("report_rule_of_" + service)), ""}});
  return table.html();
}

std::string sources(const Facts& facts) {
  std::set<std::string> seen;
  std::string items;
  for (const Row& row : rows_of(facts.record(), "assumptions"))
    if (!row.text("source").empty() && seen.insert(row.text("source")).second)
      items += "<li><code>" + escaped(row.text("source")) + "</code> " + escaped(row.text("source_title")) + "</li>\n";
  return heading("report_sources_heading") +
         paragraph(word("report_plan_document", {same(facts.record().manifest().text("/plan/document"))})) + "<ul>\n" +
         items + "</ul>\n";
}

std::string run_table(const Facts& facts, std::size_t i) {
  const Manifest& m = facts.record().manifests()[i];
  std::string command;
  for (const std::string& part : m.list("/command_line")) command += (command.empty() ? "" : " ") + part;
  HtmlTable table({{word("report_col_item")}, {word("report_col_value")}});
  table.caption(word("report_run_caption", {same(std::to_string(i + 1))}));
  const auto row = [&](const char* key, const std::string& value) {
    table.row({{spans(word(key)), ""}, {"<code>" + escaped(value) + "</code>", ""}});
  };
  row("report_run_command", command);
  row("report_run_program",
      m.text("/program/version") + " (" + m.text("/program/commit") + ", " + m.text("/program/compiler") + ")");
  row("report_run_seed", m.text("/seed"));
  row("report_run_draws", m.text("/replicates"));
  row("report_run_started", m.text("/started"));
  row("report_run_ended", m.text("/ended"));
  HtmlTable files({{word("report_col_file")}, {same("SHA-256")}});
  for (const char* list : {"/inputs_sha256", "/outputs_sha256"})
    for (const auto& [file, hash] : m.members(list))
      files.row({{escaped(file), ""}, {"<code>" + escaped(hash) + "</code>", ""}});
  return table.html() + details(word("report_hashes"), files.html());
}

}  // namespace

std::string method_part(const Facts& facts) {
  const Manifest& m = facts.record().manifest();
  std::string runs;
  for (std::size_t i = 0; i < facts.record().manifests().size(); ++i) runs += run_table(facts, i);
  return section("method",
                 paragraph(word("report_method_intro")) + words_of_page(facts) + heading("report_rules_heading") +
                     rules(facts) + sources(facts) + heading("report_cite_heading") +
                     paragraph(word("report_cite", {Text{m.text("/plan/name_zh"), m.text("/plan/name_en")},
                                                    same(m.text("/program/version")), same(m.text("/program/commit")),
                                                    same(m.text("/seed")), same(m.text("/started").substr(0, 10))})) +
                     heading("report_runs_heading") + runs + heading("report_licences_heading") +
                     paragraph(word("report_licences")));
}

}  // namespace gongxu::report
