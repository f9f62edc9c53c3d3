/// Commands that launch studies: solve, sensitivity, bench.
#include <fmt/format.h>

#include <algorithm>

#include "analysis/commands/commands.hpp"
#include "analysis/commands/study.hpp"
#include "analysis/read/robust_page.hpp"
#include "analysis/read/sensitivity_page.hpp"
#include "analysis/read/solve_page.hpp"
#include "analysis/study/bench.hpp"
#include "analysis/study/bench_county.hpp"
#include "sim/scenario/suggest.hpp"

namespace gongxu {
namespace {

std::vector<Service> chosen_services(const Arguments& a) {
  std::vector<Service> out;
  for (const std::string& word : a.services) {
    const std::size_t s = service_of_word(word);
    if (s == kServices) refuse("--service", "unknown_service", {word, nearest(word, known_services())});
    out.push_back(service_at(s));
  }
  for (std::size_t s = 0; s < kServices && a.services.empty(); ++s) out.push_back(service_at(s));
  return out;
}

/// What was written after --between.
std::optional<UnitsRange> chosen_range(const Arguments& a) {
  if (a.between.empty()) return std::nullopt;
  if (a.between.size() != 2) refuse("--between", "between_two_numbers", {std::to_string(a.between.size())});
  const UnitsRange range{a.between[0], a.between[1]};
  if (range.least > range.most)
    refuse("--between", "between_upside_down", {std::to_string(range.least), std::to_string(range.most)});
  return range;
}

/// What is found on some draws is tried on others: a posterior must have enough for both.
void check_rows_for_trial(const Arguments& a, const Posterior& posterior) {
  const auto rows = posterior.draws.size(), needed = 2 * static_cast<std::size_t>(a.run.replicates);
  if (rows < needed)
    refuse("--posterior", "posterior_too_few_draws",
           {std::to_string(rows), std::to_string(needed), std::to_string(rows / 2)});
}

}  // namespace

int solve_command(const Arguments& a) {
  if (!(a.probability > 0 && a.probability < 1))
    refuse("--probability", "number_out_of_range", {"--probability", fmt::format("{}", a.probability), "0", "1"});
  warn_of_few_draws(a);
  RunOptions options = a.run;
  if (options.scenarios.empty()) options.scenarios = {"baseline"};
  SolveRequest request{chosen_services(a), a.years, a.probability, chosen_range(a)};
  std::sort(request.years.begin(), request.years.end());
  request.years.erase(std::unique(request.years.begin(), request.years.end()), request.years.end());
  Pack pack = read_pack(a.paths.front());
  take_posterior(a, pack, options);
  if (options.posterior) check_rows_for_trial(a, *options.posterior);
  Study study(a, "solve", a.out, pack);
  if (study.complete()) return answer_complete(a);
  options.kept = study.kept();
  study.run([&] {
    const auto e = prepare_ensemble(std::move(pack), options);
    if (request.years.empty()) request.years = {e->target_year};
    const auto all = solve(*e, request, study.progress());
    study.clear_bar();
    const bool several = e->options.scenarios.size() > 1;
    const auto worst = several ? worst_of(all) : std::vector<Solution>();
    const auto robust = robust_revision(*e, all, a.candidates);
    if (!study.writes()) return;
    std::string page = solve_page(*e, request, all, worst, a.lang);
    if (several || !a.candidates.empty()) page += robust_page(*e, robust, a.lang);
    finish_study(a, e->pack.region, "solve", study.lines(),
                 {{"solve", [&](const auto& path) { write_solve(all, worst, path); }},
                  {"solve_alternatives", [&](const auto& path) { write_alternatives(all, path); }},
                  {"robust", [&](const auto& path) { write_robust(robust, path); }}},
                 page);
  });
  return 0;
}

int sensitivity_command(const Arguments& a) {
  static const std::vector<std::string> methods{"morris", "sobol", "prcc"};
  const auto method = std::find(methods.begin(), methods.end(), a.method);
  if (method == methods.end()) refuse("--method", "bad_option", {"--method " + a.method + " (morris, sobol, prcc)"});
  check_range("--trajectories", a.trajectories, 1, 10'000);
  check_range("--samples", a.samples, 1, 1'000'000);
  check_range("--chances", a.chances, 1, 1000);
  RunOptions options = a.run;
  if (options.scenarios.empty()) options.scenarios = {"baseline"};
  if (options.scenarios.size() > 1) refuse("--scenario", "one_scenario", {options.scenarios[1]});
  SensitivityRequest request;
  request.method = static_cast<SensitivityMethod>(method - methods.begin());
  request.rows = request.method == SensitivityMethod::morris ? a.trajectories : a.samples;
  request.chances = a.chances;
  request.factors = {a.factors, a.grouped};
  Pack pack = read_pack(a.paths.front());
  Study study(a, "sensitivity", a.out, pack);
  if (study.complete()) return answer_complete(a);
  options.kept = study.kept();
  study.run([&] {
    const auto e = prepare_ensemble(std::move(pack), options);
    const auto found = study_sensitivity(*e, request, study.progress());
    study.clear_bar();
    if (!study.writes()) return;
    std::vector<StudyTable> tables{{"sensitivity", [&](const auto& path) { write_sensitivity(found, path); }}};
    if (request.method != SensitivityMethod::morris)
      tables.push_back({"discovery", [&](const auto& path) { write_discovery(*e, found, path); }});
    finish_study(a, e->pack.region, "sensitivity", study.lines(), tables, sensitivity_page(*e, found, a.lang));
  });
  return 0;
}

int bench_command(const Arguments& a) {
  const std::string what = a.paths.front();
  if (what == "county") {
    if (a.paths.size() != 2) refuse("bench", "missing_plan", {"bench county"});
    return run_bench_county(read_pack(a.paths[1]), a.run, a.repeats, a.json);
  }
  if (what != "W1" && what != "W2") refuse("bench", "bad_option", {what + " (W1, W2, county PLAN)"});
  BenchOptions o;
  o.workload = what;
  o.people = static_cast<std::uint32_t>(a.people);
  o.driver = a.run.driver;
  o.repeats = a.repeats;
  o.seed = a.run.seed;
  o.json = a.json;
  return run_bench(o);
}

}  // namespace gongxu
