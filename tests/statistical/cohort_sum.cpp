#include "tests/statistical/cohort_sum.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace gongxu::test {

namespace {

constexpr std::size_t kYearMonths = 12, kAges = 101;
constexpr std::size_t kMonths = 112 * kYearMonths;  ///< cohorts by month of age; the last is open
constexpr double kPart = 1.0 / kYearMonths;         ///< [years] a step

std::size_t age_of(std::size_t month) { return std::min(month / kYearMonths, kAges - 1); }

/// During a step a cohort of one month of age lives half of its time in this month of age, half in the next.
template <class Rate>
double over_step(const Rate& at_age, std::size_t month) {
  return (at_age(age_of(month)) + at_age(age_of(month + 1))) / 2;
}

using Cohorts = std::array<std::vector<double>, 2>;  // [sex][month of age]

double sum(const Cohorts& cohorts, std::size_t from_age = 0) {
  double out = 0;
  for (const auto& months : cohorts)
    for (std::size_t m = from_age * kYearMonths; m < kMonths; ++m) out += months[m];
  return out;
}

Cohorts residents(const National& nation, double scale) {
  Cohorts out;
  for (std::size_t sex = 0; sex < 2; ++sex) {
    out[sex].assign(kMonths, 0.0);
    for (std::size_t a = 0; a < kAges; ++a)
      for (std::size_t m = 0; m < kYearMonths; ++m)
        out[sex][a * kYearMonths + m] = nation.persons[sex][a] / scale / kYearMonths;
  }
  return out;
}

/// One month: who is born, who is left. @returns births.
double step(Cohorts& now, const National& nation, int year, double tfr) {
  const auto& schedule = nation.births_per_woman_year;
  double all_ages = 0, born = 0;
  for (const double rate : schedule) all_ages += rate;
  const auto fertility = [&](std::size_t age) {
    const std::size_t i = age - static_cast<std::size_t>(nation.first_fertile_age);  // wraps below it: not in range
    return i < schedule.size() ? schedule[i] / all_ages * tfr : 0.0;
  };
  const BySexAge& deaths = nation.deaths_per_person_year.at(year);
  Cohorts next;
  for (std::size_t sex = 0; sex < 2; ++sex) {
    next[sex].assign(kMonths, 0.0);
    const auto dying = [&](std::size_t age) { return deaths[sex][age]; };
    for (std::size_t m = 0; m < kMonths; ++m) {
      const double left = now[sex][m] * std::exp(-over_step(dying, m) * kPart);
      next[sex][std::min(m + 1, kMonths - 1)] += left;
      if (sex == 0) born += (now[sex][m] + left) / 2 * over_step(fertility, m) * kPart;
    }
  }
  const double ratio = nation.sex_ratio_at_birth.at(year);
  for (const std::size_t sex : {0UL, 1UL})  // who is born lives half a step on average
    next[sex][0] = born * (sex == 1 ? ratio : 1.0) / (1 + ratio) * std::exp(-deaths[sex][0] * kPart / 2);
  now = next;
  return born;
}

}  // namespace

std::vector<CohortYear> cohort_sum(const National& nation, const std::map<int, double>& tfr, Date base, double scale,
                                   int last_year) {
  Cohorts now = residents(nation, scale);
  std::vector<CohortYear> out;
  for (int year = base.year; year <= last_year; ++year) {
    CohortYear y;
    y.year = year;
    for (int month = year == base.year ? base.month : 1; month <= 12; ++month) {
      const double before = sum(now), born = step(now, nation, year, tfr.at(year));
      y.births += born;
      y.deaths += before + born - sum(now);
    }
    y.residents = sum(now);
    y.elderly = sum(now, 60);
    out.push_back(y);
  }
  return out;
}

}  // namespace gongxu::test
