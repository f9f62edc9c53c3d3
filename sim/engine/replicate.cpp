#include "sim/engine/replicate.hpp"

#include <algorithm>
#include <limits>

#include "sim/core/processor_time.hpp"

namespace gongxu {
namespace {

double absent_registered(const Region& region, const ParameterValues& values) {
  const auto fact = region.facts.find("absent_registered");
  if (fact == region.facts.end()) return std::numeric_limits<double>::quiet_NaN();
  return fact->second * values["absent_registered_factor"];
}

/// Residents of both sexes by month of birth, over all shards.
BirthMonths birth_months(const std::vector<std::unique_ptr<Shard>>& shards, int zones) {
  BirthMonths out;
  for (int zone = 0; zone < zones; ++zone) {
    auto& months = out.residents.emplace_back(static_cast<std::size_t>(shards[0]->tally().birth_months()), 0);
    for (const auto& shard : shards)
      for (int sex = 0; sex < 2; ++sex) {
        const std::int32_t* of_sex = shard->tally().residents(zone, sex);
        for (std::size_t m = 0; m < months.size(); ++m) months[m] += of_sex[m];
      }
  }
  return out;
}

/// Gathers what the people ask for where nobody emits a spell: rolls of schools, visits, admissions.
class DemandDesk {
 public:
  DemandDesk(const Model& model, const Draws& draws, const std::vector<std::unique_ptr<Shard>>& shards, Demand& out)
      : model_(model), draws_(draws), shards_(shards), out_(out), beds_(model.zones + 1, model.start, model.horizon) {
    out_.base_visits = model.health.base_visits();
    out_.base_bed_days = model.health.base_bed_days();
    const int year = year_of(model.start);
    // The roll before the start holds those who are residents at the start.
    const bool begun = !model.schooling || model.start >= model.schooling->intake(year);
    if (model.schooling)
      out_.rolls.push_back(model.schooling->roll(begun ? year : year - 1, birth_months(shards, model.zones)));
    if (model.health.inert()) return;
    Exposure before(model.zones);
    for (const auto& shard : shards) {
      Tally tally = shard->tally();  // as if the residents of the start had lived here for some weeks
      tally.month_begins(model.start - HealthCare::kBeforeStart);
      tally.take_exposure_of_present(model.start, before);
    }
    model.health.before_start(model.start, before, draws, beds_);
  }

  void month_ended(const Window& w) {
    Exposure lived(model_.zones);  // taken once, for every stream that draws from it
    for (const auto& shard : shards_) shard->tally().take_exposure(w.end, lived);
    if (!model_.health.inert()) out_.health.push_back(model_.health.month(w, lived, draws_, beds_));
    if (model_.schooling && model_.schooling->begins_at(w.end) && w.end < model_.horizon)
      out_.rolls.push_back(model_.schooling->roll(year_of(w.end), birth_months(shards_, model_.zones)));
    if (w.end == model_.horizon && !model_.health.inert())
      out_.beds_taken = beds_.means(), out_.stay_days = beds_.days_by_year();
  }

 private:
  const Model& model_;
  const Draws& draws_;
  const std::vector<std::unique_ptr<Shard>>& shards_;
  Demand& out_;
  BedDays beds_;
};

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

// Paths run to the last year of the tables: a date of death beyond the horizon is kept, and must not depend on it.
ParameterValues values_of(const RunInputs& in, std::uint32_t replicate) {
  ParameterValues values = draw_parameters(in.scenario->parameters, Draws(in.seed, replicate), in.fixed_parameters,
                                           year_of(in.population->start), in.region->national.last_year);
  if (!in.given || in.given->empty()) return values;
  const ParameterValues& row = (*in.given)[(replicate + in.given_from) % in.given->size()];
  for (const auto& [id, value] : row.value) values.value[id] = value;
  for (const auto& [id, path] : row.path) values.path[id] = path;
  return values;
}

ReplicateResult run_people(const RunInputs& in, std::uint32_t replicate, std::vector<TraceEvent>* trace) {
  const double began = processor_seconds();
  const Draws draws(in.seed, replicate);
  const ParameterValues values = values_of(in, replicate);
  const Model model =
      compile_model(*in.region, *in.plan, *in.scenario, values, *in.population, *in.tabulated, in.horizon);
  std::vector<std::vector<TraceEvent>> traces(trace ? static_cast<std::size_t>(in.shards) : 0);
  auto shards = make_shards(in, model, draws, traces);

  ReplicateResult result;
  std::vector<bool> urban;
  for (const Zone& z : in.region->zones) urban.push_back(z.urban);
  DemographyMonitor monitor(urban, absent_registered(*in.region, values));
  DemandDesk desk(model, draws, shards, result.demand);

  const auto hosts = hosts_of(*in.region);
  enum Phase { people, gather };
  std::vector<Task> tasks;
  for (std::size_t s = 0; s < shards.size(); ++s)
    tasks.push_back({"people-" + std::to_string(s), hosts[s % hosts.size()], people,
                     [&, s](const Window& w) { shards[s]->advance(w); }});
  tasks.push_back({"desk", hosts[0], gather, [&](const Window& w) {
                     auto& spells = result.demand.spells;
                     const auto first = static_cast<std::ptrdiff_t>(spells.size());
                     for (auto& shard : shards) {
                       spells.insert(spells.end(), shard->demand().begin(), shard->demand().end());
                       shard->demand().clear();
                     }
                     std::sort(spells.begin() + first, spells.end());
                     desk.month_ended(w);
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

}  // namespace gongxu
