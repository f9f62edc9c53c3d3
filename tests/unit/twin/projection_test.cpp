/// The twin's projection: what must hold whatever the rates, and what is known in closed form.
#include "analysis/twin/projection.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "sim/core/hazard.hpp"
#include "tests/support/lives.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

double at(const TwinYear& y, std::size_t zone, Measure m) { return y.zones[zone][static_cast<std::size_t>(m)]; }

const std::vector<TwinYear>& baseline_twin() {
  static const RunInputs in = run_inputs(2035);
  static const std::vector<TwinYear> years = Twin(in).project(values_of(in, 0));
  return years;
}

/// Lizhou with nobody moving across its border or within it.
Scenario nobody_moves() {
  return baseline_with(
      {"gross_out_rate=0", "migration_net_multiplier=0", "rural_to_urban_rate=0", "urban_to_rural_rate=0"});
}

}  // namespace

TEST_CASE("people of the twin are conserved: in every zone and year", "[twin][slow]") {
  const auto& years = baseline_twin();
  for (std::size_t y = 1; y < years.size(); ++y)
    for (std::size_t zone = 0; zone < years[y].zones.size(); ++zone) {
      const auto now = [&](Measure m) { return at(years[y], zone, m); };
      const double before = at(years[y - 1], zone, Measure::population);
      const double change = now(Measure::births) - now(Measure::deaths) + now(Measure::arrivals) -
                            now(Measure::departures) + now(Measure::moves_in) - now(Measure::moves_out);
      CHECK(now(Measure::population) - before == Approx(change).margin(2e-5 * before));
    }
}

TEST_CASE("the twin's zones and ages add up to the whole", "[twin]") {
  for (const TwinYear& y : baseline_twin()) {
    double zones = 0, ages = 0;
    for (std::size_t z = 0; z + 1 < y.zones.size(); ++z) zones += at(y, z, Measure::population);
    for (const auto& of_sex : y.pyramid.back())
      for (const double n : of_sex) ages += n;
    CHECK(at(y, y.zones.size() - 1, Measure::population) == Approx(zones).epsilon(1e-12));
    CHECK(at(y, y.zones.size() - 1, Measure::population) == Approx(ages).epsilon(1e-12));
    CHECK(at(y, 0, Measure::births) == Approx(at(y, 0, Measure::births_order_1) + at(y, 0, Measure::births_order_2) +
                                              at(y, 0, Measure::births_order_3plus)));
  }
}

TEST_CASE("who cannot move survives as the life table says, person by person", "[twin][slow]") {
  // Of those below 34 in 2020, nobody has reached the age of dependency by the end of 2035.
  const Scenario scenario = nobody_moves();
  const RunInputs in = run_inputs(2035, scenario);
  const ParameterValues values = values_of(in, 0);
  const Model model = model_of(in, 0);
  const TwinYear last = Twin(in).project(values).back();
  std::array<std::array<double, kPyramidAges>, 2> expected{};
  for (Row r = 0; r < in.population->people.size(); ++r) {
    const Person& p = in.population->people[r];
    if (age_at(p.birth, in.population->start) >= 34) continue;
    const Credit spent =
        model.mortality.of(p.sex(), Dependency::none).table().cumulative(p.birth, in.population->start, in.horizon);
    const Date born = to_date(day_of(p.birth));
    expected[p.sex()][static_cast<std::size_t>(2035 - born.year)] +=
        std::exp(-static_cast<double>(spent) / kCreditScale);
  }
  for (const std::size_t sex : {0, 1})
    for (std::size_t age = 16; age < 48; ++age)
      CHECK(last.pyramid.back()[sex][age] == Approx(expected[sex][age]).epsilon(5e-6));
}

TEST_CASE("before a policy's first day the twin is that of the baseline", "[twin][slow]") {
  const RunInputs policy = run_inputs(2028, lizhou_pack().scenarios.at("three_child_strong"));
  const auto with = Twin(policy).project(values_of(policy, 0));
  for (std::size_t y = 0; y < with.size(); ++y) {
    const double more = at(with[y], with[y].zones.size() - 1, Measure::births_order_3plus) -
                        at(baseline_twin()[y], with[y].zones.size() - 1, Measure::births_order_3plus);
    if (with[y].year < 2026)
      CHECK(more == 0);
    else
      CHECK(more > 50);
  }
}

TEST_CASE("the twin does not compute what it leaves out", "[twin]") {
  const TwinYear& y = baseline_twin().back();
  CHECK(std::isnan(at(y, y.zones.size() - 1, Measure::population_registered)));
  CHECK(std::isnan(at(y, 0, Measure::tfr)));
  CHECK_FALSE(std::isnan(at(y, y.zones.size() - 1, Measure::tfr)));
}
