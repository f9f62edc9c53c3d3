/// What the units of an ensemble cost, one row a unit: the input of tools/scale/forecast.
///
///   unit_costs PLAN UNITS FOLDER   ->  place,part,unit,work_seconds,bytes,collect_seconds
///
/// Does the work of the first UNITS replicates of the baseline in this process, as a machine of a cluster would, one
/// after the other, and collects each as the process that keeps them does: onto the disk in FOLDER, which goes
/// afterwards. work_seconds are processor seconds, collect_seconds those of a clock: they wait for the disk.
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "analysis/study/ensemble.hpp"
#include "analysis/study/kept_units.hpp"
#include "analysis/twin/projection.hpp"
#include "sim/core/problem.hpp"
#include "sim/core/processor_time.hpp"

using namespace gongxu;

namespace {

double clock_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// The processor seconds of f().
template <class F>
double worked(F f) {
  const double began = processor_seconds();
  f();
  return processor_seconds() - began;
}

class Costs {
 public:
  Costs(std::string place, const std::string& folder)
      : place_(std::move(place)), kept_(folder + "/units", {"costs"}, {}, [](const std::string&) {}) {
    fmt::print("place,part,unit,work_seconds,bytes,collect_seconds\n");
  }
  ~Costs() { kept_.remove(); }

  /// @param use what is done with the bytes beside keeping them.
  template <class F>
  void row(const char* part, int unit, double work_seconds, const Bytes& bytes, F use) {
    const double began = clock_seconds();
    kept_.keep(part, unit, bytes);
    use();
    print(part, unit, work_seconds, bytes.size(), clock_seconds() - began);
  }
  void print(const char* part, int unit, double work_seconds, std::size_t bytes, double collect_seconds) const {
    fmt::print("{},{},{},{:.6f},{},{:.6f}\n", place_, part, unit, work_seconds, bytes, collect_seconds);
  }

 private:
  std::string place_;
  KeptUnits kept_;
};

/// A life to the target date, of which the number of residents is wanted.
void live_to_target(Costs& costs, RunInputs in, int unit, int target_year) {
  in.horizon = year_start(target_year + 1);
  Bytes bytes;
  const double seconds = worked([&] {
    const ReplicateResult result = run_people(in, static_cast<std::uint32_t>(unit));
    bytes = pack_numbers({result.demography.back().zones.back().front()});
  });
  costs.row("residents", unit, seconds, bytes, [&] { unpack_numbers(bytes); });
}

/// A whole life and what the services make of it.
void live(Costs& costs, const RunInputs& in, int unit, double planning_population) {
  const auto replicate = static_cast<std::uint32_t>(unit);
  Bytes bytes;
  const double seconds = worked([&] {
    ReplicateResult result = run_people(in, replicate);
    replay_services(in, replicate, planning_population, result);
    result.demand = {};
    bytes = pack_result(result);
  });
  costs.row("services", unit, seconds, bytes, [&] { unpack_result(bytes); });
}

void project(Costs& costs, const RunInputs& in, const Twin& twin, int unit) {
  const ParameterValues values = values_of(in, static_cast<std::uint32_t>(unit));
  std::vector<TwinYear> years;
  const double seconds = worked([&] { years = twin.project(values); });
  std::size_t numbers = 0;
  for (const TwinYear& y : years) {
    for (const auto& row : y.zones) numbers += row.size();
    for (const auto& zone : y.pyramid)
      for (const auto& ages : zone) numbers += ages.size();
  }
  costs.row("twin", unit, seconds, Bytes(numbers * sizeof(double), '\0'), [] {});
}

void measure(const std::string& plan, int units, const std::string& folder) {
  RunOptions options;
  options.scenarios = {"baseline"};
  options.replicates = units;
  const double began = processor_seconds();
  const auto e = prepare_ensemble(read_pack(plan), options);
  const Scenario& scenario = e->pack.scenarios.at("baseline");
  const Tabulated tabulated = tabulate(*e, scenario);
  const RunInputs in = inputs_of(*e, scenario, tabulated);
  const Twin twin(in);
  Costs costs(std::filesystem::path(plan).filename().string(), folder);
  costs.print("setup", 0, processor_seconds() - began, 0, 0);
  for (int unit = 0; unit < units; ++unit) {
    live_to_target(costs, in, unit, e->target_year);
    live(costs, in, unit, static_cast<double>(e->pack.region.total_population()));
    project(costs, in, twin, unit);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const int units = argc == 4 ? std::atoi(argv[2]) : 0;
  if (units < 1) {
    fmt::print(stderr, "unit_costs PLAN UNITS FOLDER: three arguments, the second a number from 1\n");
    return 2;
  }
  try {
    measure(argv[1], units, argv[3]);
  } catch (const InputError&) {
    fmt::print(stderr, "{0} cannot be used: gongxu check {0} says why; or something stands at {1}\n", argv[1], argv[3]);
    return 2;
  }
}
