/// Zones: the load of every service that has them, year by year.
#include <cmath>

#include "analysis/publish/report/numbers.hpp"
#include "analysis/publish/report/parts.hpp"

namespace gongxu::report {
namespace {

std::string heat_table(const Facts& facts, const std::string& scenario) {
  std::vector<Column> columns{{word("report_col_service_zone")}};
  for (const int year : facts.years())
    columns.push_back({same(year_with_mark(facts, year)), true, year == facts.target_year() ? "target-year" : ""});
  HtmlTable table(std::move(columns));
  table.caption(word("report_heat_caption")).classes("matrix");
  for (const std::string& service : facts.services()) {
    if (!facts.by_zone(service)) continue;
    const std::string supply = facts.foremost(scenario, service, facts.target_year());
    for (const std::string& zone : facts.zones()) {
      std::vector<Cell> cells{{spans(facts.service_name(service)) + " · " + spans(facts.zone_name(zone)), ""}};
      for (const int year : facts.years()) {
        const double load = facts.service(scenario, supply, year, zone, service, "load").number("p50");
        const std::string w = facts.verdict(scenario, supply, year, zone, service).text("verdict");
        cells.push_back({per_cent(load) + (w.empty() ? "" : " " + verdict_word(w).symbol),
                         "verdict" + (w.empty() ? "" : " v-" + w)});
      }
      table.row(cells);
    }
  }
  return table.empty() ? "" : table.html();
}

/// Where one zone is more often short than not while another is more often idle: what a county's total hides.
Text summary(const Facts& facts, const std::string& scenario) {
  constexpr double kMoreOftenThanNot = 0.5;
  std::vector<Text> found;
  const int year = facts.target_year();
  for (const std::string& service : facts.services()) {
    if (!facts.by_zone(service)) continue;
    const std::string supply = facts.foremost(scenario, service, year);
    std::vector<Text> lacking, idle;
    for (const std::string& zone : facts.zones()) {
      const Row row = facts.verdict(scenario, supply, year, zone, service);
      const Text load = same(per_cent(facts.service(scenario, supply, year, zone, service, "load").number("p50")));
      if (row.number("p_short") > kMoreOftenThanNot)
        lacking.push_back(word("zone_lacking", {facts.zone_name(zone), load}));
      if (row.number("p_surplus") > kMoreOftenThanNot) idle.push_back(word("zone_idle", {facts.zone_name(zone), load}));
    }
    if (!lacking.empty() && !idle.empty()) {
      lacking.insert(lacking.end(), idle.begin(), idle.end());
      found.push_back(word("report_zones_differ", {facts.service_name(service), joined(lacking)}));
    }
  }
  if (found.empty()) return word("report_zones_alike", {same(std::to_string(year))});
  return word("report_zones_unlike", {same(std::to_string(year)), joined(found)});
}

}  // namespace

std::string zones_part(const Facts& facts) {
  return section("zones",
                 paragraph(word("report_zones_intro")) + by_scenario(facts, "zones", [&](const std::string& scenario) {
                   return figure("data-chart=zones", summary(facts, scenario), heat_table(facts, scenario));
                 }));
}

}  // namespace gongxu::report
