#include "sim/scenario/parameters_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "sim/core/hazard.hpp"
#include "sim/scenario/suggest.hpp"
#include "sim/scenario/text_file.hpp"

namespace gongxu {
namespace {

constexpr double kShortestInterval = 0.75;  // [years] nine months
constexpr double kLongestInterval = 5;      // [years]
constexpr double kMostSevere = 0.12;        // of persons aged 60 and over: with mild dependency a third of them
constexpr double kLongestDelay = 20;        // [years]
constexpr double kLeastUtilisation = 0.05, kMostUtilisation = 3;  // capacity is demand divided by it
constexpr double kSteepestFall = -0.2, kSteepestRise = 0.2;       // [a year] of use at an age
constexpr double kMostInflow = 0.95;                              // of a facility's patients
constexpr double kShortestStay = 0.1, kLongestStay = 60;          // [days]

constexpr std::array kRules{
    ParameterRule{"childcare_uptake_2020", 0, 1},
    ParameterRule{"childcare_uptake_2025", 0, 1},
    ParameterRule{"childcare_uptake_2030", 0, 1},
    ParameterRule{"childcare_travel_refusal", 0, 1},
    ParameterRule{"childcare_need_share", 0, 1},
    ParameterRule{"childcare_wish_profile", 0, 1},
    ParameterRule{"arrivals_to_town", 0, 1},
    ParameterRule{"birth_path", 0, kMostFactor, true},
    ParameterRule{"birth_path_multiplier", 0, kMostFactor},
    ParameterRule{"migration_net_multiplier", 0, kMostFactor},
    ParameterRule{"migration_path", 0, kMostFactor, true},
    ParameterRule{"gross_out_rate", 0, kMaxRate.value},
    ParameterRule{"out_migration_multiplier", 0, kMostFactor},
    ParameterRule{"in_migration_multiplier", 0, kMostFactor},
    ParameterRule{"rural_to_urban_rate", 0, kMaxRate.value},
    ParameterRule{"urban_to_rural_rate", 0, kMaxRate.value},
    ParameterRule{"relative_fertility", 0, kMostFactor},
    ParameterRule{"relative_mortality", 0, kMostFactor},
    ParameterRule{"mortality_multiplier", 0, kMostFactor},
    ParameterRule{"mortality_path", 0, kMostFactor, true},
    ParameterRule{"progression_1", 0, 1},
    ParameterRule{"progression_2", 0, 1},
    ParameterRule{"progression_3", 0, 1},
    ParameterRule{"minimum_birth_interval", kShortestInterval, kLongestInterval},
    ParameterRule{"mother_link_probability", 0, 1},
    ParameterRule{"urbanisation_multiplier", 0, kMostFactor},
    ParameterRule{"net_out_20_44_multiplier", 0, kMostFactor},
    ParameterRule{"returning_share", 0, 1},
    ParameterRule{"absent_registered_factor", 0, kMostFactor},
    ParameterRule{"mortality_60plus_by_2035", 0, kMostFactor},
    ParameterRule{"severe_prevalence_60plus", 0, kMostSevere},
    ParameterRule{"recovery_from_mild", 0, kMaxRate.value},
    ParameterRule{"recovery_from_severe", 0, kMaxRate.value},
    ParameterRule{"dependency_delay_years", 0, kLongestDelay},
    ParameterRule{"institutional_share_of_severe", 0, 1},
    ParameterRule{"institution_residents_60plus", 0, 1},
    ParameterRule{"institution_nursing_share", 0, 1},
    ParameterRule{"entitled_share_60plus", 0, 1},
    ParameterRule{"kin_near_probability", 0, 1},
    ParameterRule{"kin_near_effect", 0, kMostFactor},
    ParameterRule{"rural_means", 0, kMostFactor},
    ParameterRule{"enrolment_compulsory", 0, 2},
    ParameterRule{"town_taught_kindergarten", 0, 1},
    ParameterRule{"town_taught_primary", 0, 1},
    ParameterRule{"town_taught_junior", 0, 1},
    ParameterRule{"town_taught_senior", 0, 1},
    ParameterRule{"kindergarten_utilisation_town", kLeastUtilisation, kMostUtilisation},
    ParameterRule{"kindergarten_utilisation_rural", kLeastUtilisation, kMostUtilisation},
    ParameterRule{"class_size_primary", 1, 100},
    ParameterRule{"class_size_junior", 1, 100},
    ParameterRule{"school_utilisation_town", kLeastUtilisation, kMostUtilisation},
    ParameterRule{"school_utilisation_rural", kLeastUtilisation, kMostUtilisation},
    ParameterRule{"treated_inside_share", kLeastUtilisation, 1},
    ParameterRule{"inflow_share", 0, kMostInflow},
    ParameterRule{"mean_stay_days", kShortestStay, kLongestStay},
    ParameterRule{"hospital_base_occupancy", kLeastUtilisation, kMostUtilisation},
    ParameterRule{"admission_ratio_mild", 0, kMostFactor},
    ParameterRule{"admission_ratio_severe", 0, kMostFactor},
    ParameterRule{"visit_ratio_mild", 0, kMostFactor},
    ParameterRule{"visit_ratio_severe", 0, kMostFactor},
    ParameterRule{"nurse_bed_weight", 0, 1},
    ParameterRule{"visit_trend", kSteepestFall, kSteepestRise},
    ParameterRule{"admission_trend", kSteepestFall, kSteepestRise},
    ParameterRule{"physician_trend_per_1000", 0, kMostFactor},
    ParameterRule{"nurse_trend_per_1000", 0, kMostFactor},
    ParameterRule{"hospital_bed_trend_per_1000", 0, kMostFactor},
};

/// A lognormal share has a tail above 1; one draw in a million is too many.
constexpr double kRare = 1e-6;

struct NumberField {
  const char* key;
  double Parameter::*field;
};
constexpr std::array<NumberField, 4> kNumbers{
    {{"value", &Parameter::value}, {"low", &Parameter::low}, {"high", &Parameter::high}, {"rho", &Parameter::rho}}};

bool takes(Distribution d, std::string_view key) {
  switch (d) {
    case Distribution::fixed:
      return key == "value";
    case Distribution::triangular:
      return key != "rho";
    case Distribution::uniform:
    case Distribution::lognormal:
      return key == "low" || key == "high";
    case Distribution::ar1_lognormal:
      return key != "value";
  }
  return false;
}

bool has_range(const Parameter& p) { return p.distribution != Distribution::fixed; }
double lowest(const Parameter& p) { return has_range(p) ? p.low : p.value; }
double highest(const Parameter& p) { return has_range(p) ? p.high : p.value; }
std::string in_words(double x) { return fmt::format("{}", x); }

/// The numbers of a table, and which distribution it means.
void replace_numbers(Parameter& p, const TomlTable& table, bool is_new, Problems& problems) {
  const std::optional<int> word =
      table.word("distribution", distribution_words(), is_new ? Need::required : Need::optional);
  const bool value_alone =
      table.has("value") && !table.has("distribution") && !table.has("low") && !table.has("high") && !table.has("rho");
  const Distribution before = p.distribution;
  if (word) p.distribution = static_cast<Distribution>(*word);
  if (value_alone && !is_new) p.distribution = Distribution::fixed;
  const bool meaning_known = word || !is_new;
  const bool all_needed = meaning_known && (is_new || before != p.distribution);
  for (const auto& [key, field] : kNumbers) {
    const bool taken = takes(p.distribution, key);
    const std::optional<double> number = table.number(key, taken && all_needed ? Need::required : Need::optional);
    if (!number || !meaning_known) continue;
    if (taken)
      p.*field = *number;
    else
      problems.add(table.at(key), "number_not_used",
                   {p.id, key, distribution_words()[static_cast<std::size_t>(p.distribution)]});
  }
  if (p.distribution == Distribution::uniform) p.value = (p.low + p.high) / 2;
  if (p.distribution == Distribution::lognormal && p.low > 0 && p.high > 0) p.value = std::sqrt(p.low * p.high);
}

void replace_provenance(Parameter& p, const TomlTable& table, const SourceList& sources, Problems& problems) {
  if (const auto source = table.text("source")) {
    check_source(sources, *source, table.at("source"), problems);
    p.source = *source;
  }
  if (const auto status = table.text("status")) {
    check_status(*status, table.at("status"), problems);
    p.status = *status;
  }
}

void check_limits(const Parameter& p, const ParameterRule& rule, Problems& problems) {
  const std::size_t before = problems.count();
  const auto require = [&](double number) {
    if (number >= rule.least && number <= rule.most) return;
    if (number < 0 && rule.least >= 0)
      problems.add(p.at, "negative_value", {p.id, in_words(number)});
    else
      problems.add(p.at, "parameter_outside", {p.id, in_words(number), in_words(rule.least), in_words(rule.most)});
  };
  require(lowest(p));
  if (highest(p) > lowest(p)) require(highest(p));
  if (!has_range(p)) return;
  if (p.low > p.high) problems.add(p.at, "range_reversed", {p.id, in_words(p.low), in_words(p.high)});
  if (p.distribution == Distribution::triangular && (p.value < p.low || p.value > p.high))
    problems.add(p.at, "mode_outside", {p.id, in_words(p.value), in_words(p.low), in_words(p.high)});
  const bool yearly = p.distribution == Distribution::ar1_lognormal;
  if (yearly && !rule.yearly) problems.add(p.at, "not_yearly", {p.id});
  if (yearly && !(p.rho >= 0 && p.rho < 1)) problems.add(p.at, "rho_outside", {p.id, in_words(p.rho)});
  if ((yearly || p.distribution == Distribution::lognormal) && p.low == 0)
    problems.add(p.at, "lognormal_not_positive", {p.id, in_words(p.low)});
  if (problems.count() != before || p.distribution != Distribution::lognormal) return;
  if (p.quantile(1 - kRare) > rule.most || p.quantile(kRare) < rule.least)
    problems.add(p.at, "lognormal_tail", {p.id, in_words(rule.least), in_words(rule.most)});
}

/// A wish that ends before its child grows too old does not exist in the model: uptake cannot fall.
void check_uptake(const ParameterSet& parameters, const std::string& file, Problems& problems) {
  constexpr std::array kUptake{"childcare_uptake_2020", "childcare_uptake_2025", "childcare_uptake_2030"};
  for (std::size_t i = 1; i < kUptake.size(); ++i) {
    const auto earlier = parameters.find(kUptake[i - 1]);
    const auto later = parameters.find(kUptake[i]);
    if (earlier == parameters.end() || later == parameters.end()) continue;
    const Parameter &a = earlier->second, &b = later->second;
    if (a.at.file != file && b.at.file != file) continue;
    if (lowest(a) > lowest(b) || highest(a) > highest(b))
      problems.add(b.at.file == file ? b.at : a.at, "uptake_falls", {b.id, a.id});
  }
}

Parameter new_parameter(const std::string& id, const TomlTable& table, const SourceList& sources, Problems& problems) {
  Parameter p;
  p.id = id;
  p.at = table.at();
  p.name = table.both_languages("name");
  p.unit = table.text("unit").value_or("");
  if (const auto theme = table.word("theme", parameter_themes()))
    p.theme = parameter_themes()[static_cast<std::size_t>(*theme)];
  replace_numbers(p, table, true, problems);
  replace_provenance(p, table, sources, problems);
  if (table.has("group")) p.group = table.text("group").value_or("");
  p.deciding = table.boolean("deciding", Need::optional).value_or(false);
  table.text("reason", Need::optional);
  return p;
}

const ParameterRule* rule_of(std::string_view id) {
  const auto it = std::find_if(kRules.begin(), kRules.end(), [&](const ParameterRule& r) { return r.id == id; });
  return it == kRules.end() ? nullptr : &*it;
}

ParameterSet read_national(const TomlDocument& document, const std::string& file, const SourceList& sources,
                           Problems& problems) {
  ParameterSet parameters;
  std::set<std::string> misspelt;
  document.check_format();
  for (const auto& [id, table] : document.root().named_tables("parameter")) {
    Parameter p = new_parameter(id, table, sources, problems);
    if (rule_of(id) != nullptr) {
      parameters.emplace(id, std::move(p));
      continue;
    }
    const std::string meant = nearest(id, parameter_ids());
    if (is_slip(id, meant)) misspelt.insert(meant);
    problems.add(table.at(), "unknown_parameter", {id, meant});
  }
  for (const std::string& id : parameter_ids())
    if (!parameters.contains(id) && !misspelt.contains(id)) problems.add({file}, "missing_parameter", {id});
  document.report_keys();
  check_parameters(parameters, file, problems);
  return parameters;
}

}  // namespace

std::span<const ParameterRule> parameter_rules() { return kRules; }

std::vector<std::string> parameter_ids() {
  std::vector<std::string> ids;
  for (const ParameterRule& rule : kRules) ids.emplace_back(rule.id);
  return ids;
}

void replace_fields(Parameter& p, const TomlTable& table, const SourceList& sources, Problems& problems) {
  p.at = table.at();
  const Text name = table.both_languages("name", Need::optional);
  if (!name.zh.empty()) p.name.zh = name.zh;
  if (!name.en.empty()) p.name.en = name.en;
  const std::optional<std::string> unit = table.text("unit", Need::optional);
  if (unit && *unit != p.unit) problems.add(table.at("unit"), "wrong_unit", {*unit, p.unit});
  replace_numbers(p, table, false, problems);
  replace_provenance(p, table, sources, problems);
  if (const auto group = table.text("group", Need::optional)) p.group = *group;
  if (const auto deciding = table.boolean("deciding", Need::optional)) p.deciding = *deciding;
  table.text("reason", Need::optional);
}

void check_parameters(const ParameterSet& parameters, const std::string& file, Problems& problems) {
  for (const auto& [id, p] : parameters)
    if (const ParameterRule* rule = rule_of(id); rule != nullptr && p.at.file == file) check_limits(p, *rule, problems);
  check_uptake(parameters, file, problems);
}

namespace {

SourceList sources_beside(const std::string& national_toml) {
  Problems told_elsewhere;  // who reads the tables reads SOURCES.csv too
  return read_sources(path_beside(national_toml, "../SOURCES.csv"), {}, told_elsewhere);
}

}  // namespace

ParameterSet read_parameters(const std::string& national_toml, Problems& problems) {
  const TomlDocument national(national_toml, {}, problems);
  if (!national.ok()) return {};
  return read_national(national, national_toml, sources_beside(national_toml), problems);
}

ParameterSet read_parameters(const std::string& national_toml, const std::string& region_toml, Problems& problems) {
  ParameterSet parameters = read_parameters(national_toml, problems);
  const SourceList sources = sources_beside(national_toml);
  const TomlDocument region(region_toml, {}, problems);
  if (!region.ok()) return parameters;
  for (const auto& [id, table] : region.root().named_tables("parameter")) {
    const auto it = parameters.find(id);
    if (rule_of(id) == nullptr) problems.add(table.at(), "unknown_parameter", {id, nearest(id, parameter_ids())});
    if (it != parameters.end()) replace_fields(it->second, table, sources, problems);
  }
  region.report_keys_under("parameter");
  check_parameters(parameters, region_toml, problems);
  return parameters;
}

}  // namespace gongxu
