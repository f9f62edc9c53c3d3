/// Scenarios side by side: service by service, so that a line above is the same service in another future.
#include <algorithm>
#include <array>
#include <set>

#include "analysis/publish/workbook/sheets.hpp"
#include "sim/core/service.hpp"

namespace gongxu::workbook {
namespace {

constexpr std::array kCases{"quantified", "trend", "targeted"};
enum Columns : lxw_col_t { kYear, kService, kCase, kScenario, kUnit, kCapacity, kP10, kP50, kP90, kShort };

std::vector<Column> columns(const Words& w) {
  return {{w.say("col_year"), 8, Kind::year},
          {w.say("col_service"), 18, Kind::text},
          {w.say("col_case"), 10, Kind::text},
          {w.say("col_scenario"), 24, Kind::text},
          {w.say("wb_col_unit"), 9, Kind::text},
          {w.say("col_capacity"), 10, Kind::count},
          {w.say("wb_col_demand_p10"), 11, Kind::count},
          {w.say("wb_col_demand_p50"), 11, Kind::count},
          {w.say("wb_col_demand_p90"), 11, Kind::count},
          {w.say("col_p_short"), 9, Kind::probability},
          {w.say("wb_col_se"), 8, Kind::error},
          {w.say("col_p_surplus"), 9, Kind::probability},
          {w.say("wb_col_se"), 8, Kind::error},
          {w.say("col_verdict"), 12, Kind::text},
          {w.say("wb_col_required"), 13, Kind::count},
          {w.say("col_basis"), 25, Kind::text},
          {w.say("wb_col_differs"), 56, Kind::wrapped}};
}

struct Block {
  std::string service;
  lxw_row_t first = 0, last = 0;
};

class ScenarioSheet {
 public:
  explicit ScenarioSheet(Context& c)
      : c_(c), w_(c.words), v_(c.find.table()), table_(c.sheet("scenarios"), columns(c.words)) {
    const auto& first = c.first().effect;
    const std::set<std::string> known(first.begin(), first.end());
    for (const RecordScenario& s : c.record.scenarios()) {
      std::vector<std::string> lines;
      std::copy_if(s.effect.begin(), s.effect.end(), std::back_inserter(lines),
                   [&](const std::string& line) { return !known.contains(line); });
      for (std::string& line : lines) line = readable(line);
      differs_[s.id] = lines.empty() ? w_.say("wb_same_effect") : w_.list(lines);
    }
  }

  void write() {
    std::vector<int> years{c_.record.target_year()};
    if (c_.record.last_year() != years.front()) years.push_back(c_.record.last_year());
    std::vector<Block> of_target;
    for (const int year : years)
      for (std::size_t s = 0; s < kServices; ++s)
        for (const char* supply : kCases) {
          const std::string service = info(service_at(s)).word;
          const lxw_row_t first = table_.next();
          for (const RecordScenario& scenario : c_.record.scenarios()) row(year, service, supply, scenario.id);
          if (year == years.front() && std::string_view(supply) == "quantified" && table_.next() > first)
            of_target.push_back({service, first, table_.next() - 1});
        }
    charts(of_target);
    c_.finish(table_, "gx_scenarios", 4);
  }

 private:
  /// "parameter ID: fixed 0.75" with the parameter's name and the law's word.
  std::string readable(const std::string& line) const {
    constexpr std::string_view kStart = "parameter ";
    const std::size_t colon = line.find(": ");
    if (!line.starts_with(kStart) || colon == std::string::npos) return line;
    constexpr std::string_view kFixed = "fixed ";
    const std::string name = w_.parameter(line.substr(kStart.size(), colon - kStart.size()));
    const std::string law = line.substr(colon + 2), word = law.substr(0, law.find(' '));
    if (law.starts_with(kFixed)) return name + " = " + law.substr(kFixed.size());
    return w_.say("wb_effect", {name, w_.say_or("wb_distribution_" + word, word) + law.substr(word.size())});
  }

  void row(int year, const std::string& service, const char* supply, const std::string& scenario) {
    const std::size_t r = c_.find.of_service(scenario, supply, year, service);
    if (r == RowIndex::kNone) return;
    const std::string verdict(v_.text(r, "verdict"));
    const bool first = scenario == c_.first().id;
    table_.row({year, w_.service(service), w_.supply_case(supply), w_.scenario(scenario), w_.unit(v_.text(r, "unit")),
                number_cell(v_, r, "capacity"), number_cell(v_, r, "demand_p10"), number_cell(v_, r, "demand_p50"),
                number_cell(v_, r, "demand_p90"), number_cell(v_, r, "p_short"), number_cell(v_, r, "se_p_short"),
                number_cell(v_, r, "p_surplus"), number_cell(v_, r, "se_p_surplus"),
                Cell(w_.verdict(verdict)).filled(Words::verdict_fill(verdict)), number_cell(v_, r, "required_capacity"),
                w_.say_or("basis_" + basis_of(c_, service), w_.say("wb_stated")),
                first ? w_.say("wb_first_scenario") : differs_[scenario]});
  }

  Chart grouped(const std::vector<Block>& blocks, const std::vector<std::string>& services, lxw_col_t column) {
    Chart chart;
    chart.type = LXW_CHART_COLUMN;
    chart.x = w_.say("col_scenario");
    for (const Block& b : blocks) {
      const auto at = std::find(services.begin(), services.end(), b.service);
      if (at == services.end()) continue;
      const std::size_t r = c_.find.of_service(c_.first().id, "quantified", c_.record.target_year(), b.service);
      const bool known = column != kShort || !v_.text(r, "p_short").empty();
      if (!known) continue;
      Series s;
      s.name = w_.service(b.service);
      s.sheet = &table_.sheet();
      s.categories = table_.range(b.first, b.last, kScenario);
      s.values = table_.range(b.first, b.last, column);
      s.colour = line_colour(static_cast<std::size_t>(at - services.begin()));  // the same in both charts
      chart.series.push_back(s);
    }
    return chart;
  }

  void charts(const std::vector<Block>& blocks) {
    const std::vector<std::vector<std::string>> groups{
        {"childcare", "kindergarten", "primary", "junior", "senior"},
        {"care_bed", "nursing_bed", "hospital_bed", "physician", "nurse"}};
    const auto right = static_cast<lxw_col_t>(table_.columns() + 1);
    constexpr lxw_row_t kRowsOfChart = 20;
    lxw_row_t at = 1;
    const std::string year = std::to_string(c_.record.target_year());
    for (std::size_t g = 0; g < groups.size(); ++g)
      for (const lxw_col_t column : {static_cast<lxw_col_t>(kShort), static_cast<lxw_col_t>(kP50)}) {
        Chart chart = grouped(blocks, groups[g], column);
        if (chart.series.empty()) continue;
        const bool chance = column == kShort;
        chart.title = w_.say(chance ? "wb_chart_short" : "wb_chart_demand",
                             {year, w_.say(g == 0 ? "wb_group_young" : "wb_group_care")});
        chart.y = w_.say(chance ? "col_p_short" : "wb_demand_units");
        if (chance) chart.y_format = "0.0", chart.y_max = 1;
        table_.sheet().book().insert(table_.sheet(), at, right, chart);
        at += kRowsOfChart;
      }
  }

  Context& c_;
  const Words& w_;
  const RecordTable& v_;
  TableSheet table_;
  std::map<std::string, std::string> differs_;
};

}  // namespace

void write_scenarios(Context& c) { ScenarioSheet(c).write(); }

}  // namespace gongxu::workbook
