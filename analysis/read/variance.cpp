#include "analysis/read/variance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "analysis/read/measure_names.hpp"
#include "analysis/read/text_table.hpp"
#include "analysis/study/headlines.hpp"
#include "sim/core/messages.hpp"
#include "sim/output/csv_writer.hpp"
#include "sim/output/statistics.hpp"

namespace gongxu {
namespace {

constexpr const char* kAllScenarios = "all";
struct Moments {
  int n = 0;
  double mean = 0, variance = 0;
};
Moments moments(const std::vector<double>& values) {
  Moments out;
  for (const double v : values)
    if (!std::isnan(v)) ++out.n, out.mean += v;
  out.mean /= std::max(1, out.n);
  for (const double v : values)
    if (!std::isnan(v)) out.variance += (v - out.mean) * (v - out.mean) / std::max(1, out.n - 1);
  return out;
}

/// f(name, values by replicate) of every headline of a scenario in a year.
template <class F>
void each_output(const Ensemble& e, const ScenarioRun& run, int year, F f) {
  std::vector<std::vector<double>> values(headlines().size());
  for (const ReplicateResult& r : run.replicates) {
    const auto of_replicate = headline_values(r, static_cast<std::size_t>(year - e.first_year));
    for (std::size_t o = 0; o < values.size(); ++o) values[o].push_back(of_replicate[o]);
  }
  for (std::size_t o = 0; o < values.size(); ++o) f(headlines()[o].name, values[o]);
}

VarianceRow split(const std::string& scenario, int year, const std::string& output, const Moments& all,
                  const Moments& chance) {
  constexpr double kZ90 = 1.645;
  VarianceRow row{scenario, year, output, all.mean, std::sqrt(all.variance), 0, 0, 0, 0};
  const double ratio = chance.variance / all.variance;
  // The logarithm of a ratio of variances of normal outputs has about this standard error.
  const double error = std::sqrt(2.0 / (chance.n - 1) + 2.0 / (all.n - 1));
  row.chance = std::min(1.0, ratio);
  row.chance_low = std::min(1.0, ratio * std::exp(-kZ90 * error));
  row.chance_high = std::min(1.0, ratio * std::exp(kZ90 * error));
  return row;
}

}  // namespace

std::vector<VarianceRow> split_variance(const Ensemble& drawn, const Ensemble& fixed) {
  std::vector<VarianceRow> out;
  for (const int year : std::set<int>{drawn.target_year, drawn.last_year}) {
    std::map<std::string, std::vector<Moments>> by_output;
    for (std::size_t s = 0; s < drawn.scenarios.size(); ++s) {
      std::map<std::string, Moments> chance;
      each_output(fixed, fixed.scenarios[s], year,
                  [&](const std::string& name, const std::vector<double>& v) { chance[name] = moments(v); });
      each_output(drawn, drawn.scenarios[s], year, [&](const std::string& name, const std::vector<double>& v) {
        const Moments all = moments(v);
        if (all.n < 2 || chance[name].n < 2 || all.variance <= 0) return;
        out.push_back(split(drawn.scenarios[s].scenario->id, year, name, all, chance[name]));
        by_output[name].push_back(all);
      });
    }
    if (drawn.scenarios.size() < 2) continue;
    for (const auto& [name, of_scenarios] : by_output) {
      std::vector<double> means;
      double within = 0;
      for (const Moments& m : of_scenarios)
        means.push_back(m.mean), within += m.variance / static_cast<double>(of_scenarios.size());
      const Moments between = moments(means);
      VarianceRow row{
          kAllScenarios, year,         name, between.mean, std::sqrt(within + between.variance), std::nan(""),
          std::nan(""),  std::nan(""), 0};
      row.scenarios = between.variance / (within + between.variance);
      out.push_back(row);
    }
  }
  return out;
}

std::string variance_page(const Ensemble& drawn, const std::vector<VarianceRow>& rows, Language lang) {
  using Align = TextTable::Align;
  constexpr double kPerCent = 100;
  const auto percent = [](double v) {
    return std::isnan(v) ? std::string("—") : fmt::format("{:.0f} %", v * kPerCent);
  };
  std::string out =
      say(lang, "variance_heading", {std::to_string(drawn.target_year), drawn.scenarios.front().scenario->id}) + "\n";
  TextTable table({say(lang, "col_output"), say(lang, "col_mean"), say(lang, "col_sd"), say(lang, "col_chance"),
                   say(lang, "col_parameters"), say(lang, "col_scenarios")},
                  {Align::left, Align::right, Align::right, Align::right, Align::right, Align::right});
  for (const VarianceRow& row : rows) {
    if (row.year != drawn.target_year || row.scenario != drawn.scenarios.front().scenario->id) continue;
    const auto between = std::find_if(rows.begin(), rows.end(), [&](const VarianceRow& other) {
      return other.scenario == kAllScenarios && other.year == row.year && other.output == row.output;
    });
    table.row({measure_name(row.output, lang), three_digits(row.mean), three_digits(row.sd),
               fmt::format("{} ({}–{})", percent(row.chance), percent(row.chance_low), percent(row.chance_high)),
               percent(1 - row.chance), between == rows.end() ? "—" : percent(between->scenarios)});
  }
  return out + table.text() + say(lang, "variance_note") + "\n";
}

void write_variance(const std::vector<VarianceRow>& rows, const std::string& path) {
  CsvWriter out(path, {"scenario", "year", "output", "mean", "sd", "share_chance", "share_chance_lo", "share_chance_hi",
                       "share_parameters", "share_scenarios"});
  for (const VarianceRow& r : rows) {
    const bool all = r.scenario == kAllScenarios;
    out.row({r.scenario, std::to_string(r.year), r.output, number(r.mean), number(r.sd), number(r.chance),
             number(r.chance_low), number(r.chance_high), all ? "" : number(1 - r.chance),
             all ? number(r.scenarios) : ""});
  }
  out.close();
}

}  // namespace gongxu
