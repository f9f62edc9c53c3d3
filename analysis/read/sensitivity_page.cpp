#include "analysis/read/sensitivity_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/read/measure_names.hpp"
#include "analysis/read/text_table.hpp"
#include "sim/core/messages.hpp"
#include "sim/output/csv_writer.hpp"

namespace gongxu {
namespace {

using Align = TextTable::Align;

/// The index by which factors are ordered: mu* or the total share.
const Index& leading(const SensitivityStudy& study, const Sensitivity& s) {
  return study.request.method == SensitivityMethod::morris ? s.morris.mu_star : s.sobol.total;
}

/// A factor counts where its interval lies above nothing; a share also has to reach a hundredth.
bool distinguishable(const SensitivityStudy& study, const Index& i) {
  constexpr double kLeastShare = 0.01;
  return i.low > 0 && (study.request.method == SensitivityMethod::morris || i.value >= kLeastShare);
}

std::string with_interval(const Index& i) {
  return fmt::format("{} ({}–{})", three_digits(i.value), three_digits(i.low), three_digits(i.high));
}

/// "1,234 ±5", without an error where one replicate of chance cannot tell it.
std::string mean_of(const Output& o) {
  const std::string mean = three_digits(o.centre);
  return std::isnan(o.chance_error) ? mean : mean + " ±" + three_digits(o.chance_error);
}

/// Of a service its load where one is known, else its demand: that of the target year.
bool is_headline(const SensitivityStudy& study, const Output& o, int year) {
  if (o.year != year) return false;
  const std::string demand = "_demand";
  if (!o.name.ends_with(demand)) return true;
  const std::string load = o.name.substr(0, o.name.size() - demand.size()) + "_load";
  return std::none_of(study.outputs.begin(), study.outputs.end(),
                      [&](const Output& other) { return other.name == load && other.year == year; });
}

}  // namespace

std::string sensitivity_page(const Ensemble& e, const SensitivityStudy& study, Language lang) {
  constexpr std::size_t kShown = 5;
  const bool morris = study.request.method == SensitivityMethod::morris;
  std::string out = say(lang, morris ? "sensitivity_morris" : "sensitivity_sobol",
                        {std::to_string(study.request.rows), std::to_string(study.factors.size() - 1),
                         std::to_string(study.runs), std::to_string(study.request.chances), study.scenario}) +
                    "\n\n";
  TextTable table({say(lang, "col_output"), say(lang, "col_mean"), say(lang, "col_factor"),
                   say(lang, morris ? "col_mu_star" : "col_total"), say(lang, morris ? "col_sigma" : "col_first")},
                  {Align::left, Align::right, Align::left, Align::right, Align::right});
  for (std::size_t o = 0; o < study.outputs.size(); ++o) {
    const Output& output = study.outputs[o];
    if (!is_headline(study, output, e.target_year)) continue;
    std::vector<Sensitivity> of;
    std::copy_if(study.measures.begin(), study.measures.end(), std::back_inserter(of),
                 [&](const Sensitivity& s) { return s.output == o; });
    std::stable_sort(of.begin(), of.end(), [&](const Sensitivity& a, const Sensitivity& b) {
      return leading(study, a).value > leading(study, b).value;
    });
    bool first = true;
    for (std::size_t k = 0; k < std::min(kShown, of.size()); ++k) {
      const Sensitivity& s = of[k];
      if (!distinguishable(study, leading(study, s))) break;
      table.row({first ? measure_name(output.name, lang) : "", first ? mean_of(output) : "",
                 study.factors[s.factor].name.in(lang), with_interval(leading(study, s)),
                 morris ? three_digits(s.morris.sigma) : with_interval(s.sobol.first)});
      first = false;
    }
    if (first) table.row({measure_name(output.name, lang), mean_of(output), say(lang, "sensitivity_none"), "", ""});
  }
  return out + table.text() + say(lang, morris ? "sensitivity_note_morris" : "sensitivity_note_sobol") + "\n";
}

void write_sensitivity(const SensitivityStudy& study, const std::string& path) {
  const bool morris = study.request.method == SensitivityMethod::morris;
  CsvWriter out(path, {"method", "factor", "group", "output", "year", "index", "value", "lo", "hi", "distinguishable"});
  for (const Sensitivity& s : study.measures) {
    const Factor& factor = study.factors[s.factor];
    const Output& output = study.outputs[s.output];
    const auto write = [&](const char* index, const Index& i, bool has_interval) {
      out.row({morris ? "morris" : "sobol", factor.id, factor.group, output.name, std::to_string(output.year), index,
               number(i.value), has_interval ? number(i.low) : "", has_interval ? number(i.high) : "",
               has_interval ? (distinguishable(study, i) ? "true" : "false") : ""});
    };
    if (morris) {
      write("mu_star", s.morris.mu_star, true);
      write("mu", {s.morris.mu}, false);
      write("sigma", {s.morris.sigma}, false);
    } else {
      write("first", s.sobol.first, true);
      write("total", s.sobol.total, true);
    }
  }
  out.close();
}

}  // namespace gongxu
