/// Care beds: ordinary ones and nursing beds (护理型床位), and the older people who wait for them.
///
/// Unit one bed. Catchment the zone, then its neighbours after kPatience. Queue first come, first served, one for
/// each kind: nobody in need of nursing takes an ordinary bed, nor the other way round. Outcomes served, waiting,
/// withdrawn. Where ordinary units become fewer nobody is put out, and as many nursing beds are withheld until those
/// ordinary beds fall free: a converted bed changes hands then. `care_bed` is reported for both kinds together,
/// `nursing_bed` for its own. Short if occupancy is above kShortAbove or the median wait above kLongWait; surplus below
/// kSurplusBelow (53 % was normal in Beijing in 2016, 41 % in Wuwei in 2022).
#pragma once
#include "sim/core/draws.hpp"
#include "sim/services/place_queue.hpp"

namespace gongxu {

class CareBeds {
 public:
  static constexpr Day kPatience = 30;           ///< [days] waited before a bed elsewhere is taken
  static constexpr double kShortAbove = 0.95;    ///< occupancy
  static constexpr double kLongWait = 90;        ///< [days] median of those served in the year
  static constexpr double kSurplusBelow = 0.60;  ///< occupancy

  /// @param all, nursing units of each over time; ordinary ones are the difference.
  CareBeds(int zones, const std::vector<CapacityStep>& all, const std::vector<CapacityStep>& nursing, Tick start);

  /// Plays one window. @pre events lie in it and are sorted; of either kind.
  void serve(const Window&, std::span<const DemandEvent> events);
  /// [year][zone] of the nursing beds, and of both kinds.
  std::vector<std::vector<ServiceYear>> nursing_years() const;
  std::vector<std::vector<ServiceYear>> all_years() const;

 private:
  PlaceQueue ordinary_, nursing_;
  std::vector<DemandEvent> of_kind_;
};

/// Ordinary units over time: all less nursing, at least 0 in each zone.
std::vector<CapacityStep> ordinary_beds(const std::vector<CapacityStep>& all, const std::vector<CapacityStep>& nursing);

}  // namespace gongxu
