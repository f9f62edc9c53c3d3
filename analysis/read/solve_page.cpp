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

std::string probability_text(double p) { return fmt::format("{:.0f} %", (1 - p) * 100); }

void sentence(std::string& out, const Ensemble& e, const PageWords& words, const Solution& s) {
  const Indicator* i = e.pack.plan.indicator_of_service(s.service);
  const std::string name = words.service(s.service), year = std::to_string(s.year);
  if (std::isnan(s.required)) {
    out += words.say("solve_no_base", {name, year}) + "\n";
    return;
  }
  if (std::isinf(s.required)) {
    out += words.say("solve_nothing_found", {name, year}) + "\n";
    return;
  }
  out += words.say("solve_answer",
                   {name, year, probability_text(s.probability), grouped(s.required), grouped(s.low),
                    std::isinf(s.high) ? words.say("solve_beyond") : grouped(s.high), with_error(s.verified)});
  const std::string ratio = i && i->denominator.empty() ? "" : as_indicator(words, i, s.required, s.residents);
  if (!ratio.empty()) out += words.say("solve_as_ratio", {ratio});
  if (i && i->target && speaks_of_units(*i)) out += words.say("solve_target", {words.figure(*i, *i->target)});
  out += words.say("full_stop") + "\n";
  if (s.verified.low() > s.probability) out += "  " + words.say("solve_not_confirmed") + "\n";
}

}  // namespace

std::string solve_page(const Ensemble& e, const std::vector<Solution>& all, const std::vector<Solution>& worst,
                       Language lang) {
  const PageWords words(e, lang);
  std::string out, scenario;
  for (const Solution& s : all) {
    if (s.scenario != scenario) {
      scenario = s.scenario;
      out += words.say("page_scenario_only", {scenario, words.in(e.pack.scenarios.at(scenario).name)}) + "\n";
    }
    out += "  ";
    sentence(out, e, words, s);
  }
  out += "\n" + words.say("solve_table", {std::to_string(all.front().year)}) + "\n";
  TextTable table(
      {words.say("col_service"), words.say("col_base"), words.say("col_target"), words.say("col_quantified"),
       words.say("col_demand"), words.say("col_required_units"), words.say("col_gap"), words.say("col_scenario")},
      {Align::left, Align::right, Align::right, Align::right, Align::right, Align::right, Align::right, Align::left});
  for (const Solution& s : worst.empty() ? all : worst) {
    const Indicator* i = e.pack.plan.indicator_of_service(s.service);
    const bool known = std::isfinite(s.required);
    table.row({words.service(s.service), i && i->base ? words.figure(*i, *i->base) : "—",
               i && i->target ? words.figure(*i, *i->target) : "—", grouped(s.quantified), with_interval(s.demand),
               known ? grouped(s.required) : "—",
               known && !std::isnan(s.quantified)
                   ? (s.required < s.quantified ? "-" : "+") + grouped(std::abs(s.required - s.quantified))
                   : "—",
               s.scenario});
  }
  out += table.text() + words.say("solve_footnote") + "\n";
  const bool staff = std::any_of(all.begin(), all.end(), [](const Solution& s) {
    return s.service == Service::physician || s.service == Service::nurse;
  });
  return staff ? out + words.say("solve_staff_note") + "\n" : out;
}

void write_solve(const std::vector<Solution>& all, const std::vector<Solution>& worst, const std::string& path) {
  CsvWriter out(path,
                {"scenario", "supply_case", "year", "zone", "service", "unit", "probability", "required_capacity", "lo",
                 "hi", "verified_p_short", "verified_se", "quantified", "demand_p10", "demand_p50", "demand_p90"});
  const auto write = [&](const Solution& s, const std::string& scenario) {
    const auto or_blank = [](double v) { return std::isfinite(v) ? number(v) : std::string(); };
    const bool tried = s.verified.n > 0;
    out.row({scenario, "quantified", std::to_string(s.year), kWholePlace, info(s.service).word, info(s.service).unit,
             number(s.probability), or_blank(s.required), or_blank(s.low), or_blank(s.high),
             tried ? number(s.verified.p) : "", tried ? number(s.verified.se) : "", or_blank(s.quantified),
             or_blank(s.demand.p10), or_blank(s.demand.p50), or_blank(s.demand.p90)});
  };
  for (const Solution& s : all) write(s, s.scenario);
  for (const Solution& s : worst) write(s, kWorst);
  out.close();
}

}  // namespace gongxu
