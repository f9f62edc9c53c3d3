/// The twin's rates against the tables that the agents were compiled to: two ways from the same files.
#include "analysis/twin/rates.hpp"

#include <catch2/catch.hpp>

#include "tests/support/lives.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

/// A Rate's own resolution [per person-year], twice.
constexpr double kResolution = 2e-10;

void check_rates(const RunInputs& in, std::uint32_t replicate) {
  const ParameterValues values = values_of(in, replicate);
  const Model model = model_of(in, replicate);
  const TwinRates rates = twin_rates(in, values);
  for (const TwinRates::Year& year : rates.years) {
    const Tick now = year.calendar_year == rates.first_year ? in.population->start : year_start(year.calendar_year);
    const auto rate = [&](const ScreenedHazard& h, int age) { return per_year(h.table().rate(age, now)).value; };
    const auto same = [](double a, double b) { return a == Approx(b).epsilon(1e-9).margin(kResolution); };
    int wrong = 0;
    for (const Sex sex : {female, male})
      for (int age = 0; age <= kOpenAge; ++age) {
        wrong += !same(year.leaving[sex][age], rate(model.migration.out(sex), age));
        for (std::size_t state = 0; state < kDependencies; ++state)
          if (state == 0 || age >= kDependentFrom)
            wrong += !same(year.dependent[sex].deaths[state][age], rate(model.mortality.by_sex_state[sex][state], age));
        for (std::size_t z = 0; z < in.region->zones.size(); ++z)
          wrong += !same(year.moving[z][sex][age], rate(model.urbanisation.by_zone_sex[z][sex], age));
      }
    for (std::size_t parity = 0; parity < year.births.size(); ++parity)
      for (int age = 0; age <= kOpenAge; ++age)
        wrong += !same(year.births[parity][age], rate(model.fertility.by_parity[parity], age));
    for (std::size_t z = 0; z < in.region->zones.size(); ++z)
      wrong += !same(year.arriving[z][female].sum() + year.arriving[z][male].sum(),
                     model.migration.expected_arrivals(static_cast<int>(z), year.calendar_year));
    INFO(year.calendar_year);
    CHECK(wrong == 0);
  }
}

}  // namespace

TEST_CASE("the twin's rates are those of the agents' tables", "[twin]") {
  check_rates(run_inputs(2030), 0);
  RunInputs drawn = run_inputs(2030);
  drawn.fixed_parameters = false;
  check_rates(drawn, 3);
}

TEST_CASE("a policy is not in the twin's rates of birth: it acts month by month", "[twin]") {
  const Scenario& policy = lizhou_pack().scenarios.at("three_child_strong");
  const RunInputs in = run_inputs(2030, policy), base = run_inputs(2030);
  const TwinRates with = twin_rates(in, values_of(in, 0)), without = twin_rates(base, values_of(base, 0));
  for (std::size_t y = 0; y < with.years.size(); ++y)
    CHECK((with.years[y].births[2] == without.years[y].births[2]).all());
}
