/// What a service did in one calendar year.
#pragma once
#include <limits>

namespace gongxu {

/// For one zone or the whole place. Shares lie in [0, 1]; NaN where there was nothing to share, or where the
/// capacity is not known (of a zone: where one pool serves the whole place).
struct ServiceYear {
  double capacity = 0;       ///< [units] at 31 December
  double capacity_mean = 0;  ///< [units] time average (schools: on the roll's date)
  double places = 0;         ///< [units] time average of what stood there: units not withheld, or taken beyond them
  double need = 0;           ///< [units] free of price and distance, time average
  double demand = 0;         ///< [units] effective demand, time average (schools: the autumn roll), by home zone;
                             ///< of schools by the zone where they are taught
  double use = 0;            ///< [units] time average of those served, likewise
  double waiting = 0;        ///< [persons] at 31 December
  double asked = 0, served = 0, withdrawn = 0;  ///< [spells] in the year
  double unmet_share = 0;                       ///< unserved demand-time / demand-time
  double idle_share = 0;                        ///< unused capacity-time / capacity-time, in the zone of the place
  double covered_share = 0;                     ///< time average of min(demand, units) / time average of units
  double wait_days_p50 = 0, wait_days_p90 = 0;  ///< [days] of those served in the year
  /// [days] of the year, added up spell by spell by home zone: lived in spells (of hospitals: stays), and waited in
  /// them. Counted apart from demand and use, so that the two can be held against each other; NaN where nobody counts
  /// them.
  double spell_days = std::numeric_limits<double>::quiet_NaN(), waited_days = std::numeric_limits<double>::quiet_NaN();
  double boarding = std::numeric_limits<double>::quiet_NaN();  ///< of schools: pupils of the roll who board in town
  double load = 0;  ///< what the service's limits are about: utilisation, occupancy, load on the base
  /// [units] least constant number, zone by zone without help from neighbours, at which the service is not
  /// short; the sum over zones for the whole place.
  double required_capacity = 0;
  double capacity_zero_unmet = 0;             ///< [units] the highest demand of the year, likewise
  bool judged = false;                        ///< a capacity is known: the two below mean something
  bool is_short = false, is_surplus = false;  ///< by the service's own limits
};

}  // namespace gongxu
