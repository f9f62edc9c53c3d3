#include "analysis/study/control_variates.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "analysis/study/headlines.hpp"
#include "sim/output/statistics.hpp"

namespace gongxu {
namespace {

/// On whom a headline hangs most: itself, where it counts people; else the users of the service.
Measure control_of(const std::string& headline) {
  for (std::size_t m = 0; m < kMeasures; ++m)
    if (headline == info(static_cast<Measure>(m)).name) return static_cast<Measure>(m);
  constexpr std::pair<const char*, Measure> kUsers[] = {
      {"childcare", Measure::population_0_2},    {"kindergarten", Measure::population_3_5},
      {"primary", Measure::population_6_11},     {"junior", Measure::population_12_14},
      {"senior", Measure::population_15_17},     {"care_bed", Measure::population_80plus},
      {"nursing_bed", Measure::dependent_severe}};
  for (const auto& [service, users] : kUsers)
    if (headline.starts_with(service)) return users;
  return Measure::population_60plus;  // hospitals, physicians, nurses
}

ControlledMean control(const std::vector<double>& y, const std::vector<double>& c) {
  const auto n = static_cast<double>(y.size());
  double my = 0, mc = 0, yy = 0, cc = 0, yc = 0;
  for (std::size_t i = 0; i < y.size(); ++i) my += y[i] / n, mc += c[i] / n;
  for (std::size_t i = 0; i < y.size(); ++i) {
    yy += (y[i] - my) * (y[i] - my);
    cc += (c[i] - mc) * (c[i] - mc);
    yc += (y[i] - my) * (c[i] - mc);
  }
  const double b = cc > 0 ? yc / cc : 0;
  ControlledMean out;
  out.n = static_cast<int>(y.size());
  out.mean = my, out.se = std::sqrt(yy / (n - 1) / n);
  out.controlled_mean = my - b * mc;
  // The variance of the intercept of a regression: of the residuals, over n, and what the error of b adds.
  const double residual = std::max(0.0, yy - b * yc) / (n - 2);
  out.controlled_se = std::sqrt(residual * (1 / n + (cc > 0 ? mc * mc / cc : 0)));
  return out;
}

}  // namespace

std::vector<ControlledMean> controlled_means(const Ensemble& e, const std::vector<ScenarioTwins>& all) {
  constexpr int kLeast = 4;
  std::vector<ControlledMean> out;
  for (const ScenarioTwins& twins : all) {
    if (twins.replicates < kLeast) continue;
    for (const int year : std::set<int>{e.target_year, e.last_year})
      for (std::size_t h = 0; h < headlines().size(); ++h) {
        const auto at = static_cast<std::size_t>(year - e.first_year);
        const Measure who = control_of(headlines()[h].name);
        std::vector<double> y, c;
        for (int r = 0; r < twins.replicates; ++r) {
          const ReplicateResult& lived = twins.run->replicates[static_cast<std::size_t>(r)];
          y.push_back(headline_values(lived, at)[h]);
          c.push_back(lived.demography[at].zones.back()[static_cast<std::size_t>(who)] -
                      twins.of(r)[at].zones.back()[static_cast<std::size_t>(who)]);
        }
        const auto none = [](double v) { return std::isnan(v); };
        if (std::any_of(y.begin(), y.end(), none) || std::any_of(c.begin(), c.end(), none)) continue;
        ControlledMean mean = control(y, c);
        mean.scenario = twins.run->scenario->id, mean.output = headlines()[h].name;
        mean.year = year, mean.control = who;
        out.push_back(mean);
      }
  }
  return out;
}

double median_variance_ratio(const std::vector<ControlledMean>& means) {
  std::vector<double> ratios;
  for (const ControlledMean& m : means)
    if (m.controlled_se > 0) ratios.push_back(m.se * m.se / (m.controlled_se * m.controlled_se));
  return quantile(std::move(ratios), 0.5);
}

}  // namespace gongxu
