/// Births against the tables that went in. Some 60,000 births: all together see a rate wrong by
/// 4 / sqrt(60,000) = 1.6 %; a single age and parity with 400 births one wrong by 20 %.
#include <catch2/catch.hpp>
#include <cmath>

#include "sim/behaviours/fertility/path.hpp"
#include "tests/statistical/baseline_lives.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

/// f(parity class, first interval under observation or a later one, from, to, ends with a birth).
template <class F>
void each_birth_interval(const Life& w, Tick minimum_interval, F f) {
  Tick exposed = w.exposed;
  for (std::size_t i = 0; i <= w.births.size(); ++i) {
    const bool birth = i < w.births.size();
    f(std::min(w.parity + static_cast<int>(i), 3), i > 0, exposed, birth ? w.births[i] : w.to, birth);
    if (birth) exposed = w.births[i] + minimum_interval;
  }
}

std::string cell_of(const std::string& by, int parity, bool later, int age, int year) {
  if (by == "age") return "parity " + std::to_string(parity) + " age " + std::to_string(age);
  if (by == "year") return "year " + std::to_string(year) + " parity " + std::to_string(parity);
  return (later ? "later interval, parity " : "first interval, parity ") + std::to_string(parity) + " age " +
         std::to_string(age / 5 * 5);
}

void check_births(const std::string& by) {
  const auto& b = baseline_lives();
  CellTest cells;
  for (const Life& w : b.lives.all) {
    if (w.sex == male || w.student) continue;
    each_birth_interval(w, b.model.fertility.minimum_interval,
                        [&](int parity, bool later, Tick from, Tick to, bool birth) {
                          const auto& table = b.model.fertility.by_parity[static_cast<std::size_t>(parity)].table();
                          each_cell(w.birth, from, to, [&](int age, int year, Tick ticks) {
                            const double rate = per_year(table.rate(age, year_start(year))).value;
                            if (rate > 0)
                              cells.expect(cell_of(by, parity, later, age, year), rate * years_in(ticks).value);
                          });
                          if (birth)
                            cells.observe(cell_of(by, parity, later, age_at(w.birth, to - 1), year_of(to - 1)));
                        });
  }
  cells.check("births by " + by);
}

/// Total fertility of all resident women by year: births by single age over woman-years, and its SE.
struct Total {
  double rate = 0, variance = 0;
};
std::map<int, Total> total_fertility(const Lives& lives) {
  std::map<int, std::map<int, std::pair<double, double>>> cells;  // [year][age] births, woman-years
  for (const Life& w : lives.all) {
    if (w.sex == male) continue;
    const Tick until = std::min<Tick>(w.to, w.birth + kFertileUntil * kTicksPerYear);
    each_cell(w.birth, std::max(w.from, w.birth + kFertileFrom * kTicksPerYear), until,
              [&](int age, int year, Tick ticks) { cells[year][age].second += years_in(ticks).value; });
    for (const Tick t : w.births) ++cells[year_of(t)][age_at(w.birth, t - 1)].first;
  }
  std::map<int, Total> out;
  for (const auto& [year, ages] : cells)
    for (const auto& [age, cell] : ages) {
      out[year].rate += cell.first / cell.second;
      out[year].variance += cell.first / cell.second / cell.second;
    }
  return out;
}

void check_path(const RunInputs& in, const Lives& lives, double allowed_bias) {
  const auto path = total_fertility_path(*in.region, values_of(in, 0), in.scenario->fertility_variant, 2020, 2035);
  double difference = 0, variance = 0, wanted = 0;
  for (const auto& [year, total] : total_fertility(lives)) {
    const double target = path.at(static_cast<std::size_t>(year - 2020)), se = std::sqrt(total.variance);
    INFO(year << ": total fertility " << total.rate << ", path " << target << ", SE " << se << "; sees "
              << 400 * se / target << " %");
    CHECK(std::fabs(total.rate - target) < 4 * se);
    if (year == 2020) continue;  // two months
    difference += total.rate - target;
    variance += total.variance;
    wanted += target;
  }
  INFO("2021-2035: off by " << 100 * difference / wanted << " %, sees " << 400 * std::sqrt(variance) / wanted
                            << " % beyond " << 100 * allowed_bias << " %");
  CHECK(std::fabs(difference) < 4 * std::sqrt(variance) + allowed_bias * wanted);
}

}  // namespace

TEST_CASE("births per woman-year exposed return the table, age by age and parity by parity", "[births]") {
  check_births("age");
}

TEST_CASE("births follow the factors of the years", "[births]") { check_births("year"); }

TEST_CASE("birth intervals that begin under observation follow the same table", "[births]") {
  check_births("interval");
}

TEST_CASE("no birth comes before fifteen, from fifty on, or within the least interval", "[births]") {
  const auto& b = baseline_lives();
  int looked = 0;
  for (const Life& w : b.lives.all)
    for (std::size_t i = 0; i < w.births.size(); ++i, ++looked) {
      REQUIRE(w.births[i] - w.birth > kFertileFrom * kTicksPerYear);
      REQUIRE(w.births[i] - w.birth < kFertileUntil * kTicksPerYear);
      REQUIRE(w.births[i] > (i ? w.births[i - 1] + b.model.fertility.minimum_interval : w.exposed));
      REQUIRE(w.births[i] <= w.to);
    }
  CHECK(looked > 50'000);
}

TEST_CASE("the total fertility of all women is the path of every year", "[births]") {
  // Arriving women have the parities of the base date: the projection leaves that out, and is closed.
  const auto& b = baseline_lives();
  check_path(b.in, b.lives, 0.01);
}

TEST_CASE("without migration the total fertility is the path of every year", "[births]") {
  const Scenario closed = baseline_with({"gross_out_rate=0", "in_migration_multiplier=0"});
  RunInputs in = run_inputs(2035, closed);
  in.fixed_parameters = true;
  const auto run = traced_run(in, 0);
  check_path(in, live(in, model_of(in, 0), 0, run), 0.005);
}

TEST_CASE("the sex of newborns returns the ratio that went in", "[births]") {
  // n births: the share of boys has SE 0.5 / sqrt(n), 0.2 % of 60,000: sees a ratio wrong by 1.6 %.
  const auto& b = baseline_lives();
  std::map<int, std::pair<double, double>> boys;  // by year: boys, births
  for (const Life& l : b.lives.all)
    if (l.entry == Entry::born) boys[year_of(l.birth)].first += l.sex == male, ++boys[year_of(l.birth)].second;
  double difference = 0, variance = 0;
  for (const auto& [year, n] : boys) {
    const double ratio = b.in.region->national.sex_ratio_at_birth.at(year), share = ratio / (1 + ratio);
    const double v = n.second * share * (1 - share);
    INFO(year << ": " << n.first << " boys of " << n.second << ", expected " << n.second * share);
    CHECK(std::fabs(n.first - n.second * share) < 4 * std::sqrt(v));
    difference += n.first - n.second * share;
    variance += v;
  }
  INFO("all years: " << difference << " boys too many, SE " << std::sqrt(variance));
  CHECK(std::fabs(difference) < 4 * std::sqrt(variance));
}
