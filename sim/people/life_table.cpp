#include "sim/people/life_table.hpp"

#include "sim/core/hazard.hpp"

namespace gongxu {
namespace {

constexpr std::size_t kElderly = 60;    // [years] from this age on mortality_60plus_by_2035 acts
constexpr int kWholeEffectYear = 2035;  // the year in which it has reached its value

}  // namespace

BySexAge deaths_per_person_year(const Region& region, const ParameterValues& values, int year) {
  const double level =
      values["relative_mortality"] * values["mortality_multiplier"] * values.in_year("mortality_path", year);
  const int before = region.data_date.year;
  const double done = std::clamp(static_cast<double>(year - before) / (kWholeEffectYear - before), 0.0, 1.0);
  const double elderly = 1 + (values["mortality_60plus_by_2035"] - 1) * done;
  BySexAge out = region.national.deaths_per_person_year.at(year);
  for (auto& ages : out)
    for (std::size_t age = 0; age < ages.size(); ++age)
      ages[age] = std::min(ages[age] * level * (age >= kElderly ? elderly : 1.0), kMaxRate.value);
  return out;
}

}  // namespace gongxu
