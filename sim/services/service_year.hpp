/// What a service did in one calendar year.
#pragma once

namespace gongxu {

/// For one zone or the whole place. Shares lie in [0, 1]; NaN where there was nothing to share.
struct ServiceYear {
  double capacity = 0;                          ///< [units] at 31 December
  double capacity_mean = 0;                     ///< [units] time average
  double demand = 0;                            ///< [persons] time average of spells under way, by home zone
  double use = 0;                               ///< [persons] time average of those served, by home zone
  double waiting = 0;                           ///< [persons] at 31 December
  double asked = 0, served = 0, withdrawn = 0;  ///< [spells] in the year
  double unmet_share = 0;                       ///< unserved demand-time / demand-time
  double idle_share = 0;                        ///< unused capacity-time / capacity-time, in the zone of the place
  double covered_share = 0;                     ///< time average of min(demand, units) / time average of units
  double wait_days_p50 = 0, wait_days_p90 = 0;  ///< [days] of those served in the year
  /// [units] least constant number in each zone, without help from neighbours, at which the unmet
  /// share keeps the limit; the sum over zones for the whole place.
  double required_capacity = 0;
  double capacity_zero_unmet = 0;  ///< [units] the highest demand of the year, likewise
};

}  // namespace gongxu
