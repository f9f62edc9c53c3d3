#include "analysis/read/tables.hpp"

#include <cmath>
#include <functional>
#include <string_view>

#include "analysis/read/curves.hpp"
#include "analysis/read/influence.hpp"
#include "analysis/read/plan_tables.hpp"
#include "sim/output/csv_writer.hpp"

namespace gongxu {
namespace {

std::vector<std::string> summary_cells(const Summary& s) {
  return {std::to_string(s.n), number(s.mean), number(s.se), number(s.p10), number(s.p50), number(s.p90)};
}

void append(std::vector<std::string>& row, std::vector<std::string> more) {
  row.insert(row.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// Visits every (scenario, year, zone).
template <class F>
void each_place(const Ensemble& e, F f) {
  for (const ScenarioRun& run : e.scenarios)
    for (int year = e.first_year; year <= e.last_year; ++year)
      for (std::size_t zone = 0; zone <= e.pack.region.zones.size(); ++zone)
        f(run, static_cast<std::size_t>(year - e.first_year), year, zone);
}

void write_demography(const Ensemble& e, const std::string& path) {
  CsvWriter out(path, {"scenario", "year", "zone", "measure", "unit", "n", "mean", "se", "p10", "p50", "p90"});
  each_place(e, [&](const ScenarioRun& run, std::size_t y, int year, std::size_t zone) {
    for (std::size_t m = 0; m < kMeasures; ++m) {
      std::vector<double> values;
      for (const ReplicateResult& r : run.replicates) values.push_back(r.demography[y].zones[zone][m]);
      const Summary s = summarise(std::move(values));
      if (s.n == 0) continue;
      const MeasureInfo& what = info(static_cast<Measure>(m));
      std::vector<std::string> row{run.scenario->id, std::to_string(year), zone_name(e, zone), what.name,
                                   unit_at_scale(e, what.unit)};
      append(row, summary_cells(s));
      out.row(row);
    }
  });
  out.close();
}

/// What a measure of a service is counted in.
enum class Counted { units, demands, persons, spells, share, days, ratio };
struct ServiceMeasure {
  const char* name;
  Counted counted;
  double ServiceYear::*field;
};
constexpr ServiceMeasure kServiceMeasures[] = {
    {"capacity", Counted::units, &ServiceYear::capacity},
    {"capacity_mean", Counted::units, &ServiceYear::capacity_mean},
    {"need", Counted::demands, &ServiceYear::need},
    {"demand", Counted::demands, &ServiceYear::demand},
    {"use", Counted::demands, &ServiceYear::use},
    {"asked", Counted::spells, &ServiceYear::asked},
    {"served", Counted::spells, &ServiceYear::served},
    {"waiting", Counted::persons, &ServiceYear::waiting},
    {"withdrawn", Counted::spells, &ServiceYear::withdrawn},
    {"unmet_share", Counted::share, &ServiceYear::unmet_share},
    {"idle_share", Counted::share, &ServiceYear::idle_share},
    {"load", Counted::ratio, &ServiceYear::load},
    {"boarding", Counted::demands, &ServiceYear::boarding},
    {"wait_days_p50", Counted::days, &ServiceYear::wait_days_p50},
    {"wait_days_p90", Counted::days, &ServiceYear::wait_days_p90},
    {"required_capacity", Counted::units, &ServiceYear::required_capacity},
    {"capacity_zero_unmet", Counted::units, &ServiceYear::capacity_zero_unmet},
};

const char* unit_of(const ServiceMeasure& m, Service s) {
  constexpr const char* kWords[] = {"", "", "persons", "spells", "share", "days", "ratio"};
  if (m.counted == Counted::units) return info(s).unit;
  if (m.counted == Counted::demands) return info(s).demands;
  return kWords[static_cast<std::size_t>(m.counted)];
}

void write_services(const Ensemble& e, const std::string& path) {
  CsvWriter out(path, {"scenario", "year", "zone", "service", "supply_case", "measure", "unit", "n", "mean", "se",
                       "p10", "p50", "p90"});
  each_place(e, [&](const ScenarioRun& run, std::size_t y, int year, std::size_t zone) {
    for (std::size_t i = 0; i < kServices; ++i)
      for (const SupplyCase supply : kSupplyCases)
        for (const ServiceMeasure& m : kServiceMeasures) {
          std::vector<double> values;
          for (const ReplicateResult& r : run.replicates)
            values.push_back(r.years(service_at(i), static_cast<std::size_t>(supply))[y][zone].*m.field);
          const Summary s = summarise(std::move(values));
          if (s.n == 0) continue;
          std::vector<std::string> row{run.scenario->id,
                                       std::to_string(year),
                                       zone_name(e, zone),
                                       kServiceInfo[i].word,
                                       word_of(supply),
                                       m.name,
                                       unit_at_scale(e, unit_of(m, service_at(i)))};
          append(row, summary_cells(s));
          out.row(row);
        }
  });
  out.close();
}

void write_pyramid(const Ensemble& e, const std::string& path) {
  CsvWriter out(path, {"scenario", "year", "zone", "sex", "age", "mean", "p10", "p90"});
  each_place(e, [&](const ScenarioRun& run, std::size_t y, int year, std::size_t zone) {
    for (std::size_t sex = 0; sex < 2; ++sex)
      for (std::size_t age = 0; age < kPyramidAges; ++age) {
        std::vector<double> values;
        for (const ReplicateResult& r : run.replicates) values.push_back(r.demography[y].pyramid[zone][sex][age]);
        const Summary s = summarise(std::move(values));
        out.row({run.scenario->id, std::to_string(year), zone_name(e, zone), sex == male ? "male" : "female",
                 std::to_string(age), number(s.mean), number(s.p10), number(s.p90)});
      }
  });
  out.close();
}

/// The columns of verdicts.csv: name and cell stand together.
struct VerdictColumn {
  const char* name;
  std::string (*cell)(const VerdictRow&);
};
constexpr VerdictColumn kVerdictColumns[] = {
    {"scenario", [](const VerdictRow& v) -> std::string { return v.scenario; }},
    {"supply_case", [](const VerdictRow& v) -> std::string { return v.supply_case; }},
    {"year", [](const VerdictRow& v) -> std::string { return std::to_string(v.year); }},
    {"zone", [](const VerdictRow& v) -> std::string { return v.zone; }},
    {"indicator", [](const VerdictRow& v) -> std::string { return v.indicator ? v.indicator->id : ""; }},
    {"service", [](const VerdictRow& v) -> std::string { return v.service; }},
    {"unit", [](const VerdictRow& v) -> std::string { return v.unit; }},
    {"base", [](const VerdictRow& v) -> std::string { return v.indicator ? number(v.indicator->base) : ""; }},
    {"target", [](const VerdictRow& v) -> std::string { return number(v.target); }},
    {"bound", [](const VerdictRow& v) -> std::string { return v.indicator ? word_of(v.indicator->bound) : ""; }},
    {"binding",
     [](const VerdictRow& v) -> std::string {
       return v.indicator ? (v.indicator->binding ? "binding" : "expected") : "";
     }},
    {"projected_p10", [](const VerdictRow& v) -> std::string { return number(v.projected.p10); }},
    {"projected_p50", [](const VerdictRow& v) -> std::string { return number(v.projected.p50); }},
    {"projected_p90", [](const VerdictRow& v) -> std::string { return number(v.projected.p90); }},
    {"p_attained", [](const VerdictRow& v) -> std::string { return v.attained ? number(v.attained->p) : ""; }},
    {"se_p_attained", [](const VerdictRow& v) -> std::string { return v.attained ? number(v.attained->se) : ""; }},
    {"attainment", [](const VerdictRow& v) -> std::string { return word_of(v.attainment); }},
    {"capacity", [](const VerdictRow& v) -> std::string { return number(v.capacity); }},
    {"need_p50", [](const VerdictRow& v) -> std::string { return number(v.need.p50); }},
    {"demand_p10", [](const VerdictRow& v) -> std::string { return number(v.demand.p10); }},
    {"demand_p50", [](const VerdictRow& v) -> std::string { return number(v.demand.p50); }},
    {"demand_p90", [](const VerdictRow& v) -> std::string { return number(v.demand.p90); }},
    {"use_p50", [](const VerdictRow& v) -> std::string { return number(v.use.p50); }},
    {"margin_p50", [](const VerdictRow& v) -> std::string { return number(v.margin_p50); }},
    {"unmet_share_p50", [](const VerdictRow& v) -> std::string { return number(v.unmet_share_p50); }},
    {"idle_share_p50", [](const VerdictRow& v) -> std::string { return number(v.idle_share_p50); }},
    {"p_short", [](const VerdictRow& v) -> std::string { return number(v.p_short.p); }},
    {"se_p_short", [](const VerdictRow& v) -> std::string { return number(v.p_short.se); }},
    {"p_surplus", [](const VerdictRow& v) -> std::string { return number(v.p_surplus.p); }},
    {"se_p_surplus", [](const VerdictRow& v) -> std::string { return number(v.p_surplus.se); }},
    {"required_capacity", [](const VerdictRow& v) -> std::string { return number(v.required_capacity); }},
    {"capacity_zero_unmet", [](const VerdictRow& v) -> std::string { return number(v.capacity_zero_unmet); }},
    {"verdict", [](const VerdictRow& v) -> std::string { return word_of(v.verdict); }},
    {"basis", [](const VerdictRow& v) -> std::string { return v.basis; }},
    {"change_to_short_p50", [](const VerdictRow& v) -> std::string { return number(v.change_to_short_p50); }},
    {"change_to_surplus_p50", [](const VerdictRow& v) -> std::string { return number(v.change_to_surplus_p50); }},
    {"settled_by", [](const VerdictRow& v) -> std::string { return v.settled_by.en; }},
};

void write_verdicts(const Ensemble& e, const Verdicts& verdicts, const std::string& path) {
  std::vector<std::string> header;
  for (const VerdictColumn& c : kVerdictColumns) header.push_back(c.name);
  CsvWriter out(path, header);
  for (const VerdictRow& v : verdicts.rows) {
    std::vector<std::string> cells;
    for (const VerdictColumn& c : kVerdictColumns)
      cells.push_back(std::string_view(c.name) == "unit" ? unit_at_scale(e, v.unit) : c.cell(v));
    out.row(cells);
  }
  out.close();
}

void write_deciding(const Verdicts& verdicts, const std::string& path) {
  CsvWriter out(path, {"scenario", "supply_case", "year", "zone", "service", "parameter_zh", "parameter_en", "unit",
                       "rank_correlation", "drawn_p10", "drawn_p90", "short_beyond", "short_extrapolated",
                       "surplus_beyond", "surplus_extrapolated", "correlated_with"});
  for (const Deciding& d : verdicts.deciding)
    out.row({d.scenario, d.supply_case, std::to_string(d.year), d.zone, d.service, d.parameter.zh, d.parameter.en,
             d.unit, number(d.correlation), number(d.low), number(d.high), number(d.short_beyond),
             d.short_extrapolated ? "true" : "false", number(d.surplus_beyond),
             d.surplus_extrapolated ? "true" : "false", d.with_demand ? "demand" : "margin"});
  out.close();
}

/// Headline values of every replicate, so that runs and scenarios can be compared pair by pair. The load of a case is
/// left out where its units are those of `quantified`: it is the same.
void write_replicates(const Ensemble& e, const std::string& path) {
  CsvWriter out(path, {"scenario", "replicate", "year", "supply_case", "measure", "unit", "value"});
  const std::vector<Measure> people{Measure::population, Measure::population_0_2,     Measure::population_60plus,
                                    Measure::births,     Measure::births_order_3plus, Measure::deaths,
                                    Measure::arrivals,   Measure::departures,         Measure::urban_share};
  std::vector<std::pair<Service, SupplyCase>> loads;
  for (std::size_t i = 0; i < kServices; ++i)
    for (const SupplyCase supply : kSupplyCases)
      if (supply == SupplyCase::quantified || !same_supply(e, service_at(i), SupplyCase::quantified, supply))
        loads.emplace_back(service_at(i), supply);
  for (const ScenarioRun& run : e.scenarios)
    for (std::size_t r = 0; r < run.replicates.size(); ++r)
      for (int year = e.first_year; year <= e.last_year; ++year) {
        const auto y = static_cast<std::size_t>(year - e.first_year);
        const ReplicateResult& result = run.replicates[r];
        const auto write = [&](const char* supply, const std::string& name, const char* unit, double v) {
          if (!std::isnan(v))
            out.row({run.scenario->id, std::to_string(r), std::to_string(year), supply, name, unit_at_scale(e, unit),
                     number(v)});
        };
        for (const Measure m : people)
          write("", info(m).name, info(m).unit, result.demography[y].zones.back()[static_cast<std::size_t>(m)]);
        for (std::size_t i = 0; i < kServices; ++i)
          write("", std::string(kServiceInfo[i].word) + "_demand", kServiceInfo[i].demands,
                result.years(service_at(i), 0)[y].back().demand);
        for (const auto& [service, supply] : loads) {
          const ServiceYear& all = result.years(service, static_cast<std::size_t>(supply))[y].back();
          const std::string word = info(service).word;
          const auto of = [&](const char* measure) { return word + measure; };
          write(word_of(supply), of("_load"), "ratio", all.load);
          if (!all.judged) continue;
          write(word_of(supply), of("_capacity"), info(service).unit, all.capacity);
          write(word_of(supply), of("_short"), "share", all.is_short ? 1 : 0);  // its mean is P(short)
        }
      }
  out.close();
}

void write_parameters(const Ensemble& e, const std::string& path) {
  CsvWriter out(path, {"scenario", "replicate", "parameter", "year", "value"});
  for (const ScenarioRun& run : e.scenarios)
    for (std::size_t r = 0; r < run.values.size(); ++r) {
      for (const auto& [id, v] : run.values[r].value)
        if (run.scenario->parameters.at(id).distribution != Distribution::fixed)
          out.row({run.scenario->id, std::to_string(r), id, "", number(v)});
      for (const auto& [id, path_values] : run.values[r].path)
        for (std::size_t y = 0; y < path_values.size(); ++y)
          out.row({run.scenario->id, std::to_string(r), id,
                   std::to_string(run.values[r].first_year + static_cast<int>(y)), number(path_values[y])});
    }
  out.close();
}

}  // namespace

std::vector<std::string> write_tables(const Ensemble& e, const Verdicts& verdicts, const std::string& folder) {
  const std::vector<std::pair<std::string, std::function<void(const std::string&)>>> tables{
      {"tables/demography.csv", [&](const std::string& p) { write_demography(e, p); }},
      {"tables/services.csv", [&](const std::string& p) { write_services(e, p); }},
      {"tables/pyramid.csv", [&](const std::string& p) { write_pyramid(e, p); }},
      {"tables/verdicts.csv", [&](const std::string& p) { write_verdicts(e, verdicts, p); }},
      {"tables/deciding.csv", [&](const std::string& p) { write_deciding(verdicts, p); }},
      {"tables/replicates.csv", [&](const std::string& p) { write_replicates(e, p); }},
      {"tables/parameters.csv", [&](const std::string& p) { write_parameters(e, p); }},
      {"tables/indicators.csv", [&](const std::string& p) { write_indicators(e.pack.plan, p); }},
      {"tables/projects.csv", [&](const std::string& p) { write_projects(e.pack.plan, p); }},
      {"tables/zones.csv", [&](const std::string& p) { write_zones(e.pack.region, p); }},
      {"tables/scenarios.csv", [&](const std::string& p) { write_scenarios(e, p); }},
      {"tables/assumptions.csv", [&](const std::string& p) { write_assumptions(e, p); }},
      {"tables/curves.csv", [&](const std::string& p) { write_curves(e, p); }},
      {"tables/influence.csv", [&](const std::string& p) { write_influence(e, p); }},
  };
  std::vector<std::string> written;
  for (const auto& [name, write] : tables) {
    write(folder + "/" + name);
    written.push_back(name);
  }
  return written;
}

}  // namespace gongxu
