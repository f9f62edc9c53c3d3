/// The plan as an object: indicators with their targets, and projects with their capacities.
#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/problem.hpp"
#include "sim/core/service.hpp"
#include "sim/core/time.hpp"
#include "sim/scenario/sources.hpp"
#include "sim/scenario/toml_document.hpp"

namespace gongxu {

/// What a measure of an indicator is computed from, in this version.
enum class Computed {
  service,        ///< a simulated service gives the numerator: its capacity, or its pupils
  people,         ///< people alone give the denominator: the number that the target implies is computed
  echo,           ///< an input of the plan's authors, repeated; `why` says whose
  not_computable  ///< no model of people and capacities gives it; `why` says what would
};
/// Of targets: where to be, or how much to add over the plan period.
enum class TargetKind { level, sum, change };

enum class Bound { ge, le, eq, gt, lt };

/// As files and tables write them.
const std::string& word_of(Computed);
const std::string& word_of(TargetKind);
const std::string& word_of(Bound);

struct Indicator {
  std::string id;
  Text name;
  std::string field;        ///< childcare, education, health, eldercare, ...: one of known_fields()
  std::string unit;         ///< in English, as in the tables
  std::string unit_zh;      ///< for pages in Chinese; `unit` where the plan's file gives none
  std::string numerator;    ///< measure, for instance childcare_capacity
  std::string denominator;  ///< measure, for instance population; empty for a count
  double per = 1;           ///< 1000 for "per 1,000"
  std::optional<double> base, target;
  int base_year = 0, target_year = 0;
  int base_years = 1;                                  ///< of a sum: the years that the base was added up over
  std::map<int, double> yearly_targets;                ///< of earlier years; of a sum: what single years add
  std::string printed_unit_zh;                         ///< as the plan prints it, where that is another one
  std::optional<double> printed_base, printed_target;  ///< in that unit, where they differ from ours
  Bound bound = Bound::ge, base_bound = Bound::eq;
  bool binding = false;  ///< 约束性; otherwise expected, 预期性
  std::string service;   ///< the service that the indicator plans; empty if none
  Computed computed = Computed::not_computable;
  TargetKind kind = TargetKind::level;
  bool assumed = false;     ///< its figures are this tool's users' assumption, not the plan's
  Text why;                 ///< where echo or not_computable: the reason
  std::string source;       ///< line of the plan: of the target, and of the base if that has none of its own
  std::string base_source;  ///< line of the base
  Position at;

  const std::string& source_of_base() const { return base_source.empty() ? source : base_source; }
  /// The target that is due at the end of a year: of that year, or the last one from its year on.
  std::optional<double> target_in(int year) const;
};

/// True if the indicator counts what is taken up of its service: its numerator is the use.
bool counts_use(const Indicator&);
/// True if the indicator counts units of its service, and neither pupils nor use.
bool speaks_of_units(const Indicator&);

/// A number of the plan that is not an indicator's own: another printing of it, or what the audit needs beside it.
struct Figure {
  std::string id, of;  ///< one of both: its own id, or that of the indicator that it is another printing of
  Text name;
  std::string unit;
  std::string numerator, denominator;  ///< as of an indicator; empty where `of` is given or none is named
  double per = 1;
  int year = 0;
  double value = 0;
  Bound bound = Bound::eq;
  std::string source;
  Position at;
};

/// What ought to hold between indicators and figures by their definitions; whether it does, the audit finds.
enum class RelationKind {
  sum,       ///< whole = the parts together
  quotient,  ///< whole = parts[0] / parts[1] x per
  same,      ///< whole = parts[0]
  growth     ///< whole at the end of `year` = whole at the end of `base_year` + the parts
};
struct Relation {
  RelationKind kind = RelationKind::sum;
  std::string whole;               ///< id of an indicator or figure
  std::vector<std::string> parts;  ///< likewise; the denominator of a quotient may be a measure of people
  double per = 1;
  int year = 0, base_year = 0;
  std::string source;
  Position at;
};

/// A number that the plan states for a year.
struct Stated {
  double value = 0;
  Bound bound = Bound::eq;
  bool counts = false;  ///< whole things, counted one by one: below ten thousand it is exact
  std::string source;
  Text name;
};
/// True for units of whole things: not a rate, a share, a length or money.
bool is_count(const std::string& unit);

struct Project {
  std::string id;
  Text name;
  std::string service;
  std::optional<double> capacity;  ///< [units of the service]; empty: the plan gives no number
  std::string unit;
  std::string zone;                  ///< code; empty: not named
  int year_start = 0, year_end = 0;  ///< undated: the whole plan period
  bool dated = false;                ///< the plan gives a year itself
  std::string converts_from;         ///< the service that gives units up for it; empty: none
  double converts_units = 0;         ///< [units of that service]
  std::string source;
  Position at;
};

/// What is known of a service's units at the base date.
enum class StockBasis {
  stated,       ///< a number of units, or the base of the indicator that plans the service
  utilisation,  ///< no number: units are the base year's demand over a drawn utilisation
  unknown       ///< nothing: no capacity before the target year
};
const char* word_of(StockBasis);
struct Stock {
  StockBasis basis = StockBasis::unknown;
  std::optional<double> units;  ///< where stated as a number of its own
  Text datum;                   ///< where not stated: the datum that would settle it
  std::string source, status;
  Position at;
};

struct Plan {
  Text name;
  std::string document;
  std::string region;  ///< path of region.toml as the plan names it
  Position region_at;
  int first_year = 0, last_year = 0;  ///< plan period
  /// Undated projects open in equal parts on this date of each plan year.
  int opening_month = 9, opening_day = 1;
  std::vector<Indicator> indicators;
  std::vector<Project> projects;
  std::vector<Figure> figures;
  std::vector<Relation> relations;
  std::array<Stock, kServices> stocks;

  const Stock& stock(Service s) const { return stocks[index_of(s)]; }
  /// The indicator that a service computes, one with a target before others; null if there is none.
  const Indicator* indicator_of_service(Service) const;
  const Indicator* find(const std::string& id) const;  ///< null if there is none
  /// The base, yearly target or target of an indicator, or a figure's value, in a year.
  std::optional<Stated> stated(const std::string& id, int year) const;
};

const std::vector<std::string>& known_services();
const std::vector<std::string>& known_measures();
const std::vector<std::string>& known_fields();

/// One of known_measures() under a key; empty if the file has none or another word.
std::string read_measure(const TomlTable&, const std::string& key, Need);
std::optional<Bound> read_bound(const TomlTable&, Need, const std::string& key = "bound");

/// Reads the [[figure]] and [[relation]] tables, whose ids must exist.
void read_figures(const TomlTable& root, Plan&, Problems&);

/// Reads the [[stock]] tables: every service has one, or an indicator with a base.
void read_stocks(const TomlTable& root, Plan&, const SourceList&, Problems&);

/// Reads plan.toml. `zones` are the codes that a project may name; `base` the region's base date.
/// No zones at all means that the region could not be read: then none is called unknown.
Plan read_plan(const std::string& plan_toml, const std::vector<std::string>& zones, Date base, const SourceList&,
               Problems&);

}  // namespace gongxu
