#include "analysis/publish/workbook/study_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gongxu::workbook {
namespace {

class StudyRows {
 public:
  StudyRows(const Context& c, TableSheet& to) : c_(c), w_(c.words), to_(to) {}

  void solutions() {
    each("solve", [this](const auto& t, std::size_t r) { solution(t, r); });
    each("solve_alternatives", [this](const auto& t, std::size_t r) { alternative(t, r); });
    each("robust", [this](const auto& t, std::size_t r) { candidate(t, r); });
  }
  void indices() {
    each("sensitivity", [this](const auto& t, std::size_t r) { index(t, r); });
    each("discovery", [this](const auto& t, std::size_t r) { box(t, r); });
    each("variance", [this](const auto& t, std::size_t r) { variance(t, r); });
  }

 private:
  template <class F>
  void each(const std::string& name, F row) {
    if (!c_.record.has(name)) return;
    const RecordTable& t = c_.record.table(name);
    for (std::size_t r = 0; r < t.rows(); ++r) row(t, r);
  }

  static std::string chance(const RecordTable& t, std::size_t r, const std::string& column, const std::string& se) {
    const std::string text = plus_minus(t.number(r, column), t.number(r, se));
    return text.empty() ? "—" : text;
  }

  void index(const RecordTable& t, std::size_t r) {
    const std::string method(t.text(r, "method")), index(t.text(r, "index"));
    const std::string_view told = t.text(r, "distinguishable");
    to_.row({w_.say_or("wb_method_" + method, method), Cell(), Cell(), Cell(), t.integer(r, "year"),
             w_.measure(t.text(r, "output")) + " · " + w_.say_or("wb_index_" + index, index),
             w_.parameter(t.text(r, "factor")), Cell(), Cell(), Cell(), number_cell(t, r, "value"),
             number_cell(t, r, "lo"), number_cell(t, r, "hi"), Cell(), Cell(),
             told.empty() ? std::string() : w_.say(told == "true" ? "wb_told" : "wb_not_told")});
  }

  void box(const RecordTable& t, std::size_t r) {
    const std::string failure(t.text(r, "failure")), id(t.text(r, "parameter"));
    std::string note = w_.say("wb_box_note", {chance(t, r, "share", "share_se"), chance(t, r, "density", "density_se"),
                                              plus_minus(t.number(r, "coverage"), kUnknown)});
    if (id.empty()) note = w_.say("wb_no_box", {chance(t, r, "share", "share_se")});
    const std::string_view confirmed = t.text(r, "confirmed");
    if (!confirmed.empty()) note = w_.list({note, w_.say(confirmed == "true" ? "wb_confirmed" : "wb_not_confirmed")});
    to_.row({w_.say("wb_kind_discovery"), Cell(), w_.service(t.text(r, "service")),
             w_.supply_case(t.text(r, "supply_case")), t.integer(r, "year"), w_.say("wb_failure_" + failure),
             w_.parameter(id), w_.unit(t.text(r, "unit")), Cell(), Cell(), number_cell(t, r, "density"),
             number_cell(t, r, "low"), number_cell(t, r, "high"), Cell(), Cell(), note});
  }

  void solution(const RecordTable& t, std::size_t r) {
    const bool found = t.text(r, "found") == "true";
    const std::string note =
        found
            ? w_.say("wb_solve_note",
                     {plus_minus(t.number(r, "probability"), kUnknown), chance(t, r, "verified_p_short", "verified_se"),
                      counted(t.number(r, "quantified")),
                      chance(t, r, "p_short_at_90_percent", "p_short_at_90_percent_se")})
            : w_.say("wb_solve_none", {plus_minus(t.number(r, "probability"), kUnknown),
                                       counted(t.number(r, "best_capacity")), chance(t, r, "best_p_short", "best_se")});
    to_.row({w_.say("wb_kind_solve"), w_.scenario(t.text(r, "scenario")), w_.service(t.text(r, "service")),
             w_.supply_case(t.text(r, "supply_case")), t.integer(r, "year"), w_.say("wb_required_for"),
             w_.zone(t.text(r, "zone")), w_.unit(t.text(r, "unit")), Cell(), Cell(),
             number_cell(t, r, "required_capacity"), number_cell(t, r, "lo"), number_cell(t, r, "hi"), Cell(), Cell(),
             note});
  }

  void alternative(const RecordTable& t, std::size_t r) {
    const bool conversion = t.text(r, "kind") == "conversion";
    const std::string before = chance(t, r, "p_short_before", "se_p_short_before"),
                      after = chance(t, r, "p_short_after", "se_p_short_after");
    std::string note =
        conversion ? w_.say("wb_conversion_note", {w_.service(t.text(r, "from")), counted(t.number(r, "units")),
                                                   counted(t.number(r, "gains")), before, after,
                                                   chance(t, r, "giver_p_short_before", "se_giver_p_short_before"),
                                                   chance(t, r, "giver_p_short_after", "se_giver_p_short_after")})
                   : w_.say("wb_delay_note", {std::string(t.text(r, "years_later")), before, after,
                                              chance(t, r, "p_short_next", "se_p_short_next")});
    if (t.text(r, "enough") == "false") note = w_.list({note, w_.say("wb_not_enough")});
    to_.row({w_.say("wb_kind_alternative"), w_.scenario(t.text(r, "scenario")), w_.service(t.text(r, "service")),
             Cell(), t.integer(r, "year"), w_.say(conversion ? "wb_conversion" : "wb_delay"),
             conversion ? w_.service(t.text(r, "from")) : std::string(), Cell(), Cell(), Cell(),
             conversion ? number_cell(t, r, "gains") : number_cell(t, r, "years_later"), Cell(), Cell(), Cell(), Cell(),
             note});
  }

  void candidate(const RecordTable& t, std::size_t r) {
    const auto of_worst = [&](const char* column, const char* key) {
      return t.text(r, column) == "true" ? w_.say(key) : std::string();
    };
    std::vector<std::string> origins;
    std::string words(t.text(r, "origin"));
    for (std::size_t from = 0; from < words.size();) {
      const std::size_t end = std::min(words.find(';', from), words.size());
      std::string word = words.substr(from, end - from);
      word.erase(0, word.find_first_not_of(' '));
      origins.push_back(w_.say_or("wb_origin_" + word, word));
      from = end + 1;
    }
    const double regret = t.number(r, "regret_mean");
    to_.row({w_.say("wb_kind_robust"), w_.scenario(t.text(r, "scenario")), w_.service(t.text(r, "service")), Cell(),
             t.integer(r, "year"), w_.say("wb_p_satisfied"),
             w_.say("wb_candidate", {counted(t.number(r, "candidate")), w_.list(origins)}), w_.unit(t.text(r, "unit")),
             Cell(), Cell(), number_cell(t, r, "p_satisfied"), Cell(), Cell(), Cell(), Cell(),
             w_.list({w_.say("wb_candidate_note", {chance(t, r, "p_not_short", "se_p_not_short"),
                                                   chance(t, r, "p_not_surplus", "se_p_not_surplus"),
                                                   std::isnan(regret) ? w_.say("wb_infinite") : counted(regret)}),
                      of_worst("least_regret", "wb_least_regret"), of_worst("most_satisfied", "wb_most_satisfied")})});
  }

  void variance(const RecordTable& t, std::size_t r) {
    const auto share = [&](const char* column) { return plus_minus(t.number(r, column), kUnknown); };
    to_.row({w_.say("wb_kind_variance"), w_.scenario(t.text(r, "scenario")), Cell(), Cell(), t.integer(r, "year"),
             w_.measure(t.text(r, "output")), w_.say("wb_share_of_chance"), Cell(), Cell(), Cell(),
             number_cell(t, r, "share_chance"), number_cell(t, r, "share_chance_lo"),
             number_cell(t, r, "share_chance_hi"), Cell(), Cell(),
             w_.say("wb_variance_note", {share("share_parameters"), share("share_scenarios")})});
  }

  const Context& c_;
  const Words& w_;
  TableSheet& to_;
};

}  // namespace

std::vector<Column> study_columns(const Words& w) {
  return {{w.say("wb_col_kind"), 14, Kind::text},
          {w.say("col_scenario"), 18, Kind::text},
          {w.say("col_service"), 18, Kind::text},
          {w.say("col_case"), 10, Kind::text},
          {w.say("col_year"), 8, Kind::year},
          {w.say("wb_col_object"), 24, Kind::text},
          {w.say("wb_col_parameter"), 50, Kind::wrapped},
          {w.say("wb_col_unit"), 12, Kind::text},
          {w.say("wb_col_drawn_p10"), 10, Kind::figure},
          {w.say("wb_col_drawn_p90"), 10, Kind::figure},
          {w.say("wb_col_value"), 11, Kind::figure},
          {w.say("wb_col_lo"), 10, Kind::figure},
          {w.say("wb_col_hi"), 10, Kind::figure},
          {w.say("wb_col_short_beyond"), 11, Kind::figure},
          {w.say("wb_col_surplus_beyond"), 11, Kind::figure},
          {w.say("wb_col_meaning"), 76, Kind::wrapped}};
}

void write_solutions(const Context& c, TableSheet& to) { StudyRows(c, to).solutions(); }
void write_indices(const Context& c, TableSheet& to) { StudyRows(c, to).indices(); }

}  // namespace gongxu::workbook
