/// Demand beside capacity, where nobody waits for a unit of their own: seats, hospital beds, staff.
///
/// Nobody is refused: too many pupils make larger classes, too many patients added beds or longer days of
/// work. So the book keeps how much is demanded and how much there is, slice of time by slice, and judges the load.
#pragma once
#include <vector>

#include "sim/plan/capacity.hpp"
#include "sim/services/service_year.hpp"

namespace gongxu {

struct LoadRules {
  double short_above = 1;    ///< short if demand / capacity is above
  double surplus_below = 0;  ///< surplus if it is below
  bool by_zone = true;       ///< each zone has its own units, and the place is short if any zone is; else one pool
};

class LoadBook {
 public:
  /// @param units in order of time; empty: no capacity is known, demand alone is kept.
  LoadBook(LoadRules, int zones, std::vector<CapacityStep> units);

  /// Enters [from, to): units demanded and needed by zone; one more entry than zones are people from outside,
  /// who count for the whole place. Units are those at `from`. @pre slices come in order.
  void enter(Tick from, Tick to, const std::vector<double>& demand, const std::vector<double>& need);
  /// Closes a calendar year, which ends at `end`.
  void close_year(Tick end);
  /// [year][zone], the last zone index is the whole place.
  const std::vector<std::vector<ServiceYear>>& years() const { return years_; }

 private:
  struct Sums {
    double units = 0, demand = 0, need = 0, served = 0, most = 0;
  };
  const CapacityStep* units_at(Tick) const;
  static void add(Sums&, double ticks, double units, double demand, double need);
  ServiceYear close(const Sums&, bool known, double units_at_end) const;

  LoadRules rules_;
  std::vector<CapacityStep> units_;
  std::vector<Sums> zones_;  ///< the last is the whole place
  double ticks_ = 0;
  std::vector<std::vector<ServiceYear>> years_;
};

}  // namespace gongxu
