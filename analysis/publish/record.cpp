#include "analysis/publish/record.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

#include "sim/core/problem.hpp"
#include "sim/core/sha256.hpp"

namespace gongxu {
namespace {

namespace fs = std::filesystem;
using Tree = nlohmann::ordered_json;

Tree parsed(const std::string& path, const std::string& member) {
  std::error_code none;
  if (!fs::is_regular_file(path, none)) throw InputError(Problem{{path, 0, 0}, "record_file_missing", {}});
  std::ifstream in(path, std::ios::binary);
  auto j = Tree::parse(in, nullptr, false);
  if (j.is_discarded() || !j.is_object() || !j.contains(member) || j.value("format", 0) != 1)
    throw InputError(Problem{{path, 0, 0}, "record_manifest_broken", {}});
  return j;
}

/// A file against what is written of it. @param bytes its size where that is known, else -1.
void check_file(const std::string& path, const std::string& sha256, std::int64_t bytes, Problems& problems) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  if (error)
    problems.add({path, 0, 0}, "record_file_missing");
  else if (bytes >= 0 && static_cast<std::int64_t>(size) < bytes)
    problems.add({path, 0, 0}, "record_file_truncated", {std::to_string(size), std::to_string(bytes)});
  else if (sha256_hex_of_file(path) != sha256)
    problems.add({path, 0, 0}, "record_file_changed");
}

std::string without(const std::string& prefix, const std::string& text) {
  return text.starts_with(prefix) ? text.substr(prefix.size()) : text;
}

}  // namespace

struct Manifest::Json {
  Tree tree;
  const Tree* at(const std::string& pointer) const {
    const Tree::json_pointer p(pointer);
    return tree.contains(p) && !tree.at(p).is_null() ? &tree.at(p) : nullptr;
  }
  static std::string text(const Tree& value) {
    if (value.is_null()) return "";
    return value.is_string() ? value.get<std::string>() : value.dump();
  }
};

Manifest::Manifest(const std::string& path) : json_(std::make_unique<Json>(Json{parsed(path, "outputs_sha256")})) {}
Manifest::Manifest(Manifest&&) noexcept = default;
Manifest& Manifest::operator=(Manifest&&) noexcept = default;
Manifest::~Manifest() = default;

std::string Manifest::text(const std::string& pointer) const {
  const Tree* value = json_->at(pointer);
  return value ? Json::text(*value) : "";
}

double Manifest::number(const std::string& pointer) const {
  const Tree* value = json_->at(pointer);
  return value && value->is_number() ? value->get<double>() : std::nan("");
}

bool Manifest::flag(const std::string& pointer) const {
  const Tree* value = json_->at(pointer);
  return value && value->is_boolean() && value->get<bool>();
}

std::vector<std::string> Manifest::list(const std::string& pointer) const {
  std::vector<std::string> out;
  if (const Tree* value = json_->at(pointer); value && value->is_array())
    for (const Tree& item : *value) out.push_back(Json::text(item));
  return out;
}

std::vector<std::pair<std::string, std::string>> Manifest::members(const std::string& pointer) const {
  std::vector<std::pair<std::string, std::string>> out;
  if (const Tree* value = json_->at(pointer); value && value->is_object())
    for (const auto& [key, item] : value->items()) out.emplace_back(key, Json::text(item));
  return out;
}

Record::Record(const std::vector<std::string>& folders, int mask) : mask_(mask) {
  for (const std::string& folder : folders) {
    const fs::path full = fs::path(folder).lexically_normal();
    open((full.has_filename() ? full : full.parent_path()).string());
  }
}

void Record::open(const std::string& folder) {
  std::error_code none;
  const bool run = fs::exists(folder + "/run.json", none);
  if (!run && (folders_.empty() || !fs::exists(folder + "/datapackage.json", none)))
    throw InputError(Problem{{folder, 0, 0}, "not_a_finished_run", {folder}});
  Problems problems;
  if (run) {
    Manifest manifest(folder + "/run.json");
    for (const auto& [path, sha256] : manifest.members("/outputs_sha256"))
      if (!path.ends_with(".csv")) check_file(folder + "/" + path, sha256, -1, problems);
    problems.throw_if_any();  // the tables are described by these
    manifests_.push_back(std::move(manifest));
  }
  std::vector<std::string> tables;
  const Tree described = parsed(folder + "/datapackage.json", "resources");
  for (const Tree& resource : described.at("resources")) {
    const std::string path = resource.at("path");
    tables.push_back(path);
    check_file(folder + "/" + path, without("sha256:", resource.at("hash")), resource.at("bytes"), problems);
  }
  problems.throw_if_any();
  folders_.push_back(folder);
  if (run) open_run(folder, tables);
  const std::size_t whose = run ? manifests_.size() - 1 : 0;
  for (const std::string& path : tables) {
    const std::string name = fs::path(path).stem().string();
    if (!places_.contains(name)) tables_.push_back(name);
    places_[name].push_back({folder + "/" + path, whose});
  }
}

void Record::open_run(const std::string& folder, const std::vector<std::string>& tables) {
  const Manifest &first = manifests_.front(), &own = manifests_.back();
  const std::string at = folder + "/run.json";
  for (const char* same : {"/region/code", "/years", "/target_year"})
    if (own.text(same) != first.text(same))
      throw InputError(
          Problem{{at, 0, 0}, "record_other_place", {std::string(same).substr(1), own.text(same), first.text(same)}});
  if (std::find(tables.begin(), tables.end(), "tables/indicators.csv") == tables.end())
    throw InputError(
        Problem{{folder, 0, 0}, "record_too_old", {own.text("/program/version"), own.text("/program/commit")}});
  auto& names = renamed_.emplace_back();
  for (std::size_t i = 0;; ++i) {
    const std::string base = "/scenarios/" + std::to_string(i);
    const std::string id = own.text(base + "/id");
    if (id.empty()) break;
    const bool taken =
        std::any_of(scenarios_.begin(), scenarios_.end(), [&](const RecordScenario& s) { return s.id == id; });
    const std::string suffix = taken ? "@" + std::to_string(manifests_.size()) : "";
    names[id] = id + suffix;
    scenarios_.push_back({id + suffix,
                          {own.text(base + "/name_zh") + suffix, own.text(base + "/name_en") + suffix},
                          own.list(base + "/effect")});
  }
}

int Record::first_year() const { return static_cast<int>(manifest().number("/years/0")); }
int Record::last_year() const { return static_cast<int>(manifest().number("/years/1")); }
int Record::target_year() const { return static_cast<int>(manifest().number("/target_year")); }

const RecordTable& Record::table(const std::string& name) const {
  if (const auto it = read_.find(name); it != read_.end()) return it->second;
  const auto places = places_.find(name);
  if (places == places_.end()) throw InputError(Problem{{folder(), 0, 0}, "record_no_table", {name}});
  std::unique_ptr<RecordTable> all;
  for (const Place& place : places->second) {
    RecordTable one = read_table(place.path);
    const bool of_scenarios = one.has("scenario");
    if (all && !of_scenarios && place.run > 0) continue;  // of the plan: the same in every run
    if (of_scenarios && place.run > 0) {
      const std::size_t c = one.column("scenario");
      for (std::size_t row = 0; row < one.rows(); ++row) {
        const auto renamed = renamed_[place.run].find(std::string(one.text(row, c)));
        if (renamed != renamed_[place.run].end()) one.replace(row, c, renamed->second);
      }
    }
    if (all)
      all->append(one);
    else
      all = std::make_unique<RecordTable>(std::move(one));
  }
  if (mask_ > 0) mask_small_counts(*all, mask_);
  return read_.emplace(name, std::move(*all)).first->second;
}

void mask_small_counts(RecordTable& table, int below) {
  static const std::set<std::string, std::less<>> kPersons{
      "persons",          "births", "deaths", "moves", "spells", "children", "pupils", "residents of institutions",
      "patients in a bed"};
  static const std::map<std::string, std::vector<std::string>> kCounts{
      {"demography", {"mean", "p10", "p50", "p90"}},
      {"services", {"mean", "p10", "p50", "p90"}},
      {"replicates", {"value"}},
      {"pyramid", {"mean", "p10", "p90"}},
      {"twin", {"agents_mean", "twin"}},
      {"verdicts", {"need_p50", "demand_p10", "demand_p50", "demand_p90", "use_p50"}}};
  const auto counts = kCounts.find(table.name());
  if (counts == kCounts.end()) return;
  const bool by_unit = table.has("unit") && table.name() != "verdicts";
  const std::string mark = "<" + std::to_string(below);
  const std::size_t unit = by_unit ? table.column("unit") : 0;
  for (const std::string& name : counts->second) {
    const std::size_t c = table.column(name);
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (by_unit && !kPersons.contains(table.text(row, unit))) continue;
      const double v = table.number(row, c);
      if (v > 0 && v < below) table.replace(row, c, mark);
    }
  }
}

}  // namespace gongxu
