#include "analysis/study/hindcast/cohorts.hpp"

#include <algorithm>

#include "sim/core/math.hpp"
#include "sim/people/people.hpp"

namespace gongxu {

Pyramid next_year(const Pyramid& now, const CohortRates& rates) {
  Pyramid next{};
  constexpr std::size_t kLast = kPyramidAges - 1;
  for (std::size_t sex = 0; sex < 2; ++sex)
    for (std::size_t a = 0; a <= kLast; ++a) {
      const std::size_t older = std::min(a + 1, kLast);
      const auto& deaths = (*rates.deaths)[sex];
      const double dying = (deaths[a] + deaths[older]) / 2 * rates.deaths_factor;
      const double leaving = rates.leaving ? ((*rates.leaving)[sex][a] + (*rates.leaving)[sex][older]) / 2 : 0.0;
      next[sex][older] += now[sex][a] * math::exp(-dying - leaving);
      if (!rates.arrivals) continue;
      const double half = (*rates.arrivals)[sex][a] / 2 * math::exp(-dying / 2);
      next[sex][older] += half;
      next[sex][a] += half;
    }
  double births = 0;
  for (std::size_t i = 0; i < rates.births_per_woman.size(); ++i) {
    const std::size_t age = static_cast<std::size_t>(rates.first_fertile_age) + i;
    births += rates.births_per_woman[i] * (now[female][age] + next[female][age]) / 2;
  }
  const double males = rates.males_per_female / (1 + rates.males_per_female);
  for (const std::size_t sex : {std::size_t{female}, std::size_t{male}})
    next[sex][0] =
        births * (sex == male ? males : 1 - males) * math::exp(-(*rates.deaths)[sex][0] * rates.deaths_factor / 2);
  return next;
}

CohortRates national_rates(const National& nation, int year, double fertility, double mortality) {
  const int known = std::clamp(year, nation.first_year, nation.last_year);
  CohortRates out;
  out.deaths = &nation.deaths_per_person_year.at(known);
  out.deaths_factor = mortality;
  out.first_fertile_age = nation.first_fertile_age;
  out.males_per_female = nation.sex_ratio_at_birth.at(known);
  double total = 0;
  for (const double rate : nation.births_per_woman_year) total += rate;
  const double level = nation.tfr.at("medium").at(known) * fertility / total;
  for (const double rate : nation.births_per_woman_year) out.births_per_woman.push_back(rate * level);
  return out;
}

double persons_in(const Pyramid& p, int sex, int from, int to) {
  const int last = to < 0 ? kPyramidAges - 1 : std::min(to, kPyramidAges - 1);
  double sum = 0;
  for (int s = 0; s < 2; ++s)
    if (sex < 0 || s == sex)
      for (int a = from; a <= last; ++a) sum += p[static_cast<std::size_t>(s)][static_cast<std::size_t>(a)];
  return sum;
}

Pyramid single_ages(const std::vector<AgeGroup>& groups, const BySexAge& nation) {
  Pyramid out{};
  for (const AgeGroup& g : groups) {
    const auto first = static_cast<std::size_t>(g.age_start);
    const auto last = static_cast<std::size_t>(g.age_end < 0 ? kPyramidAges - 1 : g.age_end);
    for (std::size_t sex = 0; sex < 2; ++sex) {
      double sum = 0;
      for (std::size_t a = first; a <= last; ++a) sum += nation[sex][a];
      for (std::size_t a = first; a <= last; ++a)
        out[sex][a] = static_cast<double>(g.persons[sex]) *
                      (sum > 0 ? nation[sex][a] / sum : 1.0 / static_cast<double>(last - first + 1));
    }
  }
  return out;
}

double years_between(Date from, Date to) {
  constexpr double kDaysPerYear = static_cast<double>(kTicksPerYear) / kTicksPerDay;
  return (static_cast<double>(to_day(to)) - static_cast<double>(to_day(from))) / kDaysPerYear;
}

}  // namespace gongxu
