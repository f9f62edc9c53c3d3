#include "analysis/read/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

#include "analysis/read/measure_names.hpp"
#include "analysis/read/text_table.hpp"
#include "analysis/read/tones.hpp"
#include "sim/core/messages.hpp"
#include "sim/core/problem.hpp"
#include "sim/output/csv_writer.hpp"
#include "sim/output/statistics.hpp"
#include "sim/scenario/csv.hpp"
#include "sim/scenario/suggest.hpp"

namespace gongxu {
namespace {

using Align = TextTable::Align;

/// A result by (year, supply case, measure), with its unit and its values by replicate.
struct Key {
  int year;
  std::string supply_case, measure, unit;
  auto operator<=>(const Key&) const = default;
};

struct ScenarioRecord {
  std::string folder, id, hash;
  std::map<std::string, std::string> effect;  ///< what -> how, from run.json
  std::map<Key, std::vector<double>> values;
  /// Words for the whole place by (year, service, supply case).
  std::map<std::tuple<int, std::string, std::string>, std::string> verdicts;
};

struct RunRecordRead {
  std::string folder;
  std::uint32_t seed = 0;
  int replicates = 0, target_year = 0, last_year = 0;
  std::vector<ScenarioRecord> scenarios;
};

/// "parameter birth_path: ar1 ..." -> ("parameter birth_path", "ar1 ...").
std::pair<std::string, std::string> split_effect(const std::string& line) {
  const std::size_t colon = line.find(": ");
  if (line.rfind("policy: ", 0) == 0) {  // a policy is named by what it multiplies and from when
    const std::size_t times = line.find(" times ");
    return {line.substr(0, times), line.substr(times + 1)};
  }
  return {line.substr(0, colon), line.substr(colon + 2)};
}

void read_values(RunRecordRead& run, Problems& problems) {
  const std::string path = run.folder + "/tables/replicates.csv";
  const auto table = CsvTable::read(path, {"scenario", "replicate", "year", "supply_case", "measure", "unit", "value"},
                                    {path, 0, 0}, problems);
  problems.throw_if_any();
  std::map<std::string, ScenarioRecord*> by_id;
  for (ScenarioRecord& s : run.scenarios) by_id[s.id] = &s;
  for (std::size_t i = 0; i < table->size(); ++i) {
    const CsvRow row = table->row(i, problems);
    const auto scenario = by_id.find(row.text("scenario"));
    const auto replicate = row.integer("replicate"), year = row.integer("year");
    if (scenario == by_id.end() || !replicate || !year || *replicate < 0 || *replicate >= run.replicates) continue;
    auto& values =
        scenario->second
            ->values[{static_cast<int>(*year), row.text("supply_case"), row.text("measure"), row.text("unit")}];
    values.resize(static_cast<std::size_t>(run.replicates), std::nan(""));
    if (!row.is_empty("value"))
      if (const auto v = row.number("value")) values[static_cast<std::size_t>(*replicate)] = *v;
  }
  problems.throw_if_any();
}

void read_verdicts(RunRecordRead& run, Problems& problems) {
  // Only six of the columns are wanted here, so the records are taken apart without a header check.
  const std::string path = run.folder + "/tables/verdicts.csv";
  std::ifstream in(path);
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  const auto records = split_csv(path, text, problems);
  problems.throw_if_any();
  if (records.empty()) return;
  std::map<std::string, std::size_t> column;
  for (std::size_t c = 0; c < records[0].size(); ++c) column[records[0][c].text] = c;
  for (const char* wanted : {"scenario", "supply_case", "year", "zone", "service", "verdict"})
    if (!column.contains(wanted)) throw InputError(Problem{{path, 1, 0}, "missing_column", {wanted}});
  for (std::size_t r = 1; r < records.size(); ++r) {
    const auto cell = [&](const char* name) { return records[r].at(column[name]).text; };
    if (cell("zone") != "all" || cell("service").empty()) continue;
    for (ScenarioRecord& s : run.scenarios)
      if (s.id == cell("scenario"))
        s.verdicts[{std::stoi(cell("year")), cell("service"), cell("supply_case")}] = cell("verdict");
  }
}

RunRecordRead read_run(const std::string& folder) {
  if (!is_run_folder(folder)) throw InputError(Problem{{folder, 0, 0}, "not_a_run_folder", {folder}});
  RunRecordRead run;
  run.folder = folder;
  std::ifstream in(folder + "/run.json");
  const auto j = nlohmann::json::parse(in, nullptr, false);
  if (j.is_discarded() || !j.contains("scenarios"))
    throw InputError(Problem{{folder + "/run.json", 0, 0}, "not_a_run_folder", {folder}});
  run.seed = j.at("seed");
  run.replicates = j.at("replicates");
  run.target_year = j.at("target_year");
  run.last_year = j.at("years").at(1);
  for (const auto& s : j.at("scenarios")) {
    ScenarioRecord record;
    record.folder = folder;
    record.id = s.at("id");
    record.hash = s.at("hash");
    for (const std::string line : s.at("effect")) record.effect.insert(split_effect(line));
    run.scenarios.push_back(std::move(record));
  }
  Problems problems;
  read_values(run, problems);
  read_verdicts(run, problems);
  return run;
}

const ScenarioRecord& find_scenario(const RunRecordRead& run, const std::string& id) {
  std::vector<std::string> known;
  for (const ScenarioRecord& s : run.scenarios) {
    if (s.id == id) return s;
    known.push_back(s.id);
  }
  throw InputError(Problem{{run.folder, 0, 0}, "unknown_scenario", {id, nearest(id, known)}});
}

using Pair = std::pair<const ScenarioRecord*, const ScenarioRecord*>;

std::vector<Pair> pairs_of(const std::vector<RunRecordRead>& runs, const std::vector<std::string>& scenarios) {
  std::vector<Pair> pairs;
  if (runs.size() == 1) {
    std::vector<const ScenarioRecord*> chosen;
    for (const std::string& id : scenarios) chosen.push_back(&find_scenario(runs[0], id));
    if (scenarios.empty())
      for (const ScenarioRecord& s : runs[0].scenarios) chosen.push_back(&s);
    if (chosen.size() < 2) throw InputError(Problem{{runs[0].folder, 0, 0}, "compare_needs_two", {runs[0].folder}});
    for (std::size_t i = 1; i < chosen.size(); ++i) pairs.emplace_back(chosen[0], chosen[i]);
    return pairs;
  }
  if (runs[0].seed != runs[1].seed || runs[0].replicates != runs[1].replicates)
    throw InputError(Problem{{runs[1].folder, 0, 0}, "unequal_replicates", {runs[0].folder, runs[1].folder}});
  if (!scenarios.empty()) {
    pairs.emplace_back(&find_scenario(runs[0], scenarios.front()), &find_scenario(runs[1], scenarios.back()));
    return pairs;
  }
  for (const ScenarioRecord& a : runs[0].scenarios)
    for (const ScenarioRecord& b : runs[1].scenarios)
      if (a.id == b.id) pairs.emplace_back(&a, &b);
  if (pairs.empty()) pairs.emplace_back(&runs[0].scenarios.at(0), &runs[1].scenarios.at(0));
  return pairs;
}

struct Difference {
  Key key;
  double a, b;  ///< medians
  Summary difference;
};

std::vector<Difference> differences_of(const Pair& pair) {
  std::vector<Difference> out;
  for (const auto& [key, a] : pair.first->values) {
    const auto other = pair.second->values.find(key);
    if (other == pair.second->values.end()) continue;
    std::vector<double> d;
    for (std::size_t r = 0; r < a.size(); ++r) d.push_back(other->second[r] - a[r]);
    const bool is_probability = key.measure.ends_with("_short");  // of noughts and ones the mean speaks
    const auto middle = [&](const std::vector<double>& v) {
      const Summary s = summarise(v);
      return is_probability ? s.mean : s.p50;
    };
    out.push_back({key, middle(a), middle(other->second), summarise(d)});
  }
  return out;
}

bool is_fraction(const std::string& unit) { return unit == "share" || unit == "ratio"; }

std::string amount(double v, const std::string& unit) {
  if (std::isnan(v)) return "—";
  return is_fraction(unit) ? fmt::format("{:.3f}", v) : grouped(v);
}
std::string signed_amount(const Summary& s, const std::string& unit) {
  if (s.n == 0) return "—";
  if (s.mean == 0 && !(s.se > 0)) return "0";
  return is_fraction(unit) ? fmt::format("{:+.4f} ±{:.4f}", s.mean, s.se)
                           : fmt::format("{:+.1f} ±{:.1f}", s.mean, s.se);
}

void write_inputs(std::string& out, const Pair& pair, Language lang) {
  out += say(lang, "compare_inputs", {pair.first->id, pair.second->id}) + "\n";
  TextTable table({say(lang, "col_input"), pair.first->id, pair.second->id}, {Align::left, Align::left, Align::left});
  std::set<std::string> names;
  for (const auto* s : {pair.first, pair.second})
    for (const auto& [name, how] : s->effect) names.insert(name);
  int rows = 0;
  for (const std::string& name : names) {
    const auto how = [&](const ScenarioRecord& s) {
      const auto it = s.effect.find(name);
      return it == s.effect.end() ? std::string("—") : it->second;
    };
    if (how(*pair.first) == how(*pair.second)) continue;
    table.row({name, how(*pair.first), how(*pair.second)});
    ++rows;
  }
  out += rows ? table.text() : say(lang, "compare_no_inputs") + "\n";
}

void write_results(std::string& out, const Pair& pair, const std::vector<Difference>& all, const RunRecordRead& run,
                   Language lang) {
  out += say(lang, "compare_results",
             {std::to_string(run.target_year), std::to_string(run.last_year), std::to_string(run.replicates)}) +
         "\n";
  TextTable table({say(lang, "col_year"), say(lang, "col_measure"), say(lang, "col_case"), pair.first->id,
                   pair.second->id, say(lang, "col_difference")},
                  {Align::right, Align::left, Align::left, Align::right, Align::right, Align::right});
  // Of other years only what supply has, as quantified: a delay may be over by the target year.
  for (const Difference& d : all) {
    const bool shown = d.key.year == run.target_year || d.key.year == run.last_year;
    const bool supply = d.key.measure.ends_with("_capacity") && d.key.supply_case == "quantified";
    if ((shown || supply) && d.key.supply_case != "trend" && (d.difference.mean != 0 || d.difference.se > 0))
      table.row({std::to_string(d.key.year), measure_name(d.key.measure, lang),
                 d.key.supply_case.empty() ? "" : say(lang, "case_" + d.key.supply_case), amount(d.a, d.key.unit),
                 amount(d.b, d.key.unit), signed_amount(d.difference, d.key.unit)});
  }
  out += table.text();
}

/// The words that differ, one line each; how many do not.
void write_verdicts(std::string& out, const Pair& pair, const RunRecordRead& run, Language lang) {
  out += say(lang, "compare_verdicts") + "\n";
  const auto word = [&](const std::string& v) { return coloured(tone_of(v), say(lang, "verdict_" + v)); };
  int same = 0;
  for (const auto& [key, a] : pair.first->verdicts) {
    const auto& [year, service, supply] = key;
    const auto b = pair.second->verdicts.find(key);
    if ((year != run.target_year && year != run.last_year) || supply == "trend" || b == pair.second->verdicts.end())
      continue;
    if (a == b->second)
      ++same;
    else
      out += fmt::format("  {} {} {}: {} → {}\n", year, say(lang, "service_" + service), say(lang, "case_" + supply),
                         word(a), word(b->second));
  }
  out += "  " + say(lang, "compare_same_verdicts", {std::to_string(same)}) + "\n";
}

}  // namespace

bool is_run_folder(const std::string& path) {
  namespace fs = std::filesystem;
  return fs::exists(path + "/run.json") && fs::is_directory(path + "/tables");
}

std::string compare_runs(const std::vector<std::string>& folders, const std::vector<std::string>& scenarios,
                         Language lang) {
  std::vector<RunRecordRead> runs;
  for (const std::string& folder : folders) runs.push_back(read_run(folder));
  const auto pairs = pairs_of(runs, scenarios);
  std::string out;
  CsvWriter table(runs.back().folder + "/tables/compare.csv",
                  {"scenario_a", "scenario_b", "year", "supply_case", "measure", "unit", "p50_a", "p50_b", "n",
                   "difference_mean", "difference_se", "difference_p10", "difference_p50", "difference_p90"});
  for (const Pair& pair : pairs) {
    const auto all = differences_of(pair);
    write_inputs(out, pair, lang);
    write_results(out, pair, all, runs.back(), lang);
    write_verdicts(out, pair, runs.back(), lang);
    out += "\n";
    for (const Difference& d : all)
      table.row({pair.first->id, pair.second->id, std::to_string(d.key.year), d.key.supply_case, d.key.measure,
                 d.key.unit, number(d.a), number(d.b), std::to_string(d.difference.n), number(d.difference.mean),
                 number(d.difference.se), number(d.difference.p10), number(d.difference.p50),
                 number(d.difference.p90)});
  }
  table.close();
  return out;
}

}  // namespace gongxu
