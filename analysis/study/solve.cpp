#include "analysis/study/solve.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "sim/core/apportion.hpp"

namespace gongxu {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

Bytes pack_numbers(const std::vector<double>& v) {
  return {reinterpret_cast<const char*>(v.data()), v.size() * sizeof(double)};
}
std::vector<double> unpack_numbers(const Bytes& bytes) {
  std::vector<double> v(bytes.size() / sizeof(double));
  std::memcpy(v.data(), bytes.data(), bytes.size());
  return v;
}

/// The same number of units in a service from the first day of a year on, shared out by zone; before it as quantified.
std::vector<CapacityStep> stepped(const std::vector<CapacityStep>& quantified, Tick from, Tick start,
                                  const std::vector<double>& shares, long units) {
  std::vector<CapacityStep> out;
  for (const CapacityStep& s : quantified)
    if (s.when < from) out.push_back(s);
  CapacityStep step{out.empty() ? start : std::max(from, start), {}};
  for (const long n : largest_remainder(shares, units)) step.by_zone.push_back(static_cast<int>(n));
  if (out.empty() || out.back().by_zone != step.by_zone) out.push_back(std::move(step));
  return out;
}

/// One scenario's people, and the search in what they ask for.
class Search {
 public:
  Search(const Ensemble& e, const Scenario& scenario, const SolveRequest& request)
      : e_(e), request_(request), tabulated_(tabulate(e, scenario)), in_(inputs_of(e, scenario, tabulated_)) {}

  /// Lives the people's lives with a seed; what they ask for stays in memory.
  void live(std::uint32_t seed, int replicates, const std::function<void(int)>& finished) {
    in_.seed = seed;
    replicates_.assign(static_cast<std::size_t>(replicates), {});
    int done = 0;
    e_.work->run(
        in_.scenario->id + "/people-" + std::to_string(seed), replicates,
        [&](int unit) {
          const auto r = static_cast<std::uint32_t>(unit);
          ReplicateResult result = run_people(in_, r);
          replay_services(in_, r, 0, result);
          return pack_result(result);
        },
        [&](int unit, Bytes bytes) {
          replicates_[static_cast<std::size_t>(unit)] = unpack_result(bytes);
          finished(++done);
        });
  }

  /// Demand of the year by zone, medians over the replicates, as shares.
  std::vector<double> zone_shares(Service s) const {
    std::vector<double> shares;
    for (std::size_t z = 0; z < e_.pack.region.zones.size(); ++z) {
      std::vector<double> demand;
      for (const ReplicateResult& r : replicates_) demand.push_back(r.years(s, 0)[year()][z].demand);
      shares.push_back(std::max(0.0, quantile(std::move(demand), 0.5)));
    }
    double sum = 0;
    for (const double v : shares) sum += v;
    for (double& v : shares) v = sum > 0 ? v / sum : 1.0 / static_cast<double>(shares.size());
    return shares;
  }

  /// The least number of units with which each replicate is not short in the year.
  std::vector<double> least_units(Service s, const std::vector<double>& shares) const {
    std::vector<double> out(replicates_.size(), kNaN);
    e_.work->run(
        stage(s) + "/least", static_cast<int>(replicates_.size()),
        [&](int unit) { return pack_numbers({least_of(static_cast<std::uint32_t>(unit), s, shares)}); },
        [&](int unit, Bytes bytes) { out[static_cast<std::size_t>(unit)] = unpack_numbers(bytes).front(); });
    return out;
  }

  /// How many replicates are short in the year with so many units.
  int short_with(Service s, const std::vector<double>& shares, long units) const {
    int hits = 0;
    e_.work->run(
        stage(s) + "/short", static_cast<int>(replicates_.size()),
        [&](int unit) {
          return pack_numbers(
              {is_short(static_cast<std::uint32_t>(unit), s, shares, {units, units, units})[0] ? 1.0 : 0.0});
        },
        [&](int, Bytes bytes) { hits += unpack_numbers(bytes).front() > 0; });
    return hits;
  }

  const std::vector<ReplicateResult>& replicates() const { return replicates_; }
  std::size_t year() const { return static_cast<std::size_t>(request_.year - e_.first_year); }

 private:
  std::string stage(Service s) const { return in_.scenario->id + "/" + info(s).word; }

  using Three = std::array<long, kSupplyCases.size()>;

  /// Whether the service is short in the year, for three numbers of units at a time.
  std::array<bool, 3> is_short(std::uint32_t replicate, Service s, const std::vector<double>& shares,
                               const Three& units) const {
    ReplicateResult result = replicates_[replicate];
    Supply supply = supply_of(in_, values_of(in_, replicate), 0, result.demand);
    ServiceSupply& of = supply[index_of(s)];
    const Tick start = e_.population.start, from = year_start(request_.year);
    const auto quantified = of.cases[0];
    // Nursing beds are among the care beds: more of them are more beds, the ordinary ones stay.
    const auto all = supply[index_of(Service::care_bed)].cases[0],
               nursing = supply[index_of(Service::nursing_bed)].cases[0];
    for (std::size_t c = 0; c < units.size(); ++c) {
      of.cases[c] = stepped(quantified, from, start, shares, units[c]);
      of.known_from[c] = 0;
      if (s == Service::nursing_bed) {
        ServiceSupply& beds = supply[index_of(Service::care_bed)];
        const long ordinary =
            all.empty() ? 0 : std::max(0, all.back().total() - (nursing.empty() ? 0 : nursing.back().total()));
        beds.cases[c] = stepped(all, from, start, shares, ordinary + units[c]);
        beds.known_from[c] = 0;
      }
    }
    replay_supply(in_, replicate, supply, result);
    std::array<bool, 3> out{};
    for (std::size_t c = 0; c < out.size(); ++c) out[c] = result.years(s, c)[year()].back().is_short;
    return out;
  }

  double least_of(std::uint32_t replicate, Service s, const std::vector<double>& shares) const {
    const ServiceYear& y = replicates_[replicate].years(s, 0)[year()].back();
    long low = -1, high = std::max(4L, std::lround(std::ceil(y.capacity_zero_unmet)) + 4);  // short at low, not at high
    for (int doublings = 0; is_short(replicate, s, shares, {high, high, high})[0]; ++doublings) {
      constexpr int kMostDoublings = 8;
      if (doublings == kMostDoublings) return kInfinity;
      low = high, high *= 2;
    }
    while (high - low > 1) {  // three trials split the span in four
      const long quarter = std::max(1L, (high - low) / 4);
      const Three trial{low + quarter, std::min(high - 1, low + 2 * quarter), std::min(high - 1, low + 3 * quarter)};
      const auto is = is_short(replicate, s, shares, trial);
      for (std::size_t c = trial.size(); c-- > 0;) {
        if (!is[c]) high = std::min(high, trial[c]);
      }
      for (std::size_t c = 0; c < trial.size(); ++c)
        if (is[c] && trial[c] < high) low = std::max(low, trial[c]);
    }
    return static_cast<double>(high);
  }

  const Ensemble& e_;
  const SolveRequest& request_;
  Tabulated tabulated_;
  RunInputs in_;
  std::vector<ReplicateResult> replicates_;
};

/// The least number that is enough in all but a share of the draws, with the order statistics around it that hold its
/// true value in 80 % of studies (normal approximation of the binomial count).
void read_off(Solution& s, std::vector<double> least) {
  constexpr double kZ80 = 1.2816;
  std::sort(least.begin(), least.end());
  const auto n = static_cast<double>(least.size());
  const auto at = [&](double rank) {  // how many draws it is enough for
    return least[static_cast<std::size_t>(std::clamp(std::ceil(rank), 1.0, n)) - 1];
  };
  const double enough = n - std::floor(s.probability * n + 1e-9),
               spread = kZ80 * std::sqrt(n * s.probability * (1 - s.probability));
  s.required = at(enough);
  s.low = at(enough - spread), s.high = at(enough + spread);
}

}  // namespace

std::vector<Solution> solve(Ensemble& e, const SolveRequest& request, const Progress& progress) {
  if (request.year < e.first_year || request.year > e.last_year)
    throw InputError(
        Problem{{"--year", 0, 0},
                "number_out_of_range",
                {"--year", std::to_string(request.year), std::to_string(e.first_year), std::to_string(e.last_year)}});
  constexpr std::uint32_t kOtherSeed = 0x9e3779b9U;  // added to the user's: the trial shares no draw with the search
  std::vector<Solution> out;
  for (const std::string& id : e.options.scenarios) {
    const Scenario& scenario = e.pack.scenarios.at(id);
    Search search(e, scenario, request);
    const int n = e.options.replicates, total = 2 * n;
    search.live(e.options.seed, n, [&](int done) { progress(id, done, total); });
    std::vector<Solution> found;
    for (const Service s : request.services) {
      Solution solution;
      solution.scenario = id, solution.service = s, solution.year = request.year,
      solution.probability = request.probability;
      std::vector<double> demand, residents, quantified;
      for (const ReplicateResult& r : search.replicates()) {
        const ServiceYear& y = r.years(s, 0)[search.year()].back();
        demand.push_back(y.demand);
        quantified.push_back(y.judged ? y.capacity : kNaN);
        residents.push_back(r.demography[search.year()].zones.back()[static_cast<std::size_t>(Measure::population)]);
      }
      solution.demand = summarise(demand);
      solution.quantified = quantile(quantified, 0.5);
      solution.residents = quantile(residents, 0.5);
      solution.zone_shares = search.zone_shares(s);
      if (solution.demand.n == 0)  // staff whose base is not known: nothing is known of what is asked of them
        solution.required = solution.low = solution.high = kNaN;
      else
        read_off(solution, search.least_units(s, solution.zone_shares));
      found.push_back(std::move(solution));
    }
    search.live(e.options.seed + kOtherSeed, n, [&](int done) { progress(id, n + done, total); });
    for (Solution& s : found) {
      if (std::isfinite(s.required))
        s.verified = probability(search.short_with(s.service, s.zone_shares, std::lround(s.required)), n);
      out.push_back(std::move(s));
    }
  }
  return out;
}

std::vector<Solution> worst_of(const std::vector<Solution>& all) {
  std::vector<Solution> out;
  for (const Solution& s : all) {
    const auto same = std::find_if(out.begin(), out.end(), [&](const Solution& o) { return o.service == s.service; });
    if (same == out.end())
      out.push_back(s);
    else if (s.required > same->required)
      *same = s;
  }
  return out;
}

}  // namespace gongxu
