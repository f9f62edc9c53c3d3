#include "analysis/read/manifest.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "analysis/read/service_facts.hpp"
#include "sim/core/sha256.hpp"
#include "sim/engine/driver.hpp"
#include "sim/output/version.hpp"

namespace gongxu {
namespace {

using Json = nlohmann::ordered_json;

/// The scenario's own, and that its parameters follow a posterior.
std::vector<std::string> effect(const Ensemble& e, const Scenario& scenario) {
  auto lines = effect_of(scenario);
  if (e.options.posterior) lines.push_back("posterior: " + e.options.posterior->digest);
  return lines;
}

Json scenarios(const Ensemble& e) {
  Json out = Json::array();
  for (const ScenarioRun& run : e.scenarios) {
    Json hashes = Json::array();
    std::uint64_t events = 0;
    for (const ReplicateResult& r : run.replicates) {
      hashes.push_back(fmt::format("{:016x}", r.event_hash));
      events += r.events;
    }
    out.push_back({{"id", run.scenario->id},
                   {"name_zh", run.scenario->name.zh},
                   {"name_en", run.scenario->name.en},
                   {"extends", run.scenario->extends},
                   {"hash", run.scenario->hash},
                   {"effect", effect(e, *run.scenario)},
                   {"events", events},
                   {"event_hashes", hashes}});
  }
  return out;
}

/// Parameters of the first scenario: values, ranges, sources, and which are national defaults.
Json parameters(const Ensemble& e) {
  Json out = Json::object();
  for (const auto& [id, p] : e.scenarios.front().scenario->parameters)
    out[id] = {{"distribution", distribution_words()[static_cast<std::size_t>(p.distribution)]},
               {"value", p.value},
               {"low", p.low},
               {"high", p.high},
               {"unit", p.unit},
               {"source", p.source},
               {"status", p.status}};
  return out;
}

/// Where the parameters' draws come from; null where they are drawn from their own distributions.
Json posterior(const Ensemble& e) {
  if (!e.options.posterior) return nullptr;
  const Posterior& p = *e.options.posterior;
  return {{"folder", p.folder},      {"sha256", p.digest},    {"scenario", p.scenario},
          {"draws", p.draws.size()}, {"calibrated", p.named}, {"against", p.against}};
}

/// What each service's base stock rests on, and which supply cases are one.
Json services(const Ensemble& e) {
  Json out = Json::object();
  for (std::size_t i = 0; i < kServices; ++i) {
    const Service s = service_at(i);
    out[info(s).word] = {
        {"unit", info(s).unit},
        {"basis", basis_of(e.pack.plan, e.pack.region, s)},
        {"settled_by", datum_of(e.pack.plan, e.pack.region, s).en},
        {"settled_by_zh", datum_of(e.pack.plan, e.pack.region, s).zh},
        {"trend_equals_quantified", same_supply(e, s, SupplyCase::trend, SupplyCase::quantified)},
        {"targeted_equals_quantified", same_supply(e, s, SupplyCase::targeted, SupplyCase::quantified)}};
  }
  return out;
}

Json digests(const std::vector<std::string>& paths, const std::string& below) {
  Json out = Json::object();
  for (const std::string& path : paths) out[path] = sha256_hex_of_file(below.empty() ? path : below + "/" + path);
  return out;
}

double peak_megabytes() {
  rusage own{}, children{};
  getrusage(RUSAGE_SELF, &own);
  getrusage(RUSAGE_CHILDREN, &children);
  return static_cast<double>(std::max(own.ru_maxrss, children.ru_maxrss)) / 1024;
}

}  // namespace

void write_manifest(const Ensemble& e, const RunRecord& record, const std::vector<std::string>& tables,
                    const std::string& folder) {
  const Region& region = e.pack.region;
  const InitialPopulation& people = e.population;
  Json j;
  j["format"] = 1;
  j["program"] = {{"name", "gongxu"},
                  {"version", program_version()},
                  {"commit", program_commit()},
                  {"compiler", program_compiler()},
                  {"simgrid", simgrid_version()}};
  j["command_line"] = record.command_line;
  j["started"] = record.started;
  j["ended"] = record.ended;
  j["wall_seconds"] = record.wall_seconds;
  j["processor_seconds"] = record.processor_seconds;
  j["units_resumed"] = record.units_resumed;
  j["peak_megabytes_of_a_process"] = peak_megabytes();
  j["plan"] = {{"folder", e.pack.folder},
               {"name_zh", e.pack.plan.name.zh},
               {"name_en", e.pack.plan.name.en},
               {"document", e.pack.plan.document}};
  j["region"] = {{"code", region.code},
                 {"name_zh", region.name.zh},
                 {"name_en", region.name.en},
                 {"base_date", to_string(region.base_date)},
                 {"data_date", to_string(region.data_date)},
                 {"residents", region.total_population()},
                 {"residents_per_person", region.scale},
                 {"children_under_18", people.children},
                 {"children_linked_to_a_mother", people.linked},
                 {"mean_children_ever_born", people.mean_children_ever_born}};
  j["seed"] = e.options.seed;
  j["replicates"] = e.options.replicates;
  j["fixed_parameters"] = e.options.fixed_parameters;
  j["driver"] = e.options.driver == Driver::simgrid ? "simgrid" : "plain";
  j["shards"] = e.options.shards;
  j["jobs"] = e.work->jobs();
  j["settings"] = e.options.settings;
  j["years"] = {e.first_year, e.last_year};
  j["target_year"] = e.target_year;
  j["planning_population"] = e.planning_population;
  j["services"] = services(e);
  j["scenarios"] = scenarios(e);
  j["parameters"] = parameters(e);
  j["posterior"] = posterior(e);
  j["defaults_used"] = region.defaults_used;
  j["warnings"] = record.warnings;
  j["inputs_sha256"] = digests(e.pack.files, "");
  j["outputs_sha256"] = digests(tables, folder);
  std::ofstream out(folder + "/run.json");
  out << j.dump(2) << '\n';
  out.close();
  if (!out) throw std::runtime_error("cannot write " + folder + "/run.json: is the disk full?");
}

}  // namespace gongxu
