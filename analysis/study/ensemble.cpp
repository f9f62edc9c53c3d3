#include "analysis/study/ensemble.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <set>
#include <string_view>

#include "sim/core/sha256.hpp"
#include "sim/engine/ranks.hpp"
#include "sim/output/statistics.hpp"
#include "sim/plan/supply_policies.hpp"
#include "sim/scenario/suggest.hpp"

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

/// The date for which all targets are planned: the replay takes one planning population for all services. Where targets
/// are due in different years it is that of the latest; in the plans at hand all are due in one.
int latest_target_year(const Plan& plan) {
  int year = 0;
  for (std::size_t i = 0; i < kServices; ++i) {
    const Indicator* indicator = plan.indicator_of_service(service_at(i));
    if (indicator && indicator->target) year = std::max(year, indicator->target_year);
  }
  return year > 0 ? year : plan.last_year;
}

void set_years(Ensemble& e, int until) {
  e.target_year = latest_target_year(e.pack.plan);
  e.first_year = e.pack.region.base_date.year;
  if (until < e.first_year)
    throw InputError(
        Problem{{"--until", 0, 0}, "until_before_base", {std::to_string(until), std::to_string(e.first_year)}});
  e.last_year = std::max(until, e.target_year);
  for (const Indicator& i : e.pack.plan.indicators)
    if (i.target && i.computed == Computed::people) e.last_year = std::max(e.last_year, i.target_year);
  const int known_until = e.pack.region.national.last_year;
  if (e.last_year > known_until)
    throw InputError(
        Problem{{"--until", 0, 0}, "until_beyond_rates", {std::to_string(e.last_year), std::to_string(known_until)}});
  e.horizon = year_start(e.last_year + 1);
}

ScenarioRun new_run(const Ensemble& e, const RunInputs& in) {
  ScenarioRun run;
  run.scenario = in.scenario;
  run.replicates.resize(static_cast<std::size_t>(e.options.replicates));
  for (int r = 0; r < e.options.replicates; ++r) run.values.push_back(values_of(in, static_cast<std::uint32_t>(r)));
  return run;
}

/// The stage of what an ensemble does for a scenario. Services know the planning population, which is the median of so
/// many replicates; people and residents do not, so that those of a pilot are the first of a run.
std::string stage_of(const Ensemble& e, const std::string& scenario, const std::string& part) {
  return (e.options.fixed_parameters ? "fixed/" : "drawn/") + scenario + "/" + part;
}
std::string services_stage(const Ensemble& e, const std::string& scenario) {
  return stage_of(e, scenario, fmt::format("services-of-{}", e.options.replicates));
}

/// One child process a replicate: what it makes takes the place of the replicate's result.
void each_replicate(const Ensemble& e, const std::string& stage, ScenarioRun& run,
                    const std::function<ReplicateResult(std::uint32_t replicate)>& work,
                    const std::function<void(int done)>& finished) {
  int done = 0;
  e.work->run(
      stage, e.options.replicates, [&](int unit) { return pack_result(work(static_cast<std::uint32_t>(unit))); },
      [&](int unit, Bytes bytes) {
        run.replicates[static_cast<std::size_t>(unit)] = unpack_result(bytes);
        finished(++done);
      },
      Needed::for_tables);
}

/// Of the whole place, at 31 December of the target year.
double residents_at_target(const Ensemble& e, const ReplicateResult& r) {
  return r.demography[static_cast<std::size_t>(e.target_year - e.first_year)]
      .zones.back()[static_cast<std::size_t>(Measure::population)];
}

std::string residents_stage(const Ensemble& e) { return stage_of(e, kBaseline, "residents"); }

/// The planning population by lives of the baseline that end at the target date: what comes later does not change it.
void find_planning_population(Ensemble& e, const Progress& progress) {
  const Scenario& baseline = e.pack.scenarios.at(kBaseline);
  const Tabulated tabulated = tabulate(e, baseline);
  RunInputs in = inputs_of(e, baseline, tabulated);
  in.horizon = year_start(e.target_year + 1);
  std::vector<double> residents;
  e.work->run(
      residents_stage(e), e.options.replicates,
      [&](int unit) {
        return pack_numbers({residents_at_target(e, run_people(in, static_cast<std::uint32_t>(unit)))});
      },
      [&](int, const Bytes& bytes) {
        residents.push_back(unpack_numbers(bytes).front());
        progress(kBaseline, static_cast<int>(residents.size()), e.options.replicates);
      });
  e.planning_population = quantile(std::move(residents), 0.5);
}

/// People's lives first: their median number at the target date is the population that targets are planned for. What
/// they ask for waits meanwhile, in the memory of this process.
void run_baseline_in_two(Ensemble& e, const Progress& progress) {
  const Scenario& baseline = e.pack.scenarios.at(kBaseline);
  const Tabulated tabulated = tabulate(e, baseline);
  const RunInputs in = inputs_of(e, baseline, tabulated);
  ScenarioRun run = new_run(e, in);
  each_replicate(
      e, stage_of(e, kBaseline, "people"), run, [&](std::uint32_t replicate) { return run_people(in, replicate); },
      [&](int done) { progress(kBaseline, done, e.work->units_here(e.options.replicates)); });
  std::vector<double> residents;
  for (const ReplicateResult& r : run.replicates) residents.push_back(residents_at_target(e, r));
  e.planning_population = quantile(std::move(residents), 0.5);
  each_replicate(
      e, services_stage(e, kBaseline), run,
      [&](std::uint32_t replicate) {
        ReplicateResult& result = run.replicates[replicate];
        replay_services(in, replicate, e.planning_population, result);
        result.demand = {};
        return std::move(result);
      },
      [](int) {});
  e.scenarios.push_back(std::move(run));
}

void run_scenario(Ensemble& e, const Scenario& scenario, const Progress& progress) {
  const Tabulated tabulated = tabulate(e, scenario);
  const RunInputs in = inputs_of(e, scenario, tabulated);
  ScenarioRun run = new_run(e, in);
  each_replicate(
      e, services_stage(e, scenario.id), run,
      [&](std::uint32_t replicate) {
        ReplicateResult result = run_people(in, replicate);
        replay_services(in, replicate, e.planning_population, result);
        result.demand = {};
        return result;
      },
      [&](int done) { progress(scenario.id, done, e.work->units_here(e.options.replicates)); });
  e.scenarios.push_back(std::move(run));
}

/// Where lives are spread over machines, lives to the target date beside them are cheaper than to send what each asked
/// for to wherever its services are played, or to live it twice (docs/decisions/0027).
void run_baseline(Ensemble& e, bool wanted, const Progress& progress) {
  const bool known = e.work->all_kept(residents_stage(e), e.options.replicates);
  if (wanted && !known && e.work->all_here()) return run_baseline_in_two(e, progress);
  find_planning_population(e, progress);
  if (wanted) run_scenario(e, e.pack.scenarios.at(kBaseline), progress);
}

}  // namespace

std::string zone_name(const Ensemble& e, std::size_t zone) {
  return zone < e.pack.region.zones.size() ? e.pack.region.zones[zone].code : "all";
}

std::string unit_at_scale(const Ensemble& e, const std::string& unit) {
  constexpr std::array<std::string_view, 4> kNoCounts{"share", "ratio", "days", "years"};
  const bool counts =
      std::find(kNoCounts.begin(), kNoCounts.end(), unit) == kNoCounts.end() && unit.find("per ") == std::string::npos;
  return e.pack.region.scale == 1 || !counts ? unit : std::to_string(e.pack.region.scale) + " " + unit;
}

Tabulated tabulate(const Ensemble& e, const Scenario& s) {
  return Tabulated(e.population, e.pack.region, Years{s.parameters.at("minimum_birth_interval").quantile(0.5)});
}

RunInputs inputs_of(const Ensemble& e, const Scenario& scenario, const Tabulated& tabulated) {
  RunInputs in;
  in.region = &e.pack.region;
  in.plan = &e.plans.at(scenario.id);
  in.population = &e.population;
  in.scenario = &scenario;
  in.tabulated = &tabulated;
  in.horizon = e.horizon;
  in.seed = e.options.seed;
  in.fixed_parameters = e.options.fixed_parameters;
  if (const auto rows = e.given.find(scenario.id); rows != e.given.end()) in.given = &rows->second;
  in.shards = e.options.shards;
  in.driver = e.options.driver;
  return in;
}

bool draws_what_decides(const Ensemble& e, const Scenario& scenario) {
  if (e.options.fixed_parameters) return false;
  return std::none_of(scenario.parameters.begin(), scenario.parameters.end(),
                      [](const auto& p) { return p.second.deciding && p.second.distribution == Distribution::fixed; });
}

bool same_supply(const Ensemble& e, Service s, SupplyCase a, SupplyCase b) {
  // What tells the cases apart (projects, trend, target) is the same in all replicates and scenarios.
  const ReplicateResult& r = e.scenarios.front().replicates.front();
  const auto same = [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); };
  const auto equal = [&](const ServiceYear& x, const ServiceYear& y) {
    return same(x.capacity, y.capacity) && same(x.capacity_mean, y.capacity_mean);
  };
  const auto& of_a = r.years(s, static_cast<std::size_t>(a));
  const auto& of_b = r.years(s, static_cast<std::size_t>(b));
  return std::equal(of_a.begin(), of_a.end(), of_b.begin(), of_b.end(), [&](const auto& x, const auto& y) {
    return std::equal(x.begin(), x.end(), y.begin(), y.end(), equal);
  });
}

namespace {

/// What was set on the command line against a posterior that has it too.
void refuse_settings_of(const Posterior& posterior, const std::vector<std::string>& settings, Problems& problems) {
  for (const std::string& setting : settings)
    if (const std::string id = setting.substr(0, setting.find('=')); posterior.named.contains(id))
      problems.add({"--set", 0, 0}, "posterior_and_setting", {id, posterior.folder});
}

/// Every scenario takes the posterior's draws, and what was calibrated is called so.
void take_posterior(Ensemble& e, const Posterior& posterior) {
  for (auto& [id, scenario] : e.pack.scenarios) {
    auto rows = rows_for(posterior, scenario.parameters);
    for (const std::string& named : posterior.named)
      if (rows.front().value.contains(named) || rows.front().path.contains(named))
        scenario.parameters.at(named).status = "calibrated";
    scenario.hash = sha256_hex(scenario.hash + posterior.digest);
    if (e.options.fixed_parameters) rows = {median_row(rows)};
    e.given[id] = std::move(rows);
  }
}

}  // namespace

std::unique_ptr<Ensemble> prepare_ensemble(Pack pack, const RunOptions& options) {
  const double began = now_seconds();
  auto e = std::make_unique<Ensemble>();
  e->pack = std::move(pack);
  e->options = options;
  e->work = std::make_shared<const WorkUnits>(options.jobs, options.kept, options.part);
  Problems problems;
  for (auto& [id, scenario] : e->pack.scenarios) apply_settings(scenario, options.settings, problems);
  e->options.scenarios = chosen_scenarios(e->pack, options, problems);
  if (options.posterior) refuse_settings_of(*options.posterior, options.settings, problems);
  problems.throw_if_any();
  if (options.posterior) take_posterior(*e, *options.posterior);
  for (const auto& [id, scenario] : e->pack.scenarios)
    e->plans.emplace(id, with_policies(e->pack.plan, scenario.supply_policies));
  set_years(*e, options.until);
  const Draws nobody(options.seed, kNoReplicate);
  const auto centre =
      draw_parameters(e->pack.scenarios.at(kBaseline).parameters, nobody, true, e->first_year, e->last_year);
  e->population = build_population(e->pack.region, centre, options.seed);
  e->build_seconds = now_seconds() - began;
  return e;
}

/// Calls f(probability) of every headline of a scenario.
template <class F>
void each_headline(const Ensemble& e, const ScenarioRun& run, F f) {
  const int n = static_cast<int>(run.replicates.size());
  for (const int year : std::set<int>{e.target_year, e.last_year})
    for (std::size_t s = 0; s < kServices; ++s)
      for (std::size_t c = 0; c < kSupplyCases.size(); ++c)
        for (const auto flag : {&ServiceYear::is_short, &ServiceYear::is_surplus}) {
          const auto hits = std::count_if(run.replicates.begin(), run.replicates.end(), [&](const ReplicateResult& r) {
            return r.years(service_at(s), c)[static_cast<std::size_t>(year - e.first_year)].back().*flag;
          });
          f(probability(static_cast<int>(hits), n));
        }
}

double largest_error(const Ensemble& e, const ScenarioRun& run) {
  double most = 0;
  each_headline(e, run, [&](const Probability& p) { most = std::max(most, p.se); });
  return most;
}

namespace {

constexpr int kMostReplicates = 100'000;

/// Replicates of the baseline that tell how many it takes; each headline counts as what in its own 90 % interval
/// lies nearest to one half, where errors are largest.
int replicates_for(const Pack& pack, RunOptions options, const Progress& progress) {
  options.scenarios = {kBaseline};
  const double precision = options.precision;
  options.precision = 0;
  const auto pilot = run_ensemble(pack, options, progress);
  double needed = options.replicates;
  if (is_first_rank())  // which alone has the pilot's results
    each_headline(*pilot, pilot->scenarios.front(), [&](const Probability& p) {
      const double nearest = std::clamp(0.5, std::max(0.0, p.low()), std::min(1.0, p.high()));
      needed = std::max(needed, std::ceil(nearest * (1 - nearest) / (precision * precision)));
    });
  needed = unpack_numbers(of_first_rank(pack_numbers({needed}))).front();
  if (needed > kMostReplicates)
    throw InputError(
        Problem{{"--precision", 0, 0},
                "precision_too_fine",
                {fmt::format("{}", precision), fmt::format("{:.0f}", needed), std::to_string(kMostReplicates)}});
  return static_cast<int>(needed);
}

}  // namespace

std::unique_ptr<Ensemble> run_ensemble(Pack pack, const RunOptions& options, const Progress& progress) {
  if (options.precision > 0) {
    RunOptions enough = options;
    enough.replicates = replicates_for(pack, options, progress);
    enough.precision = 0;
    auto e = run_ensemble(std::move(pack), enough, progress);
    e->options.precision = options.precision;
    return e;
  }
  auto e = prepare_ensemble(std::move(pack), options);
  run_baseline(*e, e->options.scenarios.front() == kBaseline, progress);
  for (const std::string& id : e->options.scenarios)
    if (id != kBaseline) run_scenario(*e, e->pack.scenarios.at(id), progress);
  return e;
}

}  // namespace gongxu
