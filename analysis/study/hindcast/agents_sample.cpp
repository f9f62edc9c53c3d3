#include "analysis/study/hindcast/agents_sample.hpp"

#include <algorithm>
#include <cmath>

#include "sim/output/statistics.hpp"
#include "sim/people/initial_population.hpp"

namespace gongxu {
namespace {

/// A place of one zone, with what the cohorts know of it. Below kMovesAlone agents move with their mothers alone.
Pack pack_of(const ManyRequest& r, const CensusPlace& place, const PlaceInputs& inputs) {
  Pack pack;
  Region& region = pack.region;
  region.code = place.id;
  region.name = {place.id, place.id};
  region.base_date = region.data_date = r.base->date;
  region.national = r.nation->national;
  for (std::size_t g = 0; g < kGroups; ++g)
    region.population.push_back(
        {group_start(g), group_end(g), {std::lround(place.persons[0][g]), std::lround(place.persons[1][g])}});
  Zone zone;
  zone.code = "all";
  zone.name = region.name;
  zone.population = region.total_population();
  region.zones = {zone};
  for (std::size_t sex = 0; sex < 2; ++sex) {
    region.net_migration[sex].assign(inputs.net[sex].begin(), inputs.net[sex].end());
    std::fill_n(region.net_migration[sex].begin(), kMovesAlone, 0.0);
  }
  Scenario baseline;
  baseline.id = "baseline";
  baseline.parameters = r.nation->parameters;
  Parameter& fertility = baseline.parameters.at("relative_fertility");
  fertility.value = fertility.quantile(0.5) * inputs.births_level;
  fertility.distribution = Distribution::fixed;
  baseline.hash = hash_of(baseline);
  pack.scenarios.emplace(baseline.id, std::move(baseline));
  return pack;
}

AgentsBeside beside(const ManyRequest& r, const CensusPlace& place, RunOptions options, const Progress& progress) {
  const PlaceInputs inputs = inputs_of_place(r, place);
  options.until = r.later->date.year;
  options.fixed_parameters = true;
  options.scenarios = {"baseline"};
  const auto e = prepare_ensemble(pack_of(r, place, inputs), options);
  const Scenario& baseline = e->pack.scenarios.at("baseline");
  const auto lives =
      observed_in_lives(*e, baseline, "agents/" + place.id, census_observations(*r.later, place),
                        [&](const std::string&, int done, int total) { progress(place.id, done, total); });
  const ByGroup cohorts = at_centre(r, inputs);
  AgentsBeside out;
  out.id = place.id;
  out.size = place.total();
  const Summary total = summarise(lives.front());
  out.agents = total.mean;
  out.agents_se = total.se;
  for (std::size_t g = 0; g < kGroups; ++g) {
    const double by_agents = summarise(lives[1 + g]).mean + summarise(lives[1 + kGroups + g]).mean;
    const double by_cohorts = cohorts[0][g] + cohorts[1][g];
    out.cohorts += by_cohorts;
    const double gap = by_agents > 0 ? std::abs(by_cohorts / by_agents - 1) : 0;
    if (gap > out.largest_gap) out.largest_gap = gap, out.largest_gap_from = group_start(g);
  }
  return out;
}

}  // namespace

std::vector<AgentsBeside> agents_beside(const ManyRequest& r, int sample, const RunOptions& options,
                                        const Progress& progress) {
  std::vector<const CensusPlace*> by_size;
  for (const CensusPlace& p : r.base->places)
    if (r.later->find(p.id) && (!r.earlier || r.earlier->find(p.id))) by_size.push_back(&p);
  std::stable_sort(by_size.begin(), by_size.end(),
                   [](const CensusPlace* a, const CensusPlace* b) { return a->total() < b->total(); });
  std::vector<AgentsBeside> out;
  const std::size_t n = std::min(static_cast<std::size_t>(sample), by_size.size());
  for (std::size_t i = 0; i < n; ++i)
    out.push_back(beside(r, *by_size[(2 * i + 1) * by_size.size() / (2 * n)], options, progress));
  return out;
}

}  // namespace gongxu
