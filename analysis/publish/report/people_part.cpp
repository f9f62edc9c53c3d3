/// The people: year by year, and by age and sex.
#include <cmath>
#include <map>

#include "analysis/publish/report/numbers.hpp"
#include "analysis/publish/report/parts.hpp"

namespace gongxu::report {
namespace {

constexpr std::array kShown{"population",        "population_0_2",    "population_3_5", "population_6_11",
                            "population_60plus", "population_80plus", "births",         "deaths",
                            "arrivals",          "departures"};

Text summary(const Facts& facts, const std::string& scenario) {
  Text out;
  for (const int year : facts.headline_years()) {
    const auto of = [&](const char* measure) {
      const Row row = facts.people(scenario, year, kAll, measure);
      return same(count_of(row, "p50") + " (" + count_of(row, "p10") + "–" + count_of(row, "p90") + ")");
    };
    const Text one = word("report_people_is", {same(std::to_string(year)), of("population"), of("births"),
                                               of("population_0_2"), of("population_60plus")});
    out = out.zh.empty() ? one : out + same(" ") + one;
  }
  return out;
}

std::string by_year(const Facts& facts, const std::string& scenario) {
  std::vector<Column> columns{{word("col_year")}};
  for (const char* measure : kShown) columns.push_back({facts.measure_name(measure), true});
  columns.push_back({facts.measure_name("urban_share"), true});
  HtmlTable table(std::move(columns));
  table.caption(word("report_people_caption"));
  for (const int year : facts.years()) {
    std::vector<Cell> cells{{year_with_mark(facts, year), ""}};
    for (const char* measure : kShown)
      cells.push_back(interval_cell(facts.people(scenario, year, kAll, measure), "p50", "p10", "p90"));
    cells.push_back(per_cent_cell(facts.people(scenario, year, kAll, "urban_share"), "p50", 1));
    table.row(cells);
  }
  return table.html();
}

/// The residents of the whole place by five-year group, sex and year; NaN where a single age is masked.
using Groups = std::map<std::pair<int, std::string>, std::vector<double>>;
constexpr int kGroups = 21, kYearsOfGroup = 5;

std::map<std::string, Groups> groups_of(const Facts& facts, const std::vector<int>& years) {
  std::map<std::string, Groups> out;
  for (const Row& row : rows_of(facts.record(), "pyramid")) {
    const int year = static_cast<int>(row.number("year"));
    if (row.text("zone") != kAll || std::find(years.begin(), years.end(), year) == years.end()) continue;
    auto& ages = out[row.text("scenario")][{year, row.text("sex")}];
    ages.resize(kGroups);
    ages[static_cast<std::size_t>(row.number("age")) / kYearsOfGroup] += row.number("mean");
  }
  return out;
}

std::string pyramid_table(const Groups& groups, const std::vector<int>& years) {
  std::vector<Column> columns{{word("report_col_age")}};
  for (const int year : years)
    for (const char* sex : {"male", "female"})
      columns.push_back(
          {word("report_year_sex", {same(std::to_string(year)), word(std::string("word_") + sex)}), true});
  HtmlTable table(std::move(columns));
  table.caption(word("report_pyramid_caption"));
  for (int g = 0; g < kGroups; ++g) {
    const int from = g * kYearsOfGroup;
    std::vector<Cell> cells{{g == kGroups - 1 ? std::to_string(from) + "+"
                                              : std::to_string(from) + "–" + std::to_string(from + kYearsOfGroup - 1),
                             ""}};
    for (const int year : years)
      for (const char* sex : {"male", "female"}) {
        const auto it = groups.find({year, sex});
        cells.push_back({it == groups.end() ? "—" : count(it->second[static_cast<std::size_t>(g)]), ""});
      }
    table.row(cells);
  }
  return table.html();
}

std::string pyramid_controls(const Facts& facts) {
  const std::string last = std::to_string(facts.last_year()), target = std::to_string(facts.target_year());
  std::string out = "<div class=\"controls local needs-script\"><label for=zone>" + spans(word("report_col_zone")) +
                    "<select id=zone>";
  const auto option = [&](const std::string& id, const Text& name) {
    out += "<option value=\"" + escaped(id) + "\" data-zh=\"" + escaped(name.zh) + "\" data-en=\"" + escaped(name.en) +
           "\">" + escaped(name.zh) + "</option>";
  };
  option(std::string(kAll), facts.zone_name(kAll));
  for (const std::string& zone : facts.zones()) option(zone, facts.zone_name(zone));
  return out + "</select></label>\n<label class=wide for=year>" + spans(word("col_year")) +
         "<input type=range id=year min=" + std::to_string(facts.first_year()) + " max=" + last +
         " step=1 value=" + target + "></label>\n<output id=year-shown for=year>" + target +
         "</output>\n<button type=button id=play></button></div>\n";
}

Text pyramid_summary(const Facts& facts, const std::string& scenario) {
  Text out;
  for (const int year : {facts.first_year(), facts.target_year(), facts.last_year()}) {
    const double all = facts.people(scenario, year, kAll, "population").number("p50");
    const double old = facts.people(scenario, year, kAll, "population_60plus").number("p50");
    const double young = facts.people(scenario, year, kAll, "population_0_2").number("p50");
    out = out + word("report_pyramid_is", {same(std::to_string(year)), same(count(all)), same(per_cent(young / all, 1)),
                                           same(per_cent(old / all, 1))});
  }
  return out;
}

}  // namespace

std::string people_part(const Facts& facts) {
  std::vector<int> years{facts.first_year()};
  for (const int year : facts.headline_years()) years.push_back(year);
  const auto groups = groups_of(facts, years);
  return section("people", pyramid_controls(facts) + by_scenario(facts, "people", [&](const std::string& scenario) {
                             const auto it = groups.find(scenario);
                             return figure("data-chart=people", summary(facts, scenario), by_year(facts, scenario)) +
                                    figure("data-chart=pyramid", pyramid_summary(facts, scenario),
                                           it == groups.end() ? "" : pyramid_table(it->second, years));
                           }));
}

}  // namespace gongxu::report
