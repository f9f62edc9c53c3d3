#include "analysis/study/sensitivity/design.hpp"

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <cmath>
#include <numeric>

#include "sim/core/ids.hpp"

namespace gongxu {
namespace {

constexpr int kLevels = 4;

/// Uniform in [0, 1) by address: no state, the same on every machine.
double unit(std::uint64_t seed, std::uint64_t what, std::uint64_t which) {
  constexpr double kScale = 0x1p-53;
  constexpr int kSpareBits = 11;
  return static_cast<double>(mix64(mix64(seed, what), which) >> kSpareBits) * kScale;
}

double level(int l) { return (2 * l + 1) / (2.0 * kLevels); }

}  // namespace

std::vector<std::vector<Point>> morris_design(int factors, int trajectories, std::uint64_t seed) {
  std::vector<std::vector<Point>> out;
  const auto k = static_cast<std::size_t>(factors);
  for (int t = 0; t < trajectories; ++t) {
    const auto draw = [&](std::uint64_t what, std::size_t f) {
      return unit(mix64(seed, static_cast<std::uint64_t>(t)), what, f);
    };
    std::vector<std::size_t> order(k);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return draw(0, a) < draw(0, b); });
    Point at;
    for (std::size_t f = 0; f < k; ++f) at.push_back(level(static_cast<int>(draw(1, f) * kLevels)));
    std::vector<Point> path{at};
    for (const std::size_t f : order) {
      at[f] += at[f] < kMorrisStep ? kMorrisStep : -kMorrisStep;
      path.push_back(at);
    }
    out.push_back(std::move(path));
  }
  return out;
}

Point SobolDesign::mixed(std::size_t row, std::size_t factor) const {
  Point p = a[row];
  p[factor] = b[row][factor];
  return p;
}

SobolDesign sobol_design(int factors, int rows, std::uint64_t seed) {
  const auto k = static_cast<std::size_t>(factors);
  boost::random::sobol engine(2 * k);
  const double range = static_cast<double>(boost::random::sobol::max()) + 1;
  SobolDesign out;
  for (int r = 0; r < rows; ++r) {
    Point a, b;
    for (std::size_t c = 0; c < 2 * k; ++c) {
      const double shifted = std::fmod(static_cast<double>(engine()) / range + unit(seed, 2, c), 1.0);
      (c < k ? a : b).push_back(std::clamp(shifted, 1e-6, 1 - 1e-6));
    }
    out.a.push_back(std::move(a));
    out.b.push_back(std::move(b));
  }
  return out;
}

}  // namespace gongxu
