// Margins learnt on one half of invented errors, checked on the other.
#include "analysis/study/hindcast/widening.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/read/census_page.hpp"
#include "sim/core/draws.hpp"
#include "tests/support/temp_pack.hpp"

using namespace gongxu;

namespace {

Scored interval(double observed, double p10, double p90) {
  Scored s;
  s.observed = observed, s.p10 = p10, s.p50 = 100, s.p90 = p90, s.crps = 1;
  return s;
}

ManyPlace place(const std::string& id, const Scored& s) {
  ManyPlace p;
  p.hindcast.code = id;
  p.size = 300'000;
  p.growth_before = 0;
  ScenarioHindcast scenario;
  HindcastRow row;
  row.scored = s;
  scenario.rows = {row};
  p.hindcast.scenarios = {scenario};
  return p;
}

}  // namespace

TEST_CASE("how far outside, in logarithms", "[widening]") {
  CHECK(excess(interval(110, 90, 100)) == Approx(std::log(1.1)));
  CHECK(excess(interval(80, 90, 100)) == Approx(std::log(90.0 / 80)));
  CHECK(excess(interval(95, 90, 100)) < 0);
  CHECK(std::isinf(excess(interval(0, 90, 100))));
}

TEST_CASE("sizes and growths fall into classes", "[widening]") {
  CHECK(size_class_of(249'999) == 0);
  CHECK(size_class_of(250'000) == 1);
  CHECK(size_class_of(5'000'000) == 3);
  CHECK(growth_of(-0.006) == Growth::shrinking);
  CHECK(growth_of(0.005) == Growth::steady);
  CHECK(growth_of(0.02) == Growth::growing);
  CHECK(growth_of(std::nan("")) == Growth::steady);
}

TEST_CASE("a widened interval covers four fifths of the other half, whatever the errors are", "[widening]") {
  // Observations 100 exp(0.05 t), t of Student's law with heavy tails, by intervals of 1 % either way.
  constexpr int kPlaces = 4000;
  const Draws draws(1, 0);
  std::vector<ManyPlace> all;
  for (int i = 0; i < kPlaces; ++i) {
    const auto n = static_cast<std::uint64_t>(i);
    const double angle = 2 * M_PI * draws.uniform(n, Purpose::parameter), u = draws.uniform(n, Purpose::path);
    const double t =
        std::sqrt(3 * (std::pow(u, -2.0 / 3) - 1)) * std::cos(angle);  // three degrees of freedom (Bailey 1994)
    all.push_back(place("P" + std::to_string(i), interval(100 * std::exp(0.05 * t), 99, 101)));
  }
  std::vector<const ManyPlace*> half;
  for (const ManyPlace& p : all)
    if (learns(p.hindcast.code)) half.push_back(&p);
  CHECK(std::abs(static_cast<double>(half.size()) / kPlaces - 0.5) < 4 * 0.5 / std::sqrt(kPlaces));
  const Widening widening = learn_widening(half, 10);
  int covered = 0, before = 0, n = 0;
  for (const ManyPlace& p : all) {
    if (learns(p.hindcast.code)) continue;
    const Scored& s = p.hindcast.scenarios.front().rows.front().scored;
    before += s.covered();
    covered += widening.widened(s, p.size, p.growth, kAllAges, 10).covered();
    ++n;
  }
  // Both the margin (learnt on as many) and the share have a binomial error: together 1.3 %. A margin at 75 or 85 % is
  // seen.
  const double se = std::sqrt(2 * 0.8 * 0.2 / n);
  INFO("covered " << covered << " of " << n << ", before " << before);
  CHECK(before < 0.3 * n);
  CHECK(std::abs(static_cast<double>(covered) / n - 0.8) < 3.5 * se);
}

TEST_CASE("margins are read as they were written, and nothing else", "[widening]") {
  const test::TempPack folder;
  const std::string file = folder.path("widening.csv"),
                    header = "size_from,size_to,growth,age_start,age_end,horizon_years,places,log_margin\n";
  std::vector<ManyPlace> few;
  for (int i = 0; i < 30; ++i) few.push_back(place("P" + std::to_string(i), interval(100 + i, 90, 100)));
  std::vector<const ManyPlace*> all;
  for (const ManyPlace& p : few) all.push_back(&p);
  const Widening learnt = learn_widening(all, 10);
  write_widening(learnt, file);
  const Widening again = read_widening(file);
  REQUIRE(again.margins().size() == learnt.margins().size());
  for (const int group : {kAllAges, 0, 17})
    CHECK(again.log_margin(300'000, 0, group, 7) == Approx(learnt.log_margin(300'000, 0, group, 7)));
  for (const std::string row :
       {"1000,,steady,,,10,30,0.1", "0,250000,still,,,10,30,0.1", "0,250000,steady,3,4,10,30,0.1",
        "0,250000,steady,,,0,30,0.1", "0,250000,steady,,,10,30,-0.1"}) {
    folder.write("widening.csv", header + row + "\n");
    CHECK_THROWS_AS(read_widening(file), InputError);
  }
}

TEST_CASE("a margin goes with the years, and never narrows", "[widening]") {
  std::vector<ManyPlace> few;
  for (int i = 0; i < 9; ++i) few.push_back(place("P" + std::to_string(i), interval(100 + i, 90, 100)));
  std::vector<const ManyPlace*> all;
  for (const ManyPlace& p : few) all.push_back(&p);
  const Widening widening = learn_widening(all, 10);
  const Margin& m = widening.margins().front();
  CHECK(m.places == 9);
  CHECK(m.log_margin == Approx(std::log(1.07)));  // the eighth of nine: 0.8 x 10
  const Scored five = widening.widened(interval(100, 90, 100), 100'000, 0, kAllAges, 5);
  CHECK(five.p90 == Approx(100 * std::sqrt(1.07)));
  CHECK(five.p10 == Approx(90 / std::sqrt(1.07)));
  CHECK(std::isnan(five.crps));
  for (ManyPlace& p : few) p.hindcast.scenarios.front().rows.front().scored = interval(95, 90, 100);
  CHECK(learn_widening(all, 10).margins().front().log_margin == 0);
}
