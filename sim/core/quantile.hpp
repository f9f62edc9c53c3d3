/// The one quantile of the project: linear between order statistics (type 7 of Hyndman and Fan 1996).
#pragma once
#include <algorithm>
#include <limits>
#include <vector>

namespace gongxu {

/// @param sorted in rising order. @returns NaN if empty. @pre 0 <= p <= 1.
inline double sorted_quantile(const std::vector<double>& sorted, double p) {
  if (sorted.empty()) return std::numeric_limits<double>::quiet_NaN();
  const double at = p * static_cast<double>(sorted.size() - 1);
  const auto i = static_cast<std::size_t>(at);
  const double next = sorted[std::min(i + 1, sorted.size() - 1)];
  return sorted[i] == next ? next : sorted[i] + (at - static_cast<double>(i)) * (next - sorted[i]);
}

}  // namespace gongxu
