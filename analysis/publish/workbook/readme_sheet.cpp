/// The first sheet: what the file is, the answer in five minutes, and how to read the rest.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/publish/workbook/sheets.hpp"
#include "sim/core/service.hpp"

namespace gongxu::workbook {
namespace {

constexpr int kLeastDraws = 100;  // for a verdict
constexpr double kLabelWidth = 20, kTextWidth = 116;
constexpr lxw_col_t kLabel = 0, kText = 1, kSign = 2;

class ReadmeSheet {
 public:
  explicit ReadmeSheet(Context& c)
      : c_(c), w_(c.words), m_(c.record.manifest()), v_(c.find.table()), sheet_(c.sheet("readme")) {}

  void write() {
    sheet_.width(kLabel, kLabel, kLabelWidth);
    sheet_.width(kText, kText, kTextWidth);
    sheet_.width(kSign, kSign, 14);
    worksheet_gridlines(sheet_.raw(), LXW_HIDE_ALL_GRIDLINES);
    title();
    what_it_is();
    answers();
    conditional();
    contents();
    rules();
    limits();
    sheet_.print({0, 0, at_, kSign}, 0, 0);
  }

 private:
  void title() {
    Look look;
    look.bold = true;
    look.size = 16;
    look.border = false;
    sheet_.text(at_++, kLabel, m_.text(w_.own("/plan/name_")) + " · " + w_.say("wb_title"), look);
  }

  void heading(const std::string& key, const std::vector<std::string>& values = {}) {
    ++at_;
    Look look;
    look.bold = true;
    look.size = 12;
    look.colour = 0x1F4E79;
    look.border = false;
    sheet_.text(at_++, kLabel, w_.say(key, values), look);
  }

  void line(const std::string& label, const std::string& text, const Cell& sign = {}) {
    Look name;
    name.bold = name.wrap = true;
    sheet_.text(at_, kLabel, label, name);
    workbook::write(sheet_, at_, kText, text, Kind::wrapped);
    if (!sign.text.empty()) workbook::write(sheet_, at_, kSign, sign, Kind::text);
    sheet_.height(at_, std::max(lines_of(text, kTextWidth), lines_of(label, kLabelWidth)));
    ++at_;
  }

  void what_it_is() {
    heading("wb_head_what");
    line(w_.say("wb_label_file"), w_.say("wb_what"));
    line(w_.say("wb_label_place"),
         w_.say("wb_place", {m_.text(w_.own("/region/name_")), m_.text("/region/code"),
                             counted(m_.number("/region/residents") * m_.number("/region/residents_per_person")),
                             m_.text("/region/base_date"), m_.text("/region/data_date")}));
    line(w_.say("wb_label_plan"), w_.language() == Language::zh ? m_.text("/plan/document") : m_.text("/plan/name_en"));
    line(w_.say("wb_label_draws"),
         w_.say("wb_draws", {m_.text("/replicates"), std::to_string(c_.record.scenarios().size()),
                             std::to_string(c_.record.first_year()), std::to_string(c_.record.last_year()),
                             std::to_string(c_.record.target_year()), m_.text("/seed")}));
    if (m_.number("/region/residents_per_person") > 1)
      line(w_.say("wb_label_scale"), w_.say("page_scale", {m_.text("/region/residents_per_person")}));
    std::string scenarios;
    for (const RecordScenario& s : c_.record.scenarios())
      scenarios += (scenarios.empty() ? "" : w_.say("list_comma")) + s.name.in(w_.language()) + " (" + s.id + ")";
    line(w_.say("wb_label_scenarios"), scenarios);
    if (c_.record.mask() > 0) line(w_.say("wb_label_mask"), w_.say("wb_masked", {std::to_string(c_.record.mask())}));
  }

  void answers() {
    heading("wb_head_answers", {w_.scenario(c_.first().id), std::to_string(c_.record.target_year())});
    for (std::size_t i = 0; i < kServices; ++i) {
      const std::string service = info(service_at(i)).word;
      const std::size_t r = c_.find.of_service(c_.first().id, "quantified", c_.record.target_year(), service);
      if (r == RowIndex::kNone) continue;
      const std::string verdict(v_.text(r, "verdict"));
      line(w_.service(service),
           w_.sentences({quantified(r, service), targeted(service), required(r), assumed(r, service)}),
           Cell(w_.verdict(verdict)).filled(Words::verdict_fill(verdict)));
    }
    line(w_.say("wb_label_indicators"), attained());
  }

  std::string demand(std::size_t r) const {
    const Cell p50 = number_cell(v_, r, "demand_p50");
    return p50.is_masked ? p50.text : with_range(v_.number(r, "demand_p10"), p50.number, v_.number(r, "demand_p90"));
  }

  std::string chances(std::size_t r) const {
    return w_.say("wb_chances", {plus_minus(v_.number(r, "p_short"), v_.number(r, "se_p_short")),
                                 plus_minus(v_.number(r, "p_surplus"), v_.number(r, "se_p_surplus"))});
  }

  std::string quantified(std::size_t r, const std::string& service) const {
    if (v_.text(r, "capacity").empty()) return w_.say("wb_answer_unknown", {demand(r)});
    const std::string about = basis_of(c_, service) == "stated" ? "" : "≈";
    return w_.say("wb_answer", {same_cases(c_, service), about + counted(v_.number(r, "capacity")),
                                w_.unit(v_.text(r, "unit")), demand(r), chances(r)});
  }

  std::string targeted(const std::string& service) const {
    if (m_.flag("/services/" + service + "/targeted_equals_quantified")) return "";
    const std::size_t r = c_.find.of_service(c_.first().id, "targeted", c_.record.target_year(), service);
    if (r == RowIndex::kNone || v_.text(r, "capacity").empty()) return "";
    return w_.say("wb_answer_targeted",
                  {counted(v_.number(r, "capacity")), w_.verdict(v_.text(r, "verdict")), chances(r)});
  }

  std::string required(std::size_t r) const {
    const double v = v_.number(r, "required_capacity");
    return std::isnan(v) ? "" : w_.say("wb_answer_required", {counted(v)});
  }

  std::string assumed(std::size_t r, const std::string& service) const {
    const std::string basis = basis_of(c_, service);
    if (basis == "stated" || basis == "unknown") return "";
    const auto change = [&](const char* column) {
      constexpr double kPerCent = 100;
      const double v = v_.number(r, column);
      return std::isnan(v) ? std::string("—") : fmt::format("{:+.0f}%", v * kPerCent);
    };
    if (v_.text(r, "change_to_short_p50").empty()) return w_.say("wb_answer_rests", {w_.say("basis_" + basis)});
    return w_.say("wb_answer_turns",
                  {w_.say("basis_" + basis), change("change_to_short_p50"), change("change_to_surplus_p50")});
  }

  std::string attained() const {
    std::array<int, 5> n{};
    for (const IndicatorForecast& f : c_.indicators) ++n[static_cast<std::size_t>(f.progress)];
    std::vector<std::string> parts;
    for (const Progress p : {Progress::early, Progress::expected, Progress::behind, Progress::open, Progress::none})
      if (n[static_cast<std::size_t>(p)] > 0)
        parts.push_back(w_.say("wb_count_of", {w_.say(std::string("wb_progress_") + word_of(p)),
                                               std::to_string(n[static_cast<std::size_t>(p)])}));
    return w_.say("wb_indicators_count", {std::to_string(c_.indicators.size()), w_.list(parts)});
  }

  void conditional() {
    std::vector<std::string> why;
    if (m_.number("/replicates") < kLeastDraws)
      why.push_back(w_.say("wb_why_few", {m_.text("/replicates"), std::to_string(kLeastDraws)}));
    if (m_.flag("/fixed_parameters")) why.push_back(w_.say("wb_why_fixed"));
    std::string assumed, unknown;
    for (std::size_t i = 0; i < kServices; ++i) {
      const std::string service = info(service_at(i)).word, basis = basis_of(c_, service);
      std::string& to = basis == "unknown" ? unknown : assumed;
      if (basis != "stated" && !basis.empty()) to += (to.empty() ? "" : w_.say("list_comma")) + w_.service(service);
    }
    if (!assumed.empty()) why.push_back(w_.say("wb_why_assumed", {assumed}));
    if (!unknown.empty()) why.push_back(w_.say("wb_why_unknown", {unknown}));
    if (!why.empty()) line(w_.verdict("conditional"), w_.sentences(why));
  }

  void contents() {
    heading("wb_head_sheets");
    for (std::size_t i = 1; i < kSheets.size(); ++i) {
      const std::string text = w_.say(std::string("wb_about_") + kSheets[i]);
      Look look;
      look.bold = true;
      const lxw_row_t row = at_;
      line(c_.sheets[i].name(), text);
      sheet_.link(row, kLabel, c_.sheets[i], c_.sheets[i].name(), look);
    }
  }

  void rules() {
    heading("wb_head_words");
    for (const char* word : {"sufficient", "insufficient", "surplus", "mismatch", "uncertain", "conditional"})
      line(w_.verdict(word), w_.say(std::string("wb_rule_") + word),
           Cell(w_.verdict(word)).filled(Words::verdict_fill(word)));
    for (const Progress p : {Progress::early, Progress::expected, Progress::behind, Progress::open, Progress::none})
      line(w_.say(std::string("wb_progress_") + word_of(p)), w_.say(std::string("wb_progress_rule_") + word_of(p)));
    line(w_.say("wb_label_attainment"), w_.say("wb_attainment_rules"));
    for (const char* supply : {"quantified", "trend", "targeted"})
      line(w_.supply_case(supply), w_.say(std::string("wb_case_rule_") + supply));
    for (const char* term :
         {"demands", "short", "probability", "interval", "required", "suggested", "gap", "load", "blank", "lines"})
      line(w_.say(std::string("wb_term_") + term), w_.say(std::string("wb_term_rule_") + term));
  }

  void limits() {
    heading("wb_head_warnings");
    int n = 0;
    for (const Manifest& m : c_.record.manifests())
      for (const std::string& warning : m.list("/warnings")) line(std::to_string(++n), warning);
    for (const std::string& note : c_.left_out) line(std::to_string(++n), note);
    line(w_.say("wb_label_defaults"), w_.say("wb_defaults", {std::to_string(m_.list("/defaults_used").size()),
                                                             c_.sheet("assumptions").name(), c_.sheet("run").name()}));
    line(w_.say("wb_label_licence"), w_.say("wb_licence"));
    line(w_.say("wb_label_elsewhere"), w_.say("wb_elsewhere"));
  }

  Context& c_;
  const Words& w_;
  const Manifest& m_;
  const RecordTable& v_;
  Sheet sheet_;
  lxw_row_t at_ = 0;
};

}  // namespace

void write_readme(Context& c) { ReadmeSheet(c).write(); }

}  // namespace gongxu::workbook
