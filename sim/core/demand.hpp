/// Demand as it passes from behaviours to services, independent of supply.
///
/// Where somebody waits for a place of their own, behaviours emit demand spells: one person's wish for
/// one unit, which begins with `wish`, may change its zone, and ends with `end`. Where nobody does (seats,
/// hospital beds, staff) they emit how much is demanded, when and where. This is all that services see.
#pragma once
#include <cstdint>
#include <tuple>
#include <vector>

#include "sim/core/ids.hpp"
#include "sim/core/service.hpp"
#include "sim/core/time.hpp"

namespace gongxu {

/// In the order in which they may fall on one tick for one person.
enum class DemandChange : std::uint8_t { wish, move, end };
enum class EndReason : std::uint8_t {
  none,
  grown,  ///< too old for the service
  died,
  left,     ///< the place
  changed,  ///< recovered, or in need of another service
};

struct DemandEvent {
  Tick when = 0;
  Tick since = 0;  ///< when the wish arose: `when`, or earlier for those who wish on day 0
  PersonId person = 0;
  DemandChange change = DemandChange::wish;
  std::uint8_t zone = 0;  ///< where the person lives from now on
  EndReason reason = EndReason::none;
  Service service = Service::childcare;

  /// The order in which services take them: by time, then the older wish, then the person.
  friend bool operator<(const DemandEvent& a, const DemandEvent& b) {
    return std::tie(a.when, a.since, a.person, a.change) < std::tie(b.when, b.since, b.person, b.change);
  }
};
static_assert(sizeof(DemandEvent) == 24);

/// Pupils of one autumn roll, in whole persons.
struct SchoolRoll {
  int year = 0;
  /// [stage][zone] where they are taught, and where they live.
  std::array<std::vector<std::int32_t>, kStages> taught, enrolled;
  /// [stage][zone] residents of the stage's official ages.
  std::array<std::vector<std::int32_t>, kStages> official;
  /// [stage] pupils who are taught in town and live in the countryside.
  std::array<std::int32_t, kStages> boarding{};
};

/// What the facilities of the place are asked for in one month, by zone of residence; the last index
/// is the people from outside.
struct HealthMonth {
  Tick start = 0, end = 0;
  std::vector<double> visits, visits_needed;          ///< inside the place; wherever treated
  std::vector<double> admissions, admissions_needed;  ///< likewise
  std::vector<double> bed_days_needed;                ///< of admissions_needed, whole stays
};

/// Everything that one life of the people asks for.
struct Demand {
  std::vector<DemandEvent> spells;  ///< of all services with queues, in order
  std::vector<SchoolRoll> rolls;    ///< by year; the first is that of the autumn before the start
  std::vector<HealthMonth> health;  ///< by month; empty without rates of use
  /// [zone, the last from outside][day from the start] patients in a bed inside the place, mean of the day
  std::vector<std::vector<float>> beds_taken;
  /// [zone, the last from outside][calendar year from the start's] [days] of their stays, added up stay by stay
  std::vector<std::vector<double>> stay_days;
  double base_visits = 0, base_bed_days = 0;  ///< [a year] inside the place, expected of the base date's residents
};

}  // namespace gongxu
