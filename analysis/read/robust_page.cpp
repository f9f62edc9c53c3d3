#include "analysis/read/robust_page.hpp"

#include <cmath>

#include "analysis/read/page_words.hpp"
#include "analysis/read/text_table.hpp"
#include "sim/output/csv_writer.hpp"

namespace gongxu {
namespace {

using Align = TextTable::Align;
constexpr const char* kWorst = "worst";

/// The parts with a mark between them.
template <class Parts, class F>
std::string joined(const Parts& parts, const std::string& mark, F word) {
  std::string out;
  for (const auto& part : parts) out += (out.empty() ? "" : mark) + word(part);
  return out;
}

std::string units(double v) { return std::isinf(v) ? "∞" : grouped(v); }

std::string choice(const PageWords& words, const RobustRow& row) {
  std::vector<std::string> keys;
  if (row.least_regret) keys.emplace_back("robust_least_regret");
  if (row.most_satisfied) keys.emplace_back("robust_most_satisfied");
  return joined(keys, words.say("list_comma"), [&](const std::string& key) { return words.say(key); });
}

}  // namespace

std::string robust_page(const Ensemble& e, const std::vector<RobustRow>& rows, Language lang) {
  const PageWords words(e, lang);
  std::string out;
  for (std::size_t first = 0; first < rows.size();) {
    const int year = rows[first].year;
    TextTable table({words.say("col_service"), words.say("col_candidate"), words.say("col_not_short"),
                     words.say("col_not_surplus"), words.say("col_satisfied"), words.say("col_regret_short"),
                     words.say("col_regret_idle"), words.say("col_origin"), words.say("col_choice")},
                    {Align::left, Align::right, Align::right, Align::right, Align::right, Align::right, Align::right,
                     Align::left, Align::left});
    const std::size_t scenarios = rows[first].scenarios.size();
    std::string last;
    for (; first < rows.size() && rows[first].year == year; ++first) {
      const RobustRow& r = rows[first];
      const std::string name = words.service(r.service);
      if (!last.empty() && name != last) table.rule();
      table.row({name == last ? "" : name, grouped(static_cast<double>(r.candidate.units)),
                 with_error(r.worst.not_short), with_error(r.worst.not_surplus), with_error(r.worst.satisfied),
                 units(r.worst.shortage.p90), units(r.worst.idle.p90),
                 joined(r.candidate.origins, words.say("list_comma"),
                        [&](Origin o) { return words.say(std::string("origin_") + word_of(o)); }),
                 choice(words, r)});
      last = name;
    }
    out += "\n" + words.say("robust_title", {std::to_string(year), std::to_string(scenarios)}) + "\n" + table.text();
  }
  return out.empty() ? out : out + words.say("robust_note") + "\n";
}

void write_robust(const std::vector<RobustRow>& rows, const std::string& path) {
  CsvWriter out(path, {"scenario",
                       "year",
                       "service",
                       "unit",
                       "candidate",
                       "origin",
                       "p_not_short",
                       "se_p_not_short",
                       "p_not_surplus",
                       "se_p_not_surplus",
                       "p_satisfied",
                       "se_p_satisfied",
                       "shortage_regret_mean",
                       "shortage_regret_se",
                       "shortage_regret_p90",
                       "idle_regret_mean",
                       "idle_regret_se",
                       "idle_regret_p90",
                       "regret_mean",
                       "regret_se",
                       "regret_p90",
                       "least_regret",
                       "most_satisfied"});
  const auto write = [&](const RobustRow& r, const std::string& scenario, const Robustness& of, bool worst) {
    std::vector<std::string> row{scenario,
                                 std::to_string(r.year),
                                 info(r.service).word,
                                 info(r.service).unit,
                                 std::to_string(r.candidate.units),
                                 joined(r.candidate.origins, "; ", [](Origin o) { return std::string(word_of(o)); })};
    for (const Probability& p : {of.not_short, of.not_surplus, of.satisfied})
      row.push_back(number(p.p)), row.push_back(number(p.se));
    for (const Robustness::Regret& regret : {of.shortage, of.idle, of.either})
      for (const double v : {regret.mean, regret.se, regret.p90}) row.push_back(std::isfinite(v) ? number(v) : "");
    for (const bool best : {r.least_regret, r.most_satisfied}) row.emplace_back(!worst ? "" : best ? "true" : "false");
    out.row(row);
  };
  for (const RobustRow& r : rows) {
    for (std::size_t i = 0; i < r.scenarios.size(); ++i) write(r, r.scenarios[i], r.by_scenario[i], false);
    write(r, kWorst, r.worst, true);
  }
  out.close();
}

}  // namespace gongxu
