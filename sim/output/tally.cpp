#include "sim/output/tally.hpp"

#include <algorithm>

namespace gongxu {

namespace {

/// Months since 1900-01 by day since 1900-01-01.
const std::uint16_t* month_table() {
  static const std::vector<std::uint16_t> by_day = [] {
    std::vector<std::uint16_t> table(std::size_t{1} << (32 - kTickBits));
    for (Day d = 0; d < table.size(); ++d) {
      const Date date = to_date(d);
      table[d] = static_cast<std::uint16_t>((date.year - kEpochYear) * 12 + date.month - 1);
    }
    return table;
  }();
  return by_day.data();
}

}  // namespace

int month_index(Tick t) { return month_table()[day_of(t)]; }

Tally::Tally(int zones, int first_year, int last_year)
    : zones_(zones), first_year_(first_year), months_((last_year + 1 - kEpochYear) * 12), month_of_day_(month_table()) {
  residents_.assign(static_cast<std::size_t>(zones * 2 * months_), 0);
  shift_.assign(residents_.size(), 0);
  dependent_.assign((kDependencies - 1) * residents_.size(), 0);
  dependent_shift_.assign(dependent_.size(), 0);
  outside_.assign(static_cast<std::size_t>(zones), 0);
  students_.assign(static_cast<std::size_t>(zones), 0);
  years_.resize(static_cast<std::size_t>(last_year - first_year + 1));
  const auto n = static_cast<std::size_t>(zones);
  for (Year& y : years_) {
    y.births_by_order.resize(n);
    y.deaths.resize(n);
    y.arrivals.resize(n);
    y.departures.resize(n);
    y.returns.resize(n);
    y.registered_departures.resize(n);
    y.moves.resize(n * n);
  }
}

namespace {
template <class T>
void sum_into(T& a, const T& b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if constexpr (requires { a[i].size(); })
      sum_into(a[i], b[i]);
    else
      a[i] += b[i];
}
}  // namespace

void Tally::add(const Tally& other) {
  sum_into(residents_, other.residents_);
  sum_into(dependent_, other.dependent_);
  sum_into(outside_, other.outside_);
  sum_into(students_, other.students_);
  for (std::size_t i = 0; i < years_.size(); ++i) {
    Year& a = years_[i];
    const Year& b = other.years_[i];
    sum_into(a.births_by_order, b.births_by_order);
    sum_into(a.births_by_age, b.births_by_age);
    sum_into(a.deaths, b.deaths);
    sum_into(a.deaths_by_age, b.deaths_by_age);
    sum_into(a.arrivals, b.arrivals);
    sum_into(a.departures, b.departures);
    sum_into(a.returns, b.returns);
    sum_into(a.registered_departures, b.registered_departures);
    sum_into(a.moves, b.moves);
  }
}

void Tally::take_exposure_of_present(Tick end, Exposure& sum) {
  std::fill(shift_.begin(), shift_.end(), 0);
  std::fill(dependent_shift_.begin(), dependent_shift_.end(), 0);
  take_exposure(end, sum);
}

void Tally::take_exposure(Tick end, Exposure& sum) {
  const int now = month_index(month_start_);
  const auto month = static_cast<std::int64_t>(end - month_start_);
  for (int zone = 0; zone < zones_; ++zone)
    for (std::size_t sex = 0; sex < 2; ++sex)
      for (int m = 0; m <= now && m < months_; ++m) {
        const std::size_t at = row(zone, static_cast<int>(sex)) + static_cast<std::size_t>(m);
        const auto age = static_cast<std::size_t>(std::min((now - m) / 12, kOpenAge));
        std::int64_t independent = residents_[at] * month - shift_[at];
        for (std::size_t d = 1; d < kDependencies; ++d) {
          const std::size_t of_state = (d - 1) * residents_.size() + at;
          const std::int64_t lived = dependent_[of_state] * month - dependent_shift_[of_state];
          sum[zone][d][sex][age] += lived;
          independent -= lived;
        }
        sum[zone][0][sex][age] += independent;
      }
  std::fill(shift_.begin(), shift_.end(), 0);
  std::fill(dependent_shift_.begin(), dependent_shift_.end(), 0);
}

bool Tally::operator==(const Tally& o) const {
  return residents_ == o.residents_ && dependent_ == o.dependent_ && outside_ == o.outside_ &&
         students_ == o.students_ && years_ == o.years_;
}

}  // namespace gongxu
