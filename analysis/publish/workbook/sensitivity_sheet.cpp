/// What decides: the unknown that turns each verdict, what moves each service, and what studies found.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/publish/workbook/study_rows.hpp"
#include "sim/core/service.hpp"

namespace gongxu::workbook {
namespace {

constexpr std::size_t kMostOfService = 10;  // parameters of influence that are shown

class SensitivitySheet {
 public:
  explicit SensitivitySheet(Context& c) : c_(c), w_(c.words), table_(c.sheet("sensitivity"), study_columns(c.words)) {}

  void write() {
    deciding();
    write_solutions(c_, table_);
    influence();
    write_indices(c_, table_);
    charts();
    c_.finish(table_, "gx_sensitivity", 3);
  }

 private:
  void deciding() {
    const RecordTable& t = c_.record.table("deciding");
    for (std::size_t r = 0; r < t.rows(); ++r) {
      const int year = t.integer(r, "year");
      if (year != c_.record.target_year() && year != c_.record.last_year()) continue;
      const Kind kind = kind_of_parameter(t.text(r, "unit"));
      const auto turns = [&](const std::string& side) {
        return t.text(r, side + "_extrapolated") == "true" ? w_.say("wb_extrapolated_" + side) : std::string();
      };
      table_.row({w_.say("wb_kind_deciding"), w_.scenario(t.text(r, "scenario")), w_.service(t.text(r, "service")),
                  w_.supply_case(t.text(r, "supply_case")), year,
                  w_.say("wb_output_" + std::string(t.text(r, "correlated_with"))), t.text(r, w_.own("parameter_")),
                  w_.unit(t.text(r, "unit")), number_cell(t, r, "drawn_p10").as(kind),
                  number_cell(t, r, "drawn_p90").as(kind), number_cell(t, r, "rank_correlation"), Cell(), Cell(),
                  number_cell(t, r, "short_beyond").as(kind), number_cell(t, r, "surplus_beyond").as(kind),
                  w_.list({turns("short"), turns("surplus")})});
    }
  }

  void influence() {
    if (!c_.record.has("influence")) return;
    const RecordTable& t = c_.record.table("influence");
    std::vector<std::pair<std::string, std::vector<std::size_t>>> groups;
    std::map<std::string, std::size_t> at;
    for (std::size_t r = 0; r < t.rows(); ++r) {
      std::string key;
      for (const char* column : {"scenario", "supply_case", "year", "service", "output"})
        key += std::string(t.text(r, column)) + "/";
      if (at.try_emplace(key, groups.size()).second) groups.push_back({key, {}});
      groups[at[key]].second.push_back(r);
    }
    for (auto& [key, rows] : groups) {
      std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
        if (is_told(t, a) != is_told(t, b)) return is_told(t, a);
        return std::abs(t.number(a, "rank_correlation")) > std::abs(t.number(b, "rank_correlation"));
      });
      rows.resize(std::min(rows.size(), kMostOfService));
      const lxw_row_t first = table_.next();
      for (const std::size_t r : rows) influence_row(t, r);
      const auto told =
          static_cast<lxw_row_t>(std::count_if(rows.begin(), rows.end(), [&](std::size_t r) { return is_told(t, r); }));
      if (told > 0) tornados_[key] = {first, first + told - 1};
    }
  }

  /// Its interval has no zero.
  static bool is_told(const RecordTable& t, std::size_t r) { return t.number(r, "lo") * t.number(r, "hi") > 0; }

  void influence_row(const RecordTable& t, std::size_t r) {
    const Kind kind = kind_of_parameter(t.text(r, "unit"));
    const auto mean = [&](const std::string& side) {
      constexpr double kLarge = 1000;
      const double v = t.number(r, side), se = t.number(r, side + "_se");
      return std::abs(v) < kLarge ? fmt::format("{:.3g} ± {:.2g}", v, se) : counted(v) + " ± " + counted(se);
    };
    table_.row({w_.say("wb_kind_influence"), w_.scenario(t.text(r, "scenario")), w_.service(t.text(r, "service")),
                w_.supply_case(t.text(r, "supply_case")), t.integer(r, "year"),
                w_.say("wb_output_" + std::string(t.text(r, "output"))), t.text(r, w_.own("parameter_")),
                w_.unit(t.text(r, "unit")), number_cell(t, r, "drawn_p10").as(kind),
                number_cell(t, r, "drawn_p90").as(kind), number_cell(t, r, "rank_correlation"), number_cell(t, r, "lo"),
                number_cell(t, r, "hi"), Cell(), Cell(),
                w_.list({w_.say("wb_when_low_high", {mean("when_low"), mean("when_high")}),
                         is_told(t, r) ? std::string() : w_.say("wb_not_told")})});
  }

  void charts() {
    const auto right = static_cast<lxw_col_t>(table_.columns() + 1);
    constexpr lxw_row_t kRows = 21;
    lxw_row_t at = 1;
    const std::string year = std::to_string(c_.record.target_year());
    for (std::size_t i = 0; i < kServices; ++i) {
      const std::string service = info(service_at(i)).word;
      for (const char* shown : {"quantified/{}/{}/margin/", "targeted/{}/{}/margin/", "quantified/{}/{}/demand/"}) {
        const auto rows = tornados_.find(c_.first().id + "/" + fmt::format(fmt::runtime(shown), year, service));
        if (rows == tornados_.end()) continue;
        const auto [first, last] = rows->second;
        Chart chart;
        chart.type = LXW_CHART_BAR;
        const bool margin = std::string_view(shown).find("margin") != std::string_view::npos;
        chart.title = w_.say("wb_chart_tornado",
                             {w_.service(service), year, w_.say(margin ? "wb_output_margin" : "wb_output_demand")});
        chart.x = w_.say("wb_kind_parameter");
        chart.y = w_.say("col_correlation");
        chart.y_format = "0.0";
        chart.y_min = -1, chart.y_max = 1;
        chart.reverse_x = true;
        chart.width = 760;
        chart.height = static_cast<std::uint32_t>(150 + 24 * (last - first + 1));
        chart.series.push_back({w_.say("col_correlation"), &table_.sheet(), table_.range(first, last, kStudyParameter),
                                table_.range(first, last, kStudyValue), line_colour(0), 2, false});
        table_.sheet().book().insert(table_.sheet(), at, right, chart);
        at += kRows;
        break;
      }
    }
  }

  Context& c_;
  const Words& w_;
  TableSheet table_;
  std::map<std::string, std::pair<lxw_row_t, lxw_row_t>> tornados_;
};

}  // namespace

void write_sensitivity(Context& c) { SensitivitySheet(c).write(); }

}  // namespace gongxu::workbook
