/// The command calibrate, and what other commands take from it.
#include "analysis/study/calibrate/calibrate.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/commands/commands.hpp"
#include "analysis/commands/study.hpp"
#include "analysis/read/calibration_page.hpp"
#include "sim/core/log.hpp"
#include "sim/core/messages.hpp"

namespace gongxu {
namespace {

void check_options(const Arguments& a) {
  if (a.parameters.empty()) refuse("--parameters", "calibrate_needs", {"--parameters"});
  if (a.observations.empty()) refuse("--observations", "calibrate_needs", {"--observations"});
  check_range("--draws", a.draws, kLeastPosteriorDraws, 100'000);
  check_range("--chances", a.chances, 2, 1000);
  if (a.run.scenarios.size() > 1) refuse("--scenario", "one_scenario_fitted", {a.run.scenarios[1]});
}

/// @throws InputError for a year kept back of which nothing is observed.
void check_hold_out(const Arguments& a, const Observations& observations) {
  for (const int year : a.hold_out)
    if (std::none_of(observations.used.begin(), observations.used.end(),
                     [&](const Observation& o) { return o.year == year; }))
      refuse("--hold-out", "nothing_held_out", {std::to_string(year)});
}

}  // namespace

int calibrate_command(const Arguments& a) {
  check_options(a);
  RunOptions options = a.run;
  if (options.scenarios.empty()) options.scenarios = {"baseline"};
  const CalibrationRequest request{a.parameters, a.hold_out, a.draws, a.chances, a.poisson};
  Pack pack = read_pack(a.paths.front());
  Observations observations = read_observations(
      a.observations, {{&pack.region, pack.folder, std::min(a.run.until, pack.region.national.last_year)}});
  for (const Problem& p : observations.refused) log_warn(describe(p, a.lang));
  const auto refused_before = observations.refused.size();
  check_hold_out(a, observations);
  pack.files.push_back(a.observations);
  Study study(a, "calibrate", a.out, pack);
  if (study.complete()) return answer_complete(a);
  options.kept = study.kept();
  study.run([&] {
    const auto e = prepare_ensemble(std::move(pack), options);
    const Calibration c = calibrate(*e, request, std::move(observations), study.progress());
    study.clear_bar();
    if (!study.writes()) return;
    for (std::size_t i = refused_before; i < c.refused.size(); ++i) log_warn(describe(c.refused[i], a.lang));
    finish_study(a, e->pack.region, "calibrate", study.lines(),
                 {{"posterior", [&](const auto& path) { write_posterior(*e, c, path); }},
                  {"calibration", [&](const auto& path) { write_calibration(*e, c, path); }},
                  {"fit", [&](const auto& path) { write_fit(*e, c, path); }}},
                 calibration_page(*e, c, a.lang, a.out));
  });
  return 0;
}

void take_posterior(const Arguments& a, Pack& pack, RunOptions& options) {
  if (a.posterior.empty()) return;
  options.posterior = read_posterior(a.posterior, pack);
  pack.files.insert(pack.files.end(), options.posterior->files.begin(), options.posterior->files.end());
}

}  // namespace gongxu
