#include "analysis/read/widened.hpp"

#include <fmt/format.h>

#include <cmath>

#include "sim/output/csv_writer.hpp"
#include "sim/output/statistics.hpp"

namespace gongxu {
namespace {

constexpr Date kCensusBefore{2010, 11, 1};  // of fact.residents_2010

/// Residents of the whole place in a replicate: of a sex and group, or all.
double residents(const ReplicateResult& r, std::size_t year, std::size_t sex, int group) {
  if (group == kAllAges) return r.demography[year].zones.back()[static_cast<std::size_t>(Measure::population)];
  const auto g = static_cast<std::size_t>(group);
  const int last = group_end(g) < 0 ? kPyramidAges - 1 : group_end(g);
  double sum = 0;
  for (int age = group_start(g); age <= last; ++age)
    sum += r.demography[year].pyramid.back()[sex][static_cast<std::size_t>(age)];
  return sum;
}

}  // namespace

double growth_before(const Region& region) {
  const auto before = region.facts.find("residents_2010");
  if (before == region.facts.end() || !(before->second > 0) || !(kCensusBefore < region.base_date))
    throw InputError(Problem{{region.files.front()}, "widening_needs_growth", {}});
  return std::log(static_cast<double>(region.total_population()) / before->second) /
         years_between(kCensusBefore, region.base_date);
}

void write_widened(const Ensemble& e, const Widening& widening, const std::string& path) {
  const Region& region = e.pack.region;
  const auto size = static_cast<double>(region.total_population());
  const double growth = growth_before(region);
  CsvWriter csv(path, {"scenario", "year", "measure", "sex", "age", "p10", "p50", "p90", "widened_p10", "widened_p90",
                       "log_margin"});
  for (const ScenarioRun& run : e.scenarios)
    for (int year = e.first_year; year <= e.last_year; ++year)
      for (int cell = kAllAges; cell < static_cast<int>(2 * kGroups); ++cell) {
        const std::size_t sex = cell < static_cast<int>(kGroups) ? 0 : 1;
        const int group = cell == kAllAges ? kAllAges : cell % static_cast<int>(kGroups);
        std::vector<double> values;
        for (const ReplicateResult& r : run.replicates)
          values.push_back(residents(r, static_cast<std::size_t>(year - e.first_year), sex, group));
        const Summary s = summarise(std::move(values));
        const double margin =
            widening.log_margin(size, growth, group, years_between(region.base_date, Date{year, 12, 31}));
        std::string sex_word, age;
        if (group != kAllAges) {
          const auto g = static_cast<std::size_t>(group);
          sex_word = sex == 0 ? "female" : "male";
          age = group_end(g) < 0 ? fmt::format("{}+", group_start(g))
                                 : fmt::format("{}-{}", group_start(g), group_end(g));
        }
        csv.row({run.scenario->id, std::to_string(year), "population", sex_word, age, number(s.p10), number(s.p50),
                 number(s.p90), number(s.p10 / std::exp(margin)), number(s.p90 * std::exp(margin)), number(margin)});
      }
  csv.close();
}

}  // namespace gongxu
