#include "analysis/read/verdict_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "analysis/read/text_table.hpp"
#include "sim/core/messages.hpp"

namespace gongxu {
namespace {

using Align = TextTable::Align;

class Page {
 public:
  Page(const Ensemble& e, const Verdicts& v, Language l) : e_(e), verdicts_(v), lang_(l) {}

  std::string text(const std::string& folder) {
    heading();
    for (const ScenarioRun& run : e_.scenarios) {
      scenario(run);
      headline(run);
      year_by_year(run);
      decided_by(run);
    }
    indicators();
    footer(folder);
    return out_;
  }

 private:
  std::string say(std::string_view key, const std::vector<std::string>& values = {}) const {
    return gongxu::say(lang_, key, values);
  }
  void line(const std::string& s = {}) { out_ += s + "\n"; }

  void heading() {
    line(
        say("page_title", {e_.pack.plan.name.in(lang_), grouped(static_cast<double>(e_.pack.region.total_population())),
                           to_string(e_.pack.region.base_date), std::to_string(e_.options.replicates),
                           std::to_string(e_.first_year), std::to_string(e_.last_year)}));
    if (e_.options.fixed_parameters)
      line(say("page_fixed_parameters"));
    else if (!draws_what_decides(e_, *e_.scenarios.front().scenario))
      line(say("page_deciding_fixed"));
    else if (e_.options.replicates < kLeastDraws)
      line(say("page_few_draws", {std::to_string(kLeastDraws)}));
  }

  void scenario(const ScenarioRun& run) {
    line();
    line(say("page_scenario", {run.scenario->id, run.scenario->name.in(lang_), run.scenario->hash.substr(0, 12)}));
  }

  std::string zone_name(const std::string& code) const {
    for (const Zone& z : e_.pack.region.zones)
      if (z.code == code) return z.name.in(lang_);
    return say("zone_all");
  }

  std::string case_name(const std::string& word) const {
    if (word == "quantified" && e_.trend_equals_quantified) return say("case_quantified_and_trend");
    return say("case_" + word);
  }

  void headline(const ScenarioRun& run) {
    TextTable table({say("col_year"), say("col_service"), say("col_zone"), say("col_target"), say("col_p_attained"),
                     say("col_case"), say("col_capacity"), say("col_need"), say("col_demand"), say("col_margin"),
                     say("col_p_short"), say("col_p_surplus"), say("col_verdict")},
                    {Align::right, Align::left, Align::left, Align::right, Align::right, Align::left, Align::right,
                     Align::right, Align::right, Align::right, Align::right, Align::right, Align::left});
    bool first = true;
    for (const int year : std::set<int>{e_.first_year, e_.target_year, e_.last_year}) {
      if (!first) table.rule();
      first = false;
      for (const VerdictRow& v : verdicts_.rows) {
        if (v.scenario != run.scenario->id || v.service.empty() || v.year != year ||
            (v.supply_case == "trend" && e_.trend_equals_quantified))
          continue;
        const Indicator* i = v.indicator;
        table.row({std::to_string(year), say("service_" + v.service), zone_name(v.zone),
                   v.zone == "all" && i && i->target ? fmt::format("{:g}", *i->target) : "",
                   v.attained ? with_error(v.attained->p, v.attained->se) + " " + attainment(v.attainment) : "",
                   case_name(v.supply_case), grouped(v.capacity), grouped(v.need.p50),
                   fmt::format("{} ({}–{})", grouped(v.demand.p50), grouped(v.demand.p10), grouped(v.demand.p90)),
                   std::isnan(v.margin_p50) ? "—" : fmt::format("{:.2f}", v.margin_p50),
                   with_error(v.p_short.p, v.p_short.se), with_error(v.p_surplus.p, v.p_surplus.se),
                   verdict(v.verdict)});
      }
    }
    out_ += table.text();
  }

  void year_by_year(const ScenarioRun& run) {
    line();
    line(say("page_year_by_year"));
    TextTable table(
        {say("col_year"), say("col_residents"), say("col_births"), say("col_under3"), say("col_demand"),
         say("col_quantified"), say("col_p_short"), say("col_p_surplus"), say("col_verdict"), say("col_targeted"),
         say("col_p_short"), say("col_p_surplus"), say("col_verdict"), say("col_required")},
        {Align::right, Align::right, Align::right, Align::right, Align::right, Align::right, Align::right, Align::right,
         Align::left, Align::right, Align::right, Align::right, Align::left, Align::right});
    for (int year = e_.first_year; year <= e_.last_year; ++year) {
      const VerdictRow* q = find(run, "quantified", year);
      const VerdictRow* t = find(run, "targeted", year);
      if (!q || !t) continue;
      const auto y = static_cast<std::size_t>(year - e_.first_year);
      table.row({std::to_string(year) + (year == e_.first_year ? "*" : ""), people(run, y, Measure::population),
                 people(run, y, Measure::births), people(run, y, Measure::population_0_2),
                 fmt::format("{} ({}–{})", grouped(q->demand.p50), grouped(q->demand.p10), grouped(q->demand.p90)),
                 grouped(q->capacity), with_error(q->p_short.p, q->p_short.se),
                 with_error(q->p_surplus.p, q->p_surplus.se), verdict(q->verdict), grouped(t->capacity),
                 with_error(t->p_short.p, t->p_short.se), with_error(t->p_surplus.p, t->p_surplus.se),
                 verdict(t->verdict), grouped(q->required_capacity)});
    }
    out_ += table.text();
    line(say("page_required_note"));
    line(say("page_partial_year", {std::to_string(e_.first_year), to_string(e_.pack.region.base_date)}));
  }

  void decided_by(const ScenarioRun& run) {
    for (const int year : std::set<int>{e_.target_year, e_.last_year})
      for (const char* supply : {"quantified", "targeted"})
        for (const Deciding& d : verdicts_.deciding)
          if (d.scenario == run.scenario->id && d.year == year && d.supply_case == supply)
            line(say(
                "page_deciding",
                {std::to_string(year), case_name(supply), say("service_" + d.service), d.parameter.in(lang_),
                 amount(d.low, d.unit), amount(d.high, d.unit), say(d.rises ? "word_below" : "word_above"),
                 turning(d.short_beyond, d.unit, d.short_extrapolated), say(d.rises ? "word_above" : "word_below"),
                 turning(d.surplus_beyond, d.unit, d.surplus_extrapolated), fmt::format("{:+.2f}", d.correlation)}));
  }

  /// Indicators that people alone determine, and those that this version does not compute.
  void indicators() {
    line();
    line(say("page_people_indicators"));
    TextTable table({say("col_indicator"), say("col_unit"), say("col_base"), say("col_target"), say("col_implied")},
                    {Align::left, Align::left, Align::right, Align::right, Align::left});
    const ScenarioRun& run = e_.scenarios.front();
    for (const Indicator& i : e_.pack.plan.indicators)
      if (i.computed == Computed::people)
        table.row({i.name.in(lang_), lang_ == Language::zh ? i.unit_zh : i.unit,
                   i.base ? fmt::format("{:g}", *i.base) : "—", i.target ? fmt::format("{:g}", *i.target) : "—",
                   implied(run, i)});
    out_ += table.text();
    line();
    line(say("page_not_yet"));
    for (const Indicator& i : e_.pack.plan.indicators)
      if (i.computed == Computed::not_yet)
        line("  " + i.name.in(lang_) + (lang_ == Language::zh ? "：" : ": ") + i.why.in(lang_));
    int unnumbered = 0, all = 0;
    for (const Project& p : e_.pack.plan.projects) ++all, unnumbered += !p.capacity;
    line(say("page_projects", {std::to_string(all), std::to_string(unnumbered)}));
  }

  /// What a target means in numbers, once the people are known.
  std::string implied(const ScenarioRun& run, const Indicator& i) const {
    const int year = i.target ? i.target_year : i.base_year;
    if (year < e_.first_year || year > e_.last_year) return "—";
    const auto y = static_cast<std::size_t>(year - e_.first_year);
    const double level = i.target ? *i.target : i.base.value_or(std::nan(""));
    std::vector<double> values;
    const bool ratio = !i.denominator.empty();
    const Measure of = ratio ? Measure::population : Measure::population_60plus;
    for (const ReplicateResult& r : run.replicates) {
      const double people = r.demography[y].zones.back()[static_cast<std::size_t>(of)];
      values.push_back(ratio ? level / i.per * people : level / people * 1000);
    }
    const Summary s = summarise(values);
    if (ratio) return say("implied_number", {std::to_string(year), grouped(s.p50), grouped(s.p10), grouped(s.p90)});
    return say("implied_per_60plus", {std::to_string(year), fmt::format("{:.1f}", s.p50), fmt::format("{:.1f}", s.p10),
                                      fmt::format("{:.1f}", s.p90)});
  }

  void footer(const std::string& folder) {
    int assumed = 0;
    for (const auto& [id, p] : e_.scenarios.front().scenario->parameters) assumed += p.status == "assumed";
    line();
    line(say("page_footer", {std::to_string(assumed), std::to_string(e_.pack.region.defaults_used.size())}));
    if (!folder.empty()) line(say("page_folder", {folder}));
  }

  const VerdictRow* find(const ScenarioRun& run, const char* supply, int year) const {
    for (const VerdictRow& v : verdicts_.rows)
      if (v.scenario == run.scenario->id && v.supply_case == supply && v.year == year && v.zone == "all" &&
          !v.service.empty())
        return &v;
    return nullptr;
  }
  std::string people(const ScenarioRun& run, std::size_t y, Measure m) const {
    std::vector<double> values;
    for (const ReplicateResult& r : run.replicates)
      values.push_back(r.demography[y].zones.back()[static_cast<std::size_t>(m)]);
    return grouped(quantile(std::move(values), 0.5));
  }
  /// A share as per cent, anything else as it is.
  static std::string amount(double v, const std::string& unit) {
    if (std::isnan(v) || std::isinf(v)) return "—";
    if (unit == "share" || unit == "probability") return fmt::format("{:.1f} %", v * 100);
    return fmt::format("{:.3g}", v);
  }
  std::string turning(double v, const std::string& unit, bool extrapolated) const {
    const std::string text = amount(v, unit);
    return extrapolated && !std::isnan(v) ? say("word_extrapolated", {text}) : text;
  }
  std::string verdict(Verdict v) const { return v == Verdict::none ? "" : say(std::string("verdict_") + word_of(v)); }
  std::string attainment(Attainment a) const {
    if (a == Attainment::none) return "";
    std::string key = word_of(a);
    std::replace(key.begin(), key.end(), ' ', '_');
    return say("attainment_" + key);
  }

  const Ensemble& e_;
  const Verdicts& verdicts_;
  Language lang_;
  std::string out_;
};

}  // namespace

std::string verdict_page(const Ensemble& e, const Verdicts& verdicts, Language lang, const std::string& folder) {
  return Page(e, verdicts, lang).text(folder);
}

}  // namespace gongxu
