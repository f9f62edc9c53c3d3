#include "sim/output/tally.hpp"

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
  outside_.assign(static_cast<std::size_t>(zones), 0);
  years_.resize(static_cast<std::size_t>(last_year - first_year + 1));
  const auto n = static_cast<std::size_t>(zones);
  for (Year& y : years_) {
    y.births_by_order.resize(n);
    y.deaths.resize(n);
    y.arrivals.resize(n);
    y.departures.resize(n);
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
  sum_into(outside_, other.outside_);
  for (std::size_t i = 0; i < years_.size(); ++i) {
    Year& a = years_[i];
    const Year& b = other.years_[i];
    sum_into(a.births_by_order, b.births_by_order);
    sum_into(a.births_by_age, b.births_by_age);
    sum_into(a.deaths, b.deaths);
    sum_into(a.deaths_by_age, b.deaths_by_age);
    sum_into(a.arrivals, b.arrivals);
    sum_into(a.departures, b.departures);
    sum_into(a.moves, b.moves);
  }
}

bool Tally::operator==(const Tally& o) const {
  if (residents_ != o.residents_ || outside_ != o.outside_ || years_.size() != o.years_.size()) return false;
  for (std::size_t i = 0; i < years_.size(); ++i) {
    const Year &a = years_[i], &b = o.years_[i];
    if (a.births_by_order != b.births_by_order || a.births_by_age != b.births_by_age || a.deaths != b.deaths ||
        a.deaths_by_age != b.deaths_by_age || a.arrivals != b.arrivals || a.departures != b.departures ||
        a.moves != b.moves)
      return false;
  }
  return true;
}

}  // namespace gongxu
