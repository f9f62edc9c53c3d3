#include "analysis/read/checks.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "sim/core/messages.hpp"
#include "sim/engine/service_rules.hpp"
#include "sim/output/csv_writer.hpp"

namespace gongxu {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// A service in one zone and year of one replicate.
struct Cell {
  const ServiceYear& year;
  const ServiceYear* before;  ///< the year before, null in the first
  double days;                ///< of the year within the run
};
struct Pair {
  double value, expected;  ///< both NaN: not defined
};

Pair present(const Cell& c) { return {c.year.demand * c.days, c.year.spell_days}; }
Pair waiting(const Cell& c) { return {(c.year.demand - c.year.use) * c.days, c.year.waited_days}; }
Pair balance(const Cell& c) {
  if (!c.before || std::isnan(c.before->waiting)) return {kNaN, kNaN};
  return {c.year.waiting, c.before->waiting + c.year.asked - c.year.served - c.year.withdrawn};
}
Pair taken(const Cell& c) {
  const double share = c.year.places == 0 ? 0 : 1 - c.year.idle_share;
  return {c.year.places * share * c.days, c.year.use * c.days};
}

struct Check {
  const char *word, *measure, *unit;
  bool of_stays;  ///< also where nobody waits
  bool of_zones;
  Pair (*of)(const Cell&);
};
constexpr Check kChecks[] = {
    {"little_present", "demand", "days", true, true, present},
    {"little_waiting", "waiting", "days", false, true, waiting},
    {"balance", "waiting", "persons", false, true, balance},
    {"units_taken", "use", "days", false, false, taken},
};

bool applies(const Check& check, Service s) {
  return rules_of(s).queues || (check.of_stays && s == Service::hospital_bed);
}

/// How far two counts of one thing may lie apart: times are whole ticks; patients of a day are kept as floats.
double rounding(Service s, double expected) {
  constexpr double kOfFloats = 1e-7;
  constexpr double kHalfTick = 0.5 / kTicksPerDay;
  return s == Service::hospital_bed ? std::max(kHalfTick, kOfFloats * std::fabs(expected)) : kHalfTick;
}

/// Fills in n and the numbers of the replicate that is furthest off. @param cell of a replicate.
template <class CellOf>
void compare(CheckRow& row, const Check& check, Service s, const std::vector<ReplicateResult>& replicates,
             CellOf cell) {
  double furthest = -1;
  for (const ReplicateResult& r : replicates) {
    const Pair pair = check.of(cell(r));
    if (std::isnan(pair.value) && std::isnan(pair.expected)) continue;
    ++row.n;
    double off = std::fabs(pair.value - pair.expected) / rounding(s, pair.expected);
    if (std::isnan(off)) off = kInfinity;  // one of the two alone is known
    if (off <= furthest) continue;
    furthest = off;
    row.value = pair.value, row.expected = pair.expected;
    row.passed = off <= 1;
  }
}

}  // namespace

std::vector<CheckRow> check_services(const Ensemble& e) {
  std::vector<CheckRow> rows;
  const std::size_t zones = e.pack.region.zones.size();
  const auto of_year = [&](const ScenarioRun& run, int year, std::size_t zone, Service s, SupplyCase supply) {
    const auto y = static_cast<std::size_t>(year - e.first_year);
    const Tick from = std::max(year_start(year), to_tick(e.pack.region.base_date));
    const double days = static_cast<double>(year_start(year + 1) - from) / kTicksPerDay;
    for (const Check& check : kChecks) {
      if (!applies(check, s) || (zone < zones && !check.of_zones)) continue;
      CheckRow row{check.word,   run.scenario->id, year,          zone_name(e, zone),
                   info(s).word, word_of(supply),  check.measure, check.unit};
      compare(row, check, s, run.replicates, [&](const ReplicateResult& r) {
        const auto& years = r.years(s, static_cast<std::size_t>(supply));
        return Cell{years[y][zone], y > 0 ? &years[y - 1][zone] : nullptr, days};
      });
      if (row.n > 0) rows.push_back(std::move(row));
    }
  };
  for (const ScenarioRun& run : e.scenarios)
    for (int year = e.first_year; year <= e.last_year; ++year)
      for (std::size_t zone = 0; zone <= zones; ++zone)
        for (std::size_t i = 0; i < kServices; ++i)
          for (const SupplyCase supply : kSupplyCases) of_year(run, year, zone, service_at(i), supply);
  return rows;
}

std::vector<CheckRow> check_twins(const Ensemble& e, const std::vector<TwinDistance>& distances) {
  std::vector<CheckRow> rows;
  for (const TwinDistance& d : distances) {
    const TwinCell& c = d.farthest();
    const MeasureInfo& of = info(c.sex < 0 ? static_cast<Measure>(c.age) : Measure::population);
    const std::string whom = c.sex < 0 ? "" : (c.sex == female ? "_female_" : "_male_") + std::to_string(c.age);
    rows.push_back({"twin", d.scenario, c.year, zone_name(e, c.zone), "", "", of.name + whom, of.unit, d.replicates,
                    c.agents, c.twin, c.se, d.passed()});
  }
  return rows;
}

bool all_passed(const std::vector<CheckRow>& rows) {
  return std::all_of(rows.begin(), rows.end(), [](const CheckRow& r) { return r.passed; });
}

void write_checks(const std::vector<CheckRow>& rows, const std::string& path) {
  CsvWriter out(path, {"check", "scenario", "year", "zone", "service", "supply_case", "measure", "unit", "n", "value",
                       "expected", "se", "passed"});
  for (const CheckRow& r : rows)
    out.row({r.check, r.scenario, r.year > 0 ? std::to_string(r.year) : "", r.zone, r.service, r.supply_case, r.measure,
             r.unit, std::to_string(r.n), number(r.value), number(r.expected), number(r.se),
             r.passed ? "true" : "false"});
  out.close();
}

std::string checks_line(const std::vector<CheckRow>& rows, Language lang) {
  std::set<std::string> failed;  // each check and service once
  long passed = 0;
  for (const CheckRow& r : rows) {
    passed += r.passed;
    if (!r.passed) failed.insert(r.check + (r.service.empty() ? "" : " " + say(lang, "service_" + r.service)));
  }
  const std::string all = std::to_string(rows.size());
  if (failed.empty()) return say(lang, "page_checks_passed", {all});
  std::string names;
  for (const std::string& name : failed) names += (names.empty() ? "" : say(lang, "list_comma")) + name;
  return say(lang, "page_checks_failed", {all, std::to_string(static_cast<long>(rows.size()) - passed), names});
}

}  // namespace gongxu
