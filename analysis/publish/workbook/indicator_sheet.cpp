/// The plan's own table of indicators, and apart from it what the run says of each.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "analysis/publish/workbook/sheets.hpp"

namespace gongxu::workbook {
namespace {

constexpr std::uint32_t kPlanHeader = 0x1F4E79, kForecastHeader = 0x7F3F00;
constexpr lxw_row_t kTitle = 0, kBand = 1, kHeader = 2, kFirst = 3;

struct Layout {
  const char* key;  ///< of the header
  double width;
  Kind kind;
};
constexpr std::array<Layout, 24> kColumns{{
    {"wb_col_number", 5, Kind::count},
    {"wb_col_field", 8.4, Kind::wrapped},
    {"wb_col_indicator", 28, Kind::wrapped},
    {"wb_col_unit", 9.5, Kind::wrapped},
    {"wb_col_base", 8, Kind::figure},
    {"wb_col_target", 8, Kind::figure},
    {"wb_col_binding", 8, Kind::text},
    {"wb_col_source", 11, Kind::wrapped},
    {"", 1.5, Kind::text},
    {"wb_col_projected", 8.5, Kind::figure},
    {"wb_col_low", 8, Kind::figure},
    {"wb_col_high", 8, Kind::figure},
    {"col_p_attained", 7, Kind::probability},
    {"wb_col_se", 7, Kind::error},
    {"col_case", 10.5, Kind::wrapped},
    {"wb_col_demand", 9, Kind::count},
    {"wb_col_demand_low", 8, Kind::count},
    {"wb_col_demand_high", 8, Kind::count},
    {"col_capacity", 9, Kind::count},
    {"wb_col_gap", 10, Kind::count},
    {"col_verdict", 13, Kind::text},
    {"wb_col_suggested", 9, Kind::figure},
    {"wb_col_progress", 13.5, Kind::text},
    {"wb_col_remark", 42, Kind::wrapped},
}};
constexpr std::size_t kGap = 8;
constexpr double kWords = 8.5;  // narrower columns have heads that are too long in English

std::uint32_t progress_fill(Progress p) {
  switch (p) {
    case Progress::early:
    case Progress::expected:
      return 0xE2F0D9;
    case Progress::behind:
      return 0xF8CBAD;
    case Progress::open:
      return 0xFFF2CC;
    case Progress::none:
      break;
  }
  return 0xEDEDED;
}

/// The year that most indicators have; 0 if none has one.
int usual_year(const RecordTable& t, std::string_view column) {
  std::map<int, int> times;
  for (std::size_t r = 0; r < t.rows(); ++r)
    if (const double v = t.number(r, column); !std::isnan(v)) ++times[static_cast<int>(v)];
  const auto most =
      std::max_element(times.begin(), times.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == times.end() ? 0 : most->first;
}

class IndicatorSheet {
 public:
  explicit IndicatorSheet(Context& c)
      : c_(c),
        w_(c.words),
        sheet_(c.sheet("indicators")),
        t_(c.record.table("indicators")),
        v_(c.find.table()),
        base_year_(usual_year(t_, "base_year")),
        target_year_(usual_year(t_, "target_year")) {}

  void write() {
    heads();
    lxw_row_t at = kFirst;
    int number = 0;
    for (const IndicatorForecast& f : c_.indicators) row(at++, ++number, f);
    const Range all{kHeader, 0, std::max(at, kFirst + 1) - 1, static_cast<lxw_col_t>(kColumns.size() - 1)};
    worksheet_freeze_panes(sheet_.raw(), kFirst, 3);
    sheet_.book().check(worksheet_autofilter(sheet_.raw(), kHeader, 0, all.last_row, all.last_column), sheet_.name());
    sheet_.book().define("gx_indicators", sheet_, all);
    sheet_.print({kTitle, 0, all.last_row, all.last_column}, kTitle, kHeader, true);
  }

 private:
  void heads() {
    const Manifest& m = c_.record.manifest();
    Look title, band;
    title.bold = true;
    title.size = 14;
    title.border = false;
    band.bold = true;
    band.border = false;
    sheet_.text(kTitle, 0, m.text(w_.own("/plan/name_")) + "  " + w_.say("wb_indicators_title"), title);
    band.colour = kPlanHeader;
    sheet_.text(kBand, 0, w_.say("wb_band_plan"), band);
    band.colour = kForecastHeader;
    sheet_.text(kBand, kGap + 1,
                w_.say("wb_band_forecast", {w_.scenario(c_.first().id), m.text("/replicates"),
                                            m.text("/region/data_date"), std::to_string(c_.record.target_year())}),
                band);
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      sheet_.width(column, column, width_of(i));
      if (i == kGap) continue;
      sheet_.text(kHeader, column, w_.say(kColumns[i].key, {std::to_string(base_year_), std::to_string(target_year_)}),
                  header_look(i < kGap ? kPlanHeader : kForecastHeader));
    }
    constexpr double kHeaderHeight = 48;
    sheet_.book().check(worksheet_set_row(sheet_.raw(), kHeader, kHeaderHeight, nullptr), sheet_.name());
  }

  double width_of(std::size_t i) const {
    constexpr double kWider = 1.5;
    const bool wider = w_.language() == Language::en && kColumns[i].width < kWords && i != kGap;
    return kColumns[i].width * (wider ? kWider : 1);
  }

  std::string text(const IndicatorForecast& f, std::string_view column) const {
    return std::string(t_.text(f.row, column));
  }

  void row(lxw_row_t at, int number, const IndicatorForecast& f) {
    std::vector<Cell> cells = of_plan(number, f);
    cells.emplace_back();
    const auto forecast = of_run(f);
    cells.insert(cells.end(), forecast.begin(), forecast.end());
    int lines = 1;
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
      if (i == kGap) continue;
      workbook::write(sheet_, at, static_cast<lxw_col_t>(i), cells[i], kColumns[i].kind);
      if (kColumns[i].kind == Kind::wrapped) lines = std::max(lines, lines_of(cells[i].text, width_of(i)));
    }
    sheet_.height(at, lines);
  }

  std::vector<Cell> of_plan(int number, const IndicatorForecast& f) const {
    const std::string bound = text(f, "bound");
    Cell base = number_cell(t_, f.row, "base"), target = number_cell(t_, f.row, "target");
    const std::string sign = bound == "le" ? "\"≤\"" : bound == "lt" ? "\"<\"" : bound == "gt" ? "\">\"" : "";
    if (!sign.empty() && !std::isnan(target.number))
      target.formatted(sign + number_format(Kind::figure, target.number));
    const std::string sources = text(f, "base_source") == text(f, "source")
                                    ? text(f, "source")
                                    : w_.list({text(f, "base_source"), text(f, "source")});
    return {number,
            w_.field(text(f, "field")),
            text(f, w_.own("name_")),
            text(f, w_.language() == Language::zh ? "unit_zh" : "unit"),
            base,
            target,
            w_.say("wb_" + text(f, "binding")),
            sources};
  }

  std::vector<Cell> of_run(const IndicatorForecast& f) const {
    const bool computed = f.computed && f.verdict != RowIndex::kNone && f.service != RowIndex::kNone;
    std::vector<Cell> cells;
    if (computed) {
      const std::string service = text(f, "service");
      const bool enrolment = text(f, "numerator").ends_with("_enrolment");
      const bool stated = basis_of(c_, service) == "stated";
      Cell capacity = number_cell(v_, f.service, "capacity");
      if (!stated && !std::isnan(capacity.number)) capacity.formatted("\"≈\"" + number_format(Kind::count));
      const double gap = v_.number(f.service, "capacity") - v_.number(f.service, "demand_p50");
      const std::string verdict(v_.text(f.service, "verdict"));
      cells = {number_cell(v_, f.verdict, "projected_p50"),
               number_cell(v_, f.verdict, "projected_p10"),
               number_cell(v_, f.verdict, "projected_p90"),
               number_cell(v_, f.verdict, "p_attained"),
               number_cell(v_, f.verdict, "se_p_attained"),
               enrolment ? w_.say("case_all") : same_cases(c_, service),
               number_cell(v_, f.service, "demand_p50"),
               number_cell(v_, f.service, "demand_p10"),
               number_cell(v_, f.service, "demand_p90"),
               capacity,
               Cell(gap).formatted(w_.say("wb_format_gap")),
               Cell(w_.verdict(verdict)).filled(Words::verdict_fill(verdict)),
               f.suggestion.value};
    } else {
      cells.resize(kColumns.size() - kGap - 3);
    }
    cells.push_back(Cell(w_.say(std::string("wb_progress_") + word_of(f.progress))).filled(progress_fill(f.progress)));
    cells.emplace_back(w_.list(remarks(f, computed)));
    return cells;
  }

  std::vector<std::string> remarks(const IndicatorForecast& f, bool computed) const {
    std::vector<std::string> out{text(f, w_.own("why_"))};
    const double target = t_.number(f.row, "target"), base = t_.number(f.row, "base");
    const auto year_differs = [&](std::string_view column, int usual, double value) {
      return !std::isnan(value) && static_cast<int>(t_.number(f.row, column)) != usual;
    };
    if (year_differs("base_year", base_year_, base)) out.push_back(w_.say("wb_base_of", {text(f, "base_year")}));
    if (year_differs("target_year", target_year_, target))
      out.push_back(w_.say("wb_target_of", {text(f, "target_year")}));
    if (!text(f, "yearly_targets").empty()) out.push_back(w_.say("wb_yearly_targets", {text(f, "yearly_targets")}));
    if (!text(f, "printed_unit_zh").empty())
      out.push_back(w_.say("wb_printed", {text(f, "printed_base").empty() ? "—" : text(f, "printed_base"),
                                          text(f, "printed_target").empty() ? "—" : text(f, "printed_target"),
                                          text(f, "printed_unit_zh")}));
    if (text(f, "assumed") == "true") out.push_back(w_.say("wb_assumed_figures"));
    if (text(f, "kind") != "level") out.push_back(w_.say("wb_kind_" + text(f, "kind")));
    if (std::isnan(target)) out.push_back(w_.say("wb_no_target"));
    if (computed)
      of_forecast(f, out);
    else if (meets_target(base, target, text(f, "bound")) && text(f, "kind") == "level")
      out.push_back(w_.say("wb_base_meets"));
    if (!f.computed && f.verdict != RowIndex::kNone)
      if (const double implied = v_.number(f.verdict, "required_capacity"); !std::isnan(implied))
        out.push_back(w_.say("wb_implied", {std::to_string(f.year), counted(implied)}));
    return out;
  }

  void of_forecast(const IndicatorForecast& f, std::vector<std::string>& out) const {
    const std::string basis = basis_of(c_, text(f, "service"));
    if (const auto word = v_.text(f.verdict, "attainment"); !word.empty())
      out.push_back(w_.say("wb_attainment_is", {w_.attainment(word)}));
    if (f.year != target_year_) out.push_back(w_.say("wb_forecast_of", {std::to_string(f.year)}));
    if (!std::isnan(f.p_trend)) out.push_back(w_.say("wb_p_trend", {plus_minus(f.p_trend, kUnknown)}));
    if (text(f, "numerator").ends_with("_enrolment")) out.push_back(w_.say("wb_enrolment_held"));
    if (basis == "unknown")
      out.push_back(w_.say("wb_no_stock"));
    else if (basis != "stated")
      out.push_back(w_.say("wb_stock_rests_on", {w_.say("basis_" + basis)}));
    if (!f.suggestion.why_none.empty()) out.push_back(w_.say("wb_no_suggestion_" + f.suggestion.why_none));
  }

  Context& c_;
  const Words& w_;
  Sheet sheet_;
  const RecordTable &t_, &v_;
  int base_year_, target_year_;
};

}  // namespace

void write_indicators(Context& c) { IndicatorSheet(c).write(); }

}  // namespace gongxu::workbook
