#include "sim/scenario/region.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <tuple>

#include "sim/core/apportion.hpp"
#include "sim/core/hazard.hpp"
#include "sim/core/ids.hpp"
#include "sim/scenario/rate_tables.hpp"
#include "sim/scenario/suggest.hpp"
#include "sim/scenario/text_file.hpp"
#include "sim/scenario/toml_document.hpp"

namespace gongxu {
namespace {

constexpr int kSilentBelow = 10;  // [years] a net migration table may leave children out: they move with mothers
const TableRule kPersons{"persons"};
const TableRule kNetMoves{"net moves per person-year", -kMaxRate.value, kMaxRate.value};

struct FactRule {
  const char* id;
  const char* unit;
  double most;
  bool counts = true;  // something of which a place at a scale has so many times less
};
constexpr double kMostChildren = 20;          // [children / woman]
constexpr double kMostPerPerson = 1'000'000;  // [residents / simulated person]
constexpr const char* kScale = "residents_per_person";
constexpr std::array kFacts{
    FactRule{"outside_registered", "persons", kAnyNumber},
    FactRule{"mean_children_ever_born", "children per woman", kMostChildren, false},
    FactRule{"infants", "persons", kAnyNumber},
    FactRule{"urban_share_2010", "share", 1, false},
    FactRule{"urban_share_2020", "share", 1, false},
    FactRule{"residents_2010", "persons", kAnyNumber},
    FactRule{"absent_registered", "persons", kAnyNumber},
    FactRule{"college_students", "persons", kAnyNumber},
    FactRule{"discharges_2020", "discharges per year", kAnyNumber},
    FactRule{"visits_2020", "visits per year", kAnyNumber},
    FactRule{kScale, "residents per simulated person", kMostPerPerson, false},
};

/// `unit`, `source` and `status` of a table in region.toml. @returns (source, status).
std::pair<std::string, std::string> read_provenance(const TomlTable& table, const std::string& unit,
                                                    const SourceList& sources, Problems& problems) {
  const auto found = table.text("unit");
  if (found && *found != unit) problems.add(table.at("unit"), "wrong_unit", {*found, unit});
  const auto source = table.text("source"), status = table.text("status");
  if (source) check_source(sources, *source, table.at("source"), problems);
  if (status) check_status(*status, table.at("status"), problems);
  return {source.value_or(""), status.value_or("")};
}

Zone read_zone(const TomlTable& table, const SourceList& sources, Problems& problems) {
  Zone zone;
  zone.at = table.at();
  zone.code = table.text("code").value_or("");
  zone.name = table.both_languages("name");
  zone.urban = table.word("residence", {"rural", "urban"}).value_or(0) == 1;
  zone.population = table.integer("population").value_or(0);
  if (zone.population < 0)
    problems.add(table.at("population"), "negative_value", {"population", std::to_string(zone.population)});
  std::tie(zone.source, zone.status) = read_provenance(table, "persons", sources, problems);
  return zone;
}

void read_zones(const TomlTable& root, Region& region, Problems& problems) {
  for (const TomlTable& table : root.tables("zone")) {
    Zone zone = read_zone(table, region.sources, problems);
    const bool twice = std::any_of(region.zones.begin(), region.zones.end(),
                                   [&](const Zone& other) { return other.code == zone.code; });
    if (twice && !zone.code.empty()) problems.add(table.at("code"), "named_twice", {"zone", zone.code});
    region.zones.push_back(std::move(zone));
  }
  if (region.zones.empty()) problems.add(root.at(), "no_zone");
}

void read_facts(const TomlTable& root, Region& region, Problems& problems) {
  std::vector<std::string> known;
  for (const FactRule& rule : kFacts) known.emplace_back(rule.id);
  for (const auto& [id, table] : root.named_tables("fact")) {
    const auto rule =
        std::find_if(kFacts.begin(), kFacts.end(), [&, name = id](const FactRule& r) { return r.id == name; });
    if (rule == kFacts.end()) {
      problems.add(table.at(), "unknown_fact", {id, nearest(id, known)});
      continue;
    }
    table.both_languages("name");
    read_provenance(table, rule->unit, region.sources, problems);
    const auto value = table.number("value");
    if (!value) continue;
    if (*value < 0)
      problems.add(table.at("value"), "negative_value", {id, std::to_string(*value)});
    else if (*value > rule->most)
      problems.add(table.at("value"), "parameter_outside",
                   {id, std::to_string(*value), "0", std::to_string(rule->most)});
    else if (id == kScale && (*value < 1 || *value != std::floor(*value)))
      problems.add(table.at("value"), "scale_not_whole", {id, fmt::format("{}", *value)});
    region.facts[id] = *value;
  }
}

/// One table `sex,age_start,age_end,value`, by sex, sorted by age; problems with its ages are added.
struct GroupValue {
  AgeSpan span;
  double value = 0;
};
using Groups = std::array<std::vector<GroupValue>, 2>;

/// @returns nothing if a row could not be read: what is missing then needs no second problem.
std::optional<Groups> read_groups(const TableFile& file, const TableRule& rule, int first_needed, Problems& problems) {
  const auto table = read_rates(file, {"sex", "age_start", "age_end"}, {"value"}, rule, problems);
  if (!table || table->size() == 0) return std::nullopt;
  Groups groups;
  const std::size_t before = problems.count();
  for (std::size_t i = 0; i < table->size(); ++i) {
    const CsvRow row = table->row(i, problems);
    const auto sex = sex_of(row);
    const auto span = age_span(row, problems);
    const auto value = checked_number(row, "value", rule, problems);
    if (sex && span && value) groups[static_cast<std::size_t>(*sex)].push_back({*span, *value});
  }
  if (problems.count() != before) return std::nullopt;
  for (std::size_t sex = 0; sex < groups.size(); ++sex) {
    auto& of_sex = groups[sex];
    if (of_sex.empty()) {
      problems.add({file.path}, "missing_sex", {"age_start", sex == 0 ? "female" : "male"});
      continue;
    }
    std::stable_sort(of_sex.begin(), of_sex.end(),
                     [](const GroupValue& a, const GroupValue& b) { return a.span.start < b.span.start; });
    std::vector<AgeSpan> spans;
    for (const GroupValue& g : of_sex) spans.push_back(g.span);
    check_spans(spans, problems);
    if (spans.front().start > first_needed)
      problems.add(spans.front().at, "age_gap",
                   {std::to_string(first_needed), std::to_string(spans.front().start - 1)});
    if (spans.back().end >= 0) problems.add(spans.back().at, "ages_not_open", {std::to_string(spans.back().end)});
  }
  return problems.count() == before ? std::optional(groups) : std::nullopt;
}

void read_population(const TableFile& file, Region& region, Problems& problems) {
  const std::optional<Groups> groups = read_groups(file, kPersons, 0, problems);
  if (!groups) return;
  std::map<int, AgeGroup> by_start;
  for (std::size_t sex = 0; sex < groups->size(); ++sex)
    for (const auto& [span, value] : (*groups)[sex]) {
      if (value != std::floor(value)) problems.add(span.at, "not_whole_persons", {std::to_string(span.start)});
      const auto [it, is_new] = by_start.try_emplace(span.start, AgeGroup{span.start, span.end, {}});
      if ((is_new && sex > 0) || it->second.age_end != span.end)
        problems.add(span.at, "sexes_differ", {std::to_string(span.start)});
      it->second.persons[sex] = static_cast<long>(value);
    }
  for (const auto& [start, group] : by_start) region.population.push_back(group);
  long in_zones = 0;
  for (const Zone& zone : region.zones) in_zones += zone.population;
  if (!region.zones.empty() && in_zones != region.total_population())
    problems.add(region.zones.front().at, "zones_do_not_add_up",
                 {std::to_string(in_zones), std::to_string(region.total_population()), file.path});
}

void read_net_migration(const TableFile& file, Region& region, Problems& problems) {
  for (auto& of_sex : region.net_migration) of_sex.assign(kOldestAge + 1, 0.0);
  const std::optional<Groups> groups = read_groups(file, kNetMoves, kSilentBelow, problems);
  if (!groups) return;
  for (std::size_t sex = 0; sex < groups->size(); ++sex)
    for (const auto& [span, value] : (*groups)[sex]) {
      const int end = span.end < 0 ? kOldestAge : std::min(span.end, kOldestAge);
      for (int age = span.start; age <= end; ++age) region.net_migration[sex][static_cast<std::size_t>(age)] = value;
    }
}

/// Residents, zones and counted facts of a place in which one person stands for several residents: each group and
/// zone by largest remainder, so that the totals stay one.
void scale_down(Region& region) {
  const auto stated = region.facts.find(kScale);
  if (stated == region.facts.end() || stated->second < 1) return;
  const double scale = stated->second;
  region.scale = static_cast<long>(scale);
  const long total = std::lround(static_cast<double>(region.total_population()) / scale);
  std::vector<double> groups, zones;
  for (const AgeGroup& group : region.population)
    for (const long persons : group.persons) groups.push_back(static_cast<double>(persons));
  for (const Zone& zone : region.zones) zones.push_back(static_cast<double>(zone.population));
  const auto in_groups = largest_remainder(groups, total), in_zones = largest_remainder(zones, total);
  for (std::size_t g = 0; g < region.population.size(); ++g)
    region.population[g].persons = {in_groups[g * 2], in_groups[g * 2 + 1]};
  for (std::size_t z = 0; z < region.zones.size(); ++z) region.zones[z].population = in_zones[z];
  for (const FactRule& rule : kFacts)
    if (rule.counts && region.facts.contains(rule.id)) region.facts[rule.id] /= scale;
}

/// The day of each year on which stages of schooling begin: it must exist, and be the first of its month,
/// for cohorts are told apart by months of birth.
void read_school_intake(const TomlTable& root, Region& region, Problems& problems) {
  const auto intake = root.text("school_intake", Need::optional);
  if (!intake) return;
  Date day;
  if (!parse_date("2021-" + *intake, day))  // any year without 29 February
    problems.add(root.at("school_intake"), "intake_impossible", {*intake});
  else if (day.day != 1)
    problems.add(root.at("school_intake"), "intake_inside_month", {*intake, intake->substr(0, 3) + "01"});
  else
    region.school_intake_month = day.month;
}

void check_dates(const TomlTable& root, const Region& region, Problems& problems) {
  if (region.base_date > region.data_date)
    problems.add(root.at("base_date"), "base_after_data", {to_string(region.base_date), to_string(region.data_date)});
  const National& n = region.national;
  const int base = region.base_date.year;
  if (n.first_year < n.last_year && (base < n.first_year || base >= n.last_year))
    problems.add(root.at("base_date"), "base_outside_tables",
                 {to_string(region.base_date), std::to_string(n.first_year), std::to_string(n.last_year)});
}

/// The national folder's tables, and SOURCES.csv beside it.
void read_nation(const std::string& name, const TomlTable& root, Region& region, Problems& problems) {
  const Position named_at = root.at("national");
  const std::string folder = path_beside(region.files.front(), name);
  if (!std::filesystem::is_directory(folder)) {
    problems.add(named_at, "missing_folder", {folder});
    return;
  }
  region.national_folder = read_national_folder(folder, named_at, problems);
  if (!region.national_folder.toml.empty()) region.files.push_back(region.national_folder.toml);
  const std::string sources = path_beside(folder + "/", "../SOURCES.csv");
  region.files.push_back(sources);
  region.sources = read_sources(sources, named_at, problems);
  const std::size_t before = problems.count();
  region.national = read_national_tables(region.national_folder, named_at, region.sources, region.files, problems);
  if (problems.count() == before)
    move_residents(region.national, region.national_folder.residents_on, region.base_date);
  for (const char* table :
       {"mortality", "fertility_path", "fertility_ages", "order_ages", "sex_ratio_at_birth", "births", "migration_ages",
        "urban_age_slope", "childcare_wish", "dependency", "health_use"})
    region.defaults_used.emplace_back(table);
}

}  // namespace

long Region::total_population() const {
  long total = 0;
  for (const AgeGroup& group : population) total += group.persons[0] + group.persons[1];
  return total;
}

Region read_region(const std::string& region_toml, Problems& problems, const Position& named_at) {
  Region region;
  const TomlDocument document(region_toml, named_at, problems);
  if (!document.ok()) return region;
  document.check_format();
  const TomlTable root = document.root();
  region.files.push_back(region_toml);
  region.code = root.text("code").value_or("");
  region.name = root.both_languages("name");
  region.base_date = root.date("base_date").value_or(region.base_date);
  region.data_date = root.date("data_date").value_or(region.data_date);
  region.estimated = root.word("residents_are", {"counted", "estimated"}, Need::optional).value_or(0) == 1;
  root.leave("parameter");
  read_school_intake(root, region, problems);

  const auto file_named_by = [&](const char* key) -> std::optional<TableFile> {
    const auto name = root.text(key);
    if (!name) return std::nullopt;
    region.files.push_back(path_beside(region_toml, *name));
    return TableFile{region.files.back(), root.at(key), region.sources};
  };
  if (const auto national = root.text("national")) read_nation(*national, root, region, problems);
  read_zones(root, region, problems);
  read_facts(root, region, problems);
  if (const auto file = file_named_by("population")) read_population(*file, region, problems);
  if (const auto file = file_named_by("net_migration")) read_net_migration(*file, region, problems);
  scale_down(region);
  check_dates(root, region, problems);
  document.report_keys();
  return region;
}

std::vector<std::uint64_t> zone_keys(const Region& region) {
  std::vector<std::uint64_t> out;
  for (const Zone& z : region.zones) out.push_back(key_of(z.code.data(), z.code.size()));
  return out;
}

}  // namespace gongxu
