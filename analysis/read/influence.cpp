#include "analysis/read/influence.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "analysis/read/deciding.hpp"
#include "analysis/read/verdicts.hpp"
#include "sim/output/csv_writer.hpp"

namespace gongxu {
namespace {

/// Mean and its standard error over the fifth of the draws in which `by` is least.
Summary lowest_fifth(const std::vector<double>& by, const std::vector<double>& output) {
  std::vector<std::size_t> order(by.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return by[a] < by[b]; });
  constexpr std::size_t kFifth = 5;
  std::vector<double> chosen;
  for (std::size_t i = 0; i < by.size() / kFifth; ++i) chosen.push_back(output[order[i]]);
  return summarise(std::move(chosen));
}

std::vector<double> negated(std::vector<double> values) {
  for (double& v : values) v = -v;
  return values;
}

struct Output {
  const char* word;
  std::vector<double> values;
};

/// Demand, and the margin where a capacity is known in every draw.
std::vector<Output> outputs_of(const ScenarioRun& run, Service s, SupplyCase supply, std::size_t year) {
  Output demand{"demand", {}}, margin{"margin", {}};
  for (const ReplicateResult& r : run.replicates) {
    const ServiceYear& y = r.years(s, static_cast<std::size_t>(supply))[year].back();
    demand.values.push_back(y.demand);
    margin.values.push_back(y.judged && y.demand > 0 ? y.capacity_mean / y.demand : std::nan(""));
  }
  const auto whole = [](const Output& o) {
    return std::none_of(o.values.begin(), o.values.end(), [](double v) { return std::isnan(v); });
  };
  std::vector<Output> out;
  for (Output* o : {&demand, &margin})
    if (whole(*o)) out.push_back(std::move(*o));
  return out;
}

void write_output(CsvWriter& out, const std::vector<std::string>& address, const Output& output,
                  const std::vector<DrawnParameters::Drawn>& drawn) {
  const auto ranks = unit_ranks(output.values);
  if (ranks.empty()) return;
  const int n = static_cast<int>(output.values.size());
  for (const auto& d : drawn) {
    if (d.ranks.empty()) continue;
    const double rho = std::inner_product(ranks.begin(), ranks.end(), d.ranks.begin(), 0.0);
    const Interval interval = rank_correlation_interval(rho, n);
    const Summary low = lowest_fifth(d.values, output.values), high = lowest_fifth(negated(d.values), output.values);
    auto cells = address;
    cells.insert(cells.end(),
                 {output.word, d.parameter->id, d.parameter->name.zh, d.parameter->name.en, d.parameter->unit,
                  number(quantile(d.values, 0.1)), number(quantile(d.values, 0.9)), number(rho), number(interval.lo),
                  number(interval.hi), number(low.mean), number(low.se), number(high.mean), number(high.se)});
    out.row(cells);
  }
}

}  // namespace

Interval rank_correlation_interval(double rho, int n) {
  constexpr double kQuantile95 = 1.6448536269514722;
  const double bounded = std::clamp(rho, -0.999999, 0.999999);  // atanh is finite there
  const double half = kQuantile95 * std::sqrt((1 + bounded * bounded / 2) / (n - 3)), z = std::atanh(bounded);
  return {std::tanh(z - half), std::tanh(z + half)};
}

void write_influence(const Ensemble& e, const std::string& path) {
  CsvWriter out(path, {"scenario", "supply_case", "year", "service", "output", "parameter", "parameter_zh",
                       "parameter_en", "unit", "drawn_p10", "drawn_p90", "rank_correlation", "lo", "hi", "when_low",
                       "when_low_se", "when_high", "when_high_se"});
  for (const ScenarioRun& run : e.scenarios) {
    if (run.replicates.size() < static_cast<std::size_t>(kLeastForInfluence)) continue;
    const DrawnParameters drawn(run, e.first_year, e.last_year);
    for (const int year : std::set<int>{e.target_year, e.last_year})
      for (std::size_t i = 0; i < kServices; ++i) {
        const Service s = service_at(i);
        const auto y = static_cast<std::size_t>(year - e.first_year);
        // As quantified; where that stock is not known, as targeted.
        const bool known = run.replicates.front().years(s, 0)[y].back().judged;
        const SupplyCase supply = known ? SupplyCase::quantified : SupplyCase::targeted;
        for (const Output& output : outputs_of(run, s, supply, y))
          write_output(out, {run.scenario->id, word_of(supply), std::to_string(year), info(s).word}, output,
                       drawn.in_year(year));
      }
  }
  out.close();
}

}  // namespace gongxu
