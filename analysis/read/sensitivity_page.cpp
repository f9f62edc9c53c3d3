#include "analysis/read/sensitivity_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/read/measure_names.hpp"
#include "analysis/read/page_words.hpp"
#include "analysis/read/text_table.hpp"
#include "sim/core/messages.hpp"
#include "sim/output/csv_writer.hpp"

namespace gongxu {
namespace {

using Align = TextTable::Align;

constexpr std::size_t kShown = 5;     // factors of an output on the page
constexpr double kLeastShare = 0.01;  // of the variance, on the page

/// How a method's table is laid out: the index by which factors are ordered, and the one beside it.
struct Layout {
  const char *heading, *note, *column, *beside_column;
  IndexKind leading, beside;
};
const Layout& layout_of(SensitivityMethod method) {
  static constexpr std::array kLayouts{
      Layout{"sensitivity_morris", "sensitivity_note_morris", "col_mu_star", "col_sigma", IndexKind::mu_star,
             IndexKind::sigma},
      Layout{"sensitivity_sobol", "sensitivity_note_sobol", "col_total", "col_first", IndexKind::total,
             IndexKind::first},
      Layout{"sensitivity_prcc", "sensitivity_note_prcc", "col_prcc", "", IndexKind::prcc, IndexKind::prcc}};
  return kLayouts[static_cast<std::size_t>(method)];
}

std::string with_interval(const Index& i) {
  return fmt::format("{} ({}–{})", three_digits(i.value), three_digits(i.low), three_digits(i.high));
}

std::string percent_with_error(double share, double se) {
  return fmt::format("{:.0f}±{:.0f} %", 100 * share, 100 * se);
}
std::string percent(double share) { return fmt::format("{:.0f} %", 100 * share); }

/// Of a service its load where one is known, else its demand: that of the target year.
bool is_headline(const SensitivityStudy& study, const Output& o, int year) {
  if (o.year != year) return false;
  const std::string demand = "_demand";
  if (!o.name.ends_with(demand)) return true;
  const std::string load = o.name.substr(0, o.name.size() - demand.size()) + "_load";
  return std::none_of(study.outputs.begin(), study.outputs.end(),
                      [&](const OutputStudy& other) { return other.output.name == load && other.output.year == year; });
}

/// Of one output: the factors that can be told from zero and are worth telling, the strongest first.
std::vector<const Sensitivity*> leading_factors(const SensitivityStudy& study, std::size_t output, IndexKind kind) {
  std::vector<const Sensitivity*> out;
  for (const Sensitivity& s : study.measures)
    if (const auto i = s.indices.find(kind); s.output == output && i != s.indices.end() && i->second.above_zero &&
                                             (kind != IndexKind::total || i->second.value >= kLeastShare))
      out.push_back(&s);
  std::stable_sort(out.begin(), out.end(), [&](const Sensitivity* a, const Sensitivity* b) {
    return std::abs(a->indices.at(kind).value) > std::abs(b->indices.at(kind).value);
  });
  return out;
}

/// How far the 80 % interval would narrow if a factor were known: its share alone leaves the variance. That share is no
/// larger than the total, which is told with less error.
double narrowing(const Sensitivity& s) {
  const double alone = std::min(s.indices.at(IndexKind::first).value, s.indices.at(IndexKind::total).value);
  return 1 - std::sqrt(1 - std::clamp(alone, 0.0, 1.0));
}

/// Morris' mu* of the dummy for an output.
double by_chance(const SensitivityStudy& study, std::size_t output) {
  for (const Sensitivity& s : study.measures)
    if (s.output == output && study.factors[s.factor].id == kDummy) return s.indices.at(IndexKind::mu_star).value;
  return std::nan("");
}

std::string factors_table(const Ensemble& e, const SensitivityStudy& study, Language lang) {
  const Layout& layout = layout_of(study.request.method);
  const bool sobol = study.request.method == SensitivityMethod::sobol,
             morris = study.request.method == SensitivityMethod::morris, beside = layout.beside != layout.leading;
  std::vector<std::string> header{say(lang, "col_output"), say(lang, "col_mean"), say(lang, "col_factor"),
                                  say(lang, layout.column)};
  std::vector<Align> aligns{Align::left, Align::right, Align::left, Align::right};
  if (beside) header.push_back(say(lang, layout.beside_column)), aligns.push_back(Align::right);
  if (sobol) header.push_back(say(lang, "col_if_known")), aligns.push_back(Align::right);
  if (morris) header.push_back(say(lang, "col_by_chance")), aligns.push_back(Align::right);
  TextTable table(header, aligns);
  for (std::size_t o = 0; o < study.outputs.size(); ++o) {
    const OutputStudy& of = study.outputs[o];
    if (!is_headline(study, of.output, e.target_year)) continue;
    const auto factors = leading_factors(study, o, layout.leading);
    for (std::size_t k = 0; k < std::max<std::size_t>(1, std::min(kShown, factors.size())); ++k) {
      std::vector<std::string> row{k == 0 ? measure_name(of.output.name, lang) : "",
                                   k == 0 ? three_digits(of.mean) : ""};
      if (factors.empty()) {
        row.push_back(say(lang, "sensitivity_none"));
      } else {
        const Sensitivity& s = *factors[k];
        row.push_back(study.factors[s.factor].name.in(lang));
        row.push_back(with_interval(s.indices.at(layout.leading)));
        const auto other = s.indices.at(layout.beside);
        if (beside) row.push_back(sobol ? with_interval(other) : three_digits(other.value));
        if (sobol) row.push_back(other.above_zero ? "-" + percent(narrowing(s)) : "");
        if (morris) row.push_back(k == 0 ? three_digits(by_chance(study, o)) : "");
      }
      row.resize(header.size());
      table.row(row);
    }
  }
  return table.text() + say(lang, layout.note) + "\n";
}

/// How much of the spread is chance, and the control: whether the dummy could be told from zero.
std::string of_chance(const SensitivityStudy& study, Language lang) {
  if (study.request.method == SensitivityMethod::morris) return "";  // its dummy has a column of its own
  double most = 0;
  const OutputStudy* where = nullptr;
  for (const OutputStudy& o : study.outputs) {
    const double share = o.variances.chance / (o.variances.chance + o.variances.factors);
    if (share > most) most = share, where = &o;
  }
  std::string out;
  if (where)
    out += say(lang, "sensitivity_chance",
               {percent(most), measure_name(where->output.name, lang), std::to_string(where->output.year)}) +
           "\n";
  int told = 0, asked = 0;
  for (const Sensitivity& s : study.measures) {
    if (study.factors[s.factor].id != kDummy) continue;
    for (const auto& [kind, index] : s.indices) ++asked, told += index.above_zero;
  }
  return out + say(lang, "sensitivity_control", {std::to_string(told), std::to_string(asked)}) + "\n";
}

/// "X > 12 %, Y < 0.31": the limits of a box in the assumptions' own values.
std::string limits_text(const Ensemble& e, const SensitivityStudy& study, const Box& box, Language lang) {
  const auto& parameters = e.pack.scenarios.at(study.scenario).parameters;
  std::string out;
  for (const BoxLimit& l : box.limits) {
    const Assumption& a = study.assumptions[l.factor];
    const Parameter& p = parameters.at(a.parameters[a.parameters.size() / 2]);
    const std::string low = parameter_value(value_at(p, std::max(l.low, 1e-6)), p.unit),
                      high = parameter_value(value_at(p, std::min(l.high, 1 - 1e-6)), p.unit);
    const std::string range = l.low <= 0 ? "< " + high : l.high >= 1 ? "> " + low : low + "–" + high;
    out += (out.empty() ? "" : say(lang, "list_comma")) + p.name.in(lang) + " " + range;
  }
  return out;
}

/// Whether the failure falls on the same points in both supply cases, as far as the discovery shows.
bool same_as_quantified(const SensitivityStudy& study, const Discovery& d) {
  return std::count_if(study.discoveries.begin(), study.discoveries.end(), [&](const Discovery& o) {
           return o.failure.service == d.failure.service && o.failure.year == d.failure.year &&
                  o.failure.is_short == d.failure.is_short && o.share == d.share && o.tried.inside == d.tried.inside &&
                  o.tried.density == d.tried.density;
         }) > 1;
}

std::string discoveries(const Ensemble& e, const SensitivityStudy& study, Language lang) {
  const PageWords words(e, lang);
  std::string out;
  for (const Discovery& d : study.discoveries) {
    if (d.failure.year != e.target_year || !d.confirmed) continue;
    const bool same = same_as_quantified(study, d);
    if (same && d.failure.supply_case != SupplyCase::quantified) continue;
    out += "  " +
           say(lang, d.failure.is_short ? "discovery_short" : "discovery_surplus",
               {words.service(d.failure.service), std::to_string(d.failure.year),
                words.case_name(same ? CaseGroup{SupplyCase::quantified, SupplyCase::targeted}
                                     : CaseGroup{d.failure.supply_case}),
                percent_with_error(d.share, d.share_se), limits_text(e, study, d.box, lang),
                percent_with_error(d.tried.density, d.tried.density_se), percent(d.tried.coverage)}) +
           "\n";
  }
  return out.empty() ? out : say(lang, "discovery_heading") + "\n" + out + say(lang, "discovery_note") + "\n";
}

}  // namespace

std::string sensitivity_page(const Ensemble& e, const SensitivityStudy& study, Language lang) {
  std::string out = say(lang, layout_of(study.request.method).heading,
                        {std::to_string(study.request.rows), std::to_string(study.factors.size() - 1),
                         std::to_string(study.runs), std::to_string(study.request.chances), study.scenario}) +
                    "\n\n" + factors_table(e, study, lang) + of_chance(study, lang);
  const std::string found = discoveries(e, study, lang);
  return found.empty() ? out : out + "\n" + found;
}

void write_sensitivity(const SensitivityStudy& study, const std::string& path) {
  static constexpr std::array kMethods{"morris", "sobol", "prcc"};
  CsvWriter out(path, {"method", "factor", "group", "output", "year", "index", "value", "lo", "hi", "distinguishable"});
  for (const Sensitivity& s : study.measures) {
    const Factor& factor = study.factors[s.factor];
    const Output& output = study.outputs[s.output].output;
    for (const auto& [kind, i] : s.indices) {
      const bool has_interval = kind != IndexKind::mu && kind != IndexKind::sigma;
      out.row({kMethods[static_cast<std::size_t>(study.request.method)], factor.id, factor.theme, output.name,
               std::to_string(output.year), kIndexWords[static_cast<std::size_t>(kind)], number(i.value),
               has_interval ? number(i.low) : "", has_interval ? number(i.high) : "",
               has_interval ? (i.above_zero ? "true" : "false") : ""});
    }
  }
  out.close();
}

void write_discovery(const Ensemble& e, const SensitivityStudy& study, const std::string& path) {
  CsvWriter out(
      path, {"service", "supply_case", "year", "failure", "share", "share_se", "support", "density", "density_se",
             "coverage", "parameter", "unit", "low", "high", "low_quantile", "high_quantile", "p_value", "confirmed"});
  const auto& parameters = e.pack.scenarios.at(study.scenario).parameters;
  for (const Discovery& d : study.discoveries) {
    const std::vector<std::string> head{info(d.failure.service).word,
                                        word_of(d.failure.supply_case),
                                        std::to_string(d.failure.year),
                                        d.failure.is_short ? "short" : "surplus",
                                        number(d.share),
                                        number(d.share_se),
                                        number(d.tried.support),
                                        number(d.tried.density),
                                        number(d.tried.density_se),
                                        number(d.tried.coverage)};
    const auto write = [&](std::vector<std::string> limit) {
      std::vector<std::string> row = head;
      row.insert(row.end(), limit.begin(), limit.end());
      out.row(row);
    };
    if (d.box.limits.empty()) write({"", "", "", "", "", "", "", "false"});
    for (const BoxLimit& l : d.box.limits)
      for (const std::string& id : study.assumptions[l.factor].parameters) {
        const Parameter& p = parameters.at(id);
        write({id, p.unit, l.low <= 0 ? "" : number(value_at(p, l.low)), l.high >= 1 ? "" : number(value_at(p, l.high)),
               number(l.low), number(l.high), number(l.p_value), d.confirmed ? "true" : "false"});
      }
  }
  out.close();
}

}  // namespace gongxu
