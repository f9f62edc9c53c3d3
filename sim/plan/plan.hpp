/// The plan as an object: indicators with their targets, and projects with their capacities.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sim/core/problem.hpp"
#include "sim/core/time.hpp"

namespace gongxu {

/// What a measure of an indicator is computed from, in this version.
enum class Computed {
  service,  ///< a simulated service gives the numerator (childcare)
  people,   ///< people alone give the denominator: the number that the target implies is computed
  not_yet   ///< the model lacks the numerator or the denominator; `why` says which
};

enum class Bound { ge, le, eq, gt, lt };

struct Indicator {
  std::string id;
  Text name;
  std::string field;        ///< childcare, education, health, eldercare
  std::string unit;         ///< in English, as in the tables
  std::string unit_zh;      ///< for pages in Chinese; `unit` where the plan's file gives none
  std::string numerator;    ///< measure, for instance childcare_capacity
  std::string denominator;  ///< measure, for instance population; empty for a count
  double per = 1;           ///< 1000 for "per 1,000"
  std::optional<double> base, target;
  int base_year = 0, target_year = 0;
  Bound bound = Bound::ge;
  bool binding = false;  ///< 约束性; otherwise expected, 预期性
  std::string service;   ///< the service that the indicator plans; empty if none
  Computed computed = Computed::not_yet;
  Text why;            ///< where not_yet: the reason
  std::string source;  ///< line of the plan
  Position at;
};

struct Project {
  std::string id;
  Text name;
  std::string service;
  std::optional<double> capacity;  ///< [units of the service]; empty: the plan gives no number
  std::string unit;
  std::string zone;                  ///< code; empty: not named
  int year_start = 0, year_end = 0;  ///< undated: the whole plan period
  bool dated = false;                ///< the plan gives a year itself
  std::string source;
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

  const Indicator* indicator_of_service(const std::string& service) const;
};

const std::vector<std::string>& known_services();
const std::vector<std::string>& known_measures();

/// Reads plan.toml. `zones` are the codes that a project may name; `base` the region's base date.
/// No zones at all means that the region could not be read: then none is called unknown.
Plan read_plan(const std::string& plan_toml, const std::vector<std::string>& zones, Date base, Problems&);

}  // namespace gongxu
