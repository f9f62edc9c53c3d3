/// Zone by zone: which is short while another stands idle.
#include <array>
#include <map>

#include "analysis/publish/workbook/sheets.hpp"
#include "sim/core/service.hpp"

namespace gongxu::workbook {
namespace {

constexpr std::array kCases{"quantified", "trend", "targeted"};
enum Columns : lxw_col_t { kScenario, kService, kCase, kZone, kYear, kUnit, kNeed, kP10, kP50, kP90, kCapacity, kLoad };

std::vector<Column> columns(const Words& w) {
  return {{w.say("col_scenario"), 18, Kind::text},
          {w.say("col_service"), 18, Kind::text},
          {w.say("col_case"), 10, Kind::text},
          {w.say("wb_col_zone"), 12, Kind::text},
          {w.say("col_year"), 8, Kind::year},
          {w.say("wb_col_unit"), 10, Kind::text},
          {w.say("wb_col_need"), 10, Kind::count},
          {w.say("wb_col_demand_p10"), 11, Kind::count},
          {w.say("wb_col_demand_p50"), 11, Kind::count},
          {w.say("wb_col_demand_p90"), 11, Kind::count},
          {w.say("col_capacity"), 10, Kind::count},
          {w.say("wb_col_load"), 9, Kind::percent},
          {w.say("wb_col_required"), 12, Kind::count},
          {w.say("col_p_short"), 9, Kind::probability},
          {w.say("col_p_surplus"), 9, Kind::probability},
          {w.say("col_verdict"), 12, Kind::text}};
}

class ZoneSheet {
 public:
  explicit ZoneSheet(Context& c)
      : c_(c),
        w_(c.words),
        v_(c.find.table()),
        s_(c.record.table("services")),
        rows_(v_, {"scenario", "supply_case", "year", "zone", "service"}),
        loads_(s_, {"scenario", "supply_case", "year", "zone", "service", "measure"}),
        table_(c.sheet("zones"), columns(c.words)) {
    const RecordTable& zones = c.record.table("zones");
    for (std::size_t r = 0; r < zones.rows(); ++r)
      if (zones.text(r, "zone") != "all") zones_.emplace_back(zones.text(r, "zone"));
  }

  void write() {
    for (const RecordScenario& s : c_.record.scenarios())
      for (std::size_t i = 0; i < kServices; ++i)
        for (const char* supply : kCases)
          for (const std::string& zone : zones_) years(s.id, info(service_at(i)).word, supply, zone);
    colours();
    charts();
    c_.finish(table_, "gx_zones", 5);
  }

 private:
  void years(const std::string& scenario, const std::string& service, const std::string& supply,
             const std::string& zone) {
    const lxw_row_t first = table_.next();
    bool any_load = false;
    for (int year = c_.record.first_year(); year <= c_.record.last_year(); ++year) {
      const std::string y = std::to_string(year);
      const std::size_t r = rows_.find({scenario, supply, y, zone, service});
      if (r == RowIndex::kNone) continue;
      const std::size_t load = loads_.find({scenario, supply, y, zone, service, "load"});
      const std::string verdict(v_.text(r, "verdict"));
      any_load = any_load || load != RowIndex::kNone;
      table_.row({w_.scenario(scenario), w_.service(service), w_.supply_case(supply), w_.zone(zone), year,
                  w_.unit(v_.text(r, "unit")), number_cell(v_, r, "need_p50"), number_cell(v_, r, "demand_p10"),
                  number_cell(v_, r, "demand_p50"), number_cell(v_, r, "demand_p90"), number_cell(v_, r, "capacity"),
                  load == RowIndex::kNone ? Cell() : number_cell(s_, load, "p50"),
                  number_cell(v_, r, "required_capacity"), number_cell(v_, r, "p_short"),
                  number_cell(v_, r, "p_surplus"), Cell(w_.verdict(verdict)).filled(Words::verdict_fill(verdict))});
    }
    if (scenario == c_.first().id && any_load) lines_[service + "/" + supply][zone] = {first, table_.next() - 1};
  }

  /// Blue where places stand idle, white where they fit, red where they lack.
  void colours() {
    if (table_.next() < 2) return;
    lxw_conditional_format scale{};
    scale.type = LXW_CONDITIONAL_3_COLOR_SCALE;
    scale.min_rule_type = scale.mid_rule_type = scale.max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER;
    scale.min_value = 0.4;
    scale.mid_value = 0.9;
    scale.max_value = 1.2;
    scale.min_color = 0x9BC2E6;
    scale.mid_color = 0xFFFFFF;
    scale.max_color = 0xF4A582;
    table_.sheet().book().check(
        worksheet_conditional_format_range(table_.sheet().raw(), 1, kLoad, table_.next() - 1, kLoad, &scale),
        table_.sheet().name());
  }

  void charts() {
    const auto right = static_cast<lxw_col_t>(table_.columns() + 1);
    constexpr lxw_row_t kRows = 20;
    lxw_row_t at = 1;
    for (const char* service : {"childcare", "kindergarten", "primary", "junior", "senior", "nursing_bed"}) {
      std::string supply = "quantified";
      if (!lines_.contains(std::string(service) + "/" + supply)) supply = "targeted";
      const auto lines = lines_.find(std::string(service) + "/" + supply);
      if (lines == lines_.end()) continue;
      Chart chart;
      chart.title = w_.say("wb_chart_load", {w_.service(service), w_.supply_case(supply), w_.scenario(c_.first().id)});
      chart.x = w_.say("col_year");
      chart.y = w_.say("wb_col_load");
      chart.y_format = "0%";
      for (const std::string& zone : zones_) {
        const auto rows = lines->second.find(zone);
        if (rows == lines->second.end()) continue;
        const auto [first, last] = rows->second;
        chart.series.push_back({w_.zone(zone), &table_.sheet(), table_.range(first, last, kYear),
                                table_.range(first, last, kLoad), line_colour(chart.series.size()), 2, false});
      }
      table_.sheet().book().insert(table_.sheet(), at, right, chart);
      at += kRows;
    }
  }

  Context& c_;
  const Words& w_;
  const RecordTable &v_, &s_;
  RowIndex rows_, loads_;
  TableSheet table_;
  std::vector<std::string> zones_;
  std::map<std::string, std::map<std::string, std::pair<lxw_row_t, lxw_row_t>>> lines_;
};

}  // namespace

void write_zones(Context& c) { ZoneSheet(c).write(); }

}  // namespace gongxu::workbook
