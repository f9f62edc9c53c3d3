#include "analysis/read/verdict_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "analysis/read/indicators.hpp"
#include "analysis/read/page_words.hpp"
#include "analysis/read/service_tables.hpp"
#include "analysis/read/text_table.hpp"

namespace gongxu {
namespace {

using Align = TextTable::Align;

class Page {
 public:
  Page(const Ensemble& e, const Verdicts& v, Language l) : e_(e), verdicts_(v), words_(e, l) {}

  std::string text(const std::string& checks, const std::string& folder) {
    const ScenarioRun& first = e_.scenarios.front();
    heading();
    scenario(first);
    for (const int year : years()) {
      line();
      line(words_.say(year == e_.target_year ? "page_target_year" : "page_last_year", {std::to_string(year)}));
      out_ += year_table(e_, verdicts_, words_, first, year);
    }
    line(words_.say("page_required_note"));
    line(words_.say("page_enrolment_note"));
    year_by_year(first);
    decided_by(first);
    unsettled(first);
    indicators(first);
    if (e_.scenarios.size() > 1) side_by_side();
    footer(checks, folder);
    return out_;
  }

 private:
  void line(const std::string& s = {}) { out_ += s + "\n"; }
  std::set<int> years() const { return {e_.target_year, e_.last_year}; }

  void heading() {
    const std::string scale = std::to_string(e_.pack.region.scale);
    line(words_.say(e_.pack.region.estimated ? "page_title_estimated" : "page_title",
                    {words_.in(e_.pack.plan.name),
                     grouped(static_cast<double>(e_.pack.region.total_population() * e_.pack.region.scale)),
                     to_string(e_.pack.region.base_date), std::to_string(e_.options.replicates),
                     std::to_string(e_.first_year), std::to_string(e_.last_year), scale}));
    if (e_.pack.region.scale > 1) line(words_.say("page_scale", {scale}));
    const auto& net = e_.pack.region.net_migration;
    const auto none = [](const std::vector<double>& ages) {
      return std::all_of(ages.begin(), ages.end(), [](double rate) { return rate == 0; });
    };
    if (none(net[0]) && none(net[1])) line(words_.say("page_no_moves"));
    if (e_.options.precision > 0)
      line(words_.say("page_precision", {std::to_string(e_.options.replicates),
                                         fmt::format("{:.3f}", largest_error(e_, e_.scenarios.front())),
                                         fmt::format("{:g}", e_.options.precision)}));
    if (e_.options.fixed_parameters)
      line(words_.say("page_fixed_parameters"));
    else if (!draws_what_decides(e_, *e_.scenarios.front().scenario))
      line(words_.say("page_deciding_fixed"));
    else if (e_.options.replicates < kLeastDraws)
      line(words_.say("page_few_draws", {std::to_string(kLeastDraws)}));
  }

  void scenario(const ScenarioRun& run) {
    line();
    line(words_.say("page_scenario",
                    {run.scenario->id, words_.in(run.scenario->name), run.scenario->hash.substr(0, 12)}));
  }

  void year_by_year(const ScenarioRun& run) {
    line();
    line(words_.say("page_year_by_year"));
    constexpr std::array kShown{Service::childcare, Service::nursing_bed, Service::primary};
    std::vector<std::string> header{words_.say("col_year"), words_.say("col_residents"), words_.say("col_births"),
                                    words_.say("col_under3"), words_.say("col_60plus")};
    for (const Service s : kShown) header.push_back(words_.say("col_demand_for", {words_.service(s)}));
    const std::vector<Align> aligns(header.size(), Align::right);
    TextTable table(header, aligns);
    for (int year = e_.first_year; year <= e_.last_year; ++year) {
      const auto y = static_cast<std::size_t>(year - e_.first_year);
      std::vector<std::string> row{std::to_string(year) + (year == e_.first_year ? "*" : ""),
                                   people(run, y, Measure::population), people(run, y, Measure::births),
                                   people(run, y, Measure::population_0_2), people(run, y, Measure::population_60plus)};
      for (const Service s : kShown) {
        const VerdictRow* v = verdicts_.find(run.scenario->id, s, SupplyCase::quantified, year);
        row.push_back(v ? with_interval(v->demand) : "");
      }
      table.row(std::move(row));
    }
    out_ += table.text();
    line(words_.say("page_partial_year", {std::to_string(e_.first_year), to_string(e_.pack.region.base_date)}));
  }

  void decided_by(const ScenarioRun& run) {
    if (verdicts_.deciding.empty()) return;
    line();
    line(words_.say("page_deciding", {std::to_string(e_.target_year)}));
    out_ += deciding_table(verdicts_, words_, run, e_.target_year);
  }

  void unsettled(const ScenarioRun& run) {
    const std::string table = unsettled_table(verdicts_, words_, run, e_.target_year);
    if (table.empty()) return;
    line();
    line(words_.say("page_unsettled", {std::to_string(e_.target_year)}));
    out_ += table;
    line(words_.say("page_unsettled_note"));
  }

  void indicators(const ScenarioRun& run) {
    people_indicators(run);
    echoed();
    const auto& plan = e_.pack.plan;
    std::map<std::string, int> by_field;
    int not_computed = 0;
    for (const Indicator& i : plan.indicators)
      if (i.computed == Computed::not_computable) ++not_computed, ++by_field[i.field];
    std::string fields;
    for (const auto& [field, n] : by_field)
      fields += (fields.empty() ? "" : words_.say("list_comma")) + words_.field(field) + " " + std::to_string(n);
    line();
    if (not_computed) line(words_.say("page_not_computable", {std::to_string(not_computed), fields, e_.pack.folder}));
    const auto unnumbered =
        std::count_if(plan.projects.begin(), plan.projects.end(), [](const Project& p) { return !p.capacity; });
    line(words_.say("page_projects", {std::to_string(plan.projects.size()), std::to_string(unnumbered)}));
  }

  /// Indicators of which people give the denominator: what their targets mean in numbers.
  void people_indicators(const ScenarioRun& run) {
    TextTable table(
        {words_.say("col_indicator"), words_.say("col_base"), words_.say("col_target"), words_.say("col_implied")},
        {Align::left, Align::right, Align::right, Align::left});
    bool any = false;
    for (const Indicator& i : e_.pack.plan.indicators) {
      if (i.computed != Computed::people) continue;
      const Summary implied = summarise(implied_numbers(e_, run, i));
      table.row(
          {words_.in(i.name), i.base ? words_.figure(i, *i.base) : "—", i.target ? words_.figure(i, *i.target) : "—",
           implied.n ? words_.say("implied_number", {std::to_string(i.target ? i.target_year : i.base_year),
                                                     grouped(implied.p50), grouped(implied.p10), grouped(implied.p90)})
                     : "—"});
      any = true;
    }
    if (!any) return;
    line();
    line(words_.say("page_people_indicators"));
    out_ += table.text();
  }

  void echoed() {
    TextTable table(
        {words_.say("col_indicator"), words_.say("col_base"), words_.say("col_target"), words_.say("col_why")},
        {Align::left, Align::right, Align::right, Align::left});
    bool any = false;
    for (const Indicator& i : e_.pack.plan.indicators) {
      if (i.computed != Computed::echo) continue;
      table.row({words_.in(i.name), i.base ? words_.figure(i, *i.base) : "—",
                 i.target ? words_.figure(i, *i.target) : "—", words_.in(i.why)});
      any = true;
    }
    if (!any) return;
    line();
    line(words_.say("page_echoed"));
    out_ += table.text();
  }

  void side_by_side() {
    line();
    line(words_.say("page_side_by_side"));
    for (const ScenarioRun& run : e_.scenarios) line("  " + run.scenario->id + "  " + words_.in(run.scenario->name));
    for (const int year : years()) {
      line();
      line(words_.say("page_matrix_year", {std::to_string(year)}));
      out_ += scenario_matrix(e_, verdicts_, words_, year);
    }
  }

  void footer(const std::string& checks, const std::string& folder) {
    int assumed = 0;
    for (const auto& [id, p] : e_.scenarios.front().scenario->parameters) assumed += p.status == "assumed";
    line();
    out_ += words_.posterior();
    line(words_.say("page_footer", {std::to_string(assumed), std::to_string(e_.pack.region.defaults_used.size())}));
    line(checks);
    if (!folder.empty()) line(words_.say("page_folder", {folder}));
  }

  static std::string people(const ScenarioRun& run, std::size_t y, Measure m) {
    std::vector<double> values;
    for (const ReplicateResult& r : run.replicates)
      values.push_back(r.demography[y].zones.back()[static_cast<std::size_t>(m)]);
    return grouped(quantile(std::move(values), 0.5));
  }

  const Ensemble& e_;
  const Verdicts& verdicts_;
  PageWords words_;
  std::string out_;
};

}  // namespace

std::string verdict_page(const Ensemble& e, const Verdicts& verdicts, const std::string& checks, Language lang,
                         const std::string& folder) {
  return Page(e, verdicts, lang).text(checks, folder);
}

}  // namespace gongxu
