#include "analysis/study/solve/trials.hpp"

#include <algorithm>
#include <limits>

#include "sim/core/apportion.hpp"

namespace gongxu {
namespace {

/// The step in force at a date; null before the first.
const CapacityStep* step_at(const std::vector<CapacityStep>& steps, Tick when) {
  const CapacityStep* at = nullptr;
  for (const CapacityStep& s : steps)
    if (s.when <= when) at = &s;
  return at;
}
long total_at(const std::vector<CapacityStep>& steps, Tick when) {
  const CapacityStep* at = step_at(steps, when);
  return at ? at->total() : 0;
}

/// The steps of one course before a date, those of another from it on; where nothing is known before, those of the
/// other from the start, for no queue of a time of which nothing is known meets them.
std::vector<CapacityStep> spliced(const std::vector<CapacityStep>& before, const std::vector<CapacityStep>& after,
                                  Tick from) {
  if (before.empty()) return after;
  std::vector<CapacityStep> out;
  for (const CapacityStep& s : before)
    if (s.when < from) out.push_back(s);
  if (const CapacityStep* first = step_at(after, from)) out.push_back({std::max(from, first->when), first->by_zone});
  for (const CapacityStep& s : after)
    if (s.when > from) out.push_back(s);
  return out;
}

/// The same number of units from a date on.
std::vector<CapacityStep> constant(Tick from, const std::vector<double>& shares, long units) {
  CapacityStep step{from, {}};
  for (const long n : largest_remainder(shares, units)) step.by_zone.push_back(static_cast<int>(n));
  return {step};
}

}  // namespace

Trials::Trials(const Ensemble& e, const Scenario& scenario, std::function<void()> finished)
    : e_(e),
      finished_(std::move(finished)),
      tabulated_(tabulate(e, scenario)),
      in_(inputs_of(e, scenario, tabulated_)) {}

void Trials::live(std::uint32_t seed, bool serve) {
  in_.seed = seed;
  // Of a posterior's rows the trial takes those after the search's: with twice as many rows as replicates none is in
  // both.
  in_.given_from = seed == e_.options.seed ? 0 : static_cast<std::uint32_t>(e_.options.replicates);
  replicates_.assign(static_cast<std::size_t>(e_.options.replicates), {});
  e_.work->run(
      in_.scenario->id + "/people-" + std::to_string(seed), count(),
      [&](int unit) {
        const auto r = static_cast<std::uint32_t>(unit);
        ReplicateResult result = run_people(in_, r);
        if (serve) replay_services(in_, r, 0, result);
        return pack_result(result);
      },
      [&](int unit, Bytes bytes) {
        replicates_[static_cast<std::size_t>(unit)] = unpack_result(bytes);
        finished_();
      });
}

std::vector<std::vector<double>> Trials::each(
    const std::string& stage, const std::function<std::vector<double>(std::uint32_t replicate)>& work) const {
  std::vector<std::vector<double>> out(replicates_.size());
  e_.work->run(
      in_.scenario->id + "/" + stage + "-" + std::to_string(in_.seed), count(),
      [&](int unit) { return pack_numbers(work(static_cast<std::uint32_t>(unit))); },
      [&](int unit, Bytes bytes) {
        out[static_cast<std::size_t>(unit)] = unpack_numbers(bytes);
        finished_();
      });
  return out;
}

Trials::Outcomes Trials::outcomes(std::uint32_t replicate, Service s, int year, const Supply& supply) const {
  const ServiceYears years = replay_supply(in_, replicate, supply, replicates_[replicate], {s});
  Outcomes out;
  for (std::size_t c = 0; c < kAtOnce; ++c) {
    const ServiceYear& y = years[index_of(s)][c][static_cast<std::size_t>(year - e_.first_year)].back();
    out[c] = {y.is_short, y.is_surplus};
  }
  return out;
}

Supply Trials::supply_by(std::uint32_t replicate, const Plan& plan) const {
  RunInputs in = in_;
  in.plan = &plan;
  Supply supply = supply_of(in, values_of(in, replicate), 0, replicates_[replicate].demand);
  for (ServiceSupply& s : supply) s.cases.fill(s.cases[0]), s.known_from.fill(s.known_from[0]);
  return supply;
}

Supply Trials::quantified(std::uint32_t replicate) const { return supply_by(replicate, *in_.plan); }

Supply Trials::with_units(std::uint32_t replicate, Service s, int year, const std::vector<double>& shares,
                          const Units& units) const {
  Supply supply = quantified(replicate);
  const Tick from = std::max(ready_for(year), start()), year_end = year_start(year + 1) - 1;
  ServiceSupply &of = supply[index_of(s)], &beds = supply[index_of(Service::care_bed)];
  const auto before = of.cases[0], all = beds.cases[0], nursing = supply[index_of(Service::nursing_bed)].cases[0];
  const long ordinary = std::max(0L, total_at(all, year_end) - total_at(nursing, year_end));
  of.known_from.fill(0);
  const auto from_then = [&](const std::vector<CapacityStep>& known, long n) {
    return spliced(known, constant(known.empty() ? start() : from, shares, n), from);
  };
  for (std::size_t c = 0; c < kAtOnce; ++c) {
    of.cases[c] = from_then(before, units[c]);
    if (s == Service::nursing_bed) beds.cases[c] = from_then(all, ordinary + units[c]);
  }
  if (s == Service::nursing_bed) beds.known_from.fill(0);
  return supply;
}

Supply Trials::with_plans(std::uint32_t replicate, const Plans& plans, Tick from) const {
  Supply supply = quantified(replicate);
  for (std::size_t c = 0; c < kAtOnce; ++c) {
    const Supply other = supply_by(replicate, plans[c]);
    for (std::size_t s = 0; s < kServices; ++s)
      supply[s].cases[c] = spliced(supply[s].cases[c], other[s].cases[0], std::max(from, start()));
  }
  return supply;
}

long Trials::units_at(std::uint32_t replicate, Service s, Tick when) const {
  const Supply supply = quantified(replicate);
  const auto total = [&](Service of) { return total_at(supply[index_of(of)].cases[0], std::max(when, start())); };
  if (supply[index_of(s)].cases[0].empty()) return -1;
  return s == Service::care_bed ? std::max(0L, total(s) - total(Service::nursing_bed)) : total(s);
}

double least_number(const std::function<std::array<bool, Trials::kAtOnce>(const Trials::Units&)>& holds, long below,
                    long guess, long most) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  long low = below, high = std::min(guess, most);  // does not hold at low, does at high
  if (high <= low) return kInfinity;
  while (!holds({high, high, high})[0]) {
    if (high >= most || high >= guess * kReach) return kInfinity;
    low = high, high = std::min(most, 2 * high);
  }
  while (high - low > 1) {  // three trials split the span in four
    const long quarter = std::max(1L, (high - low) / 4);
    const Trials::Units trial{low + quarter, std::min(high - 1, low + 2 * quarter),
                              std::min(high - 1, low + 3 * quarter)};
    const auto does = holds(trial);
    for (std::size_t c = trial.size(); c-- > 0;)
      if (does[c]) high = std::min(high, trial[c]);
    for (std::size_t c = 0; c < trial.size(); ++c)
      if (!does[c] && trial[c] < high) low = std::max(low, trial[c]);
  }
  return static_cast<double>(high);
}

}  // namespace gongxu
