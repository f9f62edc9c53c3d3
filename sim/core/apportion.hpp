/// Whole numbers in given proportions.
#pragma once
#include <vector>

namespace gongxu {

/// Splits `total` whole units in proportion to weights: floors, then the largest remainders (ties:
/// the earlier). All zero if the weights are.
std::vector<long> largest_remainder(const std::vector<double>& weights, long total);

}  // namespace gongxu
