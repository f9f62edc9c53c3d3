/// Observations of a place later than its base date: what hindcast scores against and calibrate fits to.
///
/// A table place,year,measure,value,source with, where wanted, date, zone, sex, age_start, age_end, unit, se and
/// status. A row that cannot be used is refused by its file, line, rule and remedy; the others are used.
#pragma once
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/service.hpp"
#include "sim/output/results.hpp"
#include "sim/scenario/region.hpp"

namespace gongxu {

/// A place that observations may be of, and the years that are projected of it.
struct ObservedPlace {
  const Region* region = nullptr;
  std::string folder;  ///< its last name is one by which rows may call the place, beside code and names
  int last_year = 0;
};

enum class ServiceFigure { demand, use, capacity };

/// What a measure's word stands for: a measure of the people or a figure of a service as quantified.
struct ObservedMeasure {
  std::string word;
  std::optional<Measure> people;
  Service service = Service::childcare;          ///< where it is no measure of the people
  ServiceFigure figure = ServiceFigure::demand;  ///< likewise
  std::vector<std::string> units;                ///< by which rows may call its unit; the first is ours
  bool flow = false;                             ///< over a calendar year (or its mean), not at a date
};
/// "births", "population_60plus", "primary_enrolment", "care_bed_use", ...
const std::vector<ObservedMeasure>& observed_measures();

struct Observation {
  std::size_t place = 0;  ///< index of ObservedPlace
  int year = 0;
  std::optional<Date> date;        ///< of a stock of people; without: 31 December, of mid-year persons 1 July
  std::string zone;                ///< code, "urban", "rural"; empty: the whole place
  std::vector<std::size_t> zones;  ///< their indices; empty: the whole place
  const ObservedMeasure* measure = nullptr;
  std::optional<int> sex;                                ///< 0 female, 1 male; with ages of `population` alone
  int age_start = 0, age_end = -1;                       ///< [completed years] -1: open
  bool by_age = false;                                   ///< a sex or an age is given
  double value = 0;                                      ///< [unit of the measure]
  double se = std::numeric_limits<double>::quiet_NaN();  ///< of the value, where the row states it
  std::string source, status;
  Position at;
};

struct Observations {
  std::vector<Observation> used;
  std::vector<Problem> refused;  ///< one a row, in their order
};

/// @throws InputError if the file cannot be read as a table at all.
Observations read_observations(const std::string& file, const std::vector<ObservedPlace>&);

/// A number of people from yearly rows: `Year` has year, zones and pyramid as DemographyYear has. NaN where the years
/// do not hold it. At a date within a year the mean of the two 31 Decembers around it by days: of an age group that is
/// right as far as its members' birthdays and moves are even over the year.
template <class Year>
double people_value(const Observation& o, const std::vector<Year>& years) {
  const auto at_year_end = [&](int year) -> double {
    if (years.empty() || year < years.front().year || year > years.back().year)
      return std::numeric_limits<double>::quiet_NaN();
    const Year& y = years[static_cast<std::size_t>(year - years.front().year)];
    const auto m = static_cast<std::size_t>(*o.measure->people);
    const std::vector<std::size_t> whole{y.zones.size() - 1};
    double sum = 0;
    for (const std::size_t z : o.zones.empty() ? whole : o.zones) {
      if (!o.by_age) sum += y.zones[z][m];
      for (std::size_t sex = 0; o.by_age && sex < 2; ++sex) {
        if (o.sex && static_cast<std::size_t>(*o.sex) != sex) continue;
        const int last = o.age_end < 0 ? kPyramidAges - 1 : o.age_end;
        for (int a = o.age_start; a <= last; ++a) sum += y.pyramid[z][sex][static_cast<std::size_t>(a)];
      }
    }
    return sum;
  };
  const double end = at_year_end(o.year);
  if (!o.date || (o.date->month == 12 && o.date->day == 31)) return end;
  const double begun = to_day(*o.date) - to_day({o.year - 1, 12, 31});
  const double share = begun / (to_day({o.year, 12, 31}) - to_day({o.year - 1, 12, 31}));
  return (1 - share) * at_year_end(o.year - 1) + share * end;
}

/// Whatever is observed, from a replicate's results; NaN where it does not hold it (use of a service without a known
/// capacity).
double value_of(const Observation&, const ReplicateResult&);

}  // namespace gongxu
