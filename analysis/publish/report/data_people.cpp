/// The charts' numbers of people.
#include <cmath>

#include "analysis/publish/report/data.hpp"

namespace gongxu::report {

Json people_data(const Facts& facts, const std::string& scenario) {
  Json out = Json::object();
  for (const char* measure :
       {"population", "births", "population_0_2", "population_60plus", "population_80plus", "urban_share"}) {
    Json years = Json::array();
    for (const int year : facts.years()) {
      const Row row = facts.people(scenario, year, kAll, measure);
      if (std::isnan(row.number("p50")))
        years.push_back(nullptr);
      else
        years.push_back({number(row.number("p10")), number(row.number("p50")), number(row.number("p90"))});
    }
    out[measure] = std::move(years);
  }
  return out;
}

std::map<std::string, Json> pyramids(const Facts& facts) {
  constexpr std::size_t kAges = 101;
  std::map<std::string, Json> out;
  const std::size_t years = facts.years().size();
  const Json ages(kAges, nullptr), nothing(years, nullptr);
  for (const Row& row : rows_of(facts.record(), "pyramid")) {
    const std::string sex = row.text("sex"), zone = row.text("zone");
    const int year = static_cast<int>(row.number("year"));
    const auto y = static_cast<std::size_t>(year - facts.first_year());
    const auto age = static_cast<std::size_t>(row.number("age"));
    if (y >= years || age >= kAges) continue;
    Json& place = out[row.text("scenario")][zone];
    if (place.is_null()) place = {{"male", Json(years, ages)}, {"female", Json(years, ages)}};
    place[sex][y][age] = number(row.number("mean"));
    if (zone != kAll || (year != facts.target_year() && year != facts.last_year())) continue;
    Json& interval = place[sex + "_interval"];
    if (interval.is_null()) interval = nothing;
    if (interval[y].is_null()) interval[y] = ages;
    if (!std::isnan(row.number("p10"))) interval[y][age] = {number(row.number("p10")), number(row.number("p90"))};
  }
  return out;
}

}  // namespace gongxu::report
