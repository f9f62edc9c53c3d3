/// Where to look: points of the unit cube, each coordinate a quantile.
#pragma once
#include <cstdint>
#include <vector>

namespace gongxu {

using Point = std::vector<double>;             ///< one quantile in (0, 1) a coordinate
using Coordinates = std::vector<std::size_t>;  ///< those that a factor moves together

/// One of Morris' walks: neighbours differ in the coordinates of one factor, each by kMorrisStep.
struct Trajectory {
  std::vector<Point> points;       ///< factors + 1
  std::vector<std::size_t> moved;  ///< the factor between a point and the next
};

/// Morris' design. The levels are 1/8, 3/8, 5/8, 7/8; start, order and directions are drawn from `seed`.
inline constexpr double kMorrisStep = 0.5;
std::vector<Trajectory> morris_design(const std::vector<Coordinates>& factors, int trajectories, std::uint64_t seed);

/// Two samples of `rows` points for Saltelli's scheme: the first and second half of the coordinates of a Sobol sequence
/// (Bratley and Fox 1988, directions of Joe and Kuo 2008 as Boost.Random has them), scrambled (Owen 1995) by `seed`.
/// `a` alone is a sample for regression. Powers of two of rows are the most even.
struct SobolDesign {
  std::vector<Point> a, b;
  /// Row r of `a` with the coordinates of one factor taken from `b`.
  Point mixed(std::size_t row, const Coordinates& factor) const;
};
SobolDesign sobol_design(std::size_t coordinates, int rows, std::uint64_t seed);

}  // namespace gongxu
