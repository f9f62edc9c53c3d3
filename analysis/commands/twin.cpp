/// The command twin: the cohort-component projection and its distance from the agents.
#include <iostream>

#include "analysis/commands/commands.hpp"
#include "analysis/commands/study.hpp"
#include "analysis/read/twin_page.hpp"

namespace gongxu {

int twin_command(const Arguments& a) {
  RunOptions options = a.run;
  if (options.scenarios.empty()) options.scenarios = {"baseline"};
  if (!a.preview) check_range("--replicates", options.replicates, 2, 100'000);
  Pack pack = read_pack(a.paths.front());
  if (a.preview) {
    if (options.scenarios.size() > 1) refuse("--scenario", "one_scenario", {options.scenarios[1]});
    const auto e = prepare_ensemble(std::move(pack), options);
    const Scenario& scenario = e->pack.scenarios.at(e->options.scenarios.front());
    std::cout << twin_preview_page(*e, twin_preview(*e, scenario), a.lang);
    return 0;
  }
  Study study(a, "twin", a.out, pack);
  if (study.complete()) return 0;
  options.kept = study.kept();
  study.run([&] {
    const auto e = run_ensemble(std::move(pack), options, study.progress());
    const auto twins = project_twins(*e, options.replicates, study.progress());
    study.clear_bar();
    if (!study.writes()) return;
    const auto distances = twin_distances(*e, twins);
    const auto controlled = controlled_means(*e, twins);
    write_study_folder(a, e->pack.region, "twin", study.lines(),
                       {{"twin", [&](const auto& path) { write_twin_cells(*e, distances, path); }},
                        {"twin_measures", [&](const auto& path) { write_twin_measures(*e, distances, path); }},
                        {"controlled", [&](const auto& path) { write_controlled(controlled, path); }}});
    std::cout << twin_preview_page(*e, twin_preview(*e, *e->scenarios.front().scenario), a.lang)
              << twin_lines(*e, distances, a.lang) << controlled_line(controlled, a.lang);
  });
  return 0;
}

}  // namespace gongxu
