#include "analysis/twin/flows.hpp"

#include <algorithm>
#include <limits>

namespace gongxu {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr int kMonthsPerYear = 12;

int month_of(int year, int month) { return (year - kEpochYear) * kMonthsPerYear + month - 1; }

template <class Row>
void set_counts(Row at, const std::array<std::array<double, kTallyAges>, 2>& ages) {
  for (const AgeBand& band : age_bands()) {
    at(band.measure) = 0;
    for (const auto& of_sex : ages)
      for (int a = band.from; a <= band.to; ++a) at(band.measure) += of_sex[static_cast<std::size_t>(a)];
  }
  at(Measure::share_60plus) = at(Measure::population_60plus) / at(Measure::population);
}

}  // namespace

void YearFlows::add_by_age(Eigen::ArrayXd& by_age, CohortAge a, double of_higher, double n) {
  const auto last = by_age.size() - 1;
  by_age[std::min<Eigen::Index>(a.age, last)] += n * (1 - of_higher);
  by_age[std::min<Eigen::Index>(a.age + 1, last)] += n * of_higher;
}

std::vector<std::array<std::array<double, kTallyAges>, 2>> by_age(const ResidentStock& stock, int month) {
  const auto zones = stock.residents[0].rows();
  std::vector<std::array<std::array<double, kTallyAges>, 2>> out(static_cast<std::size_t>(zones) + 1);
  for (Eigen::Index z = 0; z < zones; ++z)
    for (const std::size_t sex : {0, 1})
      for (int born = 0; born < month; ++born) {
        const double n = stock.residents[sex](z, born);
        const auto age = static_cast<std::size_t>(std::min((month - 1 - born) / kMonthsPerYear, kTallyAges - 1));
        out[static_cast<std::size_t>(z)][sex][age] += n;
        out.back()[sex][age] += n;
      }
  return out;
}

TwinYear close_year(int year, const YearFlows& flows, const ResidentStock& end, const ResidentStock* mid_year,
                    const std::vector<bool>& urban) {
  const auto ages = by_age(end, month_of(year + 1, 1));
  TwinYear out;
  out.year = year;
  const auto zones = flows.deaths.size();
  double urban_residents = 0;
  for (Eigen::Index z = 0; z <= zones; ++z) {
    const bool whole = z == zones;
    MeasureRow row;
    row.fill(kNaN);
    const auto at = [&](Measure m) -> double& { return row[static_cast<std::size_t>(m)]; };
    const auto of = [&](const auto& by_zone) { return whole ? by_zone.sum() : by_zone[z]; };
    set_counts(at, ages[static_cast<std::size_t>(z)]);
    at(Measure::births_order_1) = of(flows.births.col(0));
    at(Measure::births_order_2) = of(flows.births.col(1));
    at(Measure::births_order_3plus) = of(flows.births.col(2));
    at(Measure::births) = of(flows.births.rowwise().sum());
    at(Measure::deaths) = of(flows.deaths);
    at(Measure::arrivals) = of(flows.arrivals);
    at(Measure::departures) = of(flows.departures);
    at(Measure::moves_in) = of(flows.moves.rowwise().sum());
    at(Measure::moves_out) = of(flows.moves.colwise().sum().transpose());
    at(Measure::students) = of(end.students);
    at(Measure::dependent_mild) = of(end.dependent_elderly.col(0));
    at(Measure::dependent_severe) = of(end.dependent_elderly.col(1));
    if (!whole && urban[static_cast<std::size_t>(z)]) urban_residents += at(Measure::population);
    at(Measure::urban_share) =
        whole ? urban_residents / at(Measure::population) : static_cast<double>(urban[static_cast<std::size_t>(z)]);
    if (mid_year)
      at(Measure::population_mid_year) = of((mid_year->residents[0] + mid_year->residents[1]).rowwise().sum());
    if (whole && mid_year) {
      const auto living = by_age(*mid_year, month_of(year, 7)).back();
      std::vector<double> deaths(kTallyAges), persons(kTallyAges);
      double tfr = 0;
      for (std::size_t a = 0; a < kTallyAges; ++a) {
        if (living[female][a] > 0) tfr += flows.births_by_age[static_cast<Eigen::Index>(a)] / living[female][a];
        deaths[a] = flows.deaths_by_age[static_cast<Eigen::Index>(a)];
        persons[a] = living[female][a] + living[male][a];
      }
      at(Measure::tfr) = tfr;
      at(Measure::e0) = life_expectancy(deaths, persons);
    }
    out.zones.push_back(row);
    auto& pyramid = out.pyramid.emplace_back();
    for (const std::size_t sex : {0, 1})
      for (std::size_t a = 0; a < kTallyAges; ++a)
        pyramid[sex][std::min<std::size_t>(a, kPyramidAges - 1)] += ages[static_cast<std::size_t>(z)][sex][a];
  }
  return out;
}

}  // namespace gongxu
