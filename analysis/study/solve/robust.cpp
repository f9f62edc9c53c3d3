#include "analysis/study/solve/robust.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace gongxu {
namespace {

constexpr double kNineOfTen = 0.9;

Robustness::Regret regret_of(const std::vector<double>& values) {
  Robustness::Regret out;
  const Summary s = summarise(values);
  out.mean = s.mean, out.se = s.se;
  out.p90 = enough_for(values, 1 - kNineOfTen);
  return out;
}

/// Up to the next half of the second digit (1,169 to 1,200, 312 to 315), as plans are written; below 100 to the unit.
long rounded_up(double units) {
  double step = 0.5;
  while (units / step > 200) step *= 10;
  step = std::max(1.0, step);
  return std::lround(std::ceil(units / step - 1e-9) * step);
}

std::vector<Candidate> candidates(const Ensemble& e, const std::vector<const Solution*>& of,
                                  const std::vector<long>& given) {
  std::map<long, Candidate> out;
  const auto add = [&](double units, Origin origin, bool round) {
    if (!std::isfinite(units) || units < 0) return;
    const long n = round ? rounded_up(units) : std::lround(units);
    out[n].units = n;
    out[n].origins.insert(origin);
  };
  for (const long n : given) add(static_cast<double>(n), Origin::given, false);
  for (const Solution* s : of) {
    if (!given.empty()) break;
    add(s->quantified, Origin::quantified, false);
    const auto population = static_cast<double>(e.pack.region.total_population());
    if (const auto target = target_units(e.pack.plan, s->service, population, s->residents))
      add(*target, Origin::target, true);
    add(s->required, Origin::required, true);
    add(enough_for(s->least, 0.5), Origin::median_least, true);
  }
  std::vector<Candidate> list;
  for (auto& [units, candidate] : out) list.push_back(std::move(candidate));
  return list;
}

void take_worse(Probability& worst, const Probability& p) {
  if (p.p < worst.p) worst = p;
}
void take_worse(Robustness::Regret& worst, const Robustness::Regret& r) {
  if (r.mean > worst.mean) worst.mean = r.mean, worst.se = r.se;
  worst.p90 = std::max(worst.p90, r.p90);
}

Robustness worst_over(const std::vector<Robustness>& all) {
  Robustness worst = all.front();
  for (const Robustness& r : all) {
    take_worse(worst.not_short, r.not_short), take_worse(worst.not_surplus, r.not_surplus);
    take_worse(worst.satisfied, r.satisfied);
    take_worse(worst.shortage, r.shortage), take_worse(worst.idle, r.idle), take_worse(worst.either, r.either);
  }
  return worst;
}

}  // namespace

const char* word_of(Origin origin) {
  switch (origin) {
    case Origin::quantified:
      return "quantified";
    case Origin::target:
      return "target";
    case Origin::required:
      return "required";
    case Origin::median_least:
      return "median_least";
    case Origin::given:
      return "given";
  }
  return "";
}

Robustness robustness(double units, const std::vector<double>& least, const std::vector<double>& largest) {
  int enough = 0, busy = 0, both = 0;
  std::vector<double> shortage, idle, either;
  for (std::size_t r = 0; r < least.size(); ++r) {
    enough += units >= least[r], busy += units <= largest[r];
    both += units >= least[r] && units <= largest[r];
    shortage.push_back(std::max(0.0, least[r] - units));
    idle.push_back(std::max(0.0, units - largest[r]));
    either.push_back(std::max(shortage.back(), idle.back()));
  }
  const int n = static_cast<int>(least.size());
  return {probability(enough, n), probability(busy, n), probability(both, n),
          regret_of(shortage),    regret_of(idle),      regret_of(either)};
}

std::vector<RobustRow> robust_revision(const Ensemble& e, const std::vector<Solution>& all,
                                       const std::vector<long>& given) {
  std::map<std::pair<int, Service>, std::vector<const Solution*>> by_service;
  for (const Solution& s : all)
    if (!s.least.empty()) by_service[{s.year, s.service}].push_back(&s);
  std::vector<RobustRow> out;
  for (const auto& [of, solutions] : by_service) {
    const std::size_t first = out.size();
    for (Candidate& c : candidates(e, solutions, given)) {
      RobustRow row;
      row.year = of.first, row.service = of.second, row.candidate = std::move(c);
      for (const Solution* s : solutions) {
        row.scenarios.push_back(s->scenario);
        row.by_scenario.push_back(robustness(static_cast<double>(row.candidate.units), s->least, s->largest));
      }
      row.worst = worst_over(row.by_scenario);
      out.push_back(std::move(row));
    }
    const auto begin = out.begin() + static_cast<std::ptrdiff_t>(first);
    if (begin == out.end()) continue;
    const auto regret = std::min_element(begin, out.end(), [](const RobustRow& a, const RobustRow& b) {
      return a.worst.either.p90 < b.worst.either.p90;
    });
    regret->least_regret = std::isfinite(regret->worst.either.p90);
    const auto share = std::max_element(begin, out.end(), [](const RobustRow& a, const RobustRow& b) {
      return a.worst.satisfied.p < b.worst.satisfied.p;
    });
    share->most_satisfied = share->worst.satisfied.p > 0;
  }
  return out;
}

}  // namespace gongxu
