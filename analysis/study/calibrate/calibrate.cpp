#include "analysis/study/calibrate/calibrate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "analysis/study/calibrate/expectation.hpp"
#include "analysis/study/calibrate/importance.hpp"
#include "analysis/study/calibrate/prior.hpp"
#include "analysis/study/calibrate/sampler.hpp"
#include "analysis/study/sensitivity/factors.hpp"
#include "sim/core/math.hpp"

namespace gongxu {
namespace {

constexpr int kPriorDraws = 4096;   // of the parameters alone: no life is lived for them
constexpr double kLeastSeen = 0.1;  // a narrower change of a parameter's interval is not called learnt
constexpr std::uint32_t kLaterYears = 0x6c617465U, kPriorSeed = 0x7072696fU, kComb = 0x636f6d62U, kNoise = 0x6e6f6973U;

/// The place as a sampler sees it.
class PlaceTarget : public CalibrationTarget {
 public:
  PlaceTarget(const Expectations& expectations, Likelihood& likelihood, const Prior& prior, std::uint32_t seed,
              std::function<void(int, int, int)> progress)
      : expectations_(expectations),
        likelihood_(likelihood),
        prior_(prior),
        seed_(seed),
        progress_(std::move(progress)) {}

  std::size_t coordinates() const override { return prior_.observable(); }

  void evaluate(const std::vector<Point>& points, int wave) override {
    std::vector<ParameterValues> more;
    for (const Point& p : points) more.push_back(prior_.values(with_later_years(p, values.size() + more.size())));
    auto expected = expectations_.at(more, points_.size(), fmt::format("wave-{}", wave),
                                     [&](int done, int total) { progress_(wave, done, total); });
    if (wave == 0) likelihood_.learn_chance(expected);
    std::move(expected.begin(), expected.end(), std::back_inserter(points_));
    std::move(more.begin(), more.end(), std::back_inserter(values));
  }

  double log_likelihood(std::size_t point) const override { return likelihood_.log_of(points_[point]); }

  std::vector<double> outputs(std::size_t point) const override {
    std::vector<double> out;
    for (std::size_t o = 0; o < likelihood_.observations().size(); ++o)
      if (likelihood_.fitted(o)) out.push_back(scaled(o, mean_value(points_[point][o])));
    return out;
  }

  Aim aim() const override {
    Aim out;
    for (std::size_t o = 0; o < likelihood_.observations().size(); ++o) {
      if (!likelihood_.fitted(o)) continue;
      const double value = likelihood_.observations()[o].value;
      // As if the model expected just what was observed. A plausible range of 3 either way has variance 3^2 / 3.
      PointValues here = points_.front();
      for (Expected& e : here[o]) e = {value, std::max(value / kTypicalRate, e.cohort)};
      double variance = likelihood_.variance(o, here);
      if (likelihood_.law(o) == Law::matched) variance *= kMostImplausible * kMostImplausible / 3;
      if (!(variance > 0)) variance = kLeastVariance;
      out.observed.push_back(scaled(o, value));
      out.variance.push_back(value > 0 ? variance / (value * value) : variance);
    }
    return out;
  }

  const PointValues& point(std::size_t i) const { return points_[i]; }
  std::vector<ParameterValues> values;  ///< by point

 private:
  static constexpr double kTypicalRate = 0.9, kLeastVariance = 1.0;

  /// Relative change: births and residents are products of the parameters rather than sums.
  double scaled(std::size_t o, double value) const {
    const double observed = likelihood_.observations()[o].value;
    constexpr double kLeast = 1e-3;
    return observed > 0 ? std::log(std::max(value / observed, kLeast)) : value;
  }

  Point with_later_years(Point p, std::size_t index) const {
    const Draws draws(seed_ ^ kLaterYears, static_cast<std::uint32_t>(index));
    for (std::size_t c = p.size(); c < prior_.size(); ++c)
      p.push_back(math::normal_quantile(draws.uniform(c, Purpose::path)));
    return p;
  }

  const Expectations& expectations_;
  Likelihood& likelihood_;
  const Prior& prior_;
  std::uint32_t seed_;
  std::function<void(int, int, int)> progress_;
  std::vector<PointValues> points_;
};

std::set<std::string> named_parameters(const Scenario& scenario, const std::vector<std::string>& wanted) {
  const auto assumptions = assumptions_of(scenario);
  std::set<std::string> out;
  for (const Factor& f : factors_of(assumptions, {wanted, false}))
    if (f.id != kOthers && f.id != kDummy)
      for (const std::size_t c : f.coordinates)
        out.insert(assumptions[c].parameters.begin(), assumptions[c].parameters.end());
  return out;
}

Band band_of(const std::vector<double>& values, const std::vector<double>& weights) {
  return {weighted_quantile(values, weights, 0.1), weighted_quantile(values, weights, 0.5),
          weighted_quantile(values, weights, 0.9)};
}

/// A drawn parameter's value in a year (0: its only one).
double value_in(const ParameterValues& v, const std::string& id, int year) {
  return year == 0 ? v[id] : v.in_year(id, year);
}

/// Every drawn parameter, of yearly factors every year up to the last projected, named ones first.
std::vector<Learnt> what_is_drawn(const Scenario& scenario, const std::set<std::string>& named, int first, int last) {
  std::vector<Learnt> out;
  for (const bool of_named : {true, false})
    for (const auto& [id, p] : scenario.parameters) {
      if (p.distribution == Distribution::fixed || named.contains(id) != of_named) continue;
      const bool yearly = p.distribution == Distribution::ar1_lognormal;
      for (int year = yearly ? first + 1 : 0; year <= (yearly ? last : 0); ++year) {
        Learnt l;
        l.parameter = id, l.year = year, l.named = of_named;
        out.push_back(l);
      }
    }
  return out;
}

/// Quantiles of an effective sample of n scatter by about 1.7 / sqrt(n) (10 and 90 %) and 1.25 / sqrt(n) (median)
/// standard deviations of the normal distribution, whose 80 % interval is 2.56 of them wide.
void tell(Learnt& l, double effective) {
  constexpr double kWidthError = 0.9, kMedianError = 0.5;
  constexpr double kErrors = 2, kErrorsOfMany = 3;  // of those that nobody named there are many: few may move by chance
  const double width = l.prior.width(), error = (l.named ? kErrors : kErrorsOfMany) / std::sqrt(effective);
  l.shrinkage = width > 0 ? 1 - l.posterior.width() / width : 0;
  const double shift = width > 0 ? std::abs(l.posterior.p50 - l.prior.p50) / width : 0;
  l.told = std::abs(l.shrinkage) > std::max(kLeastSeen, kWidthError * error) ||
           shift > std::max(kLeastSeen, kMedianError * error);
}

std::vector<Learnt> learn(const Ensemble& e, const Scenario& scenario, const std::set<std::string>& named,
                          const PlaceTarget& target, const WeightedSample& sample) {
  std::vector<ParameterValues> before;
  for (std::uint32_t i = 0; i < kPriorDraws; ++i)
    before.push_back(draw_parameters(scenario.parameters, Draws(e.options.seed ^ kPriorSeed, i), false, e.first_year,
                                     e.pack.region.national.last_year));
  const std::vector<double> even(before.size(), 1.0);
  auto out = what_is_drawn(scenario, named, e.first_year, e.last_year);
  for (Learnt& l : out) {
    const auto values_of_all = [&](const std::vector<ParameterValues>& rows) {
      std::vector<double> v;
      for (const ParameterValues& row : rows) v.push_back(value_in(row, l.parameter, l.year));
      return v;
    };
    l.prior = band_of(values_of_all(before), even);
    l.posterior = band_of(values_of_all(target.values), sample.weights);
    tell(l, sample.effective);
  }
  return out;
}

std::vector<ObservationFit> fits_of(const Likelihood& likelihood, const PlaceTarget& target,
                                    const WeightedSample& sample, const std::vector<std::size_t>& drawn,
                                    std::size_t prior_points, std::uint32_t seed) {
  std::vector<ObservationFit> out;
  const Draws draws(seed ^ kNoise, kNoReplicate);
  for (std::size_t o = 0; o < likelihood.observations().size(); ++o) {
    ObservationFit fit;
    fit.observation = o;
    std::vector<double> before, expected, predicted;
    for (std::size_t i = 0; i < prior_points; ++i) before.push_back(mean_value(target.point(i)[o]));
    for (std::size_t i = 0; i < sample.points.size(); ++i) expected.push_back(mean_value(target.point(i)[o]));
    for (std::size_t d = 0; d < drawn.size(); ++d) {
      const PointValues& point = target.point(drawn[d]);
      const double noise = math::normal_quantile(draws.uniform(o, Purpose::parameter, static_cast<std::uint32_t>(d)));
      predicted.push_back(mean_value(point[o]) + std::sqrt(likelihood.variance(o, point)) * noise);
    }
    fit.before = weighted_quantile(before, std::vector<double>(before.size(), 1.0), 0.5);
    fit.expected = band_of(expected, sample.weights);
    fit.predicted = band_of(predicted, std::vector<double>(predicted.size(), 1.0));
    out.push_back(fit);
  }
  return out;
}

/// A draw without what every replicate has alike.
ParameterValues only_drawn(const ParameterValues& all, const Scenario& scenario) {
  ParameterValues out = all;
  for (const auto& [id, p] : scenario.parameters)
    if (p.distribution == Distribution::fixed) out.value.erase(id);
  return out;
}

/// What the model does not compute at all is told from what it expects at the centre.
void refuse_what_is_not_computed(const Ensemble& e, const Scenario& scenario, int chances, Observations& all) {
  const Expectations expectations(e, scenario, all.used, chances);
  const auto centre = draw_parameters(scenario.parameters, Draws(e.options.seed, kNoReplicate), true, e.first_year,
                                      e.pack.region.national.last_year);
  const auto values = expectations.at({centre}, 0, "computed", [](int, int) {}).front();
  std::vector<Observation> used;
  for (std::size_t o = 0; o < all.used.size(); ++o) {
    if (std::isnan(mean_value(values[o])))
      all.refused.push_back({all.used[o].at, "observation_not_computed", {all.used[o].measure->word}});
    else
      used.push_back(all.used[o]);
  }
  all.used = std::move(used);
}

std::vector<bool> fitted_of(const std::vector<Observation>& observations, const std::vector<int>& hold_out) {
  std::vector<bool> out;
  for (const Observation& o : observations)
    out.push_back(std::find(hold_out.begin(), hold_out.end(), o.year) == hold_out.end());
  return out;
}

/// Indices of points, equally weighted, in an order of chance: the first ones alone are a fair sample too.
std::vector<std::size_t> equal_draws(const WeightedSample& sample, int count, std::uint32_t seed) {
  const Draws draws(seed ^ kComb, kNoReplicate);
  auto out = resampled(sample.weights, count, draws.uniform(0, Purpose::parameter));
  for (std::size_t i = out.size(); i > 1; --i) {  // Fisher and Yates
    const auto j = static_cast<std::size_t>(draws.uniform(i, Purpose::path) * static_cast<double>(i));
    std::swap(out[i - 1], out[j]);
  }
  return out;
}

}  // namespace

Calibration calibrate(const Ensemble& e, const CalibrationRequest& request, Observations observations,
                      const Progress& progress) {
  const Scenario& scenario = e.pack.scenarios.at(e.options.scenarios.front());
  const auto named = named_parameters(scenario, request.parameters);
  if (!observations.used.empty()) refuse_what_is_not_computed(e, scenario, request.chances, observations);
  auto fitted = fitted_of(observations.used, request.hold_out);
  if (std::find(fitted.begin(), fitted.end(), true) == fitted.end()) {
    observations.refused.push_back({{"--observations", 0, 0}, "nothing_to_fit", {}});
    throw InputError(observations.refused);
  }
  int observed_until = 0;
  for (const Observation& o : observations.used) observed_until = std::max(observed_until, o.year);
  Likelihood likelihood(observations.used, std::move(fitted), request.poisson);
  const Expectations expectations(e, scenario, likelihood.observations(), request.chances);
  const Prior prior(scenario.parameters, e.first_year, e.pack.region.national.last_year, observed_until);
  likelihood.settle_laws(
      expectations.at({prior.values(Point(prior.size(), 0.0))}, 0, "centre", [](int, int) {}).front());
  PlaceTarget target(expectations, likelihood, prior, e.options.seed, [&](int wave, int done, int total) {
    progress(fmt::format("{} {}", scenario.id, wave + 1), done, total);
  });
  SamplerOptions options;
  options.wanted = request.draws;
  options.seed = e.options.seed;
  std::size_t prior_points = 0;
  const WeightedSample sample = sample_posterior(target, options, [&](int wave, double) {
    if (wave == 0) prior_points = target.values.size();
  });
  if (sample.effective < request.draws)
    throw InputError(Problem{{"--draws", 0, 0},
                             sample.effective > 0 ? "effective_size_too_small" : "nothing_plausible",
                             {std::to_string(request.draws), fmt::format("{:.0f}", sample.effective),
                              std::to_string(sample.points.size())}});
  const auto drawn = equal_draws(sample, request.draws, e.options.seed);
  Calibration out{request, scenario.id, likelihood, std::move(observations.refused), {}, {}, {}};
  out.learnt = learn(e, scenario, named, target, sample);
  out.fits = fits_of(likelihood, target, sample, drawn, prior_points, e.options.seed);
  for (const std::size_t i : drawn) out.draws.push_back(only_drawn(target.values[i], scenario));
  out.effective = sample.effective;
  out.distinct = static_cast<int>(std::set<std::size_t>(drawn.begin(), drawn.end()).size());
  out.waves = sample.waves;
  out.points = static_cast<int>(sample.points.size());
  out.plausible_share = sample.plausible_share;
  return out;
}

}  // namespace gongxu
