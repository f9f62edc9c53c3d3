#include "analysis/study/sensitivity/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <set>

#include "analysis/study/headlines.hpp"
#include "analysis/study/sensitivity/design.hpp"
#include "sim/output/statistics.hpp"

namespace gongxu {
namespace {

constexpr const char* kDummy = "dummy";
constexpr int kBootstraps = 500;

/// A yearly factor's law is that of its years: lognormal.
double quantile_of(Parameter p, double u) {
  if (p.distribution == Distribution::ar1_lognormal) p.distribution = Distribution::lognormal;
  return p.quantile(u);
}

/// The outputs of one life of the place, in the order of headers().
std::vector<double> outputs_of(const Ensemble& e, const ReplicateResult& r, const std::vector<int>& years) {
  std::vector<double> out;
  for (const int year : years) {
    const auto values = headline_values(r, static_cast<std::size_t>(year - e.first_year));
    out.insert(out.end(), values.begin(), values.end());
  }
  return out;
}

std::vector<Output> headers(const std::vector<int>& years) {
  std::vector<Output> out;
  for (const int year : years)
    for (const Headline& h : headlines()) out.push_back({h.name, h.unit, year});
  return out;
}

/// Outputs of every point, each the mean over the replicates of chance.
class Evaluation {
 public:
  Evaluation(const Ensemble& e, const Scenario& scenario, const std::vector<Factor>& factors, int chances,
             std::vector<int> years)
      : e_(e), scenario_(scenario), factors_(factors), chances_(chances), years_(std::move(years)) {}

  void run(const std::vector<Point>& points, const Progress& progress) {
    const int units = static_cast<int>(points.size()) * chances_;
    const std::size_t width = headers(years_).size();
    values.assign(points.size(), std::vector<double>(width, 0.0));
    squares_.assign(width, 0.0);
    std::vector<std::vector<double>> single(static_cast<std::size_t>(units));
    int done = 0;
    e_.work->run(
        "points", units,
        [&](int unit) {
          const Scenario s = at_point(scenario_, factors_, points[static_cast<std::size_t>(unit / chances_)]);
          const auto r = static_cast<std::uint32_t>(unit % chances_);
          const Tabulated tabulated = tabulate(e_, s);
          const RunInputs in = inputs_of(e_, s, tabulated);
          ReplicateResult result = run_people(in, r);
          replay_services(in, r, 0, result);
          const auto v = outputs_of(e_, result, years_);
          return Bytes(reinterpret_cast<const char*>(v.data()), v.size() * sizeof(double));
        },
        [&](int unit, Bytes bytes) {
          auto& v = single[static_cast<std::size_t>(unit)];
          v.resize(bytes.size() / sizeof(double));
          std::memcpy(v.data(), bytes.data(), bytes.size());
          progress(scenario_.id, ++done, units);
        });
    for (std::size_t p = 0; p < points.size(); ++p)
      for (std::size_t o = 0; o < width; ++o) {
        double& mean = values[p][o];
        for (int c = 0; c < chances_; ++c) mean += at(single, p, c, o) / chances_;
        for (int c = 0; c < chances_; ++c) squares_[o] += (at(single, p, c, o) - mean) * (at(single, p, c, o) - mean);
      }
  }
  /// Standard error that chance leaves in the mean of a point; NaN with one replicate.
  double chance_error(std::size_t output) const {
    const double freedom = static_cast<double>(values.size()) * (chances_ - 1);
    return freedom > 0 ? std::sqrt(squares_[output] / freedom / chances_) : std::nan("");
  }

  std::vector<std::vector<double>> values;  ///< [point][output]

 private:
  double at(const std::vector<std::vector<double>>& single, std::size_t point, int chance, std::size_t output) const {
    return single[point * static_cast<std::size_t>(chances_) + static_cast<std::size_t>(chance)][output];
  }
  const Ensemble& e_;
  const Scenario& scenario_;
  const std::vector<Factor>& factors_;
  int chances_;
  std::vector<int> years_;
  std::vector<double> squares_;
};

/// Elementary effects by factor: the change of the output over that of the quantile, along each trajectory.
std::vector<std::vector<double>> elementary_effects(const std::vector<std::vector<Point>>& design,
                                                    const std::vector<double>& output) {
  std::vector<std::vector<double>> out(design.front().front().size());
  std::size_t at = 0;
  for (const auto& path : design) {
    for (std::size_t i = 1; i < path.size(); ++i)
      for (std::size_t f = 0; f < path[i].size(); ++f)
        if (path[i][f] != path[i - 1][f])
          out[f].push_back((output[at + i] - output[at + i - 1]) / (path[i][f] - path[i - 1][f]));
    at += path.size();
  }
  return out;
}

}  // namespace

std::vector<Factor> factors_of(const Scenario& scenario) {
  std::vector<Factor> out;
  for (const auto& [id, p] : scenario.parameters) {
    if (p.distribution == Distribution::fixed) continue;
    const std::string& name = p.group.empty() ? id : p.group;
    const auto same = std::find_if(out.begin(), out.end(), [&](const Factor& f) { return f.id == name; });
    if (same == out.end())
      out.push_back({name, p.name, p.group, {id}});
    else
      same->parameters.push_back(id);
  }
  out.push_back({kDummy, {"虚拟因子（对照）", "dummy (control)"}, "", {}});
  return out;
}

Scenario at_point(const Scenario& scenario, const std::vector<Factor>& factors, const std::vector<double>& quantiles) {
  Scenario out = scenario;
  for (std::size_t f = 0; f < factors.size(); ++f)
    for (const std::string& id : factors[f].parameters) {
      Parameter& p = out.parameters.at(id);
      p.value = quantile_of(p, quantiles[f]);
      p.distribution = Distribution::fixed;
    }
  return out;
}

SensitivityStudy study_sensitivity(const Ensemble& e, const SensitivityRequest& request, const Progress& progress) {
  const Scenario& scenario = e.pack.scenarios.at(e.options.scenarios.front());
  SensitivityStudy out;
  out.request = request;
  out.scenario = scenario.id;
  out.factors = factors_of(scenario);
  const int k = static_cast<int>(out.factors.size());
  const std::set<int> both{e.target_year, e.last_year};
  const std::vector<int> years(both.begin(), both.end());
  out.outputs = headers(years);

  std::vector<Point> points;
  std::vector<std::vector<Point>> trajectories;
  SobolDesign sobol;
  const auto rows = static_cast<std::size_t>(request.rows);
  if (request.method == SensitivityMethod::morris) {
    trajectories = morris_design(k, request.rows, e.options.seed);
    for (const auto& path : trajectories) points.insert(points.end(), path.begin(), path.end());
  } else {
    sobol = sobol_design(k, request.rows, e.options.seed);
    points = sobol.a;
    points.insert(points.end(), sobol.b.begin(), sobol.b.end());
    for (std::size_t f = 0; f + 1 < out.factors.size(); ++f)  // the dummy's rows are those of `a`
      for (std::size_t r = 0; r < rows; ++r) points.push_back(sobol.mixed(r, f));
  }
  Evaluation evaluation(e, scenario, out.factors, request.chances, years);
  evaluation.run(points, progress);
  out.runs = static_cast<int>(points.size()) * request.chances;

  std::vector<Output> kept;
  for (std::size_t o = 0; o < out.outputs.size(); ++o) {
    std::vector<double> column;
    for (const auto& v : evaluation.values) column.push_back(v[o]);
    if (std::any_of(column.begin(), column.end(), [](double v) { return std::isnan(v); })) continue;
    out.outputs[o].centre = summarise(column).mean;
    out.outputs[o].chance_error = evaluation.chance_error(o);
    std::vector<std::vector<double>> effects;
    if (request.method == SensitivityMethod::morris) effects = elementary_effects(trajectories, column);
    const auto part = [&](std::size_t first) {
      const auto from = column.begin() + static_cast<std::ptrdiff_t>(first * rows);
      return std::vector<double>(from, from + static_cast<std::ptrdiff_t>(rows));
    };
    for (std::size_t f = 0; f < out.factors.size(); ++f) {
      Sensitivity s;
      s.factor = f, s.output = kept.size();
      const bool dummy = f + 1 == out.factors.size();
      if (request.method == SensitivityMethod::morris)
        s.morris = morris_measures(effects[f]);
      else
        s.sobol = sobol_measures(part(0), part(1), dummy ? part(0) : part(2 + f), kBootstraps, e.options.seed);
      out.measures.push_back(s);
    }
    kept.push_back(out.outputs[o]);
  }
  out.outputs = std::move(kept);
  return out;
}

}  // namespace gongxu
