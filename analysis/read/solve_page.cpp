#include "analysis/read/solve_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/read/page_words.hpp"
#include "analysis/read/text_table.hpp"
#include "sim/core/messages.hpp"
#include "sim/output/csv_writer.hpp"

namespace gongxu {
namespace {

using Align = TextTable::Align;
constexpr const char* kWorst = "worst";

/// What so many units are in the indicator's own terms; empty where it speaks of something else.
std::string as_indicator(const PageWords& words, const Indicator* i, double units, double residents) {
  if (!i || !speaks_of_units(*i)) return "";
  if (i->denominator.empty()) return words.figure(*i, std::round(units));
  if (i->denominator != info(Measure::population).name || residents <= 0) return "";
  constexpr double kHundredths = 100;
  return words.figure(*i, std::round(units / residents * i->per * kHundredths) / kHundredths);
}

/// As a table prints it: nothing for what is not a finite number.
std::string finite(double v) { return std::isfinite(v) ? number(v) : std::string(); }
/// A probability and its error; nothing where none was worked out.
void append(std::vector<std::string>& row, const Probability& p) {
  row.push_back(p.n > 0 ? number(p.p) : "");
  row.push_back(p.n > 0 ? number(p.se) : "");
}

std::string probability_text(double p) { return fmt::format("{:.0f} %", (1 - p) * 100); }

/// Why there is no answer; empty if there is one.
std::string without_answer(const PageWords& words, const Solution& s, const SolveRequest& request) {
  const std::string name = words.service(s.service), year = std::to_string(s.year);
  if (std::isnan(s.required)) return words.say("solve_no_base", {name, year});
  if (s.found()) return "";
  std::vector<std::string> values{name,
                                  year,
                                  probability_text(s.probability),
                                  grouped(s.best),
                                  with_error(s.best_short),
                                  with_error(s.best_verified)};
  if (!request.between) return words.say("solve_nothing_found", values);
  values.push_back(grouped(static_cast<double>(request.between->least)));
  values.push_back(grouped(static_cast<double>(request.between->most)));
  return words.say("solve_none_between", values);
}

/// The trial's probability lies above what was asked beyond both errors: its own, and that of the draws in which the
/// number was found, which is the binomial one at the probability asked.
bool clearly_above(const Solution& s) {
  constexpr double kZ90 = 1.64;
  const double found = s.verified.n > 0 ? s.probability * (1 - s.probability) / s.verified.n : 0;
  return s.verified.p - s.probability > kZ90 * std::sqrt(s.verified.se * s.verified.se + found);
}

std::string answer(const Ensemble& e, const PageWords& words, const Solution& s, const SolveRequest& request) {
  if (const std::string none = without_answer(words, s, request); !none.empty()) return none + "\n";
  const Indicator* i = e.pack.plan.indicator_of_service(s.service);
  std::string out = words.say("solve_answer", {words.service(s.service), std::to_string(s.year),
                                               probability_text(s.probability), grouped(s.required), grouped(s.low),
                                               std::isinf(s.high) ? words.say("solve_beyond") : grouped(s.high),
                                               with_error(s.verified), with_error(s.tenth_less)});
  const std::string ratio = i && i->denominator.empty() ? "" : as_indicator(words, i, s.required, s.residents);
  if (!ratio.empty()) out += words.say("solve_as_ratio", {ratio});
  if (i && i->target && speaks_of_units(*i)) out += words.say("solve_target", {words.figure(*i, *i->target)});
  if (request.between && s.required <= static_cast<double>(request.between->least)) out += words.say("solve_at_least");
  out += words.say("full_stop") + "\n";
  if (clearly_above(s)) out += "  " + words.say("solve_not_confirmed") + "\n";
  return out;
}

std::string conversion(const PageWords& words, const Solution& s, const Alternative& w) {
  const std::string giver = words.service(w.from);
  const std::string rate = w.own_rate
                               ? words.say("solve_lever_rate", {grouped(w.units_per_step), grouped(w.gain_per_step)})
                               : words.say("solve_one_for_one");
  return words.say(
      w.enough ? "solve_convert" : "solve_convert_short",
      {std::to_string(s.year), grouped(w.units), w.from == Service::care_bed ? words.say("solve_ordinary_beds") : giver,
       grouped(w.gains), words.service(s.service), rate, with_error(w.before), with_error(w.after), giver,
       with_error(w.giver_before), with_error(w.giver_after)});
}

std::string delay(const PageWords& words, const Solution& s, const Alternative& w) {
  const std::string name = words.service(s.service), year = std::to_string(s.year);
  if (!w.enough) return words.say("solve_delay_uneven", {name, year, with_error(w.before)});
  if (w.years_later == 0) return words.say("solve_delay_none", {name, year, with_error(w.before), with_error(w.next)});
  const std::string years = std::to_string(w.years_later);
  if (w.next.n == 0)
    return words.say("solve_delay_long", {name, years, year, with_error(w.before), with_error(w.after)});
  return words.say("solve_delay", {name, years, year, with_error(w.before), with_error(w.after), with_error(w.next)});
}

/// What could be done without building, or how much later.
std::string ways(const PageWords& words, const Solution& s) {
  std::string out;
  for (const Alternative& w : s.alternatives) {
    const bool converts = w.kind == Alternative::Kind::conversion;
    if (out.empty()) out = "    " + words.say(converts ? "solve_ways" : "solve_ways_later") + "\n";
    out += "      " + (converts ? conversion(words, s, w) : delay(words, s, w)) + "\n";
  }
  return out;
}

/// The plan's table as it should read in a year.
std::string revised_table(const Ensemble& e, const PageWords& words, const std::vector<Solution>& all, int year) {
  TextTable table(
      {words.say("col_service"), words.say("col_base"), words.say("col_target"), words.say("col_quantified"),
       words.say("col_demand"), words.say("col_required_units"), words.say("col_gap"), words.say("col_scenario")},
      {Align::left, Align::right, Align::right, Align::right, Align::right, Align::right, Align::right, Align::left});
  for (const Solution& s : all) {
    if (s.year != year) continue;
    const Indicator* i = e.pack.plan.indicator_of_service(s.service);
    table.row({words.service(s.service), i && i->base ? words.figure(*i, *i->base) : "—",
               i && i->target ? words.figure(*i, *i->target) : "—", grouped(s.quantified), with_interval(s.demand),
               s.found() ? grouped(s.required) : "—",
               s.found() && !std::isnan(s.quantified)
                   ? (s.required < s.quantified ? "-" : "+") + grouped(std::abs(s.required - s.quantified))
                   : "—",
               s.scenario});
  }
  return "\n" + words.say("solve_table", {std::to_string(year)}) + "\n" + table.text();
}

}  // namespace

std::string solve_page(const Ensemble& e, const SolveRequest& request, const std::vector<Solution>& all,
                       const std::vector<Solution>& worst, Language lang) {
  const PageWords words(e, lang);
  std::string out, scenario;
  for (const Solution& s : all) {
    if (s.scenario != scenario) {
      scenario = s.scenario;
      out += words.say("page_scenario_only", {scenario, words.in(e.pack.scenarios.at(scenario).name)}) + "\n";
    }
    out += "  " + answer(e, words, s, request) + ways(words, s);
  }
  for (const int year : request.years) out += revised_table(e, words, worst.empty() ? all : worst, year);
  out += words.say("solve_footnote") + "\n";
  const bool conversions = std::any_of(all.begin(), all.end(), [](const Solution& s) {
    return std::any_of(s.alternatives.begin(), s.alternatives.end(),
                       [](const Alternative& w) { return w.kind == Alternative::Kind::conversion; });
  });
  if (conversions) out += words.say("solve_convert_note") + "\n";
  const auto has = [&](Service of) {
    return std::any_of(all.begin(), all.end(), [&](const Solution& s) { return s.service == of; });
  };
  if (has(Service::care_bed)) out += words.say("solve_care_note") + "\n";
  if (has(Service::physician) || has(Service::nurse)) out += words.say("solve_staff_note") + "\n";
  return out + words.posterior();
}

void write_solve(const std::vector<Solution>& all, const std::vector<Solution>& worst, const std::string& path) {
  CsvWriter out(path, {"scenario",
                       "supply_case",
                       "year",
                       "zone",
                       "service",
                       "unit",
                       "probability",
                       "required_capacity",
                       "lo",
                       "hi",
                       "verified_p_short",
                       "verified_se",
                       "quantified",
                       "demand_p10",
                       "demand_p50",
                       "demand_p90",
                       "p_short_at_90_percent",
                       "p_short_at_90_percent_se",
                       "found",
                       "best_capacity",
                       "best_p_short",
                       "best_se",
                       "best_verified_p_short",
                       "best_verified_se"});
  const auto write = [&](const Solution& s, const std::string& scenario) {
    std::vector<std::string> row{scenario,
                                 "quantified",
                                 std::to_string(s.year),
                                 kWholePlace,
                                 info(s.service).word,
                                 info(s.service).unit,
                                 number(s.probability),
                                 finite(s.required),
                                 finite(s.low),
                                 finite(s.high)};
    append(row, s.verified);
    for (const double v : {s.quantified, s.demand.p10, s.demand.p50, s.demand.p90}) row.push_back(finite(v));
    append(row, s.tenth_less);
    row.emplace_back(s.found() ? "true" : "false");
    row.push_back(finite(s.best));
    append(row, s.best_short), append(row, s.best_verified);
    out.row(row);
  };
  for (const Solution& s : all) write(s, s.scenario);
  for (const Solution& s : worst) write(s, kWorst);
  out.close();
}

void write_alternatives(const std::vector<Solution>& all, const std::string& path) {
  CsvWriter out(
      path, {"scenario", "year", "service", "kind", "from", "units", "gains", "years_later", "enough", "p_short_before",
             "se_p_short_before", "p_short_after", "se_p_short_after", "p_short_next", "se_p_short_next",
             "giver_p_short_before", "se_giver_p_short_before", "giver_p_short_after", "se_giver_p_short_after"});
  for (const Solution& s : all)
    for (const Alternative& w : s.alternatives) {
      const bool converts = w.kind == Alternative::Kind::conversion;
      std::vector<std::string> row{s.scenario, std::to_string(s.year), info(s.service).word, word_of(w.kind)};
      row.emplace_back(converts ? info(w.from).word : "");
      row.push_back(converts ? number(w.units) : "");
      row.push_back(converts ? number(w.gains) : "");
      row.push_back(converts ? "" : std::to_string(w.years_later));
      row.emplace_back(w.enough ? "true" : "false");
      for (const Probability& p : {w.before, w.after, w.next, w.giver_before, w.giver_after}) append(row, p);
      out.row(row);
    }
  out.close();
}

}  // namespace gongxu
