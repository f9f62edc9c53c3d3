/// Time lived, by who lived it: what streams of events without memory are drawn from.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "sim/people/initial_population.hpp"

namespace gongxu {

/// [person-ticks] of one month by zone, dependency, sex and whole age (the last open). Age counts calendar
/// months: a person is a year older from the first day of the month of birth on, at most a month early.
class Exposure {
 public:
  explicit Exposure(int zones) : cells_(static_cast<std::size_t>(zones)) {}
  using ByAge = std::array<std::int64_t, kOpenAge + 1>;
  using OfZone = std::array<std::array<ByAge, 2>, kDependencies>;

  OfZone& operator[](int zone) { return cells_[static_cast<std::size_t>(zone)]; }
  const OfZone& operator[](int zone) const { return cells_[static_cast<std::size_t>(zone)]; }
  int zones() const { return static_cast<int>(cells_.size()); }

 private:
  std::vector<OfZone> cells_;
};

/// Residents by calendar month of birth at one date: what school cohorts are counted from.
struct BirthMonths {
  /// [zone][months since 1900-01], both sexes
  std::vector<std::vector<std::int32_t>> residents;
};

}  // namespace gongxu
