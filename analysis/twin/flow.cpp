#include "analysis/twin/flow.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/time.hpp"
#include "sim/output/tally.hpp"

namespace gongxu {

Exponentials exponentials(const Eigen::MatrixXd& generator, double years) {
  const auto n = generator.rows();
  const Eigen::MatrixXd step = generator * years;
  Eigen::MatrixXd term = Eigen::MatrixXd::Identity(n, n), next(n, n);
  Exponentials out{term, term, term / 2};
  constexpr double kNothing = 1e-17;
  for (int k = 1; term.cwiseAbs().maxCoeff() > kNothing; ++k) {
    next.noalias() = term.lazyProduct(step);  // of few zones: blocking would cost more than it saves
    term = next / k;
    out.e0 += term;
    out.e1 += term / (k + 1);
    out.e2 += term / ((k + 1.0) * (k + 2.0));
  }
  out.e1 *= years;
  out.e2 *= years * years;
  return out;
}

double lived_share(double hazard, double years) {
  const double x = hazard * years;
  return x > 0 ? -std::expm1(-x) / x : 1.0;
}

CohortAge age_in_month(int months) {
  if (months <= 0) return {0, false};
  return {(months - 1) / 12, months % 12 == 0};
}

namespace {
Eigen::Index clamped(const Eigen::ArrayXd& by_age, int age) { return std::min<Eigen::Index>(age, by_age.size() - 1); }
}  // namespace

double at_age(const Eigen::ArrayXd& by_age, CohortAge a) {
  const double h = by_age[clamped(by_age, a.age)];
  return a.birthday ? (h + by_age[clamped(by_age, a.age + 1)]) / 2 : h;
}

double share_of_higher_age(const Eigen::ArrayXd& by_age, CohortAge a) {
  if (!a.birthday) return 0;
  const double low = by_age[clamped(by_age, a.age)], high = by_age[clamped(by_age, a.age + 1)];
  return low + high > 0 ? high / (low + high) : 0.5;
}

Tick month_start(int index) { return to_tick({kEpochYear + index / 12, index % 12 + 1, 1}); }

namespace {
/// P(T - U year < v), T uniform over [from, to), U over [0, 1): when somebody of a whole age was born who comes at T.
double born_before(double v, double from, double to) {
  const auto area = [](double x) { return x <= 0 ? 0.0 : x < 1 ? x * x / 2 : x - 0.5; };
  const double high = (v - from) / kTicksPerYear + 1, low = (v - to) / kTicksPerYear + 1;
  return (area(high) - area(low)) / (high - low);
}
}  // namespace

std::vector<std::pair<int, double>> births_of_age(int age, Tick from, Tick to) {
  std::vector<std::pair<int, double>> out;
  const double since_birth = static_cast<double>(age) * kTicksPerYear;
  const int last = month_index(to - 1) - age * 12 + 1;
  for (int month = std::max(0, last - 15); month <= last && month <= month_index(to - 1); ++month) {
    const double end = static_cast<double>(month_start(month + 1)) + since_birth;
    const double begin = static_cast<double>(month_start(month)) + since_birth;
    const double share = born_before(end, from, to) - born_before(begin, from, to);
    if (share > 0) out.emplace_back(month, share);
  }
  return out;
}

}  // namespace gongxu
