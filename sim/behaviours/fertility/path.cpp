#include "sim/behaviours/fertility/path.hpp"

#include <algorithm>
#include <cassert>

#include "sim/core/math.hpp"

namespace gongxu {

namespace {
constexpr Tick kStep = kTicksPerYear / WomenByParity::kStepsPerYear;
constexpr double kStepYears = 1.0 / WomenByParity::kStepsPerYear;
}  // namespace

WomenByParity::WomenByParity(const InitialPopulation& population, Years minimum_interval)
    : recent_(static_cast<int>(minimum_interval.value * kStepsPerYear + 0.5)), start_(population.start) {
  // Cohorts from those who reach kFertileUntil just now to those born just now.
  cells_ = kFertileUntil * kStepsPerYear;
  const auto width = static_cast<std::size_t>(kParities * (1 + recent_));
  women_.assign(static_cast<std::size_t>(cells_) * width, 0.0);
  const People& people = population.people;
  for (Row r = 0; r < people.size(); ++r) {
    const Person& p = people[r];
    if (p.sex() == male) continue;
    const int age_steps = static_cast<int>((start_ - p.birth) / kStep);
    if (age_steps >= cells_) continue;
    const auto cohort = static_cast<std::size_t>(cells_ - 1 - age_steps);
    const int parity = std::min<int>(p.parity, kParities - 1);
    int state = 0;
    if (p.parity > 0) {
      const int since = static_cast<int>((start_ - population.last_birth[r]) / kStep);
      if (since < recent_) state = 1 + since;
    }
    women_[cohort * width + static_cast<std::size_t>(parity * (1 + recent_) + state)] += 1.0;
  }
}

/// The state in motion: advances by steps of two months under one factor.
class ParityProjection {
 public:
  ParityProjection(const WomenByParity& women, const std::array<std::vector<PerYear>, 4>& schedules)
      : states_(1 + women.recent_), cells_(women.cells_), women_(women.women_), schedules_(schedules) {}

  /// One calendar year, or what is left of the first, of `steps`.
  /// @returns the total fertility rate: births over woman-years by single age, summed.
  double advance(int steps, double factor) {
    std::array<double, kFertileUntil - kFertileFrom> births{}, exposure{};
    for (int s = 0; s < steps; ++s, ++elapsed_) step(factor, births, exposure);
    double total = 0;
    for (std::size_t a = 0; a < births.size(); ++a) total += exposure[a] > 0 ? births[a] / exposure[a] : 0.0;
    return total;
  }

 private:
  template <class Sums>
  void step(double factor, Sums& births, Sums& exposure) {
    const auto width = static_cast<std::size_t>(WomenByParity::kParities * states_);
    for (int c = 0; c < cells_; ++c) {
      const int age = (cells_ - 1 - c + elapsed_) / WomenByParity::kStepsPerYear;
      if (age < kFertileFrom || age >= kFertileUntil) continue;
      const auto a = static_cast<std::size_t>(age - kFertileFrom);
      double* cohort = &women_[static_cast<std::size_t>(c) * width];
      double carried = 0;  // women who rise to the next parity in this step
      for (int parity = 0; parity < WomenByParity::kParities; ++parity) {
        double* w = cohort + parity * states_;
        for (int k = 0; k < states_; ++k) exposure[a] += w[k] * kStepYears;
        // Who gave birth `recent` steps ago, on average in the middle of a step, is back half-way through this one.
        const double returning = states_ > 1 ? w[states_ - 1] : 0.0;
        const double at_risk = w[0] + 0.5 * returning;
        const double born = at_risk * (1.0 - math::exp(-schedules_[parity][a].value * factor * kStepYears));
        births[a] += born;
        w[0] += returning - born;
        for (int k = states_ - 1; k > 1; --k) w[k] = w[k - 1];
        if (states_ > 1) w[1] = 0;
        const double arriving = carried;
        (states_ > 1 ? w[1] : w[0]) += arriving;
        carried = born;
      }
      // The top class is open: its births return to it.
      double* top = cohort + (WomenByParity::kParities - 1) * states_;
      (states_ > 1 ? top[1] : top[0]) += carried;
    }
  }

  int states_, cells_, elapsed_ = 0;
  std::vector<double> women_;
  const std::array<std::vector<PerYear>, 4>& schedules_;
};

std::vector<double> fertility_factors(const WomenByParity& women, const std::array<std::vector<PerYear>, 4>& schedules,
                                      int base_year, const std::vector<double>& path_by_year) {
  ParityProjection state(women, schedules);
  std::vector<double> factors;
  double factor = 1.0;
  for (std::size_t y = 0; y < path_by_year.size(); ++y) {
    int steps = WomenByParity::kStepsPerYear;
    if (y == 0) {  // the rest of the base year, in whole steps, at least one
      const Tick rest = year_start(base_year + 1) - women.start();
      steps = std::max(1, static_cast<int>((rest + kStep / 2) / kStep));
    }
    // Births rise almost in proportion to the factor: a few proportional corrections settle it.
    constexpr int kRounds = 5;
    for (int round = 0; round < kRounds; ++round) {
      ParityProjection trial = state;
      const double total = trial.advance(steps, factor);
      if (total <= 0) break;
      factor *= path_by_year[y] / total;
    }
    state.advance(steps, factor);
    factors.push_back(factor);
  }
  return factors;
}

std::vector<double> total_fertility_path(const Region& region, const ParameterValues& values,
                                         const std::string& variant, int base_year, int last_year) {
  const auto &observed = region.national.tfr.at(kMediumVariant), &projected = region.national.tfr.at(variant);
  std::vector<double> path;
  for (int year = base_year; year <= last_year; ++year) {
    const bool after = year > region.data_date.year;
    path.push_back((after ? projected : observed).at(year) * values["relative_fertility"] *
                   values.in_year("birth_path", year) * (after ? values["birth_path_multiplier"] : 1.0));
  }
  return path;
}

}  // namespace gongxu
