#include "analysis/read/calibration_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "analysis/read/measure_names.hpp"
#include "analysis/read/page_words.hpp"
#include "analysis/read/text_table.hpp"
#include "analysis/study/calibrate/posterior_tables.hpp"
#include "sim/core/messages.hpp"
#include "sim/output/csv_writer.hpp"

namespace gongxu {
namespace {

using Align = TextTable::Align;

const char* yes_or_no(bool b) { return b ? "true" : "false"; }
std::string year_of_row(int year) { return year == 0 ? "" : std::to_string(year); }

std::string band_text(const Band& b, const std::string& unit) {
  return fmt::format("{} ({}–{})", parameter_value(b.p50, unit), parameter_value(b.p10, unit),
                     parameter_value(b.p90, unit));
}
std::string band_text(const Band& b) {
  return fmt::format("{} ({}–{})", three_digits(b.p50), three_digits(b.p10), three_digits(b.p90));
}
std::string percent(double share) { return fmt::format("{:.1f} %", 100 * share); }

class Page {
 public:
  Page(const Ensemble& e, const Calibration& c, Language lang)
      : c_(c), parameters_(e.pack.scenarios.at(c.scenario).parameters), lang_(lang), last_year_(e.last_year) {
    std::set<int> years;
    for (const Observation& o : c.likelihood.observations()) years.insert(o.year);
    last_observed_ = *years.rbegin();
    const auto all = c.likelihood.observations().size(), fitted = c.likelihood.fitted_count();
    line(say("calibration_heading",
             {e.pack.region.name.in(lang), c.scenario, std::to_string(fitted), std::to_string(all - fitted),
              std::to_string(c.points), std::to_string(c.waves), fmt::format("{:.0f}", c.effective),
              std::to_string(c.draws.size()), std::to_string(c.distinct)}));
    if (!c.refused.empty()) line(say("calibration_refused", {std::to_string(c.refused.size())}));
    line("");
  }

  std::string text(const std::string& folder) {
    learnt();
    fits();
    held_out();
    line(say(c_.request.poisson ? "calibration_note_poisson" : "calibration_note"));
    if (c_.plausible_share < 1) line(say("calibration_plausible", {percent(c_.plausible_share)}));
    if (!folder.empty()) line(say("calibration_next", {folder}));
    return out_;
  }

 private:
  std::string say(std::string_view key, const std::vector<std::string>& values = {}) const {
    return gongxu::say(lang_, key, values);
  }
  void line(const std::string& text) { out_ += text + "\n"; }

  const Parameter& parameter(const Learnt& l) const { return parameters_.at(l.parameter); }
  std::string name(const Learnt& l) const {
    return parameter(l).name.in(lang_) + (l.year == 0 ? "" : " " + std::to_string(l.year));
  }
  /// Of yearly factors: those observed, and the last to see how far the knowledge reaches.
  bool shown(const Learnt& l) const { return l.year <= last_observed_ || l.year == last_year_; }

  void learnt() {
    TextTable table(
        {say("col_parameter"), say("col_prior"), say("col_posterior"), say("col_interval_change"), say("col_learnt")},
        {Align::left, Align::right, Align::right, Align::right, Align::left});
    std::string open, moved;
    for (const Learnt& l : c_.learnt) {
      if (!shown(l)) continue;
      if (l.named) {
        const bool surprising = !l.prior.holds(l.posterior.p50);
        table.row({name(l), band_text(l.prior, parameter(l).unit), band_text(l.posterior, parameter(l).unit),
                   fmt::format("{:+.0f} %", -100 * l.shrinkage),
                   say(!l.told      ? "learnt_not"
                       : surprising ? "learnt_against_prior"
                                    : "learnt_yes")});
        if (!l.told) open += (open.empty() ? "" : say("list_comma")) + name(l);
      } else if (l.told) {
        moved += (moved.empty() ? "" : say("list_comma")) + fmt::format("{} ({})", name(l), l.parameter);
      }
    }
    out_ += table.text();
    if (!open.empty()) line(say("calibration_not_identified", {open}));
    if (!moved.empty()) line(say("calibration_others_moved", {moved}));
    line("");
  }

  void fits() {
    TextTable table({say("col_observation"), say("col_observed"), say("col_before"), say("col_after"),
                     say("col_predicted"), say("col_inside"), say("col_use")},
                    {Align::left, Align::right, Align::right, Align::right, Align::right, Align::left, Align::left});
    for (const ObservationFit& f : c_.fits) {
      const Observation& o = c_.likelihood.observations()[f.observation];
      const std::string where = o.zone.empty() ? "" : " " + o.zone;
      table.row({fmt::format("{} {}{}{}", measure_name(o.measure->word, lang_), o.year, where, ages(o)),
                 three_digits(o.value), three_digits(f.before), band_text(f.expected),
                 fmt::format("{}–{}", three_digits(f.predicted.p10), three_digits(f.predicted.p90)),
                 say(f.predicted.holds(o.value) ? "inside_yes" : "inside_no"),
                 say(c_.likelihood.fitted(f.observation) ? "use_fitted" : "use_held_out")});
    }
    out_ += table.text();
  }

  static std::string ages(const Observation& o) {
    if (!o.by_age) return "";
    const std::string until = o.age_end < 0 ? "+" : fmt::format("-{}", o.age_end);
    return fmt::format(" {}{}{}", o.sex ? (*o.sex == 0 ? "f " : "m ") : "", o.age_start, until);
  }

  /// How many lie in the predicted interval, and by how much the medians miss, before and after.
  void held_out() {
    for (const bool fitted : {true, false}) {
      int n = 0, inside = 0;
      double before = 0, after = 0;
      for (const ObservationFit& f : c_.fits) {
        const double value = c_.likelihood.observations()[f.observation].value;
        if (c_.likelihood.fitted(f.observation) != fitted || !(value > 0)) continue;
        ++n, inside += f.predicted.holds(value);
        before += std::abs(f.before / value - 1), after += std::abs(f.expected.p50 / value - 1);
      }
      if (n > 0)
        line(say(fitted ? "calibration_fitted" : "calibration_held_out",
                 {std::to_string(n), std::to_string(inside), percent(before / n), percent(after / n)}));
    }
    if (c_.request.hold_out.empty()) line(say("calibration_nothing_held_out"));
  }

  const Calibration& c_;
  const ParameterSet& parameters_;
  Language lang_;
  int last_year_, last_observed_ = 0;
  std::string out_;
};

}  // namespace

std::string calibration_page(const Ensemble& e, const Calibration& c, Language lang, const std::string& folder) {
  return Page(e, c, lang).text(folder);
}

void write_posterior(const Ensemble& e, const Calibration& c, const std::string& path) {
  CsvWriter out(path, kPosteriorColumns);
  for (std::size_t d = 0; d < c.draws.size(); ++d) {
    const auto row = [&](const std::string& id, int year, double value) {
      out.row({e.pack.region.code, c.scenario, std::to_string(d), id, year_of_row(year), number(value)});
    };
    for (const auto& [id, value] : c.draws[d].value) row(id, 0, value);
    for (const auto& [id, path_of] : c.draws[d].path)
      for (std::size_t y = 1; y < path_of.size(); ++y) row(id, c.draws[d].first_year + static_cast<int>(y), path_of[y]);
  }
  out.close();
}

void write_calibration(const Ensemble& e, const Calibration& c, const std::string& path) {
  CsvWriter out(path, kCalibrationColumns);
  const ParameterSet& parameters = e.pack.scenarios.at(c.scenario).parameters;
  for (const Learnt& l : c.learnt) {
    const Parameter& p = parameters.at(l.parameter);
    out.row({l.parameter, year_of_row(l.year), yes_or_no(l.named), p.unit,
             distribution_words()[static_cast<std::size_t>(p.distribution)], number(p.value), number(p.low),
             number(p.high), number(p.rho), p.group, number(l.prior.p10), number(l.prior.p50), number(l.prior.p90),
             number(l.posterior.p10), number(l.posterior.p50), number(l.posterior.p90), number(l.shrinkage),
             yes_or_no(l.told)});
  }
  out.close();
}

void write_fit(const Ensemble& e, const Calibration& c, const std::string& path) {
  CsvWriter out(path, kFitColumns);
  for (const ObservationFit& f : c.fits) {
    const Observation& o = c.likelihood.observations()[f.observation];
    const bool by_age = o.by_age;
    out.row({e.pack.region.code,
             o.zone.empty() ? "all" : o.zone,
             std::to_string(o.year),
             o.measure->word,
             o.sex ? (*o.sex == 0 ? "female" : "male") : "",
             by_age ? std::to_string(o.age_start) : "",
             by_age && o.age_end >= 0 ? std::to_string(o.age_end) : "",
             o.measure->units.front(),
             number(o.value),
             number(o.se),
             word_of(c.likelihood.law(f.observation)),
             yes_or_no(!c.likelihood.fitted(f.observation)),
             number(f.before),
             number(f.expected.p10),
             number(f.expected.p50),
             number(f.expected.p90),
             number(f.predicted.p10),
             number(f.predicted.p50),
             number(f.predicted.p90),
             number(o.value - f.expected.p50),
             yes_or_no(f.predicted.holds(o.value)),
             o.source});
  }
  out.close();
}

}  // namespace gongxu
