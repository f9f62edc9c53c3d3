#include "sim/plan/pack.hpp"

#include <algorithm>
#include <filesystem>

#include "sim/plan/capacity.hpp"
#include "sim/plan/supply_policies.hpp"
#include "sim/scenario/parameters_file.hpp"
#include "sim/scenario/text_file.hpp"
#include "sim/scenario/toml_document.hpp"

namespace gongxu {
namespace {

namespace fs = std::filesystem;

/// Where the plan's region is. Its zones are needed to read the plan: hence the look ahead.
std::string region_of(const std::string& plan_toml, Position& named_at) {
  Problems told_by_plan;  // read_plan() meets the same mistakes again
  const TomlDocument document(plan_toml, {}, told_by_plan);
  named_at = {};
  if (document.ok() && document.root().has("region")) named_at = document.root().at("region");
  const auto name = document.ok() ? document.root().text("region", Need::optional) : std::nullopt;
  return path_beside(plan_toml, name.value_or("region.toml"));
}

std::vector<std::string> toml_files(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code missing;
  for (const auto& entry : fs::directory_iterator(folder, missing))
    if (entry.path().extension() == ".toml") files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

/// A plan speaks of whole units: where one person stands for several it can say nothing.
void check_scale(const Plan& plan, const Region& region, Problems& problems) {
  if (region.scale == 1) return;
  const std::string scale = std::to_string(region.scale);
  for (const Indicator& i : plan.indicators) problems.add(i.at, "scale_with_plan", {i.id, scale});
  for (const Project& p : plan.projects) problems.add(p.at, "scale_with_plan", {p.id, scale});
  for (std::size_t s = 0; s < kServices; ++s)
    if (plan.stocks[s].basis != StockBasis::unknown)
      problems.add(plan.stocks[s].at, "scale_with_plan", {kServiceInfo[s].word, scale});
}

}  // namespace

bool has_plan(const Pack& pack) { return pack.plan.first_year > 0; }

Pack read_pack(const std::string& folder, Need plan) {
  Problems problems;
  Pack pack;
  pack.folder = folder;
  const std::string plan_toml = path_beside(folder + "/", "plan.toml");
  const std::string scenarios = path_beside(folder + "/", "scenarios");
  if (!fs::is_directory(folder)) throw InputError(Problem{{folder}, "missing_folder", {folder}});

  const bool without_plan = plan == Need::optional && !fs::exists(plan_toml);
  Position region_at;
  const std::string region_toml =
      without_plan ? path_beside(folder + "/", "region.toml") : region_of(plan_toml, region_at);
  pack.region = read_region(region_toml, problems, region_at);
  std::vector<std::string> zones;
  for (const Zone& zone : pack.region.zones) zones.push_back(zone.code);
  if (!without_plan) pack.plan = read_plan(plan_toml, zones, pack.region.base_date, pack.region.sources, problems);

  ParameterSet parameters;
  const NationalFolder& nation = pack.region.national_folder;
  const std::string national_toml = nation.file("parameters.toml");
  if (!nation.folder.empty()) parameters = read_parameters(national_toml, region_toml, problems);
  for (const auto& [id, parameter] : parameters)
    if (parameter.at.file == national_toml) pack.region.defaults_used.push_back(id);
  pack.scenarios = read_scenarios(scenarios, parameters, pack.region.base_date, problems, pack.region.sources);
  problems.throw_if_any();
  if (!pack.region.facts.contains("absent_registered"))
    for (const Indicator& i : pack.plan.indicators)
      if (i.computed == Computed::people && i.denominator == "population_registered")
        problems.add(i.at, "measure_needs_fact", {i.id, i.denominator, "absent_registered"});
  check_scale(pack.plan, pack.region, problems);
  check_conversions(pack.plan, pack.region, problems);
  for (const auto& [id, scenario] : pack.scenarios)
    check_policies(pack.plan, zones, scenario.supply_policies, problems);
  problems.throw_if_any();
  for (const auto& [id, scenario] : pack.scenarios)
    if (!scenario.supply_policies.empty())
      check_conversions(with_policies(pack.plan, scenario.supply_policies), pack.region, problems);
  problems.throw_if_any();

  if (!without_plan) pack.files = {plan_toml};
  pack.files.insert(pack.files.end(), pack.region.files.begin(), pack.region.files.end());
  pack.files.push_back(national_toml);
  for (std::string& file : toml_files(scenarios)) pack.files.push_back(std::move(file));
  return pack;
}

}  // namespace gongxu
