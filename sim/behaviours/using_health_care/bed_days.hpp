/// How many patients lie in a bed, day by day: exact means from stays in ticks. Beside them the time of stays year by
/// year, added up apart from the days.
#pragma once
#include <cstdint>
#include <vector>

#include "sim/core/time.hpp"

namespace gongxu {

class BedDays {
 public:
  BedDays(int zones, Tick start, Tick horizon);

  /// A stay of [from, to); what lies outside the run is cut off. Constant time, whatever its length.
  void add(int zone, Tick from, Tick to);
  /// [zone][day from the start] patients, mean over the day.
  std::vector<std::vector<float>> means() const;
  /// [zone][calendar year from the start's] [days] of stays that fall in it.
  std::vector<std::vector<double>> days_by_year() const;

 private:
  struct OfZone {
    std::vector<std::int64_t> part;   ///< [ticks] of stays that begin or end within the day
    std::vector<std::int32_t> whole;  ///< change in the number who stay all day
    std::vector<std::int64_t> lived;  ///< [ticks] by calendar year, stay by stay
  };
  Tick start_, horizon_;
  std::vector<Tick> year_ends_;  ///< the last is not before the horizon
  std::vector<OfZone> zones_;
};

}  // namespace gongxu
