#include "analysis/study/solve/solve.hpp"

#include <algorithm>
#include <limits>

#include "sim/engine/service_rules.hpp"

namespace gongxu {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// The k-th of the numbers in rising order, k rounded up and kept within them.
double at_rank(const std::vector<double>& sorted, double rank) {
  return sorted[static_cast<std::size_t>(std::clamp(std::ceil(rank), 1.0, static_cast<double>(sorted.size()))) - 1];
}
double draws_enough(std::size_t n, double asked) {  // how many draws it has to be enough for
  return static_cast<double>(n) - std::floor(asked * static_cast<double>(n) + 1e-9);
}

/// Demand of the year by zone, medians over the replicates, as shares.
std::vector<double> zone_shares(const std::vector<ReplicateResult>& replicates, Service s, std::size_t year) {
  std::vector<double> shares;
  const std::size_t zones = replicates.front().years(s, 0)[year].size() - 1;
  for (std::size_t z = 0; z < zones; ++z) {
    std::vector<double> demand;
    for (const ReplicateResult& r : replicates) demand.push_back(r.years(s, 0)[year][z].demand);
    shares.push_back(std::max(0.0, quantile(std::move(demand), 0.5)));
  }
  double sum = 0;
  for (const double v : shares) sum += v;
  for (double& v : shares) v = sum > 0 ? v / sum : 1.0 / static_cast<double>(shares.size());
  return shares;
}

/// What is asked of a service, and what the plan has for it.
Solution described(const Trials& trials, Service s, int year, std::size_t row, double asked) {
  Solution out;
  out.scenario = trials.scenario().id, out.service = s, out.year = year, out.probability = asked;
  std::vector<double> demand, residents, quantified;
  for (const ReplicateResult& r : trials.replicates()) {
    const ServiceYear& y = r.years(s, 0)[row].back();
    demand.push_back(y.demand);
    quantified.push_back(y.judged ? y.capacity : kNaN);
    residents.push_back(r.demography[row].zones.back()[static_cast<std::size_t>(Measure::population)]);
  }
  out.demand = summarise(demand);
  out.quantified = quantile(quantified, 0.5);
  out.residents = quantile(residents, 0.5);
  out.zone_shares = zone_shares(trials.replicates(), s, row);
  return out;
}

/// In one replicate: the least number of units with which the service is not short, the largest with which it is not in
/// surplus, and how far the first was looked for.
std::array<double, 3> limits(const Trials& trials, std::uint32_t r, const Solution& s, std::size_t row) {
  const double most_asked = trials.replicates()[r].years(s.service, 0)[row].back().capacity_zero_unmet;
  // Beds cannot be fewer than the nursing beds among them.
  const long below = s.service == Service::care_bed
                         ? std::max(0L, trials.units_at(r, Service::nursing_bed, year_start(s.year + 1) - 1)) - 1
                         : -1;
  constexpr long kMargin = 4, kNoEnd = std::numeric_limits<long>::max();
  const auto guess = [&](double units) {
    return std::max(below, 0L) + kMargin + std::max(0L, std::lround(std::ceil(units)));
  };
  const auto is = [&](const Trials::Units& units) {
    return trials.outcomes(r, s.service, s.year, trials.with_units(r, s.service, s.year, s.zone_shares, units));
  };
  const double least = least_number(
      [&](const Trials::Units& units) {
        const auto o = is(units);
        return std::array{!o[0].is_short, !o[1].is_short, !o[2].is_short};
      },
      below, guess(most_asked), kNoEnd);
  const double first_idle = least_number(
      [&](const Trials::Units& units) {
        const auto o = is(units);
        return std::array{o[0].is_surplus, o[1].is_surplus, o[2].is_surplus};
      },
      below, guess(most_asked / rules_of(s.service).limits.surplus_below), kNoEnd);
  return {least, first_idle - 1, static_cast<double>(guess(most_asked) * kReach)};
}

/// The least number that is enough in all but a share of the draws, with the order statistics around it that hold its
/// true value in 80 % of studies (normal approximation of the binomial count).
/// @param reach [units] how far each replicate's number was looked for.
void read_off(Solution& s, const std::optional<UnitsRange>& between, const std::vector<double>& reach) {
  constexpr double kZ80 = 1.2816;
  auto least = s.least;
  std::sort(least.begin(), least.end());
  const auto n = static_cast<double>(least.size());
  const double enough = draws_enough(least.size(), s.probability),
               spread = kZ80 * std::sqrt(n * s.probability * (1 - s.probability));
  const auto within = [&](double units) {
    if (!between) return units;
    return units > static_cast<double>(between->most) ? kInfinity
                                                      : std::max(units, static_cast<double>(between->least));
  };
  s.required = within(at_rank(least, enough));
  s.low = within(at_rank(least, enough - spread)), s.high = within(at_rank(least, enough + spread));
  if (s.found()) return;
  const auto beyond = std::partition_point(least.begin(), least.end(), [](double v) { return std::isfinite(v); });
  s.best = between                   ? static_cast<double>(between->most)
           : beyond != least.begin() ? *(beyond - 1)
                                     : *std::max_element(reach.begin(), reach.end());
  const auto hits = std::count_if(least.begin(), least.end(), [&](double v) { return v > s.best; });
  s.best_short = probability(static_cast<int>(hits), static_cast<int>(least.size()));
}

class Study {
 public:
  Study(Ensemble& e, const SolveRequest& request, const Progress& progress)
      : e_(e), request_(request), progress_(progress) {}

  std::vector<Solution> of(const Scenario& scenario) {
    constexpr int kStages = 6;  // lives, search, alternatives; lives, trial, trial of the alternatives
    const int total = kStages * e_.options.replicates;
    int done = 0;
    Trials trials(e_, scenario, [&] { progress_(scenario.id, ++done, total); });
    trials.live(e_.options.seed, true);
    search(trials);
    std::vector<AlternativeTask> tasks;
    for (const Solution& s : found_) {
      const double gap = std::isnan(s.quantified) ? kNaN : s.required - s.quantified;
      tasks.push_back({s.service, s.year, s.probability, open_ways(e_.pack, scenario, s.service, gap)});
    }
    find_alternatives(e_, trials, tasks);
    trials.live(e_.options.seed + kOtherSeed, false);
    verify(trials);
    try_alternatives(e_, trials, tasks);
    for (std::size_t i = 0; i < found_.size(); ++i) found_[i].alternatives = tasks[i].ways;
    return std::move(found_);
  }

 private:
  std::size_t row(int year) const { return static_cast<std::size_t>(year - e_.first_year); }

  void search(const Trials& trials) {
    found_.clear();
    for (const int year : request_.years)
      for (const Service s : request_.services)
        found_.push_back(described(trials, s, year, row(year), request_.probability));
    const auto all = trials.each("least", [&](std::uint32_t r) {
      std::vector<double> out;
      for (const Solution& s : found_) {
        const auto of_one = s.demand.n > 0 ? limits(trials, r, s, row(s.year)) : std::array{kNaN, kNaN, kNaN};
        out.insert(out.end(), of_one.begin(), of_one.end());
      }
      return out;
    });
    for (std::size_t i = 0; i < found_.size(); ++i) {
      Solution& s = found_[i];
      s.required = s.low = s.high = kNaN;
      if (s.demand.n == 0) continue;  // staff whose base is not known: nothing is known of what is asked of them
      std::vector<double> reach;
      for (const auto& of_one : all) {
        s.least.push_back(of_one[3 * i]), s.largest.push_back(of_one[3 * i + 1]);
        reach.push_back(of_one[3 * i + 2]);
      }
      read_off(s, request_.between, reach);
    }
  }

  /// On the draws of the other seed: what was found, and a tenth less; where nothing was, the best.
  void verify(const Trials& trials) {
    const auto all = trials.each("tried", [&](std::uint32_t r) {
      std::vector<double> out;
      for (const Solution& s : found_) {
        const long units = std::lround(s.found() ? s.required : std::isnan(s.best) ? 0 : s.best);
        const long less = s.found() ? s.units_less_a_tenth() : units;
        const auto is = trials.outcomes(r, s.service, s.year,
                                        trials.with_units(r, s.service, s.year, s.zone_shares, {units, less, less}));
        out.push_back(is[0].is_short ? 1 : 0), out.push_back(is[1].is_short ? 1 : 0);
      }
      return out;
    });
    for (std::size_t i = 0; i < found_.size(); ++i) {
      const auto short_in = [&](std::size_t which) {
        const auto hits = std::count_if(all.begin(), all.end(), [&](const auto& v) { return v[2 * i + which] > 0; });
        return probability(static_cast<int>(hits), trials.count());
      };
      Solution& s = found_[i];
      if (s.found())
        s.verified = short_in(0), s.tenth_less = short_in(1);
      else if (!std::isnan(s.best))
        s.best_verified = short_in(0);
    }
  }

  Ensemble& e_;
  const SolveRequest& request_;
  const Progress& progress_;
  std::vector<Solution> found_;  ///< of the scenario at hand
};

}  // namespace

double enough_for(std::vector<double> least, double asked) {
  std::sort(least.begin(), least.end());
  return at_rank(least, draws_enough(least.size(), asked));
}

std::vector<Solution> solve(Ensemble& e, const SolveRequest& request, const Progress& progress) {
  for (const int year : request.years)
    if (year < e.first_year || year > e.last_year)
      throw InputError(
          Problem{{"--year", 0, 0},
                  "number_out_of_range",
                  {"--year", std::to_string(year), std::to_string(e.first_year), std::to_string(e.last_year)}});
  std::vector<Solution> out;
  Study study(e, request, progress);
  for (const std::string& id : e.options.scenarios)
    for (Solution& s : study.of(e.pack.scenarios.at(id))) out.push_back(std::move(s));
  return out;
}

std::vector<Solution> worst_of(const std::vector<Solution>& all) {
  std::vector<Solution> out;
  for (const Solution& s : all) {
    const auto same = std::find_if(out.begin(), out.end(),
                                   [&](const Solution& o) { return o.service == s.service && o.year == s.year; });
    if (same == out.end())
      out.push_back(s);
    else if (s.required > same->required)
      *same = s;
  }
  return out;
}

}  // namespace gongxu
