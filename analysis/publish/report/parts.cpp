#include "analysis/publish/report/parts.hpp"

#include <cmath>

#include "analysis/publish/report/numbers.hpp"
#include "analysis/read/verdicts.hpp"

namespace gongxu::report {

std::string by_scenario(const Facts& facts, const std::string& block,
                        const std::function<std::string(const std::string& scenario)>& content) {
  std::string out;
  for (const RecordScenario& s : facts.scenarios()) {
    const bool first = out.empty();
    const std::string attributes = " data-block=\"" + escaped(block) + "\" data-scenario=\"" + escaped(s.id) + "\">\n";
    out += (first ? "<div class=by-scenario" : "<template") + attributes + content(s.id) +
           (first ? "</div>\n" : "</template>\n");
  }
  return out;
}

std::string section(const std::string& id, const std::string& content) {
  return "<section id=" + id + ">\n<h2>" + spans(word("report_section_" + id)) + "</h2>\n" + content + "</section>\n";
}

std::string year_with_mark(const Facts& facts, int year) {
  return std::to_string(year) + (year == facts.first_year() && facts.partial_first_year() ? "*" : "");
}

std::string verdict_name(const std::string& verdict) {
  const VerdictWord& w = verdict_word(verdict);
  return "<span class=symbol aria-hidden=true>" + w.symbol + "</span> " + spans(w.name);
}

Cell verdict_cell(const Row& verdict, bool with_probability) {
  const std::string w = verdict.text("verdict");
  if (w.empty()) return {"—", "verdict"};
  const double p = verdict.number("p_short");
  if (!with_probability) return {verdict_word(w).symbol + " " + spans(verdict_word(w).name), "verdict v-" + w};
  return {verdict_name(w) + (std::isnan(p) ? "" : " " + probability(p, 0)), "verdict v-" + w};
}

Text why_conditional(const Facts& facts, const Row& verdict) {
  if (verdict.text("verdict") != "conditional") return {};
  if (facts.record().manifest().flag("/fixed_parameters")) return word("report_why_fixed");
  if (std::isnan(verdict.number("capacity"))) return word("report_why_unknown");
  if (const std::string basis = verdict.text("basis"); basis != "stated") return word("report_why_" + basis);
  if (facts.draws() < kLeastDraws)
    return word("report_why_few_draws", {same(std::to_string(facts.draws())), same(std::to_string(kLeastDraws))});
  return word("report_why_decider_fixed");
}

Text turning(const Row& deciding, bool to_short) {
  const std::string way = to_short ? "short" : "surplus";
  const double value = deciding.number(way + "_beyond");
  if (!std::isfinite(value)) return same("—");
  // The margin falls as demand rises: with a parameter that lowers the margin a high value is short.
  const double rho = deciding.number("rank_correlation");
  const bool rises = deciding.text("correlated_with") == "demand" ? rho < 0 : rho > 0;
  const Text text =
      word(rises == to_short ? "turns_below" : "turns_above", {same(parameter(value, deciding.text("unit")))});
  return deciding.flag(way + "_extrapolated") ? word("word_extrapolated", {text}) : text;
}

}  // namespace gongxu::report
