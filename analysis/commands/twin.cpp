/// The command twin: the cohort-component projection and its distance from the agents.
#include <cmath>
#include <limits>

#include "analysis/commands/commands.hpp"
#include "analysis/commands/study.hpp"
#include "analysis/read/twin_page.hpp"

namespace gongxu {
namespace {

/// Measures of a projection with no agents beside them.
TwinDistance of_twin_alone(const std::string& scenario, const std::vector<TwinYear>& years) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  TwinDistance out;
  out.scenario = scenario;
  for (const TwinYear& y : years)
    for (std::size_t zone = 0; zone < y.zones.size(); ++zone)
      for (std::size_t m = 0; m < y.zones[zone].size(); ++m)
        if (const double value = y.zones[zone][m]; !std::isnan(value))
          out.measures.push_back({y.year, zone, -1, static_cast<int>(m), kNone, kNone, value, kNone});
  return out;
}

}  // namespace

int twin_command(const Arguments& a) {
  RunOptions options = a.run;
  if (options.scenarios.empty()) options.scenarios = {"baseline"};
  if (!a.preview) check_range("--replicates", options.replicates, 2, 100'000);
  Pack pack = read_pack(a.paths.front());
  if (a.preview) {
    if (options.scenarios.size() > 1) refuse("--scenario", "one_scenario", {options.scenarios[1]});
    const auto e = prepare_ensemble(std::move(pack), options);
    const Scenario& scenario = e->pack.scenarios.at(e->options.scenarios.front());
    const auto years = twin_preview(*e, scenario);
    const std::vector<TwinDistance> alone{of_twin_alone(scenario.id, years)};
    finish_study(a, e->pack.region, "twin", {},
                 {{"twin_measures", [&](const auto& path) { write_twin_measures(*e, alone, path); }}},
                 twin_preview_page(*e, years, a.lang));
    return 0;
  }
  Study study(a, "twin", a.out, pack);
  if (study.complete()) return answer_complete(a);
  options.kept = study.kept();
  study.run([&] {
    const auto e = run_ensemble(std::move(pack), options, study.progress());
    const auto twins = project_twins(*e, options.replicates, study.progress());
    study.clear_bar();
    if (!study.writes()) return;
    const auto distances = twin_distances(*e, twins);
    const auto controlled = controlled_means(*e, twins);
    finish_study(a, e->pack.region, "twin", study.lines(),
                 {{"twin", [&](const auto& path) { write_twin_cells(*e, distances, path); }},
                  {"twin_measures", [&](const auto& path) { write_twin_measures(*e, distances, path); }},
                  {"controlled", [&](const auto& path) { write_controlled(controlled, path); }}},
                 twin_preview_page(*e, twin_preview(*e, *e->scenarios.front().scenario), a.lang) +
                     twin_lines(*e, distances, a.lang) + controlled_line(controlled, a.lang));
  });
  return 0;
}

}  // namespace gongxu
