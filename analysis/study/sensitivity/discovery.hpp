/// In which futures does the plan fail? The patient rule induction method (PRIM: Friedman and Fisher 1999), as scenario
/// discovery uses it (Bryant and Lempert 2010): the box of assumptions in which failures crowd.
#pragma once
#include <cstddef>
#include <vector>

namespace gongxu {

/// Quantiles between which a factor must lie; 0 and 1 are no limit.
struct BoxLimit {
  std::size_t factor = 0;
  double low = 0, high = 1;
  double p_value = 0;  ///< of as many failures in the box if the limit meant nothing (binomial; not corrected)
};

struct Box {
  std::vector<BoxLimit> limits;  ///< one a factor that matters; empty: nothing is better than everything
  bool holds(const std::vector<double>& point) const;
};

/// How a box does on a sample.
struct BoxScore {
  int inside = 0;         ///< points in the box
  double support = 0;     ///< share of the points in the box
  double density = 0;     ///< share of failures among its points
  double density_se = 0;  ///< binomial
  double coverage = 0;    ///< share of all failures that it holds
};

/// @param points [point][factor], a sample of the unit cube; @param failed by point, in [0, 1].
/// Peels a twentieth of the points at a time from the side that leaves most failures, down to a twentieth of all, and
/// takes the box of the sequence whose share of all failures exceeds its share of all others most (Youden's index: it
/// does not depend on how frequent failures are); then drops limits that could be chance (p above 0.05).
Box find_box(const std::vector<std::vector<double>>& points, const std::vector<double>& failed);
BoxScore score_box(const Box&, const std::vector<std::vector<double>>& points, const std::vector<double>& failed);

}  // namespace gongxu
