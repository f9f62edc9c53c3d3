#include "sim/people/order_schedules.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/math.hpp"
#include "sim/people/initial_population.hpp"

namespace gongxu {
namespace {

constexpr int kAges = kFertileUntil - kFertileFrom;
constexpr double kHighestHazard = 1.5;  // [1/year]; where hardly anyone is exposed a ratio means nothing

/// Monotone cubic interpolation (Fritsch and Carlson 1980) of cumulated five-year groups.
std::vector<double> smooth_cumulative(const std::vector<double>& per_year) {
  constexpr int kStep = 5, kKnots = kAges / kStep + 1;
  std::array<double, kKnots> knot{}, slope{};
  for (int k = 1; k < kKnots; ++k) {
    double sum = 0;
    for (int a = (k - 1) * kStep; a < k * kStep; ++a) sum += per_year[static_cast<std::size_t>(a)];
    knot[k] = knot[k - 1] + sum;
  }
  for (int k = 1; k + 1 < kKnots; ++k) {
    const double left = knot[k] - knot[k - 1], right = knot[k + 1] - knot[k];
    slope[k] = left > 0 && right > 0 ? 2.0 * left * right / (left + right) : 0.0;  // harmonic mean: monotone
  }
  std::vector<double> out(kAges + 1);
  for (int a = 0; a <= kAges; ++a) {
    const int k = std::min(a / kStep, kKnots - 2);
    const double t = static_cast<double>(a - k * kStep) / kStep;
    const double h00 = (1 + 2 * t) * (1 - t) * (1 - t), h10 = t * (1 - t) * (1 - t);
    const double h01 = t * t * (3 - 2 * t), h11 = t * t * (t - 1);
    out[static_cast<std::size_t>(a)] =
        (h00 * knot[k] + h10 * slope[k] + h01 * knot[k + 1] + h11 * slope[k + 1]) / knot[kKnots - 1];
  }
  return out;
}

}  // namespace

OrderSchedules::OrderSchedules(const National& national, const ParameterValues& values)
    : OrderSchedules(national, {values["progression_1"], values["progression_2"], values["progression_3"]}) {}

OrderSchedules::OrderSchedules(const National& national, std::array<double, 3> progressions)
    : cumulative_(smooth_cumulative(national.births_per_woman_year)) {
  double product = 1;
  for (int i = 0; i < 3; ++i) {
    total_[i] = product *= progressions[i];
    for (const OrderSchedule& o : national.orders)
      if (o.order == i + 1) shift_[i] = o.shift.value;
  }
}

double OrderSchedules::share_before(double x) const {
  const double at = x - kFertileFrom;
  if (at <= 0) return 0;
  if (at >= kAges) return 1;
  const auto a = static_cast<std::size_t>(at);
  return cumulative_[a] + (at - static_cast<double>(a)) * (cumulative_[a + 1] - cumulative_[a]);
}

double OrderSchedules::age_at_share(double share) const {
  const auto it = std::upper_bound(cumulative_.begin() + 1, cumulative_.end() - 1, share);
  const auto a = static_cast<std::size_t>(it - cumulative_.begin()) - 1;
  const double width = cumulative_[a + 1] - cumulative_[a];
  return kFertileFrom + static_cast<double>(a) +
         (width > 0 ? std::clamp((share - cumulative_[a]) / width, 0.0, 1.0) : 0.0);
}

double OrderSchedules::shifted(int order, double x) const {
  // What a shift pushes below the first or above the last fertile age is spread over the rest.
  const double shift = shift_[order - 1];
  const double low = share_before(kFertileFrom - shift), high = share_before(kFertileUntil - shift);
  return std::clamp((share_before(std::clamp<double>(x, kFertileFrom, kFertileUntil) - shift) - low) / (high - low),
                    0.0, 1.0);
}

double OrderSchedules::births_before(int order, double x) const { return total_[order - 1] * shifted(order, x); }

std::vector<PerYear> OrderSchedules::hazards(int parity, Years minimum_interval) const {
  const int order = std::min(parity, 2) + 1;  // parity 3 and more bear at the hazard of parity 2
  std::vector<PerYear> out(kAges);
  for (int a = 0; a < kAges; ++a) {
    const double x = kFertileFrom + a;
    double h = 0;
    if (order == 1) {
      h = math::log((1.0 - births_before(1, x)) / (1.0 - births_before(1, x + 1)));
    } else {
      // Exposed: had the birth before, at least the interval ago, and not the next one. Midpoint of
      // the year from four quarter points.
      double exposed = 0;
      for (int q = 0; q < 4; ++q) {
        const double at = x + (q + 0.5) / 4;
        exposed += (births_before(order - 1, at - minimum_interval.value) - births_before(order, at)) / 4;
      }
      const double births = births_before(order, x + 1) - births_before(order, x);
      h = exposed > 0 ? births / exposed : (births > 0 ? kHighestHazard : 0.0);
    }
    out[static_cast<std::size_t>(a)] = {std::min(h, kHighestHazard)};
  }
  return out;
}

}  // namespace gongxu
