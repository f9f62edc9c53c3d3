#include "analysis/study/sensitivity/design.hpp"

#include <algorithm>
#include <boost/random/sobol.hpp>
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

/// Nested uniform scrambling: each of the leading bits is flipped or not by a coin of its own for all the bits before
/// it. The sequence stays even, its defects in pairs of high dimensions become chance that a seed averages out.
double scrambled(std::uint64_t bits, std::uint64_t seed) {
  constexpr int kBits = 32;          // of 64: a step of 2e-10
  std::uint64_t out = 0, above = 1;  // the leading one tells prefixes of different lengths apart
  for (int b = 0; b < kBits; ++b) {
    const std::uint64_t bit = bits >> (63 - b) & 1U;
    out = out << 1U | (bit ^ (mix64(seed, above) & 1U));
    above = above << 1U | bit;
  }
  return (static_cast<double>(out) + 0.5) * 0x1p-32;
}

double level(int l) { return (2 * l + 1) / (2.0 * kLevels); }

}  // namespace

std::vector<Trajectory> morris_design(const std::vector<Coordinates>& factors, int trajectories, std::uint64_t seed) {
  std::size_t coordinates = 0;
  for (const Coordinates& f : factors) coordinates += f.size();
  std::vector<Trajectory> out;
  for (int t = 0; t < trajectories; ++t) {
    const auto draw = [&](std::uint64_t what, std::size_t which) {
      return unit(mix64(seed, static_cast<std::uint64_t>(t)), what, which);
    };
    Trajectory walk;
    walk.moved.resize(factors.size());
    std::iota(walk.moved.begin(), walk.moved.end(), std::size_t{0});
    std::stable_sort(walk.moved.begin(), walk.moved.end(),
                     [&](std::size_t a, std::size_t b) { return draw(0, a) < draw(0, b); });
    Point at;
    for (std::size_t c = 0; c < coordinates; ++c) at.push_back(level(static_cast<int>(draw(1, c) * kLevels)));
    walk.points.push_back(at);
    for (const std::size_t f : walk.moved) {
      for (const std::size_t c : factors[f]) at[c] += at[c] < kMorrisStep ? kMorrisStep : -kMorrisStep;
      walk.points.push_back(at);
    }
    out.push_back(std::move(walk));
  }
  return out;
}

Point SobolDesign::mixed(std::size_t row, const Coordinates& factor) const {
  Point p = a[row];
  for (const std::size_t c : factor) p[c] = b[row][c];
  return p;
}

SobolDesign sobol_design(std::size_t k, int rows, std::uint64_t seed) {
  boost::random::sobol engine(2 * k);
  SobolDesign out;
  for (int r = 0; r < rows; ++r) {
    Point a, b;
    for (std::size_t c = 0; c < 2 * k; ++c) (c < k ? a : b).push_back(scrambled(engine(), mix64(mix64(seed, 2), c)));
    out.a.push_back(std::move(a));
    out.b.push_back(std::move(b));
  }
  return out;
}

}  // namespace gongxu
