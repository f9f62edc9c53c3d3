/// Yearly measures of the people, from the tallies of all shards.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/output/tally.hpp"

namespace gongxu {

/// Stocks at 31 December (population_mid_year: at 1 July), flows over the calendar year. The names are the tables'
/// `measure` column.
enum class Measure : std::uint8_t {
  population,
  population_mid_year,
  population_0_2,
  population_3_5,
  population_6_11,
  population_12_14,
  population_15_17,
  population_16plus,
  population_18_59,
  population_60plus,
  population_65plus,
  population_80plus,
  population_outside_registered,
  population_registered,
  registered_absent,
  students,
  dependent_mild,
  dependent_severe,
  births,
  births_order_1,
  births_order_2,
  births_order_3plus,
  deaths,
  arrivals,
  departures,
  moves_in,
  moves_out,
  urban_share,
  share_60plus,
  tfr,
  e0,
};
inline constexpr std::size_t kMeasures = 31;
struct MeasureInfo {
  const char* name;
  const char* unit;
};
const MeasureInfo& info(Measure);
/// The measures that count residents of whole ages from `from` to `to`.
struct AgeBand {
  Measure measure;
  int from, to;
};
std::span<const AgeBand> age_bands();

/// NaN (tfr and e0 of a zone, or these and population_mid_year of a year without 1 July; registered people without a
/// count of the absent) means: no row. `dependent_*` are residents of 60 and over. `registered_absent` is a stock that
/// moves across the border alone change: births and deaths elsewhere are left out.
using MeasureRow = std::array<double, kMeasures>;

inline constexpr int kPyramidAges = 101;  ///< single years at 31 December, the last open

/// One calendar year: [zone], the last index being the whole place.
struct DemographyYear {
  int year = 0;
  std::vector<MeasureRow> zones;
  std::vector<std::array<std::array<std::int32_t, kPyramidAges>, 2>> pyramid;  ///< [zone][sex][age]
};

/// Watches the month ends and makes the yearly rows.
class DemographyMonitor {
 public:
  /// @param urban by zone.
  /// @param absent [persons] registered here and living elsewhere at the base date; NaN: not known.
  DemographyMonitor(std::vector<bool> urban, double absent) : urban_(std::move(urban)), absent_(absent) {}

  /// At the end of a month; `tally` is the sum over shards. Looks at 1 July and 1 January.
  void month_ended(Tick end, const Tally& tally);
  bool wants(Tick end) const;
  const std::vector<DemographyYear>& years() const { return years_; }

 private:
  using Ages = std::array<std::array<std::int32_t, kTallyAges>, 2>;
  static Ages ages_at(Tick now, const Tally&, int zone);
  void close_year(Tick end, const Tally&);

  std::vector<bool> urban_;
  double absent_;
  Ages mid_year_{};
  std::vector<double> mid_year_by_zone_;
  int mid_year_of_ = 0;
  std::vector<DemographyYear> years_;
};

/// Life expectancy at birth [years] from deaths and mid-year persons by single age, the last open:
/// period life table, deaths in the middle of each year of age (0.1 at age 0). NaN without persons.
double life_expectancy(const std::vector<double>& deaths, const std::vector<double>& persons);

}  // namespace gongxu
