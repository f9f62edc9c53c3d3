#include "sim/behaviours/urbanisation/urbanisation.hpp"

#include <catch2/catch.hpp>

#include "tests/support/lizhou.hpp"

using namespace gongxu;
using test::centre_values;
using test::lizhou_pack;
using test::lizhou_population;

namespace {

const Tick kStart = to_tick({2020, 11, 1}), kHorizon = year_start(2031);

Urbanisation compiled(const std::map<std::string, double>& changes = {}) {
  auto values = centre_values();
  for (const auto& [id, value] : changes) values.value.at(id) = value;
  return compile_urbanisation(lizhou_pack().region, values, lizhou_population(), kStart, kHorizon);
}
double rate(const Urbanisation& u, std::size_t zone, Sex sex, int age) {
  return per_year(u.by_zone_sex[zone][sex].table().rate(age, kStart)).value;
}
/// Moves a year over residents from ten years on.
double mean_rate(const Urbanisation& u, std::size_t zone) {
  double moves = 0, persons = 0;
  for (const Sex sex : {female, male})
    for (int age = kMovesAlone; age <= kOpenAge; ++age) {
      const double n = lizhou_population().residents[zone][sex][static_cast<std::size_t>(age)];
      moves += n * rate(u, zone, sex, age);
      persons += n;
    }
  return moves / persons;
}

}  // namespace

TEST_CASE("residents of each zone move at its rate, and a scenario multiplies that of the countryside alone",
          "[urbanisation]") {
  for (const double multiplier : {1.0, 1.5, 0.0}) {
    const auto u = compiled(
        {{"rural_to_urban_rate", 0.012}, {"urban_to_rural_rate", 0.004}, {"urbanisation_multiplier", multiplier}});
    for (std::size_t z = 0; z < lizhou_pack().region.zones.size(); ++z)
      CHECK(mean_rate(u, z) ==
            Approx(lizhou_pack().region.zones[z].urban ? 0.004 : 0.012 * multiplier).epsilon(1e-6).margin(1e-9));
  }
}

TEST_CASE("nobody moves alone before ten, and everybody to a zone of the other kind", "[urbanisation]") {
  const auto u = compiled({{"rural_to_urban_rate", 0.02}, {"urban_to_rural_rate", 0.02}});
  const auto& zones = lizhou_pack().region.zones;
  for (std::size_t z = 0; z < zones.size(); ++z) {
    for (int age = 0; age < kMovesAlone; ++age) CHECK(rate(u, z, male, age) == 0);
    CHECK(rate(u, z, male, kMovesAlone) > 0);
    std::vector<double> seen(zones.size());
    constexpr int kDraws = 10'000;
    for (int i = 0; i < kDraws; ++i)
      ++seen[static_cast<std::size_t>(
          u.destination(static_cast<int>(z), static_cast<std::uint32_t>((i + 0.5) / kDraws * 0x1p32)))];
    double population = 0;
    for (const Zone& other : zones)
      population += other.urban != zones[z].urban ? static_cast<double>(other.population) : 0;
    for (std::size_t to = 0; to < zones.size(); ++to)
      CHECK(seen[to] / kDraws ==
            Approx(zones[to].urban == zones[z].urban ? 0 : static_cast<double>(zones[to].population) / population)
                .margin(1e-3));
  }
}
