/// Deaths against the life tables that went in. Some 75,000 deaths: all together see a rate wrong by
/// 4 / sqrt(75,000) = 1.5 %; a group with 1,000 deaths one wrong by 13 %.
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/statistical/baseline_lives.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

/// [per person-year] from the national table, not from the model's: the compilation is tested with it.
double life_table(const RunInputs& in, const ParameterValues& values, Sex sex, int age, int year) {
  return values["relative_mortality"] * values.in_year("mortality_path", year) *
         in.region->national.deaths_per_person_year.at(year)[sex][static_cast<std::size_t>(std::min(age, kOpenAge))];
}

void check_deaths(bool by_year) {
  const auto& b = baseline_lives();
  const ParameterValues values = values_of(b.in, 0);
  CellTest cells;
  const auto name = [&](Sex sex, int age, int year) { return by_year ? std::to_string(year) : age_group(sex, age); };
  for (const Life& l : b.lives.all) {
    each_cell(l.birth, l.from, l.to, [&](int age, int year, Tick ticks) {
      cells.expect(name(l.sex, age, year), life_table(b.in, values, l.sex, age, year) * years_in(ticks).value);
    });
    if (l.exit == Exit::died) cells.observe(name(l.sex, age_at(l.birth, l.to - 1), year_of(l.to - 1)));
  }
  cells.check(by_year ? "deaths by year" : "deaths by age and sex");
}
}  // namespace

TEST_CASE("deaths per person-year return the table by age and sex", "[deaths]") { check_deaths(false); }

TEST_CASE("deaths follow the trend of the calendar", "[deaths]") { check_deaths(true); }

TEST_CASE("deaths of a drawn life follow its path of mortality", "[deaths]") {
  // Some 83,000 deaths, 5,300 a year: a year sees a factor wrong by 5.5 %, all years together by 1.4 %. The replicate
  // is one whose path moves further than that.
  constexpr std::uint32_t kReplicate = 3;
  const RunInputs in = run_inputs(2035);
  const ParameterValues values = values_of(in, kReplicate);
  const Lives lives = live(in, model_of(in, kReplicate), kReplicate, traced_run(in, kReplicate));
  CellTest cells;
  double furthest = 0;
  for (int year = 2020; year <= 2035; ++year)
    furthest = std::max(furthest, std::fabs(values.in_year("mortality_path", year) - 1));
  CHECK(furthest > 0.08);
  for (const Life& l : lives.all) {
    each_cell(l.birth, l.from, l.to, [&](int age, int year, Tick ticks) {
      cells.expect(std::to_string(year), life_table(in, values, l.sex, age, year) * years_in(ticks).value);
    });
    if (l.exit == Exit::died) cells.observe(std::to_string(year_of(l.to - 1)));
  }
  cells.check("deaths along a path");
}

TEST_CASE("newborns and arrivals die at the same rates as residents", "[deaths]") {
  const auto& b = baseline_lives();
  CellTest cells;
  for (const Life& l : b.lives.all) {
    const std::string name = l.entry == Entry::resident ? "resident" : l.entry == Entry::born ? "born" : "arrived";
    each_state(l, [&](Dependency state, Tick from, Tick to, Dependency) {
      const Credit spent = b.model.mortality.of(l.sex, state).table().cumulative(l.birth, from, to);
      cells.expect(name, static_cast<double>(spent) / kCreditScale);
    });
    if (l.exit == Exit::died) cells.observe(name);
  }
  cells.check("deaths by way of coming");
}
