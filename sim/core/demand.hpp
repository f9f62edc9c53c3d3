/// A demand spell: one person's wish for one unit of a service, independent of supply.
///
/// Behaviours emit the changes of spells, services replay them: this is all that passes between the
/// two. A spell begins with `wish`, may change its zone, and ends with `end`.
#pragma once
#include <cstdint>
#include <tuple>

#include "sim/core/ids.hpp"
#include "sim/core/time.hpp"

namespace gongxu {

/// In the order in which they may fall on one tick for one person.
enum class DemandChange : std::uint8_t { wish, move, end };
enum class EndReason : std::uint8_t { none, grown, died, left };

struct DemandEvent {
  Tick when = 0;
  Tick since = 0;  ///< when the wish arose: `when`, or earlier for those who wish on day 0
  PersonId person = 0;
  DemandChange change = DemandChange::wish;
  std::uint8_t zone = 0;  ///< where the person lives from now on
  EndReason reason = EndReason::none;

  /// The order in which services take them: by time, then the older wish, then the person.
  friend bool operator<(const DemandEvent& a, const DemandEvent& b) {
    return std::tie(a.when, a.since, a.person, a.change) < std::tie(b.when, b.since, b.person, b.change);
  }
};
static_assert(sizeof(DemandEvent) == 24);

}  // namespace gongxu
