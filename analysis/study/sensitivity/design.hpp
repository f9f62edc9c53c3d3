/// Where to look: points of the unit cube, each coordinate the quantile of a factor.
#pragma once
#include <cstdint>
#include <vector>

namespace gongxu {

using Point = std::vector<double>;  ///< one quantile in (0, 1) a factor

/// Morris' design: trajectories of factors + 1 points each, of which neighbours differ in one factor, by kMorrisStep.
/// The levels are 1/8, 3/8, 5/8, 7/8; start, order and directions are drawn from `seed`.
inline constexpr double kMorrisStep = 0.5;
std::vector<std::vector<Point>> morris_design(int factors, int trajectories, std::uint64_t seed);

/// Two samples of `rows` points for Saltelli's scheme: the first and second half of the coordinates of a Sobol sequence
/// (Bratley and Fox 1988, directions of Joe and Kuo 2008 as Boost.Random has them), shifted by a random vector (modulo
/// 1).
struct SobolDesign {
  std::vector<Point> a, b;
  /// Row r of `a` with one factor taken from `b`.
  Point mixed(std::size_t row, std::size_t factor) const;
};
SobolDesign sobol_design(int factors, int rows, std::uint64_t seed);

}  // namespace gongxu
