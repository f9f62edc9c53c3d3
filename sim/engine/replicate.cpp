#include "sim/engine/replicate.hpp"

#include <algorithm>

#include "sim/core/processor_time.hpp"
#include "sim/services/childcare/childcare.hpp"

namespace gongxu {
namespace {

std::vector<std::string> hosts_of(const Region& region) {
  std::vector<std::string> names;
  for (const Zone& z : region.zones) names.push_back(z.code);
  return names;
}

/// @param traces one a shard, or empty; set before anything is scheduled, for wishes open on day 0 are events too.
std::vector<std::unique_ptr<Shard>> make_shards(const RunInputs& in, const Model& model, const Draws& draws,
                                                std::vector<std::vector<TraceEvent>>& traces) {
  std::vector<std::unique_ptr<Shard>> shards;
  const InitialPopulation& start = *in.population;
  if (in.shards == 1) {
    shards.push_back(std::make_unique<Shard>(start.people, model, draws, 0, 1));
    if (!traces.empty()) shards[0]->trace_to(&traces[0]);
    shards[0]->schedule_residents([&](Row r) { return start.last_birth[r]; });
  } else {
    auto parts = split_by_lineage(start.people, in.shards);
    for (int s = 0; s < in.shards; ++s) {
      Part& part = parts[static_cast<std::size_t>(s)];
      shards.push_back(std::make_unique<Shard>(std::move(part.people), model, draws, s, in.shards));
      if (!traces.empty()) shards.back()->trace_to(&traces[static_cast<std::size_t>(s)]);
      shards.back()->schedule_residents([&](Row r) { return start.last_birth[part.origin[r]]; });
    }
  }
  for (auto& shard : shards) shard->set_donors(&start);
  return shards;
}

}  // namespace

ParameterValues values_of(const RunInputs& in, std::uint32_t replicate) {
  return draw_parameters(in.scenario->parameters, Draws(in.seed, replicate), in.fixed_parameters,
                         year_of(in.population->start), year_of(in.horizon - 1));
}

ReplicateResult run_people(const RunInputs& in, std::uint32_t replicate, std::vector<TraceEvent>* trace) {
  const double began = processor_seconds();
  const Draws draws(in.seed, replicate);
  const Model model =
      compile_model(*in.region, *in.scenario, values_of(in, replicate), *in.population, *in.women, in.horizon);
  std::vector<std::vector<TraceEvent>> traces(trace ? static_cast<std::size_t>(in.shards) : 0);
  auto shards = make_shards(in, model, draws, traces);

  ReplicateResult result;
  std::vector<bool> urban;
  for (const Zone& z : in.region->zones) urban.push_back(z.urban);
  DemographyMonitor monitor(urban);

  const auto hosts = hosts_of(*in.region);
  enum Phase { people, gather };
  std::vector<Task> tasks;
  for (std::size_t s = 0; s < shards.size(); ++s)
    tasks.push_back({"people-" + std::to_string(s), hosts[s % hosts.size()], people,
                     [&, s](const Window& w) { shards[s]->advance(w); }});
  tasks.push_back({"childcare-desk", hosts[0], gather, [&](const Window&) {
                     const auto first = static_cast<std::ptrdiff_t>(result.spells.size());
                     for (auto& shard : shards) {
                       result.spells.insert(result.spells.end(), shard->demand().begin(), shard->demand().end());
                       shard->demand().clear();
                     }
                     std::sort(result.spells.begin() + first, result.spells.end());
                   }});
  tasks.push_back({"monitor", hosts[0], gather, [&](const Window& w) {
                     if (!monitor.wants(w.end)) return;
                     Tally sum = shards[0]->tally();
                     for (std::size_t s = 1; s < shards.size(); ++s) sum.add(shards[s]->tally());
                     monitor.month_ended(w.end, sum);
                   }});
  drive(in.driver, hosts, tasks, monthly_windows(model.start, in.horizon));

  result.demography = monitor.years();
  for (const auto& shard : shards) {
    result.event_hash += shard->event_hash();
    result.events += shard->events();
    result.peak_bytes += static_cast<double>(shard->bytes());
  }
  if (trace) {
    for (const auto& t : traces) trace->insert(trace->end(), t.begin(), t.end());
    std::stable_sort(trace->begin(), trace->end(), [](const TraceEvent& a, const TraceEvent& b) {
      return std::tie(a.when, a.person, a.event) < std::tie(b.when, b.person, b.event);
    });
  }
  result.processor_seconds = processor_seconds() - began;
  return result;
}

std::vector<double> under_threes(const InitialPopulation& population) {
  std::vector<double> out;
  for (const BySexAge& zone : population.residents) {
    double n = 0;
    for (const auto& ages : zone) n += ages[0] + ages[1] + ages[2];
    out.push_back(n);
  }
  return out;
}

std::vector<std::vector<CapacityStep>> supply_cases(const RunInputs& in, double planning_population) {
  CapacityRequest request{childcare::kService, SupplyCase::quantified, under_threes(*in.population),
                          static_cast<double>(in.region->total_population()), planning_population};
  std::vector<std::vector<CapacityStep>> out;
  for (const SupplyCase supply : kSupplyCases) {
    request.supply_case = supply;
    out.push_back(capacity_over_time(*in.plan, *in.region, request));
  }
  return out;
}

void replay_services(const RunInputs& in, std::uint32_t replicate, double planning_population,
                     ReplicateResult& result) {
  const double began = processor_seconds();
  const ParameterValues values = values_of(in, replicate);
  const Draws draws(in.seed, replicate);
  const int zones = static_cast<int>(in.region->zones.size());
  const auto hosts = hosts_of(*in.region);

  // Cases with the same places are played once.
  const auto capacity = supply_cases(in, planning_population);
  std::vector<PlaceQueue> queues;
  std::vector<std::size_t> queue_of;
  for (std::size_t c = 0; c < capacity.size(); ++c) {
    const auto same = std::find(capacity.begin(), capacity.begin() + static_cast<std::ptrdiff_t>(c), capacity[c]);
    const auto first = static_cast<std::size_t>(same - capacity.begin());
    queue_of.push_back(first < c ? queue_of[first] : queues.size());
    if (first == c) queues.push_back(childcare::queue(zones, capacity[c], values, draws, in.population->start));
  }

  // The plan hands the month's spells to the service, which plays them against each supply case.
  enum Phase { plan, serve };
  std::span<const DemandEvent> month;
  std::size_t next = 0;
  std::vector<Task> tasks;
  tasks.push_back({"plan", hosts[0], plan, [&](const Window& w) {
                     const std::size_t first = next;
                     while (next < result.spells.size() && result.spells[next].when < w.end) ++next;
                     month = std::span(result.spells).subspan(first, next - first);
                   }});
  tasks.push_back({childcare::kService, hosts[0], serve, [&](const Window& w) {
                     for (PlaceQueue& queue : queues) queue.serve(w, month);
                   }});
  drive(in.driver, hosts, tasks, monthly_windows(in.population->start, in.horizon));

  result.childcare.clear();
  for (const std::size_t q : queue_of) result.childcare.push_back(queues[q].years());
  result.processor_seconds += processor_seconds() - began;
}

}  // namespace gongxu
