/// Seeking childcare: which child wishes a place, and from when.
///
///   probability that a child of age x wishes a place at time t =
///       uptake(t) x profile[residence][half-year of x] x one factor
///   The factor makes the wishing child-time of a child who lives from birth to the 1 September after
///   its third birthday equal uptake x three years, on average over zones: "uptake" is wishing
///   child-time over under-3 child-time, so that demand = uptake x under-3s.
///   WHEN  Each child has one addressed threshold in (0, 1). Its wish begins when the probability
///         first exceeds the threshold and ends on the 1 September after its third birthday, or when it
///         dies or leaves. Uptake and profile do not fall along a life (readers check), so it begins once.
/// Wakes at  birth, arrival, move.  Reads  age, zone.  Writes  the wish.  Asks  childcare.
/// Sources   R2 uptake 2020, 2025, 2030 (linear between mid-years, flat outside) and profile.
/// Leaves out price, distance and siblings; supply changes nobody's wish.
#pragma once
#include <array>
#include <vector>

#include "sim/core/draws.hpp"
#include "sim/people/people.hpp"
#include "sim/scenario/parameters.hpp"
#include "sim/scenario/region.hpp"

namespace gongxu {

class SeekingChildcare {
 public:
  static constexpr int kEndAge = 3;  ///< [years] eligible until the 1 September on or after this birthday

  SeekingChildcare() = default;  ///< nobody wishes a place
  SeekingChildcare(const Region&, const ParameterValues&, const std::vector<BySexAge>& residents);

  /// True if no child ever wishes a place, so that none needs to be asked.
  bool inert() const { return path_.empty(); }
  /// The end of eligibility of a child born at `birth`.
  static Tick until(Tick birth);
  /// WHEN. The date at which the wish begins, not before `from`; kNever if it never does.
  Tick wish(Tick birth, int zone, Tick from, std::uint32_t bits) const;
  /// Like wish(), but the date at which it began or begins, even before `from`.
  Tick wish_since(Tick birth, int zone, std::uint32_t bits) const;
  double uptake(Tick now) const;

 private:
  static constexpr int kBands = 2 * kEndAge;  ///< half-years of age; the last goes on to the end

  Tick reaches(double uptake) const;

  std::vector<bool> urban_;
  std::array<std::array<double, kBands>, 2> profile_{};  ///< factor included
  std::vector<std::pair<Tick, double>> path_;            ///< uptake at dates, linear between
};

}  // namespace gongxu
