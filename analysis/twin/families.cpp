#include "analysis/twin/families.hpp"

#include <algorithm>
#include <cmath>

namespace gongxu {
namespace {

constexpr double kMonthsPerYear = 12;

/// What a resident woman gives to those who resemble her, apart from the year in which they come.
struct Donor {
  struct Child {
    double age_months;
    int age;  ///< [whole years]
    Sex sex;
  };
  int age = 0, parity = 0;
  double months_since_birth = -1;  ///< below 0: childless
  std::vector<Child> children;     ///< her own below kMovesAlone, the youngest first
};

double months_in(Tick t) { return years_in(t).value * kMonthsPerYear; }

std::vector<Donor> donors_of(const InitialPopulation& population) {
  std::vector<Donor> out;
  const People& people = population.people;
  for (Row r = 0; r < people.size(); ++r) {
    const Person& p = people[r];
    if (p.sex() == male || p.has(Person::kStudent)) continue;
    Donor& donor = out.emplace_back();
    donor.age = std::min(age_at(p.birth, population.start), kOpenAge);
    donor.parity = p.parity;
    if (p.parity == 0) continue;
    donor.months_since_birth = months_in(population.start - population.last_birth[r]);
    for (Row c = people.youngest_child(r); c != kNoRow; c = people.older_sibling(c)) {
      if (people[c].has(Person::kWard)) continue;
      const int age = age_at(people[c].birth, population.start);
      if (age >= kMovesAlone) break;
      donor.children.push_back({months_in(population.start - people[c].birth), age, people[c].sex()});
    }
  }
  return out;
}

/// [year][age] of the nation, over the base date: both sexes together.
std::vector<Ages> cohort_sizes(const Region& region, int first_year, int last_year) {
  const auto both = [](const TwinNation& n) -> Ages { return n[female] + n[male]; };
  std::vector<Ages> out;
  TwinNation now = nation_at_base(region.national);
  const Ages base = both(now);
  for (int year = first_year; year <= last_year; ++year) {
    out.push_back(both(now) / base);
    if (year < last_year) now = a_year_later(region.national, now, year);
  }
  return out;
}

/// Adds `share` of somebody whose event lies `months` before an arrival at any date of a month alike: it lies in the
/// calendar month so many whole months before, or in the one before that.
template <class Add>
void by_calendar_month(double months, double share, Add add) {
  const int whole = static_cast<int>(std::floor(months));
  const double rest = months - whole;
  add(whole, share * (1 - rest));
  add(whole + 1, share * rest);
}

}  // namespace

BirthIntervals::BirthIntervals(Years minimum) : exposed_{1.0} {
  const double months = minimum.value * kMonthsPerYear;
  const int whole = static_cast<int>(std::floor(months + 1e-9));
  const double rest = std::max(0.0, months - whole);
  for (int stage = 1; stage < whole; ++stage) exposed_.push_back(0.0);
  // Who gave birth at the part u of a month returns at the part u + rest, in this month or in the next.
  if (whole > 0) exposed_.push_back((1 - rest) * (1 - rest) / 2);
  if (rest > 1e-9) exposed_.push_back(1 - rest * rest / 2);
}

ArrivingFamilies::ArrivingFamilies(const Region& region, const InitialPopulation& population,
                                   const BirthIntervals& intervals, int first_year, int last_year)
    : first_year_(first_year) {
  const auto donors = donors_of(population);
  const auto sizes = cohort_sizes(region, first_year, last_year);
  std::vector<double> women(kOpenAge + 1, 0.0);
  for (const Donor& d : donors) ++women[static_cast<std::size_t>(d.age)];
  const int stages = intervals.stages();
  const Family nobody{Eigen::MatrixXd::Zero(TwinRates::kParities, stages + 1), Eigen::MatrixXd::Zero(2, kMonths)};
  families_.assign(static_cast<std::size_t>(last_year - first_year + 1) * (kOpenAge + 1), nobody);
  for (std::size_t y = 0; y < sizes.size(); ++y)
    for (const Donor& d : donors) {
      Family& family = families_[y * (kOpenAge + 1) + static_cast<std::size_t>(d.age)];
      const double one = 1 / women[static_cast<std::size_t>(d.age)];
      // Chance of so many of the children not coming along; they count as never born.
      std::array<double, 8> left_behind{1.0};
      for (std::size_t c = 0; c < d.children.size(); ++c) {
        const Donor::Child& child = d.children[c];
        const double comes = std::min(1.0, sizes[y][child.age] / sizes[y][d.age]);
        for (std::size_t k = std::min(c + 1, left_behind.size() - 1); k > 0; --k)
          left_behind[k] = left_behind[k] * comes + left_behind[k - 1] * (1 - comes);
        left_behind[0] *= comes;
        by_calendar_month(child.age_months, one * comes, [&](int months, double n) {
          family.children(child.sex, std::min(months, kMonths - 1)) += n;
        });
      }
      for (std::size_t k = 0; k < left_behind.size() && static_cast<int>(k) <= d.parity; ++k) {
        if (left_behind[k] == 0) continue;
        const int parity = std::min(d.parity - static_cast<int>(k), TwinRates::kParities - 1);
        if (d.months_since_birth < 0)
          family.births(parity, 0) += one;
        else
          by_calendar_month(d.months_since_birth, one * left_behind[k], [&](int months, double n) {
            family.births(parity, months == 0 ? stages : intervals.after(months)) += n;
          });
      }
    }
  // Women of 100 and over, or ages of which nobody lives here, resemble nobody: childless.
  for (std::size_t i = 0; i < families_.size(); ++i)
    if (women[i % (kOpenAge + 1)] == 0) families_[i].births(0, 0) = 1;
}

}  // namespace gongxu
