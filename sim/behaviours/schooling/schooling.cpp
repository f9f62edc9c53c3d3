#include "sim/behaviours/schooling/schooling.hpp"

#include <cmath>
#include <string>

#include "sim/core/apportion.hpp"

namespace gongxu {

Schooling::Schooling(const Region& region, const ParameterValues& values,
                     const std::array<double, kStages>& gross_rates)
    : intake_month_(region.school_intake_month) {
  for (const Zone& z : region.zones) urban_.push_back(z.urban);
  for (std::size_t s = 0; s < kStages; ++s) {
    const Service stage = stage_at(s);
    const bool compulsory = stage == Service::primary || stage == Service::junior;
    factor_[s] = compulsory ? values["enrolment_compulsory"] : std::isnan(gross_rates[s]) ? 1.0 : gross_rates[s];
    town_taught_[s] = values[std::string("town_taught_") + kSchoolStages[s].word];
  }
}

bool Schooling::begins_at(Tick now) const {
  const Date d = to_date(day_of(now));
  return d.month == intake_month_ && d.day == 1;
}

SchoolRoll Schooling::roll(int year, const BirthMonths& residents) const {
  const std::size_t zones = urban_.size();
  SchoolRoll out;
  out.year = year;
  const int intake = (year - kEpochYear) * 12 + intake_month_ - 1;  // whoever was born before this month is old enough
  for (std::size_t s = 0; s < kStages; ++s) {
    const Stage& stage = kSchoolStages[s];
    std::vector<std::int32_t> official(zones, 0), enrolled(zones, 0);
    for (std::size_t z = 0; z < zones; ++z) {
      for (int month = intake - stage.until * 12; month < intake - stage.from * 12; ++month)
        official[z] += residents.residents[z][static_cast<std::size_t>(month)];
      enrolled[z] = static_cast<std::int32_t>(std::lround(factor_[s] * official[z]));
    }
    std::vector<std::int32_t> taught = enrolled;
    std::vector<double> in_town(zones, 0.0);
    std::int32_t away = 0;
    for (std::size_t z = 0; z < zones; ++z) {
      if (urban_[z]) {
        in_town[z] = enrolled[z];
      } else {
        const auto boarders = static_cast<std::int32_t>(std::lround(town_taught_[s] * enrolled[z]));
        taught[z] -= boarders;
        away += boarders;
      }
    }
    const auto to_towns = largest_remainder(in_town, away);
    std::int32_t settled = 0;
    for (std::size_t z = 0; z < zones; ++z) {
      taught[z] += static_cast<std::int32_t>(to_towns[z]);
      settled += static_cast<std::int32_t>(to_towns[z]);
    }
    if (settled == away) {
      out.boarding[s] = away;
    } else {
      taught = enrolled;  // there is no town
    }
    out.official[s] = std::move(official);
    out.enrolled[s] = std::move(enrolled);
    out.taught[s] = std::move(taught);
  }
  return out;
}

}  // namespace gongxu
