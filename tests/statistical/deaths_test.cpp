/// Deaths against the life tables that went in. Some 75,000 deaths: all together see a rate wrong by
/// 4 / sqrt(75,000) = 1.5 %; a group with 1,000 deaths one wrong by 13 %.
#include <catch2/catch.hpp>

#include "tests/statistical/baseline_lives.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {
void check_deaths(bool by_year) {
  const auto& b = baseline_lives();
  const double level = values_of(b.in, 0)["relative_mortality"];
  CellTest cells;
  const auto name = [&](Sex sex, int age, int year) { return by_year ? std::to_string(year) : age_group(sex, age); };
  for (const Life& l : b.lives.all) {
    each_cell(l.birth, l.from, l.to, [&](int age, int year, Tick ticks) {
      // From the national table, not from the model's: the compilation is tested with it.
      const auto& rates = b.in.region->national.deaths_per_person_year.at(year)[l.sex];
      cells.expect(name(l.sex, age, year),
                   rates[static_cast<std::size_t>(std::min(age, kOpenAge))] * level * years_in(ticks).value);
    });
    if (l.exit == Exit::died) cells.observe(name(l.sex, age_at(l.birth, l.to - 1), year_of(l.to - 1)));
  }
  cells.check(by_year ? "deaths by year" : "deaths by age and sex");
}
}  // namespace

TEST_CASE("deaths per person-year return the table by age and sex", "[deaths]") { check_deaths(false); }

TEST_CASE("deaths follow the trend of the calendar", "[deaths]") { check_deaths(true); }

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
