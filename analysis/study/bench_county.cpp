#include "analysis/study/bench_county.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "analysis/study/bench.hpp"
#include "sim/output/statistics.hpp"

namespace gongxu {

int run_bench_county(Pack pack, RunOptions options, int repeats, bool json) {
  const Driver shown = options.driver;
  const auto e = prepare_ensemble(std::move(pack), options);
  const Scenario& scenario = e->pack.scenarios.at(e->options.scenarios.front());
  const Tabulated tabulated = tabulate(*e, scenario);

  std::vector<double> seconds[2], people_seconds[2], share;
  ReplicateResult result[2];
  for (int round = 0; round < repeats; ++round) {
    for (const Driver driver : drivers_of_round(round)) {
      RunInputs in = inputs_of(*e, scenario, tabulated);
      in.driver = driver;
      ReplicateResult& r = result[static_cast<int>(driver)];
      r = run_people(in, 0);
      people_seconds[static_cast<int>(driver)].push_back(r.processor_seconds);
      replay_services(in, 0, static_cast<double>(e->pack.region.total_population()), r);
      seconds[static_cast<int>(driver)].push_back(r.processor_seconds);
      r.demand = {};
    }
    const double plain = seconds[static_cast<int>(Driver::plain)].back();
    share.push_back((seconds[static_cast<int>(Driver::simgrid)].back() - plain) / plain);
  }

  const ReplicateResult& r = result[static_cast<int>(shown)];
  double births = 0, deaths = 0, moves = 0, arrivals = 0, departures = 0, person_years = 0;
  double before = static_cast<double>(e->pack.region.total_population());
  const auto at = [](const DemographyYear& y, Measure m) { return y.zones.back()[static_cast<std::size_t>(m)]; };
  for (std::size_t i = 0; i < r.demography.size(); ++i) {
    const DemographyYear& y = r.demography[i];
    births += at(y, Measure::births), deaths += at(y, Measure::deaths), moves += at(y, Measure::moves_in);
    arrivals += at(y, Measure::arrivals), departures += at(y, Measure::departures);
    // Mean of the year's two ends: people change by under 1 % a year, so this errs by less than 1e-3.
    const double length = i == 0 ? years_in(year_start(y.year + 1) - e->population.start).value : 1.0;
    person_years += (before + at(y, Measure::population)) / 2 * length;
    before = at(y, Measure::population);
  }
  const double median = quantile(seconds[static_cast<int>(shown)], 0.5);
  const double people = quantile(people_seconds[static_cast<int>(shown)], 0.5);
  const bool agree = result[0].event_hash == result[1].event_hash;
  const nlohmann::ordered_json j{{"workload", "county"},
                                 {"place", e->pack.region.code},
                                 {"scenario", scenario.id},
                                 {"people", e->population.people.size()},
                                 {"driver", shown == Driver::simgrid ? "simgrid" : "plain"},
                                 {"years", {e->first_year, e->last_year}},
                                 {"person_years", person_years},
                                 {"build_seconds", e->build_seconds},
                                 {"seconds", median},
                                 {"seconds_people", people},
                                 {"seconds_services", median - people},
                                 {"person_years_per_second", person_years / median},
                                 {"simgrid_share", quantile(share, 0.5)},
                                 {"bytes_per_person", r.peak_bytes / static_cast<double>(e->population.people.size())},
                                 {"events", r.events},
                                 {"births", births},
                                 {"deaths", deaths},
                                 {"arrivals", arrivals},
                                 {"departures", departures},
                                 {"moves_between_zones", moves},
                                 {"repeats", repeats},
                                 {"event_hash", fmt::format("{:016x}", r.event_hash)},
                                 {"drivers_agree", agree}};
  if (json)
    fmt::print("{}\n", j.dump(2));
  else
    for (const auto& [key, value] : j.items()) fmt::print("{:<26}{}\n", key, value.dump());
  return agree ? 0 : 1;
}

}  // namespace gongxu
