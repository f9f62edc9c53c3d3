/// How the run is held against numbers that were counted apart from it: its own checks, its twin, the past.
#include <fmt/format.h>

#include <cmath>
#include <map>

#include "analysis/publish/workbook/sheets.hpp"

namespace gongxu::workbook {
namespace {

constexpr std::uint32_t kPassed = 0xE2F0D9, kFailed = 0xF8CBAD;

std::vector<Column> columns(const Words& w) {
  return {{w.say("wb_col_kind"), 12, Kind::text},      {w.say("wb_col_check"), 24, Kind::text},
          {w.say("col_scenario"), 18, Kind::text},     {w.say("col_year"), 8, Kind::year},
          {w.say("wb_col_zone"), 12, Kind::text},      {w.say("wb_col_item"), 24, Kind::text},
          {w.say("wb_col_unit"), 10, Kind::text},      {w.say("wb_col_rows"), 9, Kind::count},
          {w.say("wb_col_passed"), 9, Kind::count},    {w.say("wb_col_run_value"), 13, Kind::ratio},
          {w.say("wb_col_expected"), 13, Kind::ratio}, {w.say("wb_col_se"), 10, Kind::error},
          {w.say("wb_col_z"), 10, Kind::ratio},        {w.say("wb_col_result"), 10, Kind::text},
          {w.say("wb_col_meaning"), 64, Kind::wrapped}};
}

/// Distance in standard errors; where both must be the same, in parts of the number.
double distance(const RecordTable& t, std::size_t r) {
  const double value = t.number(r, "value"), expected = t.number(r, "expected"), se = t.number(r, "se");
  const double apart = std::abs(value - expected);
  return se > 0 ? apart / se : apart / std::max(1.0, std::abs(expected));
}

class CheckSheet {
 public:
  explicit CheckSheet(Context& c) : c_(c), w_(c.words), table_(c.sheet("checks"), columns(c.words)) {}

  void write() {
    if (c_.record.has("checks")) own_checks(c_.record.table("checks"));
    if (c_.record.has("hindcast_scores")) past(c_.record.table("hindcast_scores"));
    if (c_.record.has("twin_measures")) twin(c_.record.table("twin_measures"));
    c_.finish(table_, "gx_checks", 2);
  }

 private:
  struct Group {
    std::string check, scenario;
    int rows = 0, passed = 0;
    std::size_t worst = 0;
    std::vector<std::size_t> failed;
  };

  void own_checks(const RecordTable& t) {
    std::vector<Group> groups;
    std::map<std::pair<std::string, std::string>, std::size_t> at;
    for (std::size_t r = 0; r < t.rows(); ++r) {
      const std::string check(t.text(r, "check")), scenario(t.text(r, "scenario"));
      if (at.try_emplace({check, scenario}, groups.size()).second) groups.push_back({check, scenario, 0, 0, r, {}});
      Group& g = groups[at[{check, scenario}]];
      ++g.rows;
      const bool passed = t.text(r, "passed") == "true";
      g.passed += passed;
      if (!passed) g.failed.push_back(r);
      if (distance(t, r) > distance(t, g.worst)) g.worst = r;
    }
    for (const Group& g : groups) {
      check_row(t, g.worst, w_.say("wb_check_summary"), g.rows, g.passed);
      for (const std::size_t r : g.failed) check_row(t, r, w_.say("wb_check_failed"), 1, 0);
    }
  }

  void check_row(const RecordTable& t, std::size_t r, const std::string& kind, int rows, int passed) {
    const std::string check(t.text(r, "check"));
    const bool fine = rows == passed;
    std::vector<std::string> item{w_.service(t.text(r, "service")), w_.supply_case(t.text(r, "supply_case")),
                                  w_.measure(t.text(r, "measure"))};
    const double se = t.number(r, "se");
    table_.row({kind, w_.say_or("wb_check_" + check, check), w_.scenario(t.text(r, "scenario")),
                t.text(r, "year").empty() ? Cell() : number_cell(t, r, "year"), w_.zone(t.text(r, "zone")),
                w_.list(item), w_.unit(t.text(r, "unit")), rows, passed, number_cell(t, r, "value"),
                number_cell(t, r, "expected"), number_cell(t, r, "se"),
                se > 0 ? Cell((t.number(r, "value") - t.number(r, "expected")) / se) : Cell(),
                Cell(w_.say(fine ? "wb_passed" : "wb_failed")).filled(fine ? kPassed : kFailed),
                w_.say_or("wb_check_about_" + check, "")});
  }

  void twin(const RecordTable& t) {
    for (std::size_t r = 0; r < t.rows(); ++r) {
      const std::string_view year = t.text(r, "year");
      const int y = year.empty() ? 0 : t.integer(r, "year");
      if (!year.empty() && y != c_.record.target_year() && y != c_.record.last_year()) continue;
      table_.row({w_.say("wb_kind_twin"), w_.say("wb_check_twin_measure"), w_.scenario(t.text(r, "scenario")),
                  year.empty() ? Cell() : Cell(y), w_.zone(t.text(r, "zone")), w_.measure(t.text(r, "measure")),
                  w_.unit(t.text(r, "unit")), Cell(), Cell(), number_cell(t, r, "agents_mean"),
                  number_cell(t, r, "twin"), number_cell(t, r, "agents_se"), number_cell(t, r, "z"), Cell(),
                  year.empty() ? w_.say("wb_flow_of_all_years") : std::string()});
    }
  }

  void past(const RecordTable& t) {
    const std::string per_cent = w_.unit("per cent");
    for (std::size_t r = 0; r < t.rows(); ++r) {
      const std::string item =
          w_.list({w_.zone(t.text(r, "place")),
                   w_.say_or("wb_group_" + std::string(t.text(r, "group")), w_.measure(t.text(r, "group")))});
      const auto row = [&](const char* check, Cell value, Cell expected, Cell se, const std::string& unit,
                           const std::string& meaning) {
        table_.row({w_.say("wb_kind_hindcast"), w_.say(check), w_.scenario(t.text(r, "scenario")), Cell(), Cell(), item,
                    unit, number_cell(t, r, "n"), Cell(), value, expected, se, Cell(), Cell(), meaning});
      };
      for (const char* naive : {"no_change", "constant_rates", "linear_trend", "hamilton_perry"}) {
        const std::string column = std::string("mape_") + naive;
        if (t.text(r, column).empty()) continue;
        row("wb_check_mape", number_cell(t, r, "mape"), number_cell(t, r, column), Cell(), per_cent,
            w_.say("wb_against_naive", {w_.say(std::string("wb_naive_") + naive),
                                        fmt::format("{:.2f}", t.number(r, std::string("skill_") + naive))}));
      }
      row("wb_check_malpe", number_cell(t, r, "malpe"), Cell(0), Cell(), per_cent, w_.say("wb_malpe_about"));
      constexpr double kNominal = 0.8;
      row("wb_check_coverage", number_cell(t, r, "coverage"), Cell(kNominal), number_cell(t, r, "coverage_se"),
          w_.unit("share"), w_.say("wb_coverage_about"));
    }
  }

  Context& c_;
  const Words& w_;
  TableSheet table_;
};

}  // namespace

void write_checks(Context& c) { CheckSheet(c).write(); }

}  // namespace gongxu::workbook
