#include "sim/scenario/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "sim/core/sha256.hpp"
#include "sim/scenario/csv.hpp"
#include "sim/scenario/parameters_file.hpp"
#include "sim/scenario/suggest.hpp"

namespace gongxu {
namespace {

/// The shortest text that every machine prints alike and reads back to the same bits.
std::string canonical(double x) { return fmt::format("{}", x == 0 ? 0.0 : x); }

/// A parameter's law without its name. A fixed one belongs to no group: it is not drawn.
std::string law_of(const Parameter& p) {
  const std::string word = distribution_words()[static_cast<std::size_t>(p.distribution)];
  if (p.distribution == Distribution::fixed) return word + " " + canonical(p.value);
  std::string law = fmt::format("{} low {} high {}", word, canonical(p.low), canonical(p.high));
  if (p.distribution == Distribution::triangular) law += " mode " + canonical(p.value);
  if (p.distribution == Distribution::ar1_lognormal) law += " rho " + canonical(p.rho);
  if (!p.group.empty()) law += " group " + p.group;
  return law;
}

std::string law_of(const FertilityPolicy& policy) {
  return fmt::format("births of order {} times {} from {}", policy.order, canonical(policy.multiplier),
                     to_string(policy.from));
}

/// What it changes, and how; a colon between them.
std::string law_of(const SupplyPolicy& p) {
  const auto or_all = [](const std::string& word) { return word.empty() ? std::string("all") : word; };
  if (p.kind == SupplyPolicy::Kind::delay)
    return fmt::format("delay of projects (service {}, project {}): {} years", or_all(p.service), or_all(p.project),
                       p.years);
  return fmt::format("conversion of {} to {} in {} (zone {}): {} units become {}", p.from, p.to, p.year, or_all(p.zone),
                     canonical(p.units), canonical(p.gains));
}

bool has_effect(const SupplyPolicy& p) {
  return p.kind == SupplyPolicy::Kind::delay ? p.years != 0 : p.units != 0 || p.gains != 0;
}

/// Puts one setting in place. @returns where it stands, for problems found later; nothing if it cannot be.
std::optional<Position> put_setting(ParameterSet& parameters, const std::string& setting, Problems& problems) {
  const Position at{"--set " + setting};
  const std::size_t equals = setting.find('=');
  if (equals == std::string::npos) {
    problems.add(at, "setting_without_value", {setting});
    return std::nullopt;
  }
  const std::string id = setting.substr(0, equals), text = setting.substr(equals + 1);
  const auto it = parameters.find(id);
  if (it == parameters.end()) {
    std::vector<std::string> known;
    for (const auto& [name, unused] : parameters) known.push_back(name);
    problems.add(at, "unknown_parameter", {id, nearest(id, known)});
    return std::nullopt;
  }
  double value = 0;
  if (!parse_number(text, value)) {
    problems.add(at, "setting_not_number", {id, text});
    return std::nullopt;
  }
  Parameter& p = it->second;
  p.distribution = Distribution::fixed;
  p.value = value;
  p.source = "--set";
  p.status = "assumed";
  p.at = at;
  return at;
}

}  // namespace

std::vector<std::string> effect_of(const Scenario& scenario) {
  std::vector<std::string> lines;
  for (const auto& [id, p] : scenario.parameters) lines.push_back("parameter " + id + ": " + law_of(p));
  if (scenario.fertility_variant != kMediumVariant)
    lines.push_back("national path of births: variant " + scenario.fertility_variant);
  for (const auto& [id, policy] : scenario.fertility_policies)
    if (policy.multiplier != 1) lines.push_back("policy: " + law_of(policy));
  for (const auto& [id, policy] : scenario.supply_policies)
    if (has_effect(policy)) lines.push_back(law_of(policy));
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::string hash_of(const Scenario& scenario) {
  std::string text;
  for (const std::string& line : effect_of(scenario)) text += line + "\n";
  return sha256_hex(text);
}

void apply_settings(Scenario& scenario, const std::vector<std::string>& settings, Problems& problems) {
  std::vector<Position> places;
  for (const std::string& setting : settings)
    if (const auto at = put_setting(scenario.parameters, setting, problems)) places.push_back(*at);
  for (const Position& at : places) check_parameters(scenario.parameters, at.file, problems);
  scenario.hash = hash_of(scenario);
}

}  // namespace gongxu
