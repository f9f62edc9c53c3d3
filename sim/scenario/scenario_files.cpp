// Reading scenarios/*.toml: what each file says itself, then the chains of `extends`.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "sim/core/service.hpp"
#include "sim/scenario/parameters_file.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/suggest.hpp"
#include "sim/scenario/toml_document.hpp"

namespace gongxu {
namespace {

namespace fs = std::filesystem;

constexpr const char* kBaseline = "baseline";
constexpr int kLastOrder = 3;      // third and later
constexpr int kLongestDelay = 20;  // [years]

std::string read_service(const TomlTable& table, const std::string& key, Need need) {
  static const std::vector<std::string> words = [] {
    std::vector<std::string> all;
    for (const ServiceInfo& s : kServiceInfo) all.emplace_back(s.word);
    return all;
  }();
  const auto word = table.word(key, words, need);
  return word ? words[static_cast<std::size_t>(*word)] : std::string();
}

void read_provenance(std::string& source, std::string& status, const TomlTable& table, const SourceList& sources,
                     Problems& problems) {
  source = table.text("source").value_or("");
  if (!source.empty()) check_source(sources, source, table.at("source"), problems);
  status = table.text("status").value_or("");
  if (!status.empty()) check_status(status, table.at("status"), problems);
}

/// A file as read, before the scenario that it extends is known.
struct Draft {
  std::string file;
  TomlDocument document;
  Scenario scenario;
  Position extends_at;
  bool sound = true;
};
using Drafts = std::map<std::string, Draft>;

FertilityPolicy read_policy(const std::string& id, const TomlTable& table, Date base_date, const SourceList& sources,
                            Problems& problems) {
  FertilityPolicy policy;
  policy.id = id;
  policy.at = table.at();
  const long order = table.integer("order").value_or(1);
  policy.order = static_cast<int>(order);
  if (order < 1 || order > kLastOrder) problems.add(table.at("order"), "order_outside", {std::to_string(order)});
  policy.multiplier = table.number("multiplier").value_or(1);
  if (policy.multiplier < 0)
    problems.add(table.at("multiplier"), "negative_value", {"multiplier", fmt::format("{}", policy.multiplier)});
  if (policy.multiplier > kMostFactor)
    problems.add(table.at("multiplier"), "parameter_outside",
                 {"multiplier", fmt::format("{}", policy.multiplier), "0", fmt::format("{}", kMostFactor)});
  policy.from = table.date("from").value_or(base_date);
  if (policy.from < base_date)
    problems.add(table.at("from"), "policy_before_base", {id, to_string(policy.from), to_string(base_date)});
  read_provenance(policy.source, policy.status, table, sources, problems);
  return policy;
}

SupplyPolicy read_delay(const std::string& id, const TomlTable& table, const SourceList& sources, Problems& problems) {
  SupplyPolicy p;
  p.id = id;
  p.at = table.at();
  p.kind = SupplyPolicy::Kind::delay;
  const long years = table.integer("years").value_or(0);
  if (years < 0 || years > kLongestDelay)
    problems.add(table.at("years"), "parameter_outside",
                 {"years", std::to_string(years), "0", std::to_string(kLongestDelay)});
  p.years = static_cast<int>(years);
  p.service = read_service(table, "service", Need::optional);
  p.project = table.text("project", Need::optional).value_or("");
  read_provenance(p.source, p.status, table, sources, problems);
  return p;
}

SupplyPolicy read_conversion(const std::string& id, const TomlTable& table, Date base_date, const SourceList& sources,
                             Problems& problems) {
  SupplyPolicy p;
  p.id = id;
  p.at = table.at();
  p.kind = SupplyPolicy::Kind::conversion;
  p.from = read_service(table, "from", Need::required);
  p.to = read_service(table, "to", Need::required);
  if (!p.from.empty() && p.from == p.to) problems.add(table.at("to"), "conversion_to_itself", {p.from});
  p.units = table.number("units").value_or(0);
  p.gains = table.number("gains", Need::optional).value_or(p.units);
  const auto refuse_negative = [&](const char* key, double units) {
    if (units < 0) problems.add(table.at(key), "negative_value", {key, fmt::format("{}", units)});
  };
  refuse_negative("units", p.units);
  if (table.has("gains")) refuse_negative("gains", p.gains);
  p.year = static_cast<int>(table.integer("year").value_or(base_date.year + 1));
  if (p.year <= base_date.year)
    problems.add(table.at("year"), "policy_before_base", {id, std::to_string(p.year), to_string(base_date)});
  p.zone = table.text("zone", Need::optional).value_or("");
  read_provenance(p.source, p.status, table, sources, problems);
  return p;
}

class Library {
 public:
  Library(const ParameterSet& base, Date base_date, const SourceList& sources, Problems& problems)
      : base_(base), base_date_(base_date), sources_(sources), problems_(problems) {}

  void read_file(const fs::path& path) {
    const std::string id = path.stem().string();
    const std::size_t before = problems_.count();
    Draft draft{path.string(), TomlDocument(path.string(), {}, problems_), {}, {}};
    draft.scenario.id = id;
    if (draft.document.ok()) {
      draft.document.check_format();
      const TomlTable root = draft.document.root();
      draft.scenario.name = root.both_languages("name");
      draft.scenario.reason = root.both_languages("reason");
      draft.scenario.extends = root.text("extends", Need::optional).value_or("");
      draft.extends_at = root.at("extends");
      if (const auto source = root.text("source")) check_source(sources_, *source, root.at("source"), problems_);
    }
    draft.sound = problems_.count() == before;
    drafts_.emplace(id, std::move(draft));
  }

  /// Checks who extends whom; scenarios whose chain does not end become unsound.
  void check_chains() {
    std::vector<std::string> ids;
    for (const auto& [id, draft] : drafts_) ids.push_back(id);
    for (auto& [id, draft] : drafts_) {
      const std::string& extends = draft.scenario.extends;
      if (!extends.empty() && !drafts_.contains(extends)) {
        problems_.add(draft.extends_at, "unknown_base", {extends, nearest(extends, ids)});
        draft.sound = false;
      }
      check_circle(id, draft);
    }
  }

  /// Adds what the files say to what they extend, bases first.
  void resolve_all() {
    for (auto& [id, draft] : drafts_) resolve(draft);
  }

  std::map<std::string, Scenario> sound_ones() {
    std::map<std::string, Scenario> all;
    for (auto& [id, draft] : drafts_)
      if (draft.sound) all.emplace(id, std::move(draft.scenario));
    return all;
  }

 private:
  /// A circle is told once, by the first of its members.
  void check_circle(const std::string& id, const Draft& draft) {
    std::string chain = id;
    std::set<std::string> seen{id};
    for (std::string next = draft.scenario.extends; drafts_.contains(next); next = drafts_.at(next).scenario.extends) {
      chain += " -> " + next;
      if (next == id) {
        if (!in_circle_.contains(id)) problems_.add(draft.extends_at, "scenario_extends_itself", {chain});
        in_circle_.insert(seen.begin(), seen.end());
      }
      if (!seen.insert(next).second) return;
    }
  }

  bool resolve(Draft& draft) {
    if (!resolved_.insert(draft.scenario.id).second) return draft.sound;
    Scenario& s = draft.scenario;
    const auto base = drafts_.find(s.extends);
    const bool in_circle = in_circle_.contains(s.id);
    const bool base_sound = s.extends.empty() || (!in_circle && base != drafts_.end() && resolve(base->second));
    s.parameters = base_sound && !s.extends.empty() ? base->second.scenario.parameters : base_;
    if (base_sound && !s.extends.empty()) {
      s.fertility_variant = base->second.scenario.fertility_variant;
      s.fertility_policies = base->second.scenario.fertility_policies;
      s.supply_policies = base->second.scenario.supply_policies;
    }
    const std::size_t before = problems_.count();
    if (draft.document.ok()) read_differences(draft);
    draft.sound = draft.sound && base_sound && problems_.count() == before;
    if (draft.sound) s.hash = hash_of(s);
    return draft.sound;
  }

  void read_differences(Draft& draft) {
    Scenario& s = draft.scenario;
    const TomlTable root = draft.document.root();
    for (const auto& [id, table] : root.named_tables("set")) {
      const auto it = s.parameters.find(id);
      if (it != s.parameters.end()) {
        replace_fields(it->second, table, sources_, problems_);
        continue;
      }
      std::vector<std::string> known;
      for (const auto& [name, unused] : s.parameters) known.push_back(name);
      if (!known.empty()) problems_.add(table.at(), "unknown_parameter", {id, nearest(id, known)});
    }
    if (const auto variant = root.word("fertility_variant", fertility_variants(), Need::optional))
      s.fertility_variant = fertility_variants()[static_cast<std::size_t>(*variant)];
    for (const auto& [id, table] : root.named_tables("policy"))
      s.fertility_policies[id] = read_policy(id, table, base_date_, sources_, problems_);
    for (const auto& [id, table] : root.named_tables("delay"))
      s.supply_policies[id] = read_delay(id, table, sources_, problems_);
    for (const auto& [id, table] : root.named_tables("conversion"))
      s.supply_policies[id] = read_conversion(id, table, base_date_, sources_, problems_);
    check_parameters(s.parameters, draft.file, problems_);
    draft.document.report_keys();
  }

  const ParameterSet& base_;
  Date base_date_;
  const SourceList& sources_;
  Problems& problems_;
  Drafts drafts_;
  std::set<std::string> in_circle_, resolved_;
};

}  // namespace

std::map<std::string, Scenario> read_scenarios(const std::string& folder, const ParameterSet& base, Date base_date,
                                               Problems& problems, const SourceList& sources) {
  Library library(base, base_date, sources, problems);
  std::error_code missing;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder, missing))
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  if (missing) {
    problems.add({folder}, "missing_folder", {folder});
    return {};
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) library.read_file(file);
  if (std::none_of(files.begin(), files.end(), [](const fs::path& f) { return f.stem() == kBaseline; }))
    problems.add({folder}, "no_baseline", {kBaseline});
  library.check_chains();
  library.resolve_all();
  return library.sound_ones();
}

}  // namespace gongxu
