/// Patients in bed in a world where nothing changes: M/G/infinity, the mean whatever the law of stays, variance and
/// memory by that law. Over 57 years, a batch being a year; stays of two days see the mean to
/// 0.9 %, the variance to 7 %, the covariance to 9 %.
#include "sim/behaviours/using_health_care/bed_days.hpp"
#include "tests/support/lives.hpp"
#include "tests/support/stationary_world.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

/// Covariance of the means of two days so many days apart. @param left by mean stays, as of StayLaw.
template <class Left>
double covariance(double load, double stay_days, int days_apart, Left left) {
  constexpr int kSteps = 2000;
  double sum = 0;
  for (int i = 0; i < kSteps; ++i) {  // two moments of the days: their difference is triangular
    const double u = -1 + (i + 0.5) * 2 / kSteps;
    sum += (1 - std::fabs(u)) * left(std::fabs(days_apart + u) / stay_days) * 2 / kSteps;
  }
  return load * sum;
}

/// Means of days against theory: their mean, variance, and covariance at a lag. @param worlds lived apart.
template <class Left>
void check_patients(const std::vector<std::vector<float>>& worlds, double load, double stay_days, int lag, Left left) {
  constexpr std::size_t kDaysPerBatch = 365;
  std::vector<double> mean, variance, lagged;
  for (const std::vector<float>& patients : worlds) {
    const auto off = [&](std::size_t day) { return static_cast<double>(patients[day]) - load; };
    for (std::size_t first = 0; first + kDaysPerBatch + static_cast<std::size_t>(lag) < patients.size();
         first += kDaysPerBatch) {
      double sum = 0, squares = 0, products = 0;
      for (std::size_t day = first; day < first + kDaysPerBatch; ++day) {
        sum += off(day), squares += off(day) * off(day);
        products += off(day) * off(day + static_cast<std::size_t>(lag));
      }
      mean.push_back(load + sum / kDaysPerBatch);
      variance.push_back(squares / kDaysPerBatch);
      lagged.push_back(products / kDaysPerBatch);
    }
  }
  REQUIRE(mean.size() > 50);
  check_mean("patients", mean, load);
  check_mean("variance of days", variance, covariance(load, stay_days, 0, left));
  check_mean("covariance at " + std::to_string(lag) + " days", lagged, covariance(load, stay_days, lag, left));
}

}  // namespace

TEST_CASE("patients in bed have the mean of their load whatever the law of stays, and the variance of that law",
          "[theory]") {
  constexpr double kLoad = 100, kStay = 2;
  for (const StayLaw& law : stay_laws()) {
    INFO(law.name);
    BedDays beds(1, kStart, kWorldEnd);
    each_stay(kLoad / kStay, kStay, law, kSeed, 1, [&](PersonId, Tick, Tick from, double until) {
      beds.add(0, from, static_cast<Tick>(std::min(until, static_cast<double>(kWorldEnd))));
    });
    check_patients({beds.means()[0]}, kLoad, kStay, 1, law.left);
  }
}

TEST_CASE("patients from outside are M/G/infinity with stays of two exponential parts", "[theory]") {
  // Their stream alone is the same in every month; residents' streams change with the residents. Eight worlds: patients
  // are seen to 0.24 %, their variance to 4 %, the covariance to 13 %: it is 55 % larger with one exponential part.
  RunInputs in = run_inputs(2035);
  in.fixed_parameters = true;
  const Model model = model_of(in, 0);
  const ParameterValues values = values_of(in, 0);
  const Tick end = year_start(2078);
  const Exposure nobody(model.zones);
  std::vector<std::vector<float>> worlds;
  for (std::uint32_t replicate = 0; replicate < 8; ++replicate) {
    BedDays beds(model.zones + 1, model.start, end);
    const Draws draws(kSeed, replicate);
    model.health.before_start(model.start, nobody, draws, beds);
    for (const Window& w : monthly_windows(model.start, end)) model.health.month(w, nobody, draws, beds);
    worlds.push_back(beds.means().back());
  }
  const double load = values["inflow_share"] * model.health.base_bed_days() / 365.2425;
  check_patients(worlds, load, values["mean_stay_days"], 10, [](double t) { return (1 + t) * std::exp(-2 * t); });
}
