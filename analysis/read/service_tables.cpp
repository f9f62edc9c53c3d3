#include "analysis/read/service_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "analysis/read/service_facts.hpp"
#include "analysis/read/text_table.hpp"
#include "sim/engine/supply.hpp"

namespace gongxu {
namespace {

using Align = TextTable::Align;

enum class Balance { even, lacking, idle };

/// What most draws say of a zone.
Balance balance_of(const VerdictRow& v) {
  constexpr double kMoreOftenThanNot = 0.5;
  if (v.p_short.p > kMoreOftenThanNot) return Balance::lacking;
  return v.p_surplus.p > kMoreOftenThanNot ? Balance::idle : Balance::even;
}

/// "core short 118 % · countryside idle 63 %"; empty where the zones do not differ.
std::string zones_note(const Ensemble& e, const Verdicts& verdicts, const PageWords& words, const VerdictRow& all,
                       Service s, SupplyCase supply) {
  if (!has_zones(s) || std::isnan(all.capacity)) return "";
  constexpr double kPerCent = 100;
  std::vector<Balance> balances;
  std::string text;
  for (const Zone& z : e.pack.region.zones) {
    const VerdictRow* v = verdicts.find(all.scenario, s, supply, all.year, z.code);
    if (!v || std::isnan(v->load_p50)) continue;  // neither units nor demand
    balances.push_back(balance_of(*v));
    constexpr const char* kWords[] = {"zone_even", "zone_lacking", "zone_idle"};
    text +=
        (text.empty() ? "" : " · ") + words.say(kWords[static_cast<std::size_t>(balances.back())],
                                                {words.zone(z.code), fmt::format("{:.0f} %", v->load_p50 * kPerCent)});
  }
  const bool differ = std::adjacent_find(balances.begin(), balances.end(), std::not_equal_to<>()) != balances.end();
  return differ ? "  └ " + text : "";
}

/// What a target of care beds comes to for the elderly: the plan gives a count, planners compare by head.
std::string beds_by_head(const Ensemble& e, const PageWords& words, const ScenarioRun& run, const VerdictRow& v,
                         Service s) {
  if (s != Service::care_bed || !v.indicator || !v.indicator->target || !v.indicator->denominator.empty() ||
      v.year != v.indicator->target_year)
    return "";
  constexpr double kPerThousand = 1000;
  std::vector<double> values;
  for (const ReplicateResult& r : run.replicates)
    values.push_back(*v.indicator->target * kPerThousand /
                     r.demography[static_cast<std::size_t>(v.year - e.first_year)]
                         .zones.back()[static_cast<std::size_t>(Measure::population_60plus)]);
  const Summary per_head = summarise(std::move(values));
  const auto one = [](double x) { return fmt::format("{:.1f}", x); };
  return "  └ " + words.say("beds_by_head",
                            {grouped(*v.indicator->target), one(per_head.p50), one(per_head.p10), one(per_head.p90)});
}

/// The other indicators of a service, a line each: target, projected value, probability.
std::vector<std::string> further_indicators(const Verdicts& verdicts, const PageWords& words, const ScenarioRun& run,
                                            Service s, SupplyCase supply, int year) {
  std::vector<std::string> out;
  for (const VerdictRow& v : verdicts.rows) {
    if (!v.indicator || !v.service.empty() || v.scenario != run.scenario->id || v.year != year) continue;
    if (v.indicator->service != info(s).word || v.supply_case != word_of(supply)) continue;
    const std::string attained = (v.attained ? with_error(*v.attained) + " " : "") + words.attainment(v.attainment);
    out.push_back(
        "  └ " +
        words.say(
            "further_indicator",
            {words.in(v.indicator->name), v.indicator->base ? words.figure(*v.indicator, *v.indicator->base) : "—",
             v.target ? words.figure(*v.indicator, *v.target) : "—",
             std::isnan(v.projected.p50) ? "—" : words.figure(*v.indicator, std::round(v.projected.p50 * 100) / 100),
             attained}));
  }
  return out;
}

/// The supply case in which a service is looked at where one must do: quantified where it is known, else targeted.
SupplyCase foremost_case(const Verdicts& verdicts, const ScenarioRun& run, Service s, int year) {
  const VerdictRow* v = verdicts.find(run.scenario->id, s, SupplyCase::quantified, year);
  return v && !std::isnan(v->capacity) ? SupplyCase::quantified : SupplyCase::targeted;
}

std::string turning(const PageWords& words, double v, const std::string& unit, bool above, bool extrapolated) {
  if (std::isnan(v) || std::isinf(v)) return "—";
  const std::string text = words.say(above ? "turns_above" : "turns_below", {parameter_value(v, unit)});
  return extrapolated ? words.say("word_extrapolated", {text}) : text;
}

std::string matrix_cell(const PageWords& words, const VerdictRow* v) {
  if (!v) return "";
  return words.verdict(v->verdict) + (std::isnan(v->p_short.p) ? "" : " " + with_error(v->p_short));
}

}  // namespace

std::string year_table(const Ensemble& e, const Verdicts& verdicts, const PageWords& words, const ScenarioRun& run,
                       int year) {
  TextTable table(
      {words.say("col_service"), words.say("col_target"), words.say("col_p_attained"), words.say("col_case"),
       words.say("col_capacity"), words.say("col_demand"), words.say("col_margin"), words.say("col_p_short"),
       words.say("col_p_surplus"), words.say("col_verdict"), words.say("col_required")},
      {Align::left, Align::right, Align::left, Align::left, Align::right, Align::right, Align::right, Align::right,
       Align::right, Align::left, Align::right});
  for (std::size_t i = 0; i < kServices; ++i) {
    const Service s = service_at(i);
    bool first = true;
    std::string by_head;
    for (const CaseGroup& group : words.case_groups(s)) {
      const VerdictRow* v = verdicts.find(run.scenario->id, s, group.front(), year);
      if (!v) continue;
      const bool has_target = v->indicator && v->indicator->target;
      const std::string attained =
          (v->attained ? with_error(*v->attained) + " " : "") + words.attainment(v->attainment);
      const bool known = !std::isnan(v->capacity);
      const char* about = known && is_assumed(e.pack.plan, e.pack.region, s) ? "≈" : "";
      table.row({first ? words.service(s) : "",
                 first && has_target ? words.figure(*v->indicator, *v->indicator->target) : "", attained,
                 words.case_name(group), about + grouped(v->capacity), first ? with_interval(v->demand) : "",
                 known ? fmt::format("{:.2f}", v->margin_p50) : "—", with_error(v->p_short), with_error(v->p_surplus),
                 words.verdict(v->verdict), first ? grouped(v->required_capacity) : ""});
      const std::string zones = zones_note(e, verdicts, words, *v, s, group.front());
      if (!zones.empty()) table.note(zones);
      if (first) by_head = beds_by_head(e, words, run, *v, s);
      if (group.front() != SupplyCase::targeted)
        for (const std::string& line : further_indicators(verdicts, words, run, s, group.front(), year))
          table.note(line);
      first = false;
    }
    if (!by_head.empty()) table.note(by_head);
  }
  return table.text();
}

std::string scenario_matrix(const Ensemble& e, const Verdicts& verdicts, const PageWords& words, int year) {
  constexpr std::size_t kBlock = 5;  // scenarios side by side on one terminal
  std::string out;
  for (std::size_t from = 0; from < e.scenarios.size(); from += kBlock) {
    const std::size_t until = std::min(from + kBlock, e.scenarios.size());
    std::vector<std::string> header{words.say("col_service"), words.say("col_case")};
    for (std::size_t k = from; k < until; ++k) header.push_back(e.scenarios[k].scenario->id);
    const std::vector<Align> aligns(header.size(), Align::left);
    TextTable table(header, aligns);
    for (std::size_t i = 0; i < kServices; ++i) {
      bool first = true;
      for (const CaseGroup& group : words.case_groups(service_at(i))) {
        if (group == CaseGroup{SupplyCase::trend}) continue;
        std::vector<std::string> row{first ? words.service(service_at(i)) : "", words.case_name(group)};
        for (std::size_t k = from; k < until; ++k)
          row.push_back(
              matrix_cell(words, verdicts.find(e.scenarios[k].scenario->id, service_at(i), group.front(), year)));
        table.row(std::move(row));
        first = false;
      }
    }
    out += table.text();
  }
  return out;
}

std::string deciding_table(const Verdicts& verdicts, const PageWords& words, const ScenarioRun& run, int year) {
  TextTable table({words.say("col_service"), words.say("col_case"), words.say("col_unknown"), words.say("col_range"),
                   words.say("col_turns_short"), words.say("col_turns_surplus"), words.say("col_correlation")},
                  {Align::left, Align::left, Align::left, Align::right, Align::left, Align::left, Align::left});
  for (std::size_t i = 0; i < kServices; ++i) {
    const Service s = service_at(i);
    const SupplyCase supply = foremost_case(verdicts, run, s, year);
    const Deciding* d = verdicts.decided_by(run.scenario->id, s, supply, year);
    if (!d) continue;
    table.row(
        {words.service(s), words.case_name({supply}), words.in(d->parameter),
         parameter_value(d->low, d->unit) + "–" + parameter_value(d->high, d->unit),
         turning(words, d->short_beyond, d->unit, !d->rises, d->short_extrapolated),
         turning(words, d->surplus_beyond, d->unit, d->rises, d->surplus_extrapolated),
         words.say(d->with_demand ? "rho_of_demand" : "rho_of_margin", {fmt::format("{:+.2f}", d->correlation)})});
  }
  return table.text();
}

std::string unsettled_table(const Verdicts& verdicts, const PageWords& words, const ScenarioRun& run, int year) {
  TextTable table({words.say("col_service"), words.say("col_basis"), words.say("col_case"),
                   words.say("col_change_short"), words.say("col_change_surplus"), words.say("col_settled_by")},
                  {Align::left, Align::left, Align::left, Align::right, Align::right, Align::left});
  bool any = false;
  for (std::size_t i = 0; i < kServices; ++i) {
    const Service s = service_at(i);
    const SupplyCase supply = foremost_case(verdicts, run, s, year);
    const VerdictRow* v = verdicts.find(run.scenario->id, s, supply, year);
    if (!v || v->basis == word_of(StockBasis::stated)) continue;
    any = true;
    table.row({words.service(s), words.say("basis_" + v->basis), words.case_name({supply}),
               signed_percent(v->change_to_short_p50), signed_percent(v->change_to_surplus_p50),
               words.in(v->settled_by)});
  }
  return any ? table.text() : "";
}

}  // namespace gongxu
