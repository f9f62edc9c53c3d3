/// The ensemble: every scenario, every replicate, and the services' replays.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "analysis/study/calibrate/posterior.hpp"
#include "analysis/study/work_units.hpp"
#include "sim/engine/replicate.hpp"
#include "sim/plan/pack.hpp"

namespace gongxu {

struct RunOptions {
  std::vector<std::string> scenarios;  ///< ids; empty: all of the pack, baseline first
  int replicates = 200;                ///< at least, where a precision is asked for
  double precision = 0;  ///< [probability] largest standard error of the headline probabilities; 0: none asked for
  std::uint32_t seed = 1;
  int jobs = 0;                       ///< processes at a time; 0: one a core
  int until = 2035;                   ///< last year; raised to the latest target year of what is computed
  std::vector<std::string> settings;  ///< key=value
  bool fixed_parameters = false;
  Driver driver = Driver::simgrid;
  int shards = 1;
  std::shared_ptr<const Posterior> posterior;  ///< whose draws replicates take; none: parameters are drawn
  std::shared_ptr<KeptUnits> kept;             ///< where units are kept while the study runs; none: nowhere
  StudyPart part;                              ///< the replicates that are done here
};

struct ScenarioRun {
  const Scenario* scenario = nullptr;
  /// By replicate number; their demand is empty. Those that were not collected here (WorkUnits) are empty too.
  std::vector<ReplicateResult> replicates;
  std::vector<ParameterValues> values;  ///< likewise
};

struct Ensemble {
  Pack pack;
  RunOptions options;
  std::shared_ptr<const WorkUnits> work;  ///< where the studies' units are done
  Tick horizon = 0;
  int first_year = 0, last_year = 0;
  double planning_population = 0;  ///< baseline's median residents at 31 December of the target year
  int target_year = 0;             ///< the latest of the services' indicators
  InitialPopulation population;
  std::map<std::string, Plan> plans;  ///< by scenario: the pack's plan as its supply policies leave it
  /// By scenario: rows of values that its replicates take in turn, where a posterior is given.
  std::map<std::string, std::vector<ParameterValues>> given;
  std::vector<ScenarioRun> scenarios;
  double build_seconds = 0;  ///< to read the files and build the population
};

/// A zone's code as tables name it; the number of zones stands for the whole place, "all".
std::string zone_name(const Ensemble&, std::size_t zone);
/// The unit of a measure as tables name it: of counts, where one simulated person stands for 1000 residents, "1000
/// persons".
std::string unit_at_scale(const Ensemble&, const std::string& unit);

/// The largest standard error among the headline probabilities of a scenario: short and surplus of every service in
/// every supply case, whole place, in the target year and the last.
double largest_error(const Ensemble&, const ScenarioRun&);

/// True if every parameter that decides verdicts is drawn in a scenario: only then are words given.
bool draws_what_decides(const Ensemble&, const Scenario&);

/// True if a service has the same units in two supply cases, in every zone and year; also if it has none known in
/// either. Where `trend` is the same as `quantified` no prior for projects without a number is given, and every
/// output says so.
bool same_supply(const Ensemble&, Service, SupplyCase, SupplyCase);

/// done of total units, in words that the caller chooses.
using Progress = std::function<void(const std::string& scenario, int done, int total)>;

/// Runs everything. @throws InputError for options that the pack does not know.
std::unique_ptr<Ensemble> run_ensemble(Pack pack, const RunOptions&, const Progress&);

/// The set-up alone: pack, settings applied, population built; no replicate run yet.
std::unique_ptr<Ensemble> prepare_ensemble(Pack pack, const RunOptions&);
/// What a scenario's compilation needs of the population, by its least interval between births at the centre.
Tabulated tabulate(const Ensemble&, const Scenario&);
/// Inputs of one scenario's replicates. `tabulated` must outlive them.
RunInputs inputs_of(const Ensemble&, const Scenario&, const Tabulated& tabulated);

}  // namespace gongxu
