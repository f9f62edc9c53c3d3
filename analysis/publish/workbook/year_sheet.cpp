/// Year by year: people and services of every scenario, years of one line below each other so that charts find them.
#include <algorithm>
#include <array>
#include <map>

#include "analysis/publish/workbook/sheets.hpp"
#include "sim/core/service.hpp"

namespace gongxu::workbook {
namespace {

constexpr std::array kCases{"quantified", "trend", "targeted"};
/// What a planner asks for first; the others follow as the table has them.
constexpr std::array kFirstMeasures{"population",
                                    "births",
                                    "births_order_1",
                                    "births_order_2",
                                    "births_order_3plus",
                                    "population_0_2",
                                    "population_60plus",
                                    "population_80plus",
                                    "deaths",
                                    "arrivals",
                                    "departures",
                                    "urban_share"};
enum Columns : lxw_col_t { kScenario, kGroup, kItem, kCase, kYear, kUnit, kNeed, kP10, kP50, kP90, kCapacity };

std::vector<Column> columns(const Words& w) {
  return {{w.say("col_scenario"), 18, Kind::text},
          {w.say("wb_col_group"), 8, Kind::text},
          {w.say("wb_col_item"), 22, Kind::text},
          {w.say("col_case"), 10, Kind::text},
          {w.say("col_year"), 8, Kind::year},
          {w.say("wb_col_unit"), 10, Kind::text},
          {w.say("wb_col_need"), 10, Kind::count},
          {w.say("wb_col_value_p10"), 11, Kind::count},
          {w.say("wb_col_value_p50"), 11, Kind::count},
          {w.say("wb_col_value_p90"), 11, Kind::count},
          {w.say("col_capacity"), 10, Kind::count},
          {w.say("wb_col_required"), 12, Kind::count},
          {w.say("col_p_short"), 9, Kind::probability},
          {w.say("wb_col_se"), 8, Kind::error},
          {w.say("col_p_surplus"), 9, Kind::probability},
          {w.say("wb_col_se"), 8, Kind::error},
          {w.say("col_verdict"), 12, Kind::text}};
}

Kind kind_of_unit(std::string_view unit) {
  if (unit == "share") return Kind::percent;
  return unit == "children per woman" || unit == "years" ? Kind::ratio : Kind::count;
}

class YearSheet {
 public:
  explicit YearSheet(Context& c)
      : c_(c),
        w_(c.words),
        v_(c.find.table()),
        d_(c.record.table("demography")),
        people_(d_, {"scenario", "year", "zone", "measure"}),
        table_(c.sheet("years"), columns(c.words)) {
    measures_.assign(kFirstMeasures.begin(), kFirstMeasures.end());
    for (std::size_t r = 0; r < d_.rows(); ++r) {
      const std::string m(d_.text(r, "measure"));
      if (std::find(measures_.begin(), measures_.end(), m) == measures_.end()) measures_.push_back(m);
    }
  }

  void write() {
    for (const RecordScenario& s : c_.record.scenarios()) {
      for (const std::string& m : measures_) people(s.id, m);
      for (std::size_t i = 0; i < kServices; ++i)
        for (const char* supply : kCases) service(s.id, info(service_at(i)).word, supply);
    }
    charts();
    c_.finish(table_, "gx_years", 5);
  }

 private:
  using Rows = std::pair<lxw_row_t, lxw_row_t>;

  void people(const std::string& scenario, const std::string& measure) {
    const lxw_row_t first = table_.next();
    for (int year = c_.record.first_year(); year <= c_.record.last_year(); ++year) {
      const std::size_t r = people_.find({scenario, std::to_string(year), "all", measure});
      if (r == RowIndex::kNone) continue;
      const Kind kind = kind_of_unit(d_.text(r, "unit"));
      table_.row({w_.scenario(scenario), w_.say("field_population"), w_.measure(measure), Cell(), year,
                  w_.unit(d_.text(r, "unit")), Cell(), number_cell(d_, r, "p10").as(kind),
                  number_cell(d_, r, "p50").as(kind), number_cell(d_, r, "p90").as(kind)});
    }
    remember(scenario, measure, first);
  }

  void service(const std::string& scenario, const std::string& service, const char* supply) {
    const lxw_row_t first = table_.next();
    for (int year = c_.record.first_year(); year <= c_.record.last_year(); ++year) {
      const std::size_t r = c_.find.of_service(scenario, supply, year, service);
      if (r == RowIndex::kNone) continue;
      const std::string verdict(v_.text(r, "verdict"));
      table_.row({w_.scenario(scenario), w_.say("col_service"), w_.service(service), w_.supply_case(supply), year,
                  w_.unit(v_.text(r, "unit")), number_cell(v_, r, "need_p50"), number_cell(v_, r, "demand_p10"),
                  number_cell(v_, r, "demand_p50"), number_cell(v_, r, "demand_p90"), number_cell(v_, r, "capacity"),
                  number_cell(v_, r, "required_capacity"), number_cell(v_, r, "p_short"),
                  number_cell(v_, r, "se_p_short"), number_cell(v_, r, "p_surplus"), number_cell(v_, r, "se_p_surplus"),
                  Cell(w_.verdict(verdict)).filled(Words::verdict_fill(verdict))});
    }
    remember(scenario, service + "/" + supply, first);
  }

  void remember(const std::string& scenario, const std::string& line, lxw_row_t first) {
    if (scenario == c_.first().id && table_.next() > first) lines_[line] = {first, table_.next() - 1};
  }

  void add(Chart& chart, const std::string& line, lxw_col_t column, const std::string& name, std::size_t colour,
           bool dashed, double width) {
    const auto at = lines_.find(line);
    if (at == lines_.end()) return;
    const lxw_row_t last = at->second.second;
    const lxw_row_t first = at->second.first + (starts_late(line) && last > at->second.first ? 1 : 0);
    chart.series.push_back({name, &table_.sheet(), table_.range(first, last, kYear), table_.range(first, last, column),
                            line_colour(colour), width, dashed});
  }

  /// A flow of the first year is one of its last weeks where the base date lies in it.
  bool starts_late(const std::string& measure) const {
    return measure == "births" && !c_.record.manifest().text("/region/base_date").ends_with("-01-01");
  }

  Chart of_people(const std::string& measure) {
    Chart chart;
    add(chart, measure, kP90, w_.say("wb_p90"), 4, true, 1.25);
    add(chart, measure, kP50, w_.say("wb_p50"), 0, false, 2.25);
    add(chart, measure, kP10, w_.say("wb_p10"), 4, true, 1.25);
    chart.title = w_.measure(measure);
    chart.y = w_.unit("persons");
    return chart;
  }

  Chart of_service(const std::string& service) {
    Chart chart;
    const std::string line = service + "/quantified";
    add(chart, line, kP90, w_.say("wb_demand_p90"), 4, true, 1.25);
    add(chart, line, kP50, w_.say("wb_demand_p50"), 0, false, 2.25);
    add(chart, line, kP10, w_.say("wb_demand_p10"), 4, true, 1.25);
    std::size_t colour = 1;
    for (const char* supply : kCases) {
      const bool same = std::string_view(supply) != "quantified" &&
                        c_.record.manifest().flag("/services/" + service + "/" + supply + "_equals_quantified");
      const bool known = std::string_view(supply) == "targeted" || is_known(service, supply);
      if (!same && known)
        add(chart, service + "/" + supply, kCapacity, w_.say("wb_capacity_of", {w_.supply_case(supply)}), colour, false,
            2);
      ++colour;
    }
    chart.title = w_.say("wb_chart_supply", {w_.service(service)});
    const std::size_t r = c_.find.of_service(c_.first().id, "quantified", c_.record.target_year(), service);
    chart.y = r == RowIndex::kNone ? w_.say("wb_demand_units") : w_.unit(v_.text(r, "unit"));
    return chart;
  }

  bool is_known(const std::string& service, const char* supply) const {
    const std::size_t r = c_.find.of_service(c_.first().id, supply, c_.record.last_year(), service);
    return r != RowIndex::kNone && !v_.text(r, "capacity").empty();
  }

  void charts() {
    std::vector<Chart> all{of_people("population"), of_people("births")};
    for (const char* service :
         {"childcare", "kindergarten", "primary", "junior", "care_bed", "nursing_bed", "hospital_bed", "physician"})
      all.push_back(of_service(service));
    constexpr lxw_row_t kRows = 19;
    constexpr lxw_col_t kAcross = 10;
    const auto right = static_cast<lxw_col_t>(table_.columns() + 1);
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i].title += " · " + w_.scenario(c_.first().id);
      all[i].x = w_.say("col_year");
      if (!all[i].series.empty())
        table_.sheet().book().insert(table_.sheet(), 1 + static_cast<lxw_row_t>(i / 2) * kRows,
                                     static_cast<lxw_col_t>(right + (i % 2) * kAcross), all[i]);
    }
  }

  Context& c_;
  const Words& w_;
  const RecordTable &v_, &d_;
  RowIndex people_;
  TableSheet table_;
  std::vector<std::string> measures_;
  std::map<std::string, Rows> lines_;  ///< of the first scenario
};

}  // namespace

void write_years(Context& c) { YearSheet(c).write(); }

}  // namespace gongxu::workbook
