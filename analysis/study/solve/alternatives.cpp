#include "analysis/study/solve/alternatives.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/study/solve/solve.hpp"
#include "sim/plan/supply_policies.hpp"

namespace gongxu {
namespace {

using Kind = Alternative::Kind;

/// What turns into what in these plans, one for one where no lever of the pack says otherwise.
struct Pair {
  Service from, to;
};
constexpr std::array kPairs{Pair{Service::kindergarten, Service::childcare},
                            Pair{Service::care_bed, Service::nursing_bed}};

/// The plan of a scenario with one policy more.
Plan with_policy(const Ensemble& e, const Scenario& scenario, SupplyPolicy policy) {
  auto policies = scenario.supply_policies;
  policy.id = "alternative";
  policies.emplace(" " + policy.id, std::move(policy));  // no file's key begins with a blank
  return with_policies(e.pack.plan, policies);
}

Plan converted(const Ensemble& e, const Scenario& scenario, const AlternativeTask& task, const Alternative& way,
               double units, double gains) {
  SupplyPolicy p;
  p.kind = SupplyPolicy::Kind::conversion;
  p.from = info(way.from).word, p.to = info(task.service).word;
  p.units = units, p.gains = gains;
  p.year = task.year - 2;  // opened on the plan's day of that year, it stands complete when it has to be ready
  return with_policy(e, scenario, p);
}

Plan delayed(const Ensemble& e, const Scenario& scenario, Service s, int years) {
  SupplyPolicy p;
  p.kind = SupplyPolicy::Kind::delay;
  p.service = info(s).word;
  p.years = years;
  return with_policy(e, scenario, p);
}

double given_up(const Alternative& way, double gains) {
  return std::ceil(gains * way.units_per_step / way.gain_per_step - 1e-9);
}
long gained(const Alternative& way, long units) {
  return std::lround(std::floor(static_cast<double>(units) * way.gain_per_step / way.units_per_step + 1e-9));
}

/// Supplies with three gains converted and ready for the year; of a giver who has less, what it has.
Supply with_conversions(const Ensemble& e, const Trials& trials, std::uint32_t r, const AlternativeTask& task,
                        const Alternative& way, const Trials::Units& gains) {
  const long most = gained(way, std::max(0L, trials.units_at(r, way.from, ready_for(task.year))));
  Trials::Plans plans;
  for (std::size_t c = 0; c < plans.size(); ++c) {
    const auto gain = static_cast<double>(std::min(gains[c], most));
    plans[c] = converted(e, trials.scenario(), task, way, given_up(way, gain), gain);
  }
  return trials.with_plans(r, plans, ready_for(task.year));
}

Supply with_delays(const Ensemble& e, const Trials& trials, std::uint32_t r, const AlternativeTask& task,
                   const std::array<int, Trials::kAtOnce>& years) {
  Trials::Plans plans;
  for (std::size_t c = 0; c < plans.size(); ++c) plans[c] = delayed(e, trials.scenario(), task.service, years[c]);
  return trials.with_plans(r, plans, trials.start());
}

double as_number(bool b) { return b ? 1.0 : 0.0; }

/// In one replicate: the least gain with which it is not short, and the units that the giver has; or whether it is
/// short with the projects 0, 1, ... kMostYearsLater years later.
std::vector<double> search(const Ensemble& e, const Trials& trials, std::uint32_t r, const AlternativeTask& task,
                           const Alternative& way) {
  if (way.kind == Kind::conversion) {
    const long units = trials.units_at(r, way.from, ready_for(task.year)), most = gained(way, std::max(0L, units));
    const auto not_short = [&](const Trials::Units& gains) {
      const auto is = trials.outcomes(r, task.service, task.year, with_conversions(e, trials, r, task, way, gains));
      return std::array{!is[0].is_short, !is[1].is_short, !is[2].is_short};
    };
    return {least_number(not_short, -1, most, most), static_cast<double>(units)};
  }
  std::vector<double> out;
  for (const int first : {0, 3})
    for (const auto& is :
         trials.outcomes(r, task.service, task.year, with_delays(e, trials, r, task, {first, first + 1, first + 2})))
      out.push_back(as_number(is.is_short));
  return out;
}
static_assert(kMostYearsLater == 5, "search() tries the years 0 to 5, three at a time");

/// In one replicate, whether it is short: before and after a conversion, then of the giver; or with the projects on
/// time, so many years later and one more.
std::vector<double> trial(const Ensemble& e, const Trials& trials, std::uint32_t r, const AlternativeTask& task,
                          const Alternative& way) {
  std::vector<double> out;
  const auto append = [&](Service s, const Supply& supply, std::size_t cases) {
    const auto is = trials.outcomes(r, s, task.year, supply);
    for (std::size_t c = 0; c < cases; ++c) out.push_back(as_number(is[c].is_short));
  };
  if (way.kind == Kind::conversion) {
    const long gain = std::lround(way.gains);
    const Supply supply = with_conversions(e, trials, r, task, way, {0, gain, gain});
    append(task.service, supply, 2);
    append(way.from, supply, 2);
  } else {
    append(task.service, with_delays(e, trials, r, task, {0, way.years_later, way.years_later + 1}), 3);
  }
  return out;
}

constexpr std::size_t kNumbers = kMostYearsLater + 1;  ///< at most, of a way in a replicate

/// The numbers of each way: [way][replicate]. F works one way out in one replicate.
template <class F>
std::vector<std::vector<std::vector<double>>> by_way(const Trials& trials, const std::string& stage,
                                                     const std::vector<AlternativeTask>& tasks, F f) {
  const auto all = trials.each(stage, [&](std::uint32_t r) {
    std::vector<double> row;
    for (const AlternativeTask& task : tasks)
      for (const Alternative& way : task.ways) {
        std::vector<double> numbers = f(r, task, way);
        numbers.resize(kNumbers);
        row.insert(row.end(), numbers.begin(), numbers.end());
      }
    return row;
  });
  std::vector<std::vector<std::vector<double>>> out(all.front().size() / kNumbers);
  for (const auto& row : all)
    for (std::size_t way = 0; way < out.size(); ++way) {
      const auto first = row.begin() + static_cast<std::ptrdiff_t>(way * kNumbers);
      out[way].emplace_back(first, first + static_cast<std::ptrdiff_t>(kNumbers));
    }
  return out;
}

/// Column `i` of the numbers of a way.
std::vector<double> column(const std::vector<std::vector<double>>& numbers, std::size_t i) {
  std::vector<double> out;
  for (const auto& row : numbers) out.push_back(row[i]);
  return out;
}
Probability share(const std::vector<std::vector<double>>& numbers, std::size_t i) {
  const auto of = column(numbers, i);
  return probability(static_cast<int>(std::count(of.begin(), of.end(), 1.0)), static_cast<int>(of.size()));
}

void settle(Alternative& way, double asked, const std::vector<std::vector<double>>& numbers) {
  if (way.kind == Kind::conversion) {
    const double gains = enough_for(column(numbers, 0), asked);
    const double units = quantile(column(numbers, 1), 0.5);
    way.enough = std::isfinite(gains);
    way.gains = way.enough ? gains : static_cast<double>(gained(way, std::max(0L, std::lround(units))));
    way.units = way.enough ? given_up(way, gains) : std::round(units);
    return;
  }
  way.years_later = -1;
  for (std::size_t k = 0; k <= kMostYearsLater && share(numbers, k).p <= asked + 1e-9; ++k)
    way.years_later = static_cast<int>(k);
  way.enough = way.years_later >= 0;
  way.years_later = std::max(0, way.years_later);
}

}  // namespace

const char* word_of(Alternative::Kind kind) { return kind == Kind::conversion ? "conversion" : "delay"; }

std::vector<Alternative> open_ways(const Pack& pack, const Scenario& scenario, Service s, double gap) {
  std::vector<Alternative> out;
  const std::string word = info(s).word;
  const auto already = [&](Service from) {
    return std::any_of(out.begin(), out.end(), [&](const Alternative& w) { return w.from == from; });
  };
  const auto add_levers = [&](const Scenario& of) {
    for (const auto& named : of.supply_policies) {
      const SupplyPolicy& p = named.second;
      if (p.kind != SupplyPolicy::Kind::conversion || p.to != word || p.gains <= 0) continue;
      const Service from = service_at(service_of_word(p.from));
      if (already(from)) continue;
      Alternative way;
      way.from = from, way.units_per_step = p.units, way.gain_per_step = p.gains, way.own_rate = true;
      out.push_back(way);
    }
  };
  if (gap > 0) {
    add_levers(scenario);
    for (const auto& named : pack.scenarios) add_levers(named.second);
    for (const Pair& pair : kPairs)
      if (pair.to == s && !already(pair.from)) {
        Alternative way;
        way.from = pair.from;
        out.push_back(way);
      }
  }
  const bool projects = std::any_of(pack.plan.projects.begin(), pack.plan.projects.end(),
                                    [&](const Project& p) { return p.service == word && p.capacity.value_or(0) > 0; });
  if (gap <= 0 && projects) {
    Alternative way;
    way.kind = Kind::delay;
    out.push_back(way);
  }
  return out;
}

void find_alternatives(const Ensemble& e, const Trials& trials, std::vector<AlternativeTask>& tasks) {
  const auto found = by_way(
      trials, "alternatives", tasks,
      [&](std::uint32_t r, const AlternativeTask& t, const Alternative& w) { return search(e, trials, r, t, w); });
  std::size_t n = 0;
  for (AlternativeTask& task : tasks)
    for (Alternative& way : task.ways) settle(way, task.probability, found[n++]);
  // A giver of whom nothing is known can give nothing, and where nothing has to be given there is nothing to say.
  for (AlternativeTask& task : tasks)
    std::erase_if(task.ways, [](const Alternative& w) {
      return w.kind == Kind::conversion && (w.units < 0 || (w.enough && w.units == 0));
    });
}

void try_alternatives(const Ensemble& e, const Trials& trials, std::vector<AlternativeTask>& tasks) {
  const auto tried = by_way(
      trials, "alternatives-tried", tasks,
      [&](std::uint32_t r, const AlternativeTask& t, const Alternative& w) { return trial(e, trials, r, t, w); });
  std::size_t n = 0;
  for (AlternativeTask& task : tasks)
    for (Alternative& way : task.ways) {
      const auto& is = tried[n++];
      way.before = share(is, 0), way.after = share(is, 1);
      if (way.kind == Kind::conversion)
        way.giver_before = share(is, 2), way.giver_after = share(is, 3);
      else if (way.years_later < kMostYearsLater)
        way.next = share(is, 2);
    }
}

}  // namespace gongxu
