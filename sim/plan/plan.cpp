#include "sim/plan/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <utility>

#include "sim/scenario/suggest.hpp"
#include "sim/scenario/toml_document.hpp"

namespace gongxu {
namespace {

const std::vector<std::string> kBoundWords{"ge", "le", "eq", "gt", "lt"};
const std::vector<std::string> kComputedWords{"service", "people", "echo", "not_computable"};
const std::vector<std::string> kKindWords{"level", "sum", "change"};
constexpr const char* kNoMeasure = "none";

struct Measure {
  const char* id;
  const char* counts;  // what one unit of it is
};
constexpr std::array kMeasures{
    Measure{"population", "persons"},
    Measure{"population_mid_year", "persons"},
    Measure{"population_registered", "persons"},
    Measure{"population_0_2", "persons"},
    Measure{"population_3_5", "persons"},
    Measure{"population_6_11", "persons"},
    Measure{"population_12_14", "persons"},
    Measure{"population_15_17", "persons"},
    Measure{"population_16plus", "persons"},
    Measure{"population_60plus", "persons"},
    Measure{"population_65plus", "persons"},
    Measure{"population_80plus", "persons"},
    Measure{"births", "births"},
    Measure{"childcare_capacity", "places"},
    Measure{"physician", "persons"},
    Measure{"nurse", "persons"},
    Measure{"hospital_bed", "beds"},
    Measure{"care_bed", "beds"},
    Measure{"nursing_bed", "beds"},
    Measure{"kindergarten_enrolment", "pupils"},
    Measure{"senior_enrolment", "pupils"},
    Measure{"childcare_use", "children"},
    Measure{"care_bed_use", "persons"},
    Measure{"nursing_bed_use", "persons"},
    Measure{"hospital_bed_use", "bed-days"},
    Measure{"schooling_years", "years"},
    Measure{"life_expectancy", "years"},
    Measure{kNoMeasure, "-"},
};

std::string counted_by(const std::string& measure) {
  const auto it = std::find_if(kMeasures.begin(), kMeasures.end(), [&](const Measure& m) { return measure == m.id; });
  return it == kMeasures.end() ? "-" : it->counts;
}

/// The 1000 of "places per 1,000 residents"; 0 if the unit names no number.
double per_of_unit(const std::string& unit) {
  constexpr std::string_view kPer = "per ";
  constexpr double kTen = 10;
  const std::size_t found = unit.find(kPer);
  double number = 0;
  for (std::size_t i = found == std::string::npos ? unit.size() : found + kPer.size(); i < unit.size(); ++i) {
    if (unit[i] == ',') continue;
    if (unit[i] < '0' || unit[i] > '9') break;
    number = number * kTen + (unit[i] - '0');
  }
  return number;
}

std::string read_service(const TomlTable& table, Need need, const char* key = "service") {
  const auto word = table.word(key, known_services(), need);
  return word ? known_services()[static_cast<std::size_t>(*word)] : std::string();
}

std::optional<double> read_not_negative(const TomlTable& table, const std::string& key, Problems& problems) {
  const auto number = table.number(key, Need::optional);
  if (number && *number < 0) problems.add(table.at(key), "negative_value", {key, fmt::format("{}", *number)});
  return number;
}

/// A ratio needs a denominator, and its `per` is the one that its unit says.
void check_ratio(const Indicator& i, const TomlTable& table, Problems& problems) {
  const double per = per_of_unit(i.unit);
  if (i.denominator.empty() && (per > 0 || table.has("per"))) {
    const std::string figure = i.target ? fmt::format("{}", *i.target) : i.base ? fmt::format("{}", *i.base) : "-";
    problems.add(table.at(table.has("target") ? "target" : "unit"), "ratio_without_denominator",
                 {i.id, figure, i.unit, i.numerator, counted_by(i.numerator)});
  } else if (per > 0 && i.per != per) {
    problems.add(table.at(table.has("per") ? "per" : "unit"), "per_differs",
                 {i.id, i.unit, fmt::format("{}", i.per), fmt::format("{}", per)});
  }
}

/// What a measure counts is what its unit begins with; of shares nothing can be said.
void check_unit(const Indicator& i, const TomlTable& table, Problems& problems) {
  // What a service computes is its own capacity, use or pupils, whatever name stands in the numerator.
  if (i.computed == Computed::service && !i.service.empty() && !i.numerator.empty() && i.numerator != i.service &&
      !i.numerator.starts_with(i.service + "_"))
    problems.add(table.at("numerator"), "numerator_of_other_service", {i.id, i.numerator, i.service});
  const std::string counts = counted_by(i.numerator);
  if (counts == "-" || i.unit.empty() || i.unit.starts_with("per ") || i.unit.starts_with(counts)) return;
  const std::size_t s = service_of_word(i.numerator);
  if (s < kServices && i.unit.starts_with(kServiceInfo[s].unit)) return;  // staff may be called by their names
  problems.add(table.at("unit"), "unit_of_other_measure", {i.id, i.unit, i.numerator, counts});
}

void check_years(const Indicator& i, const Plan& plan, const TomlTable& table, Problems& problems) {
  const std::string first = std::to_string(plan.first_year), last = std::to_string(plan.last_year);
  if (i.target && i.target_year != 0 && (i.target_year < plan.first_year || i.target_year > plan.last_year))
    problems.add(table.at("target_year"), "target_year_outside", {i.id, std::to_string(i.target_year), first, last});
  if (i.base && i.base_year > plan.last_year)
    problems.add(table.at("base_year"), "base_year_outside", {i.id, std::to_string(i.base_year), last});
}

void read_yearly_targets(Indicator& i, const Plan& plan, const TomlTable& table, Problems& problems) {
  for (const auto& [key, value] : table.named_numbers("yearly_targets")) {
    const int year = key.find_first_not_of("0123456789") == std::string::npos ? std::atoi(key.c_str()) : 0;
    if (year < plan.first_year || year > plan.last_year)
      problems.add(table.at("yearly_targets"), "target_year_outside",
                   {i.id, key, std::to_string(plan.first_year), std::to_string(plan.last_year)});
    else
      i.yearly_targets[year] = value;
  }
}

Indicator read_indicator(const TomlTable& table, const Plan& plan, Problems& problems) {
  Indicator i;
  i.at = table.at();
  i.id = table.text("id").value_or("");
  i.name = table.both_languages("name");
  if (const auto field = table.word("field", known_fields()))
    i.field = known_fields()[static_cast<std::size_t>(*field)];
  i.base = read_not_negative(table, "base", problems);
  i.target = read_not_negative(table, "target", problems);
  if (i.target && !table.has("unit"))
    problems.add(table.at("target"), "target_without_unit", {i.id, fmt::format("{}", *i.target)});
  else
    i.unit = table.text("unit").value_or("");
  i.unit_zh = table.text("unit_zh", Need::optional).value_or(i.unit);
  i.numerator = read_measure(table, "numerator", Need::required);
  i.denominator = read_measure(table, "denominator", Need::optional);
  const bool denominator_misread = table.has("denominator") && i.denominator.empty();
  if (i.denominator == kNoMeasure) i.denominator.clear();
  i.per = table.number("per", Need::optional).value_or(i.per);
  if (i.per <= 0) problems.add(table.at("per"), "per_not_positive", {fmt::format("{}", i.per)});
  i.base_year = static_cast<int>(table.integer("base_year", i.base ? Need::required : Need::optional).value_or(0));
  i.target_year =
      static_cast<int>(table.integer("target_year", i.target ? Need::required : Need::optional).value_or(0));
  i.bound = read_bound(table, i.target ? Need::required : Need::optional).value_or(Bound::ge);
  i.base_bound = read_bound(table, Need::optional, "base_bound").value_or(Bound::eq);
  i.binding = table.boolean("binding", i.target ? Need::required : Need::optional).value_or(false);
  const auto computed = table.word("computed", kComputedWords);
  i.computed = computed ? static_cast<Computed>(*computed) : Computed::not_computable;
  i.kind = static_cast<TargetKind>(table.word("kind", kKindWords, Need::optional).value_or(0));
  i.base_years = static_cast<int>(table.integer("base_years", Need::optional).value_or(1));
  if (i.base_years < 1)
    problems.add(table.at("base_years"), "parameter_outside", {"base_years", std::to_string(i.base_years), "1", "100"});
  read_yearly_targets(i, plan, table, problems);
  i.printed_unit_zh = table.text("printed_unit_zh", Need::optional).value_or("");
  i.printed_base = read_not_negative(table, "printed_base", problems);
  i.printed_target = read_not_negative(table, "printed_target", problems);
  i.service = read_service(table, i.computed == Computed::service ? Need::required : Need::optional);
  const bool explained = i.computed == Computed::echo || i.computed == Computed::not_computable;
  i.why = table.both_languages("why", computed && explained ? Need::required : Need::optional);
  i.source = table.text("source").value_or("");
  i.base_source = table.text("base_source", Need::optional).value_or("");
  if (const auto status = table.text("status", Need::optional)) {
    check_status(*status, table.at("status"), problems);
    i.assumed = *status == "assumed";
  }
  if (!denominator_misread) check_ratio(i, table, problems);
  check_unit(i, table, problems);
  if (i.computed == Computed::people && i.denominator.empty() && !denominator_misread)
    problems.add(table.at("computed"), "people_without_denominator", {i.id});
  check_years(i, plan, table, problems);
  return i;
}

void check_project_years(Project& p, const TomlTable& table, const Plan& plan, Date base, Problems& problems) {
  const auto start = table.integer("year_start", Need::optional), end = table.integer("year_end", Need::optional);
  p.dated = start || end;
  p.year_start = static_cast<int>(start.value_or(plan.first_year));
  p.year_end = static_cast<int>(end.value_or(plan.last_year));
  if (plan.first_year == 0) return;  // the period could not be read: that is told already
  if (p.year_start < base.year)
    problems.add(table.at("year_start"), "project_before_base", {p.id, std::to_string(p.year_start), to_string(base)});
  if (p.year_start > plan.last_year)
    problems.add(table.at("year_start"), "project_after_plan",
                 {p.id, std::to_string(p.year_start), std::to_string(plan.last_year)});
  else if (p.year_start > p.year_end)
    problems.add(table.at(start ? "year_start" : "year_end"), "years_reversed",
                 {p.id, std::to_string(p.year_start), std::to_string(p.year_end)});
}

Project read_project(const TomlTable& table, const Plan& plan, const std::vector<std::string>& zones, Date base,
                     Problems& problems) {
  Project p;
  p.at = table.at();
  p.id = table.text("id").value_or("");
  p.name = table.both_languages("name");
  p.service = read_service(table, Need::required);
  p.capacity = read_not_negative(table, "capacity", problems);
  if (p.capacity && !table.has("unit"))
    problems.add(table.at("capacity"), "capacity_without_unit", {p.id, fmt::format("{}", *p.capacity)});
  else
    p.unit = table.text("unit", Need::optional).value_or("");
  const std::size_t service = service_of_word(p.service);
  if (p.capacity && !p.unit.empty() && service < kServices && p.unit != kServiceInfo[service].unit)
    problems.add(table.at("unit"), "wrong_unit", {p.unit, kServiceInfo[service].unit});
  p.converts_from = read_service(table, Need::optional, "converts_from");
  if (!p.converts_from.empty()) {
    table.number("converts_units");  // required beside it
    p.converts_units = read_not_negative(table, "converts_units", problems).value_or(0);
  }
  p.zone = table.text("zone", Need::optional).value_or("");
  if (!p.zone.empty() && !zones.empty() && std::find(zones.begin(), zones.end(), p.zone) == zones.end())
    problems.add(table.at("zone"), "unknown_zone", {p.id, p.zone, nearest(p.zone, zones)});
  check_project_years(p, table, plan, base, problems);
  p.source = table.text("source").value_or("");
  return p;
}

void read_header(const TomlTable& root, Plan& plan, Problems& problems) {
  plan.name = root.both_languages("name");
  plan.document = root.text("document").value_or("");
  plan.region = root.text("region").value_or("");
  plan.region_at = root.at("region");
  if (const auto period = root.integers("period")) {
    if (period->size() == 2 && (*period)[0] >= kEpochYear && (*period)[0] <= (*period)[1] &&
        (*period)[1] <= kLastYear) {
      plan.first_year = static_cast<int>((*period)[0]);
      plan.last_year = static_cast<int>((*period)[1]);
    } else {
      problems.add(root.at("period"), "period_impossible");
    }
  }
  const auto opening = root.text("opening", Need::optional);
  Date day;
  if (!opening) return;
  // Any year without 29 February will do: the day must exist in each of them.
  if (!parse_date("2021-" + *opening, day)) {
    problems.add(root.at("opening"), "opening_impossible", {*opening});
    return;
  }
  plan.opening_month = day.month;
  plan.opening_day = day.day;
}

/// Two of one id are a problem.
template <class Item>
void add_once(std::vector<Item>& items, Item item, const char* kind, const TomlTable& table, Problems& problems) {
  const bool twice = std::any_of(items.begin(), items.end(), [&](const Item& other) { return other.id == item.id; });
  if (twice && !item.id.empty()) problems.add(table.at("id"), "named_twice", {kind, item.id});
  items.push_back(std::move(item));
}

/// One project under two ids would count twice; the same name in another zone or service is another project.
void check_name(const std::vector<Project>& before, const Project& p, const TomlTable& table, Problems& problems) {
  const auto twin = std::find_if(before.begin(), before.end(), [&](const Project& other) {
    return !p.name.zh.empty() && other.name.zh == p.name.zh && other.service == p.service && other.zone == p.zone;
  });
  if (twin != before.end() && twin->id != p.id)
    problems.add(table.at("name_zh"), "project_twice", {p.id, twin->id, p.name.zh});
}

}  // namespace

const std::vector<std::string>& known_services() {
  static const std::vector<std::string> services = [] {
    std::vector<std::string> words;
    for (const ServiceInfo& s : kServiceInfo) words.emplace_back(s.word);
    return words;
  }();
  return services;
}

const std::vector<std::string>& known_fields() {
  static const std::vector<std::string> fields{"childcare",  "education",  "health",        "eldercare",
                                               "employment", "assistance", "culture_sport", "housing",
                                               "veterans",   "population", "other"};
  return fields;
}

const std::vector<std::string>& known_measures() {
  static const std::vector<std::string> measures = [] {
    std::vector<std::string> ids;
    for (const Measure& m : kMeasures) ids.emplace_back(m.id);
    return ids;
  }();
  return measures;
}

std::string read_measure(const TomlTable& table, const std::string& key, Need need) {
  const auto word = table.word(key, known_measures(), need);
  return word ? known_measures()[static_cast<std::size_t>(*word)] : std::string();
}

std::optional<Bound> read_bound(const TomlTable& table, Need need, const std::string& key) {
  const auto word = table.word(key, kBoundWords, need);
  return word ? std::optional(static_cast<Bound>(*word)) : std::nullopt;
}

std::optional<double> Indicator::target_in(int year) const {
  const auto it = yearly_targets.find(year);
  if (it != yearly_targets.end()) return it->second;
  return year >= target_year ? target : std::nullopt;
}

bool is_count(const std::string& unit) {
  const auto has = [&](const char* word) { return unit.find(word) != std::string::npos; };
  return !has("per ") && !has("%") && !has("year") && !has("yuan") && !has("m2") && !has("minute");
}

bool counts_use(const Indicator& i) { return i.numerator.ends_with("_use"); }

bool speaks_of_units(const Indicator& i) {
  const std::size_t s = service_of_word(i.service);
  return s < kServices && i.kind == TargetKind::level && !is_school(service_at(s)) && !counts_use(i);
}

const Indicator* Plan::find(const std::string& id) const {
  const auto it = std::find_if(indicators.begin(), indicators.end(), [&](const Indicator& i) { return i.id == id; });
  return it == indicators.end() ? nullptr : &*it;
}

const std::string& word_of(Computed c) { return kComputedWords[static_cast<std::size_t>(c)]; }
const std::string& word_of(TargetKind k) { return kKindWords[static_cast<std::size_t>(k)]; }
const std::string& word_of(Bound b) { return kBoundWords[static_cast<std::size_t>(b)]; }

const char* word_of(StockBasis b) {
  return b == StockBasis::stated ? "stated" : b == StockBasis::utilisation ? "utilisation" : "unknown";
}

const Indicator* Plan::indicator_of_service(Service service) const {
  const auto plans = [&](const Indicator& i) {
    return i.service == info(service).word && i.computed == Computed::service;
  };
  const auto it =
      std::find_if(indicators.begin(), indicators.end(), [&](const Indicator& i) { return plans(i) && i.target; });
  if (it != indicators.end()) return &*it;
  const auto without_target = std::find_if(indicators.begin(), indicators.end(), plans);
  return without_target == indicators.end() ? nullptr : &*without_target;
}

Plan read_plan(const std::string& plan_toml, const std::vector<std::string>& zones, Date base,
               const SourceList& sources, Problems& problems) {
  Plan plan;
  const TomlDocument document(plan_toml, {}, problems);
  if (!document.ok()) return plan;
  document.check_format();
  const TomlTable root = document.root();
  read_header(root, plan, problems);
  for (const TomlTable& table : root.tables("indicator"))
    add_once(plan.indicators, read_indicator(table, plan, problems), "indicator", table, problems);
  for (const TomlTable& table : root.tables("project")) {
    Project p = read_project(table, plan, zones, base, problems);
    check_name(plan.projects, p, table, problems);
    add_once(plan.projects, std::move(p), "project", table, problems);
  }
  read_figures(root, plan, problems);
  read_stocks(root, plan, sources, problems);
  document.report_keys();
  return plan;
}

}  // namespace gongxu
