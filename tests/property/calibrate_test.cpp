/// A calibration of a real place, small: it does not depend on processes nor on what is held out, and learns what it
/// can.
#include "analysis/study/calibrate/calibrate.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/one_theme.hpp"

using namespace gongxu;

namespace {

const auto kSilent = [](const std::string&, int, int) {};

std::unique_ptr<Ensemble> place(int jobs) {
  Pack pack = read_pack(GONGXU_SOURCE_DIR "/scenarios/minqin");
  RunOptions options;
  options.scenarios = {"baseline"};
  options.jobs = jobs;
  options.until = 2025;
  options.settings = test::settings_but_theme(pack, "births");
  return prepare_ensemble(std::move(pack), options);
}

Observation seen(const std::string& word, int year, double value, double se = std::nan("")) {
  Observation o;
  for (const ObservedMeasure& m : observed_measures())
    if (m.word == word) o.measure = &m;
  o.year = year;
  o.value = value;
  o.se = se;
  return o;
}

CalibrationRequest births(std::vector<int> hold_out) {
  CalibrationRequest r;
  r.parameters = {"births"};
  r.hold_out = std::move(hold_out);
  r.draws = 60;
  return r;
}

bool same(const std::vector<ParameterValues>& a, const std::vector<ParameterValues>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const ParameterValues& x, const ParameterValues& y) {
    return x.value == y.value && x.path == y.path;
  });
}

}  // namespace

TEST_CASE("draws are the same whatever the processes, and whatever was seen in a year held out", "[calibrate]") {
  const auto draws = [](int jobs, double held_out) {
    return calibrate(*place(jobs), births({2022}), {{seen("births", 2021, 1000), seen("births", 2022, held_out)}, {}},
                     kSilent);
  };
  const auto one = draws(1, 950), two = draws(2, 5);
  REQUIRE(one.draws.size() == 60);
  CHECK(one.effective >= 60);
  CHECK(same(one.draws, two.draws));
  CHECK_FALSE(two.fits[1].predicted.holds(5));

  double level = 0, later = 0;  // by how much births of 2021 narrow what they are made of, and a later year's
  for (const Learnt& l : one.learnt) {
    if (l.parameter == "relative_fertility" || (l.parameter == "birth_path" && l.year == 2021))
      level = std::max(level, l.shrinkage);
    if (l.parameter == "birth_path" && l.year == 2025) later = l.shrinkage;
  }
  CHECK(level > later);
  CHECK(std::abs(one.fits[0].expected.p50 - 1000) < std::abs(one.fits[0].before - 1000));
}

TEST_CASE("what says nothing leaves every parameter as it was, and is said to", "[calibrate]") {
  const auto c = calibrate(*place(0), births({}), {{seen("population", 2021, 170'000, 1e7)}, {}}, kSilent);
  CHECK(c.effective > 0.9 * c.points);
  for (const Learnt& l : c.learnt) {
    INFO(l.parameter << " " << l.year << ": " << l.shrinkage);
    CHECK_FALSE(l.told);
  }
}
