#include "sim/behaviours/dependency/dependency.hpp"

#include <algorithm>
#include <cmath>

namespace gongxu {
namespace {

constexpr std::size_t kNone = 0, kMild = 1, kSevere = 2;
constexpr std::size_t kAges = kOpenAge + 1 - kDependentFrom;  // whole ages, the last open
constexpr int kElderly = 60;                                  // [years] whom severe_prevalence_60plus speaks of
constexpr double kMostDependent = 0.95;                       // of an age: above, none would be left to become so
constexpr int kStepsPerYear = 24;                             // of the cohorts' projection: error below 1e-4

using ByState = RelativeMortality::ByState;

double middle_of(const DependencyGroup& g) {
  return g.age_end < 0 ? g.age_start + 2.5 : (g.age_start + g.age_end + 1) / 2.0;
}

/// A line through the groups' middles, from nobody at kDependentFrom; flat beyond the last.
double between_groups(const std::vector<DependencyGroup>& groups, std::size_t state, double age) {
  double x0 = kDependentFrom, y0 = 0;
  for (const DependencyGroup& g : groups) {
    const double x1 = middle_of(g), y1 = g.prevalence[state];
    if (age < x1) return x1 > x0 ? y0 + (y1 - y0) * std::max(0.0, (age - x0) / (x1 - x0)) : y1;
    x0 = x1, y0 = y1;
  }
  return y0;
}

/// The nation's share of severe dependency at 60 and over, as the table has it.
double national_severe(const National& nation) {
  double severe = 0, persons = 0;
  for (std::size_t sex = 0; sex < 2; ++sex)
    for (int age = kElderly; age <= kOpenAge; ++age) {
      const double n = nation.persons[sex][static_cast<std::size_t>(age)];
      severe += n * between_groups(nation.dependency[sex], kSevere, age + 0.5);
      persons += n;
    }
  return severe / persons;
}

const ByState& relative_at(const std::vector<DependencyGroup>& groups, int age) {
  const DependencyGroup* of = &groups.front();
  for (const DependencyGroup& g : groups)
    if (g.age_start <= age) of = &g;
  return of->relative_mortality;
}

/// The given ratios, divided by their mean over the states present.
ByState normalised(const ByState& relative, const std::array<double, kDependencies>& shares) {
  double mean = 0, present = 0;
  for (std::size_t s = 0; s < kDependencies; ++s) mean += shares[s] * relative[s], present += shares[s];
  ByState out = relative;
  for (double& r : out) r *= mean > 0 ? present / mean : 1.0;
  return out;
}

}  // namespace

std::size_t DependencyCourse::cell(int age) {
  return static_cast<std::size_t>(std::clamp(age, kDependentFrom, kOpenAge) - kDependentFrom);
}

DependencyCourse::DependencyCourse(const Region& region, const ParameterValues& values, Tick start, Tick horizon)
    : recovery_mild_(values["recovery_from_mild"]), recovery_severe_(values["recovery_from_severe"]) {
  const National& nation = region.national;
  if (nation.dependency[0].empty() || nation.dependency[1].empty()) return;
  const double table = national_severe(nation);
  const double scale = table > 0 ? values["severe_prevalence_60plus"] / table : 1;
  for (std::size_t sex = 0; sex < 2; ++sex)
    for (std::size_t i = 0; i <= kAges; ++i) {
      const auto age = static_cast<double>(kDependentFrom + i);
      double mild = scale * between_groups(nation.dependency[sex], kMild, age);
      double severe = scale * between_groups(nation.dependency[sex], kSevere, age);
      const double excess = (mild + severe) / kMostDependent;
      if (excess > 1) mild /= excess, severe /= excess;
      prevalence_[sex].push_back({1 - mild - severe, mild, severe});
      if (i < kAges)
        relative_[sex].push_back(relative_at(nation.dependency[sex], kDependentFrom + static_cast<int>(i)));
    }
  const int first_year = year_of(start), delay_from = region.data_date.year + 1;
  const double delay = values["dependency_delay_years"];
  std::vector<BySexAge> deaths;
  for (int year = first_year; year <= region.national.last_year; ++year) {  // beyond the horizon, as mortality is
    deaths.push_back(deaths_per_person_year(region, values, year));
    rates_.push_back(solve_rates(deaths.back()));
  }
  for (const Sex sex : {female, male}) compile(sex, delay, delay_from, first_year, start, horizon);
  follow_cohorts(deaths, delay, delay_from, first_year);
}

/// From the balance of each year of age, with means of its two ends; a rate cannot be negative.
DependencyCourse::OfYear DependencyCourse::solve_rates(const BySexAge& deaths) const {
  OfYear out;
  for (std::size_t sex = 0; sex < 2; ++sex)
    for (std::size_t i = 0; i < kAges; ++i) {
      const Shares &from = prevalence_[sex][i], &to = prevalence_[sex][i + 1];
      Shares mean{};
      for (std::size_t s = 0; s < kDependencies; ++s) mean[s] = (from[s] + to[s]) / 2;
      const ByState relative = normalised(relative_[sex][i], mean);
      const double mu = deaths[sex][kDependentFrom + i];
      const double worsened = std::max(0.0, to[kSevere] - from[kSevere] + recovery_severe_ * mean[kSevere] +
                                                mean[kSevere] * mu * (relative[kSevere] - 1));
      const double fallen =
          std::max(0.0, to[kMild] - from[kMild] + worsened + recovery_mild_ * mean[kMild] -
                            recovery_severe_ * mean[kSevere] + mean[kMild] * mu * (relative[kMild] - 1));
      const auto rate = [](double flow, double stock) {
        return PerYear{stock > 0 ? std::min(flow / stock, kMaxRate.value) : 0.0};
      };
      out[sex].push_back({rate(fallen, mean[kNone]), rate(worsened, mean[kMild])});
    }
  return out;
}

/// The rates of people who are younger by the delay: between two whole ages on a line.
DependencyCourse::Rates DependencyCourse::delayed(const OfYear& rates, std::size_t sex, int age,
                                                  double delay_years) const {
  if (delay_years == 0) return rates[sex][cell(age)];
  const double at = age - delay_years;
  if (at <= kDependentFrom - 1) return {};
  const int below = static_cast<int>(std::floor(at));
  const double w = at - below;
  const Rates low = below < kDependentFrom ? Rates{} : rates[sex][cell(below)];
  const Rates high = rates[sex][cell(below + 1)];
  return {PerYear{(1 - w) * low.onset.value + w * high.onset.value},
          PerYear{(1 - w) * low.worsening.value + w * high.worsening.value}};
}

void DependencyCourse::compile(Sex sex, double delay_years, int delay_from_year, int first_year, Tick start,
                               Tick horizon) {
  const auto table_of = [&](auto rate_at) {
    HazardTable table(kDependentFrom, static_cast<int>(kAges), true);
    for (std::size_t y = 0; y < rates_.size(); ++y) {
      const int year = first_year + static_cast<int>(y);
      std::vector<PerYear> row;
      for (std::size_t i = 0; i < kAges; ++i) {
        const Rates r =
            delayed(rates_[y], sex, kDependentFrom + static_cast<int>(i), year >= delay_from_year ? delay_years : 0);
        row.push_back({std::min(rate_at(r), kMaxRate.value)});
      }
      table.add_segment(year_start(year), row);
    }
    return table;
  };
  worsens_[sex] = table_of([](const Rates& r) { return r.worsening.value; });
  const auto screened = [&](auto rate_at) { return ScreenedHazard(table_of(rate_at), start, horizon); };
  out_[sex][kNone] = screened([](const Rates& r) { return r.onset.value; });
  out_[sex][kMild] = screened([this](const Rates& r) { return r.worsening.value + recovery_mild_; });
  out_[sex][kSevere] = screened([this](const Rates&) { return recovery_severe_; });
}

/// Shares of the states a year later, of those who live; Heun's rule in small steps.
DependencyCourse::Shares DependencyCourse::step(const Shares& before, const Rates& rates, const ByState& relative,
                                                double deaths_per_year) const {
  const auto slope = [&](const Shares& p) {
    const double fallen = rates.onset.value * p[kNone], worsened = rates.worsening.value * p[kMild];
    const double back = recovery_mild_ * p[kMild], better = recovery_severe_ * p[kSevere];
    double mean = 0;
    for (std::size_t s = 0; s < kDependencies; ++s) mean += p[s] * relative[s];
    const auto lost = [&](std::size_t s) { return deaths_per_year * p[s] * (relative[s] / mean - 1); };
    return Shares{back - fallen - lost(kNone), fallen + better - worsened - back - lost(kMild),
                  worsened - better - lost(kSevere)};
  };
  Shares p = before;
  constexpr double kStep = 1.0 / kStepsPerYear;
  for (int i = 0; i < kStepsPerYear; ++i) {
    const Shares k1 = slope(p);
    Shares guess = p;
    for (std::size_t s = 0; s < kDependencies; ++s) guess[s] += kStep * k1[s];
    const Shares k2 = slope(guess);
    for (std::size_t s = 0; s < kDependencies; ++s) p[s] += kStep * (k1[s] + k2[s]) / 2;
  }
  return p;
}

/// The prevalence of every age in every year, cohort by cohort, and from it what the ratios are divided by.
void DependencyCourse::follow_cohorts(const std::vector<BySexAge>& deaths_by_year, double delay_years,
                                      int delay_from_year, int first_year) {
  mortality_.first_year = first_year;
  std::array<std::vector<Shares>, 2> at = prevalence_;  // at exact ages, at the start of the year
  for (std::size_t y = 0; y < rates_.size(); ++y) {
    auto& of_year = mortality_.years.emplace_back();
    const double delay = first_year + static_cast<int>(y) >= delay_from_year ? delay_years : 0;
    for (std::size_t sex = 0; sex < 2; ++sex) {
      std::vector<Shares> next(kAges + 1, Shares{1, 0, 0});
      for (std::size_t i = 0; i < kAges; ++i) {
        const Rates rates = delayed(rates_[y], sex, kDependentFrom + static_cast<int>(i), delay);
        next[i + 1] = step(at[sex][i], rates, relative_[sex][i], deaths_by_year[y][sex][kDependentFrom + i]);
        Shares mean{};
        for (std::size_t s = 0; s < kDependencies; ++s) mean[s] = (at[sex][i][s] + next[i + 1][s]) / 2;
        of_year[sex].push_back(normalised(relative_[sex][i], mean));
      }
      at[sex] = std::move(next);
    }
  }
}

double DependencyCourse::prevalence(Sex sex, double age, Dependency state) const {
  if (inert() || age <= kDependentFrom) return state == Dependency::none ? 1 : 0;
  const double x = std::min(age - kDependentFrom, static_cast<double>(kAges));
  const auto i = std::min(static_cast<std::size_t>(x), kAges - 1);
  const double w = x - static_cast<double>(i);
  const auto s = static_cast<std::size_t>(state);
  return (1 - w) * prevalence_[sex][i][s] + w * prevalence_[sex][i + 1][s];
}

Dependency DependencyCourse::state_at(Sex sex, Tick birth, Tick now, double u) const {
  const double age = years_in(now - birth).value;
  const double severe = prevalence(sex, age, Dependency::severe);
  if (u < severe) return Dependency::severe;
  return u < severe + prevalence(sex, age, Dependency::mild) ? Dependency::mild : Dependency::none;
}

Tick DependencyCourse::due(const Person& p, Tick from, std::uint32_t bits) const {
  return out_[p.sex()][static_cast<std::size_t>(p.dependency())].due(p.birth, from, bits);
}

Dependency DependencyCourse::next(const Person& p, Tick now, double u) const {
  if (p.dependency() != Dependency::mild) return Dependency::mild;
  const int age = age_at(p.birth, now);
  const double worsens = per_year(worsens_[p.sex()].rate(age, now)).value;
  return u * (worsens + recovery_mild_) < worsens ? Dependency::severe : Dependency::none;
}

DependencyCourse::Ways DependencyCourse::ways(Sex sex, int age, Tick now) const {
  if (inert() || age < kDependentFrom) return {};
  const auto rate = [&](std::size_t state) { return per_year(out_[sex][state].table().rate(age, now)); };
  return {rate(kNone), per_year(worsens_[sex].rate(age, now)), {recovery_mild_}, rate(kSevere)};
}

}  // namespace gongxu
