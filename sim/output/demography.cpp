#include "sim/output/demography.hpp"

#include <limits>

namespace gongxu {
namespace {
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

constexpr AgeBand kBands[] = {
    {Measure::population, 0, kTallyAges - 1},
    {Measure::population_0_2, 0, 2},
    {Measure::population_3_5, 3, 5},
    {Measure::population_6_11, 6, 11},
    {Measure::population_12_14, 12, 14},
    {Measure::population_15_17, 15, 17},
    {Measure::population_16plus, 16, kTallyAges - 1},
    {Measure::population_18_59, 18, 59},
    {Measure::population_60plus, 60, kTallyAges - 1},
    {Measure::population_65plus, 65, kTallyAges - 1},
    {Measure::population_80plus, 80, kTallyAges - 1},
};
}  // namespace

std::span<const AgeBand> age_bands() { return kBands; }

const MeasureInfo& info(Measure m) {
  static constexpr MeasureInfo table[kMeasures] = {{"population", "persons"},
                                                   {"population_mid_year", "persons"},
                                                   {"population_0_2", "persons"},
                                                   {"population_3_5", "persons"},
                                                   {"population_6_11", "persons"},
                                                   {"population_12_14", "persons"},
                                                   {"population_15_17", "persons"},
                                                   {"population_16plus", "persons"},
                                                   {"population_18_59", "persons"},
                                                   {"population_60plus", "persons"},
                                                   {"population_65plus", "persons"},
                                                   {"population_80plus", "persons"},
                                                   {"population_outside_registered", "persons"},
                                                   {"population_registered", "persons"},
                                                   {"registered_absent", "persons"},
                                                   {"students", "persons"},
                                                   {"dependent_mild", "persons"},
                                                   {"dependent_severe", "persons"},
                                                   {"births", "births"},
                                                   {"births_order_1", "births"},
                                                   {"births_order_2", "births"},
                                                   {"births_order_3plus", "births"},
                                                   {"deaths", "deaths"},
                                                   {"arrivals", "persons"},
                                                   {"departures", "persons"},
                                                   {"moves_in", "persons"},
                                                   {"moves_out", "persons"},
                                                   {"urban_share", "share"},
                                                   {"share_60plus", "share"},
                                                   {"tfr", "children per woman"},
                                                   {"e0", "years"}};
  return table[static_cast<std::size_t>(m)];
}

std::optional<AgeRange> ages_of(Measure m) {
  if (m == Measure::population_mid_year) return AgeRange{};
  for (const AgeBand& band : kBands)
    if (band.measure == m) return AgeRange{band.from, band.to == kTallyAges - 1 ? -1 : band.to};
  return std::nullopt;
}

bool DemographyMonitor::wants(Tick end) const {
  const Date d = to_date(day_of(end));
  return d.day == 1 && (d.month == 7 || d.month == 1);
}

DemographyMonitor::Ages DemographyMonitor::ages_at(Tick now, const Tally& tally, int zone) {
  // `now` is the first of a month: everyone born in a month before it 12 k months ago has turned k.
  const int months = month_index(now);
  Ages out{};
  for (int sex = 0; sex < 2; ++sex) {
    const std::int32_t* row = tally.residents(zone, sex);
    for (int m = 0; m < months && m < tally.birth_months(); ++m)
      out[static_cast<std::size_t>(sex)][static_cast<std::size_t>(std::min((months - 1 - m) / 12, kTallyAges - 1))] +=
          row[m];
  }
  return out;
}

/// Persons of 60 and over in a state of dependency.
static double dependent_elderly(const Tally& tally, int zone, Dependency state, int months) {
  constexpr int kElderly = 60;
  double sum = 0;
  for (const int sex : {0, 1}) {
    const std::int32_t* row = tally.dependent(zone, sex, state);
    for (int m = 0; m < months - kElderly * 12 && m < tally.birth_months(); ++m) sum += row[m];
  }
  return sum;
}

void DemographyMonitor::month_ended(Tick end, const Tally& tally) {
  const Date d = to_date(day_of(end));
  if (d.day != 1) return;
  if (d.month == 7) {
    mid_year_ = {};
    mid_year_by_zone_.assign(static_cast<std::size_t>(tally.zones()), 0);
    mid_year_of_ = d.year;
    for (int z = 0; z < tally.zones(); ++z) {
      const Ages ages = ages_at(end, tally, z);
      for (std::size_t sex = 0; sex < 2; ++sex)
        for (std::size_t a = 0; a < kTallyAges; ++a) {
          mid_year_[sex][a] += ages[sex][a];
          mid_year_by_zone_[static_cast<std::size_t>(z)] += ages[sex][a];
        }
    }
  } else if (d.month == 1) {
    close_year(end, tally);
  }
}

void DemographyMonitor::close_year(Tick end, const Tally& tally) {
  const int zones = tally.zones();
  DemographyYear out;
  out.year = to_date(day_of(end)).year - 1;
  const Tally::Year& flows = tally.year(out.year);
  MeasureRow all{};
  double urban = 0;
  out.pyramid.resize(static_cast<std::size_t>(zones) + 1);
  for (int zone = 0; zone < zones; ++zone) {
    const auto z = static_cast<std::size_t>(zone);
    MeasureRow row{};
    const auto at = [&](Measure m) -> double& { return row[static_cast<std::size_t>(m)]; };
    const Ages ages = ages_at(end, tally, zone);
    for (std::size_t sex = 0; sex < 2; ++sex)
      for (int a = 0; a < kTallyAges; ++a) {
        const std::int32_t n = ages[sex][static_cast<std::size_t>(a)];
        const auto p = static_cast<std::size_t>(std::min(a, kPyramidAges - 1));
        out.pyramid[z][sex][p] += n;
        out.pyramid.back()[sex][p] += n;
        for (const AgeBand& band : kBands)
          if (a >= band.from && a <= band.to) at(band.measure) += n;
      }
    at(Measure::population_mid_year) = mid_year_of_ == out.year ? mid_year_by_zone_[z] : kNaN;
    at(Measure::population_outside_registered) = tally.outside_registered(zone);
    at(Measure::population_registered) = at(Measure::registered_absent) = kNaN;
    at(Measure::students) = tally.students(zone);
    at(Measure::dependent_mild) = dependent_elderly(tally, zone, Dependency::mild, month_index(end));
    at(Measure::dependent_severe) = dependent_elderly(tally, zone, Dependency::severe, month_index(end));
    absent_ += flows.registered_departures[z] - flows.returns[z];
    for (int order = 0; order < 3; ++order) {
      const double n = flows.births_by_order[z][static_cast<std::size_t>(order)];
      row[static_cast<std::size_t>(Measure::births_order_1) + static_cast<std::size_t>(order)] = n;
      at(Measure::births) += n;
    }
    at(Measure::deaths) = flows.deaths[z][0] + flows.deaths[z][1];
    at(Measure::arrivals) = flows.arrivals[z];
    at(Measure::departures) = flows.departures[z];
    for (int other = 0; other < zones; ++other) {
      at(Measure::moves_out) += flows.moves[static_cast<std::size_t>(zone * zones + other)];
      at(Measure::moves_in) += flows.moves[static_cast<std::size_t>(other * zones + zone)];
    }
    for (std::size_t m = 0; m < kMeasures; ++m) all[m] += row[m];
    if (urban_[z]) urban += at(Measure::population);
    at(Measure::urban_share) = urban_[z] ? 1.0 : 0.0;
    at(Measure::share_60plus) = at(Measure::population_60plus) / at(Measure::population);
    at(Measure::tfr) = at(Measure::e0) = kNaN;
    out.zones.push_back(row);
  }
  const auto at = [&](Measure m) -> double& { return all[static_cast<std::size_t>(m)]; };
  at(Measure::urban_share) = urban / at(Measure::population);
  at(Measure::share_60plus) = at(Measure::population_60plus) / at(Measure::population);
  at(Measure::tfr) = at(Measure::e0) = kNaN;
  at(Measure::registered_absent) = absent_;
  at(Measure::population_registered) = at(Measure::population) - at(Measure::population_outside_registered) + absent_;
  if (mid_year_of_ == out.year) {
    double tfr = 0;
    std::vector<double> deaths(kTallyAges), persons(kTallyAges);
    for (std::size_t a = 0; a < kTallyAges; ++a) {
      if (mid_year_[female][a] > 0) tfr += static_cast<double>(flows.births_by_age[a]) / mid_year_[female][a];
      deaths[a] = flows.deaths_by_age[0][a] + flows.deaths_by_age[1][a];
      persons[a] = mid_year_[0][a] + mid_year_[1][a];
    }
    at(Measure::tfr) = tfr;
    at(Measure::e0) = life_expectancy(deaths, persons);
  }
  out.zones.push_back(all);
  years_.push_back(std::move(out));
}

double life_expectancy(const std::vector<double>& deaths, const std::vector<double>& persons) {
  constexpr std::size_t kOpen = 95;  // above it deaths are few: one open group
  if (persons.size() <= kOpen) return kNaN;
  double alive = 1, years = 0;
  for (std::size_t a = 0; a < kOpen; ++a) {
    if (persons[a] <= 0) return kNaN;
    const double rate = deaths[a] / persons[a], lived = a == 0 ? 0.1 : 0.5;
    const double died = alive * rate / (1 + (1 - lived) * rate);
    years += alive - died * (1 - lived);
    alive -= died;
  }
  double last_deaths = 0, last_persons = 0;
  for (std::size_t a = kOpen; a < persons.size(); ++a) last_deaths += deaths[a], last_persons += persons[a];
  return last_deaths > 0 ? years + alive * last_persons / last_deaths : kNaN;
}

}  // namespace gongxu
