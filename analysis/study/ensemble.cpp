#include "analysis/study/ensemble.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "sim/engine/process_pool.hpp"
#include "sim/output/statistics.hpp"
#include "sim/scenario/suggest.hpp"
#include "sim/services/childcare/childcare.hpp"

namespace gongxu {
namespace {

constexpr const char* kBaseline = "baseline";

double now_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// The scenarios asked for, or all; the baseline comes first.
std::vector<std::string> chosen_scenarios(const Pack& pack, const RunOptions& options, Problems& problems) {
  std::vector<std::string> known, chosen;
  for (const auto& [id, scenario] : pack.scenarios) known.push_back(id);
  if (options.scenarios.empty()) chosen = known;
  for (const std::string& id : options.scenarios) {
    if (!pack.scenarios.contains(id))
      problems.add({"--scenario", 0, 0}, "unknown_scenario", {id, nearest(id, known)});
    else if (std::find(chosen.begin(), chosen.end(), id) == chosen.end())
      chosen.push_back(id);
  }
  std::stable_partition(chosen.begin(), chosen.end(), [](const std::string& id) { return id == kBaseline; });
  return chosen;
}

}  // namespace

Years interval_of(const Scenario& s) { return {s.parameters.at("minimum_birth_interval").quantile(0.5)}; }

RunInputs inputs_of(const Ensemble& e, const Scenario& scenario, const WomenByParity& women) {
  RunInputs in;
  in.region = &e.pack.region;
  in.plan = &e.pack.plan;
  in.population = &e.population;
  in.scenario = &scenario;
  in.women = &women;
  in.horizon = e.horizon;
  in.seed = e.options.seed;
  in.fixed_parameters = e.options.fixed_parameters;
  in.shards = e.options.shards;
  in.driver = e.options.driver;
  return in;
}

bool draws_what_decides(const Ensemble& e, const Scenario& scenario) {
  if (e.options.fixed_parameters) return false;
  return std::none_of(scenario.parameters.begin(), scenario.parameters.end(),
                      [](const auto& p) { return p.second.deciding && p.second.distribution == Distribution::fixed; });
}

std::unique_ptr<Ensemble> prepare_ensemble(Pack pack, const RunOptions& options) {
  const double began = now_seconds();
  auto e = std::make_unique<Ensemble>();
  e->pack = std::move(pack);
  e->options = options;
  if (e->options.jobs <= 0) e->options.jobs = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  Problems problems;
  for (auto& [id, scenario] : e->pack.scenarios) apply_settings(scenario, options.settings, problems);
  e->options.scenarios = chosen_scenarios(e->pack, options, problems);
  problems.throw_if_any();

  const Indicator* indicator = e->pack.plan.indicator_of_service(childcare::kService);
  e->target_year = indicator && indicator->target ? indicator->target_year : e->pack.plan.last_year;
  e->first_year = e->pack.region.base_date.year;
  if (options.until < e->first_year)
    throw InputError(Problem{
        {"--until", 0, 0}, "until_before_base", {std::to_string(options.until), std::to_string(e->first_year)}});
  e->last_year = options.until;
  for (const Indicator& i : e->pack.plan.indicators)
    if (i.target && i.computed != Computed::not_yet) e->last_year = std::max(e->last_year, i.target_year);
  if (e->last_year > e->pack.region.national.last_year)
    throw InputError(Problem{{"--until", 0, 0},
                             "until_beyond_rates",
                             {std::to_string(e->last_year), std::to_string(e->pack.region.national.last_year)}});
  e->horizon = year_start(e->last_year + 1);

  const Scenario& baseline = e->pack.scenarios.at(kBaseline);
  const Draws nobody(options.seed, kNoReplicate);
  const auto centre = draw_parameters(baseline.parameters, nobody, true, e->first_year, e->last_year);
  e->population = build_population(e->pack.region, centre, options.seed);
  const auto capacity = supply_cases(inputs_of(*e, baseline, WomenByParity(e->population, interval_of(baseline))), 0);
  e->trend_equals_quantified = capacity[0] == capacity[1];
  e->build_seconds = now_seconds() - began;
  return e;
}

std::unique_ptr<Ensemble> run_ensemble(Pack pack, const RunOptions& options, const Progress& progress) {
  auto e = prepare_ensemble(std::move(pack), options);
  const int n = options.replicates;

  // The baseline's people come first in any case: their median number at the target date is the
  // population that targets are planned for.
  const Scenario& baseline = e->pack.scenarios.at(kBaseline);
  const bool baseline_wanted = !e->options.scenarios.empty() && e->options.scenarios.front() == kBaseline;
  ScenarioRun base{&baseline, std::vector<ReplicateResult>(static_cast<std::size_t>(n)), {}};
  int done = 0;
  {
    const WomenByParity women(e->population, interval_of(baseline));
    const RunInputs in = inputs_of(*e, baseline, women);
    run_in_processes(
        n, e->options.jobs,
        [&](int unit) {
          auto result = run_people(in, static_cast<std::uint32_t>(unit));
          if (!baseline_wanted) result.spells.clear();
          return pack_result(result);
        },
        [&](int unit, Bytes bytes) {
          base.replicates[static_cast<std::size_t>(unit)] = unpack_result(bytes);
          progress(kBaseline, ++done, n);
        });
    std::vector<double> residents;
    for (const ReplicateResult& r : base.replicates)
      residents.push_back(r.demography[static_cast<std::size_t>(e->target_year - e->first_year)]
                              .zones.back()[static_cast<std::size_t>(Measure::population)]);
    e->planning_population = quantile(residents, 0.5);
    if (baseline_wanted) {
      run_in_processes(
          n, e->options.jobs,
          [&](int unit) {
            ReplicateResult& r = base.replicates[static_cast<std::size_t>(unit)];
            replay_services(in, static_cast<std::uint32_t>(unit), e->planning_population, r);
            r.spells.clear();
            return pack_result(r);
          },
          [&](int unit, Bytes bytes) { base.replicates[static_cast<std::size_t>(unit)] = unpack_result(bytes); });
      for (int r = 0; r < n; ++r) base.values.push_back(values_of(in, static_cast<std::uint32_t>(r)));
      e->scenarios.push_back(std::move(base));
    }
  }
  for (const std::string& id : e->options.scenarios) {
    if (id == kBaseline) continue;
    const Scenario& scenario = e->pack.scenarios.at(id);
    const WomenByParity women(e->population, interval_of(scenario));
    const RunInputs in = inputs_of(*e, scenario, women);
    ScenarioRun run{&scenario, std::vector<ReplicateResult>(static_cast<std::size_t>(n)), {}};
    done = 0;
    run_in_processes(
        n, e->options.jobs,
        [&](int unit) {
          auto result = run_people(in, static_cast<std::uint32_t>(unit));
          replay_services(in, static_cast<std::uint32_t>(unit), e->planning_population, result);
          result.spells.clear();
          return pack_result(result);
        },
        [&](int unit, Bytes bytes) {
          run.replicates[static_cast<std::size_t>(unit)] = unpack_result(bytes);
          progress(id, ++done, n);
        });
    for (int r = 0; r < n; ++r) run.values.push_back(values_of(in, static_cast<std::uint32_t>(r)));
    e->scenarios.push_back(std::move(run));
  }
  return e;
}

}  // namespace gongxu
