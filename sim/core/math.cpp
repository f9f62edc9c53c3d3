#include "sim/core/math.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace gongxu::math {
namespace {
constexpr double kLn2Hi = 6.93147180369123816490e-01;  // ln 2 split so that k * hi is exact
constexpr double kLn2Lo = 1.90821492927058770002e-10;

/// A part of [1, 2), and of the logarithm what its middle c gives: m in it is c (1 + r) with a small r.
struct Cell {
  double inverse;  ///< 1 / c in 11 bits, so that its product with 33 bits is exact
  double log;      ///< ln c; of the upper cells ln c / 2
};
constexpr int kCellBits = 7, kCells = 1 << kCellBits;
constexpr unsigned kUpper = 53;  // from here on, about the root of 2, cells belong to the power of two above

constexpr double log_by_series(double m) {  // 2 artanh((m - 1) / (m + 1))
  const double s = (m - 1) / (m + 1), z = s * s;
  double sum = 0;
  for (int n = 41; n >= 1; n -= 2) sum = sum * z + 2.0 / n;
  return s * sum;
}

/// The first and the last cell have their middle at 1 and 2: near x = 1 nothing is lost to cancellation.
constexpr std::array<Cell, kCells> make_cells() {
  std::array<Cell, kCells> out{};
  for (int i = 0; i < kCells; ++i) {
    const double middle = 1 + (i + 0.5) / kCells;
    double inverse = static_cast<double>(static_cast<int>(1024 / middle + 0.5)) / 1024;
    if (i == 0) inverse = 1;
    if (i == kCells - 1) inverse = 0.5;
    out[static_cast<std::size_t>(i)] = {inverse, -log_by_series(i < static_cast<int>(kUpper) ? inverse : 2 * inverse)};
  }
  return out;
}
constexpr auto kLogCells = make_cells();

}  // namespace

double log(double x) {
  // x = 2^k m; ln x = k ln 2 + ln c + ln(1 + r), |r| < 2^-7. Draws have 33 bits: for them r is exact.
  const auto bits = std::bit_cast<std::uint64_t>(x);
  const auto i = static_cast<std::size_t>(bits >> (52 - kCellBits)) & (kCells - 1);
  const int k = static_cast<int>(bits >> 52) - 1023 + (i >= kUpper);
  constexpr std::uint64_t kOne = 0x3ff0000000000000ULL;
  const double m = std::bit_cast<double>((bits & 0x000fffffffffffffULL) | kOne);
  const double head = std::bit_cast<double>((bits & 0x000ffffffff00000ULL) | kOne);
  const Cell& cell = kLogCells[i];
  const double r = (head * cell.inverse - 1.0) + (m - head) * cell.inverse;
  const double z = r * r;
  // (ln(1 + r) - r) / r^2 to the seventh power, in pairs that need not wait for each other.
  const double p = (-1 / 2.0 + r * (1 / 3.0)) +
                   z * ((-1 / 4.0 + r * (1 / 5.0)) + z * ((-1 / 6.0 + r * (1 / 7.0)) + z * (-1 / 8.0 + r * (1 / 9.0))));
  return (k * kLn2Hi + cell.log) + (r + (z * p + k * kLn2Lo));
}

double exp(double x) {
  if (x < -708.0) return 0.0;
  const double scaled = x * 1.4426950408889634;
  const auto k = static_cast<int>(scaled >= 0 ? scaled + 0.5 : scaled - 0.5);
  const double r = (x - k * kLn2Hi) - k * kLn2Lo;  // |r| <= 0.347
  double sum = 1.0;
  for (int n = 17; n >= 1; --n) sum = 1.0 + sum * r / n;  // Horner's Taylor series
  return sum * std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52);
}

double normal_cdf(double x) {
  const double a = x < 0 ? -x : x;
  const double density = 0.3989422804014327 * exp(-0.5 * a * a);
  double upper = 0;  // P(Z > a)
  if (a < 3.0) {     // P(0 < Z < a) = density * (a + a^3/3 + a^5/(3 5) + ...)
    double term = a, sum = a;
    for (int n = 3; n < 120 && term > sum * 1e-18; n += 2) sum += term *= a * a / n;
    upper = 0.5 - density * sum;
  } else {  // Laplace's continued fraction
    double f = a;
    for (int n = 80; n >= 1; --n) f = a + n / f;
    upper = density / f;
  }
  return x < 0 ? upper : 1.0 - upper;
}

double normal_quantile(double p) {
  // P. J. Acklam, "An algorithm for computing the inverse normal cumulative distribution function".
  constexpr double a[] = {-3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                          1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
  constexpr double b[] = {-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01,
                          -1.328068155288572e+01};
  constexpr double c[] = {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                          -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
  constexpr double d[] = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00};
  const bool lower = p < 0.5;
  const double tail = lower ? p : 1.0 - p;  // work in one tail: exact antisymmetry
  double x = 0;
  if (tail < 0.02425) {
    const double q = std::sqrt(-2.0 * log(tail));
    x = (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]) /
        ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1.0);
  } else {
    const double q = tail - 0.5;
    const double r = q * q;
    x = (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q /
        (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1.0);
  }
  const double e = normal_cdf(x) - tail;
  const double u = e * 2.5066282746310002 * exp(0.5 * x * x);
  x -= u / (1.0 + 0.5 * x * u);
  return lower ? x : -x;
}

}  // namespace gongxu::math
