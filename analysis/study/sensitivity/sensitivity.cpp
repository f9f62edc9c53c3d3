#include "analysis/study/sensitivity/sensitivity.hpp"

#include <algorithm>
#include <cmath>

#include "sim/output/statistics.hpp"

namespace gongxu {
namespace {

constexpr int kLeastTrajectories = 4, kLeastSamples = 16;
constexpr double kZ90 = 1.645;
constexpr double kRareFailure = 0.05;  // fewer failures or fewer successes tell nothing of where they crowd

/// The points of a method, and what it makes of an output's values there.
class Design {
 public:
  virtual ~Design() = default;
  virtual std::map<IndexKind, Index> measures(std::size_t factor, const Sample& values) const = 0;
  /// How many of the first points are a sample of the cube; 0: none.
  virtual std::size_t sampled() const = 0;
  std::vector<DesignPoint> points;
};

class MorrisDesign : public Design {
 public:
  MorrisDesign(const std::vector<Coordinates>& factors, int rows, std::uint64_t seed)
      : walks_(morris_design(factors, rows, seed)), factors_(factors) {
    for (std::size_t w = 0; w < walks_.size(); ++w)
      for (const Point& p : walks_[w].points) points.push_back({p, w});
  }
  std::map<IndexKind, Index> measures(std::size_t factor, const Sample& values) const override {
    MorrisMeasures of = morris_measures(effects(factor, values));
    const double most_by_chance = morris_measures(effects(factors_.size() - 1, values)).mu_star.high;
    of.mu_star.above_zero = of.mu_star.low > most_by_chance;
    return {{IndexKind::mu_star, of.mu_star}, {IndexKind::mu, {of.mu}}, {IndexKind::sigma, {of.sigma}}};
  }
  std::size_t sampled() const override { return 0; }

 private:
  /// One a trajectory. Of one assumption with the sign of its step; several move each its own way: up is not defined.
  std::vector<double> effects(std::size_t factor, const Sample& values) const {
    std::vector<double> out;
    std::size_t at = 0;
    for (const Trajectory& walk : walks_) {
      const auto step =
          static_cast<std::size_t>(std::find(walk.moved.begin(), walk.moved.end(), factor) - walk.moved.begin());
      const Coordinates& moves = factors_[factor];
      const double by = moves.size() == 1 ? walk.points[step + 1][moves[0]] - walk.points[step][moves[0]] : kMorrisStep;
      out.push_back((summarise(values[at + step + 1]).mean - summarise(values[at + step]).mean) / by);
      at += walk.points.size();
    }
    return out;
  }
  std::vector<Trajectory> walks_;
  std::vector<Coordinates> factors_;
};

/// Saltelli's scheme: all of a, all of b, then for each factor a with the factor's coordinates from b.
class SaltelliDesign : public Design {
 public:
  SaltelliDesign(const std::vector<Coordinates>& factors, std::size_t coordinates, int rows, std::uint64_t seed)
      : rows_(static_cast<std::size_t>(rows)), factors_(static_cast<int>(factors.size())), seed_(seed) {
    const SobolDesign sobol = sobol_design(coordinates, rows, seed);
    for (std::size_t r = 0; r < rows_; ++r) points.push_back({sobol.a[r], r});
    for (std::size_t r = 0; r < rows_; ++r) points.push_back({sobol.b[r], r});
    for (const Coordinates& factor : factors)
      for (std::size_t r = 0; r < rows_; ++r) points.push_back({sobol.mixed(r, factor), r});
  }
  std::map<IndexKind, Index> measures(std::size_t factor, const Sample& values) const override {
    const SobolMeasures of =
        sobol_measures(part(values, 0), part(values, 1), part(values, 2 + factor), factors_, seed_);
    return {{IndexKind::first, of.first}, {IndexKind::total, of.total}};
  }
  std::size_t sampled() const override { return 2 * rows_; }

 private:
  Sample part(const Sample& values, std::size_t which) const {
    const auto from = values.begin() + static_cast<std::ptrdiff_t>(which * rows_);
    return {from, from + static_cast<std::ptrdiff_t>(rows_)};
  }
  std::size_t rows_;
  int factors_;
  std::uint64_t seed_;
};

/// A sample of the cube and nothing more.
class PlainDesign : public Design {
 public:
  PlainDesign(std::size_t coordinates, int rows, std::uint64_t seed) {
    const SobolDesign sobol = sobol_design(coordinates, rows, seed);
    for (std::size_t r = 0; r < sobol.a.size(); ++r) points.push_back({sobol.a[r], r});
  }
  std::map<IndexKind, Index> measures(std::size_t, const Sample&) const override { return {}; }
  std::size_t sampled() const override { return points.size(); }
};

[[noreturn]] void refuse_rows(const char* option, int given, int least, const char* why) {
  throw InputError(Problem{{option, 0, 0}, why, {option, std::to_string(given), std::to_string(least)}});
}

std::unique_ptr<Design> design_of(const SensitivityRequest& request, const std::vector<Factor>& factors,
                                  std::size_t coordinates, std::uint64_t seed) {
  std::vector<Coordinates> moved;
  for (const Factor& f : factors) moved.push_back(f.coordinates);
  const int least_for_prcc = least_points_for_prcc(static_cast<int>(coordinates));
  switch (request.method) {
    case SensitivityMethod::morris:
      if (request.rows < kLeastTrajectories)
        refuse_rows("--trajectories", request.rows, kLeastTrajectories, "too_few_trajectories");
      return std::make_unique<MorrisDesign>(moved, request.rows, seed);
    case SensitivityMethod::sobol:
      if (request.rows < kLeastSamples) refuse_rows("--samples", request.rows, kLeastSamples, "too_few_samples");
      return std::make_unique<SaltelliDesign>(moved, coordinates, request.rows, seed);
    case SensitivityMethod::prcc:
      if (request.rows < least_for_prcc)
        refuse_rows("--samples", request.rows, least_for_prcc, "too_few_points_for_ranks");
      return std::make_unique<PlainDesign>(coordinates, request.rows, seed);
  }
  throw std::logic_error("no such method");
}

/// Of the first points of an output: the mean over chance.
std::vector<double> means(const Sample& values, std::size_t points) {
  std::vector<double> out;
  for (std::size_t p = 0; p < points; ++p) out.push_back(summarise(values[p]).mean);
  return out;
}

bool known(const Sample& values) {
  return std::none_of(values.begin(), values.end(), [](const auto& point) {
    return std::any_of(point.begin(), point.end(), [](double v) { return std::isnan(v); });
  });
}

void measure(SensitivityStudy& out, const Design& design, const std::vector<Point>& sampled, const Output& output,
             const Sample& values) {
  OutputStudy of{output, summarise(means(values, sampled.empty() ? values.size() : sampled.size())).mean, {}};
  std::vector<Index> ranks;
  if (!sampled.empty()) {
    of.variances = variances_of({values.begin(), values.begin() + static_cast<std::ptrdiff_t>(sampled.size())});
    if (static_cast<int>(sampled.size()) >= least_points_for_prcc(static_cast<int>(sampled.front().size())))
      ranks = partial_rank_correlations(sampled, means(values, sampled.size()));
  }
  for (std::size_t f = 0; f < out.factors.size(); ++f) {
    Sensitivity s{f, out.outputs.size(), design.measures(f, values)};
    if (out.factors[f].coordinates.size() == 1 && !ranks.empty())
      s.indices[IndexKind::prcc] = ranks[out.factors[f].coordinates.front()];
    out.measures.push_back(std::move(s));
  }
  out.outputs.push_back(std::move(of));
}

/// Even points find the box, odd ones try it.
void discover(SensitivityStudy& out, const std::vector<Point>& sampled, const Failure& failure,
              const std::vector<double>& failed) {
  std::vector<Point> points[2];
  std::vector<double> values[2];
  double share = 0;
  for (std::size_t p = 0; p < sampled.size(); ++p) {
    Point at = sampled[p];
    at.pop_back();  // chance is no assumption
    points[p % 2].push_back(std::move(at));
    values[p % 2].push_back(failed[p]);
    share += failed[p] / static_cast<double>(sampled.size());
  }
  if (!(share >= kRareFailure && share <= 1 - kRareFailure)) return;  // also where no capacity is known
  const Box box = find_box(points[0], values[0]);
  Discovery found{failure, share, box, score_box(box, points[1], values[1]), false};
  found.confirmed = !box.limits.empty() && found.tried.density - kZ90 * found.tried.density_se > share;
  out.discoveries.push_back(std::move(found));
}

}  // namespace

SensitivityStudy study_sensitivity(const Ensemble& e, const SensitivityRequest& request, const Progress& progress) {
  const Scenario& scenario = e.pack.scenarios.at(e.options.scenarios.front());
  SensitivityStudy out;
  out.request = request;
  out.scenario = scenario.id;
  out.assumptions = assumptions_of(scenario);
  out.factors = factors_of(out.assumptions, request.factors);
  const auto design = design_of(request, out.factors, out.assumptions.size() + 1, e.options.seed);
  const Evaluation evaluation = evaluate(e, scenario, out.assumptions, design->points, request.chances, progress);
  out.runs = static_cast<int>(design->points.size()) * request.chances;

  std::vector<Point> sampled;
  for (std::size_t p = 0; p < design->sampled(); ++p) sampled.push_back(design->points[p].at);
  for (std::size_t o = 0; o < evaluation.outputs.size(); ++o)
    if (known(evaluation.values[o])) measure(out, *design, sampled, evaluation.outputs[o], evaluation.values[o]);
  for (std::size_t f = 0; f < evaluation.failures.size() && !sampled.empty(); ++f)
    discover(out, sampled, evaluation.failures[f], evaluation.failed[f]);
  return out;
}

}  // namespace gongxu
