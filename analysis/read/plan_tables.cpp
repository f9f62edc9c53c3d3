#include "analysis/read/plan_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "analysis/read/verdicts.hpp"
#include "sim/output/csv_writer.hpp"

namespace gongxu {
namespace {

/// "2018=1.2; 2019=1.3"
std::string by_year(const std::map<int, double>& targets) {
  std::string out;
  for (const auto& [year, value] : targets) out += fmt::format("{}{}={}", out.empty() ? "" : "; ", year, number(value));
  return out;
}

std::string year_or_blank(int year) { return year ? std::to_string(year) : ""; }

}  // namespace

void write_indicators(const Plan& plan, const std::string& path) {
  CsvWriter out(path, {"number",      "id",      "name_zh",   "name_en",         "field",        "unit",
                       "unit_zh",     "base",    "base_year", "target",          "target_year",  "yearly_targets",
                       "bound",       "binding", "kind",      "computed",        "service",      "numerator",
                       "denominator", "per",     "assumed",   "printed_unit_zh", "printed_base", "printed_target",
                       "why_zh",      "why_en",  "source",    "base_source"});
  int order = 0;
  for (const Indicator& i : plan.indicators)
    out.row({std::to_string(++order),
             i.id,
             i.name.zh,
             i.name.en,
             i.field,
             i.unit,
             i.unit_zh,
             number(i.base),
             i.base ? year_or_blank(i.base_year) : "",
             number(i.target),
             i.target ? year_or_blank(i.target_year) : "",
             by_year(i.yearly_targets),
             word_of(i.bound),
             i.binding ? "binding" : "expected",
             word_of(i.kind),
             word_of(i.computed),
             i.service,
             i.numerator,
             i.denominator,
             number(i.per),
             boolean(i.assumed),
             i.printed_unit_zh,
             number(i.printed_base),
             number(i.printed_target),
             i.why.zh,
             i.why.en,
             i.source,
             i.source_of_base()});
  out.close();
}

void write_projects(const Plan& plan, const std::string& path) {
  CsvWriter out(path, {"id", "name_zh", "name_en", "service", "capacity", "unit", "zone", "year_start", "year_end",
                       "dated", "converts_from", "converts_units", "source"});
  for (const Project& p : plan.projects)
    out.row({p.id, p.name.zh, p.name.en, p.service, number(p.capacity), p.unit, p.zone, year_or_blank(p.year_start),
             year_or_blank(p.year_end), boolean(p.dated), p.converts_from,
             p.converts_from.empty() ? "" : number(p.converts_units), p.source});
  out.close();
}

void write_zones(const Region& region, const std::string& path) {
  CsvWriter out(path,
                {"zone", "name_zh", "name_en", "residence", "population", "share_of_population", "status", "source"});
  const auto all = static_cast<double>(region.total_population());
  for (const Zone& z : region.zones)
    out.row({z.code, z.name.zh, z.name.en, z.urban ? "urban" : "rural", std::to_string(z.population * region.scale),
             number(static_cast<double>(z.population) / all), z.status, z.source});
  out.row({kWholePlace, region.name.zh, region.name.en, "", std::to_string(region.total_population() * region.scale),
           "1", "", ""});
  out.close();
}

void write_scenarios(const Ensemble& e, const std::string& path) {
  CsvWriter out(path, {"scenario", "name_zh", "name_en", "reason_zh", "reason_en", "extends", "hash", "differs"});
  const auto first = effect_of(*e.scenarios.front().scenario);
  for (const ScenarioRun& run : e.scenarios) {
    const Scenario& s = *run.scenario;
    const auto own = effect_of(s);
    std::vector<std::string> differs;
    std::set_difference(own.begin(), own.end(), first.begin(), first.end(), std::back_inserter(differs));
    out.row({s.id, s.name.zh, s.name.en, s.reason.zh, s.reason.en, s.extends, s.hash,
             fmt::format("{}", fmt::join(differs, "; "))});
  }
  out.close();
}

void write_assumptions(const Ensemble& e, const std::string& path) {
  CsvWriter out(path, {"scenario", "parameter", "name_zh", "name_en", "theme", "unit", "distribution", "value", "low",
                       "high", "group", "status", "source", "source_title", "national_default"});
  const Scenario& scenario = *e.scenarios.front().scenario;
  const auto& defaults = e.pack.region.defaults_used;
  for (const auto& [id, p] : scenario.parameters) {
    const auto source = e.pack.region.sources.find(p.source);
    const bool fixed = p.distribution == Distribution::fixed;
    out.row({scenario.id, id, p.name.zh, p.name.en, p.theme, p.unit,
             distribution_words()[static_cast<std::size_t>(p.distribution)], number(p.value),
             fixed ? "" : number(p.low), fixed ? "" : number(p.high), p.group, p.status, p.source,
             source == e.pack.region.sources.end() ? "" : source->second.title,
             boolean(std::find(defaults.begin(), defaults.end(), id) != defaults.end())});
  }
  out.close();
}

}  // namespace gongxu
