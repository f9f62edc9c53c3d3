#include "sim/scenario/parameters.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "sim/scenario/parameters_file.hpp"
#include "tests/support/temp_pack.hpp"

using namespace gongxu;
using gongxu::test::count;
using gongxu::test::has;
using gongxu::test::TempPack;

namespace {

const std::string kNational = "national/parameters.toml";
const std::string kRegion = "lizhou/region.toml";

Parameter parameter(const std::string& id, Distribution d, double low, double value, double high, double rho = 0) {
  Parameter p;
  p.id = id;
  p.distribution = d;
  p.low = low;
  p.value = value;
  p.high = high;
  p.rho = rho;
  return p;
}

ParameterSet set_of(const std::vector<Parameter>& all) {
  ParameterSet set;
  for (const Parameter& p : all) set[p.id] = p;
  return set;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const auto n = static_cast<double>(a.size());
  const double mean_a = std::accumulate(a.begin(), a.end(), 0.0) / n,
               mean_b = std::accumulate(b.begin(), b.end(), 0.0) / n;
  double ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double x = a[i] - mean_a, y = b[i] - mean_b;
    ab += x * y, aa += x * x, bb += y * y;
  }
  return ab / std::sqrt(aa * bb);
}

ParameterSet read(const TempPack& pack, Problems& problems) {
  return read_parameters(pack.path(kNational), pack.path(kRegion), problems);
}

}  // namespace

TEST_CASE("quantiles are those of their distributions") {
  CHECK(parameter("a", Distribution::fixed, 0, 3, 0).quantile(0.9) == 3);
  CHECK(parameter("a", Distribution::uniform, 1, 0, 3).quantile(0.25) == Approx(1.5));
  const Parameter triangle = parameter("a", Distribution::triangular, 0, 1, 4);
  CHECK(triangle.quantile(0.25) == Approx(1));  // (mode - low) / (high - low)
  CHECK(triangle.quantile(0.5) == Approx(4 - std::sqrt(6)));
  CHECK(parameter("a", Distribution::triangular, 2, 2, 2).quantile(0.5) == 2);
  const Parameter lognormal = parameter("a", Distribution::lognormal, 0.06, 0, 0.15);
  CHECK(lognormal.quantile(0.1) == Approx(0.06).epsilon(1e-8));
  CHECK(lognormal.quantile(0.9) == Approx(0.15).epsilon(1e-8));
  CHECK(lognormal.quantile(0.5) == Approx(std::sqrt(0.06 * 0.15)).epsilon(1e-12));
  CHECK_THROWS_AS(parameter("a", Distribution::ar1_lognormal, 1, 0, 2).quantile(0.5), std::logic_error);
}

TEST_CASE("a parameter's draw depends on seed, replicate and its own name alone") {
  const Parameter a = parameter("a", Distribution::uniform, 0, 0, 1),
                  b = parameter("b", Distribution::uniform, 0, 0, 1);
  const auto alone = draw_parameters(set_of({a}), Draws(7, 3), false, 2020, 2025);
  const auto both = draw_parameters(set_of({a, b}), Draws(7, 3), false, 2020, 2025);
  const auto next = draw_parameters(set_of({a, b}), Draws(7, 4), false, 2020, 2025);
  CHECK(alone["a"] == both["a"]);
  CHECK(both["a"] != both["b"]);
  CHECK(both["a"] != next["a"]);
  CHECK_THROWS_AS(both["c"], std::logic_error);
}

TEST_CASE("parameters of one group share their quantile") {
  Parameter a = parameter("a", Distribution::uniform, 0, 0, 1), b = parameter("b", Distribution::uniform, 10, 0, 20);
  a.group = b.group = "g";
  const auto drawn = draw_parameters(set_of({a, b}), Draws(1, 1), false, 2020, 2025);
  CHECK(drawn["b"] == Approx(10 + 10 * drawn["a"]));
}

TEST_CASE("a fixed path starts at 1 and reaches the centre of its law in even steps of the log") {
  const Parameter p = parameter("birth_path", Distribution::ar1_lognormal, 0.75, 0, 1.1, 0.9);
  const auto drawn = draw_parameters(set_of({p}), Draws(1, 1), true, 2020, 2200);
  const double centre = std::log(std::sqrt(0.75 * 1.1));
  CHECK(drawn.in_year("birth_path", 2010) == 1);
  CHECK(drawn.in_year("birth_path", 2020) == 1);
  CHECK(std::log(drawn.in_year("birth_path", 2021)) == Approx(centre / 6));
  CHECK(std::log(drawn.in_year("birth_path", 2022)) == Approx(centre / 3));
  CHECK(std::log(drawn.in_year("birth_path", 2026)) == Approx(centre));
  CHECK(std::log(drawn.in_year("birth_path", 2200)) == Approx(centre));
  CHECK(drawn.in_year("birth_path", 2300) == drawn.in_year("birth_path", 2200));
}

TEST_CASE("a tenth of the paths lies below low and a tenth above high from the sixth year on") {
  const Parameter p = parameter("birth_path", Distribution::ar1_lognormal, 0.75, 0, 1.1, 0.9);
  const int paths = 4000;
  const int year = GENERATE(2026, 2035, 2078);
  int below = 0, above = 0;
  for (int i = 0; i < paths; ++i) {
    const auto drawn = draw_parameters(set_of({p}), Draws(11, static_cast<std::uint32_t>(i)), false, 2020, 2078);
    below += drawn.in_year("birth_path", year) < 0.75 ? 1 : 0;
    above += drawn.in_year("birth_path", year) > 1.1 ? 1 : 0;
  }
  // Standard error of a share of 0.1: sqrt(0.09 / 4000) = 0.0047; sees 0.019, a sigma about 8 % off.
  const double error = std::sqrt(0.1 * 0.9 / paths);
  CHECK(std::abs(below / double(paths) - 0.1) < 4 * error);
  CHECK(std::abs(above / double(paths) - 0.1) < 4 * error);
}

TEST_CASE("the nation's yearly factors keep to their ends, remember by rho a year, and go their own ways") {
  // Of n draws: standard error of a share of 0.1 is 0.0047; of a correlation r (1 - r^2) / sqrt(n), at most 0.016.
  constexpr int kDraws = 4000, kYear = 2030, kLater = 2035;
  const TempPack pack;
  Problems problems;
  ParameterSet paths = read(pack, problems);
  std::erase_if(paths, [](const auto& p) { return p.second.distribution != Distribution::ar1_lognormal; });
  REQUIRE(paths.size() == 3);
  std::map<std::string, std::vector<double>> now, later;
  for (std::uint32_t i = 0; i < kDraws; ++i) {
    const auto drawn = draw_parameters(paths, Draws(5, i), false, 2020, kLater);
    for (const auto& [id, p] : paths) {
      REQUIRE(drawn.in_year(id, 2019) == 1);
      REQUIRE(drawn.in_year(id, 2020) == 1);
      now[id].push_back(std::log(drawn.in_year(id, kYear)));
      later[id].push_back(std::log(drawn.in_year(id, kLater)));
    }
  }
  const auto check = [](const std::vector<double>& a, const std::vector<double>& b, double expected) {
    const double r = correlation(a, b), error = (1 - expected * expected) / std::sqrt(kDraws);
    INFO(r << ", expected " << expected << ", SE " << error);
    CHECK(std::abs(r - expected) < 4 * error);
  };
  const auto share_below = [](const std::vector<double>& sample, double end) {
    return static_cast<double>(std::count_if(sample.begin(), sample.end(), [&](double x) { return x < end; })) / kDraws;
  };
  for (const auto& [id, p] : paths) {
    INFO(id);
    CHECK(std::abs(share_below(now[id], std::log(p.low)) - 0.1) < 4 * 0.0047);
    CHECK(std::abs(share_below(now[id], std::log(p.high)) - 0.9) < 4 * 0.0047);
    check(now[id], later[id], std::pow(p.rho, kLater - kYear));
    for (const auto& [other, q] : paths)
      if (other != id) check(now[id], now[other], 0);
  }
}

TEST_CASE("a yearly parameter that a scenario fixes keeps its value in every year after the base year") {
  const auto drawn = draw_parameters(set_of({parameter("birth_path", Distribution::fixed, 0, 0.8, 0)}), Draws(1, 1),
                                     false, 2020, 2030);
  CHECK(drawn.in_year("birth_path", 2020) == 1);
  CHECK(drawn.in_year("birth_path", 2021) == 0.8);
}

TEST_CASE("the national list and the region's replacements are read") {
  const TempPack pack;
  Problems problems;
  const ParameterSet set = read(pack, problems);
  INFO(gongxu::test::listed(problems.all()));
  CHECK(problems.none());
  CHECK(set.size() == parameter_rules().size());
  CHECK(set.at("relative_mortality").at.file == pack.path(kRegion));
  CHECK(set.at("birth_path").at.file == pack.path(kNational));
}

TEST_CASE("an unknown parameter gets a suggestion, a missing one is named") {
  const TempPack pack;
  pack.replace(kNational, "[parameter.progression_2]", "[parameter.progresion_2]");
  pack.replace(kNational, "[parameter.birth_path_multiplier]", "[parameter.something_else_entirely]");
  Problems problems;
  read(pack, problems);
  CHECK(has(problems.all(), "unknown_parameter", pack.position_of(kNational, "progresion_2]")));
  CHECK(count(problems.all(), "unknown_parameter") == 2);
  CHECK(count(problems.all(), "missing_parameter") == 1);  // the misspelt one is not also missing
}

TEST_CASE("a probability above 1, an uptake that falls and a wide lognormal share are refused") {
  const TempPack pack;
  pack.append(
      kRegion,
      "\n[parameter.mother_link_probability]\nvalue = 1.2\nsource = \"R1\"\nstatus = \"assumed\"\n"
      "[parameter.childcare_uptake_2025]\nvalue = 0.3\nsource = \"R1\"\nstatus = \"assumed\"\n"
      "[parameter.progression_1]\ndistribution = \"lognormal\"\nlow = 0.3\nhigh = 0.9\nsource = \"R1\"\n"
      "status = \"assumed\"\n[parameter.rural_to_urban_rate]\nlow = -0.01\nsource = \"R1\"\nstatus = \"assumed\"\n");
  Problems problems;
  read(pack, problems);
  INFO(gongxu::test::listed(problems.all()));
  CHECK(problems.count() == 4);
  CHECK(has(problems.all(), "parameter_outside", pack.position_of(kRegion, "mother_link_probability]")));
  CHECK(has(problems.all(), "uptake_falls", pack.position_of(kRegion, "childcare_uptake_2025]")));
  CHECK(has(problems.all(), "lognormal_tail", pack.position_of(kRegion, "progression_1]")));
  CHECK(has(problems.all(), "negative_value", pack.position_of(kRegion, "rural_to_urban_rate]")));
}

TEST_CASE("numbers that a distribution does not use are refused") {
  const TempPack pack;
  pack.append(kRegion,
              "\n[parameter.gross_out_rate]\nvalue = 0.02\nlow = 0.01\nsource = \"R1\"\nstatus = \"assumed\"\n");
  Problems problems;
  read(pack, problems);
  REQUIRE(problems.count() == 1);
  CHECK(has(problems.all(), "number_not_used", pack.position_of(kRegion, "0.02\nlow")));
}

TEST_CASE("numbers with which a service could not be computed are refused, a falling trend is not") {
  const TempPack pack;
  const auto fixed = [](const std::string& id, const std::string& value) {
    return "\n[parameter." + id + "]\nvalue = " + value + "\nsource = \"R1\"\nstatus = \"assumed\"\n";
  };
  const std::vector<std::string> refused{"kindergarten_utilisation_town",  // seats are pupils divided by it
                                         "hospital_base_occupancy", "treated_inside_share", "mean_stay_days"};
  for (const std::string& id : refused) pack.append(kRegion, fixed(id, "0"));
  pack.append(kRegion, fixed("inflow_share", "1"));
  pack.append(kRegion, fixed("severe_prevalence_60plus", "0.2"));
  pack.append(kRegion, fixed("admission_trend", "-0.01"));
  pack.append(kRegion, fixed("visit_trend", "-0.5"));
  pack.append(kRegion, fixed("dependency_delay_years", "0.5"));
  Problems problems;
  read(pack, problems);
  INFO(gongxu::test::listed(problems.all()));
  for (const std::string& id : refused)
    CHECK(has(problems.all(), "parameter_outside", pack.position_of(kRegion, id + "]")));
  CHECK(has(problems.all(), "parameter_outside", pack.position_of(kRegion, "inflow_share]")));
  CHECK(has(problems.all(), "parameter_outside", pack.position_of(kRegion, "severe_prevalence_60plus]")));
  CHECK(has(problems.all(), "parameter_outside", pack.position_of(kRegion, "visit_trend]")));  // negative it may be
  CHECK(problems.count() == refused.size() + 3);
}

TEST_CASE("every parameter has a theme, an unknown one gets a suggestion, and no region changes it") {
  const TempPack pack;
  Problems none;
  const ParameterSet set = read(pack, none);
  CHECK(none.none());
  for (const std::string& theme : parameter_themes())
    CHECK(std::any_of(set.begin(), set.end(), [&](const auto& p) { return p.second.theme == theme; }));
  CHECK(set.at("relative_mortality").theme == "ageing");  // replaced by the region: the nation's theme stays
  pack.replace(kNational, "theme = \"childcare\"", "theme = \"chidcare\"");  // of the first parameter
  pack.replace(kNational, "theme = \"registration\"\n", "");
  pack.append(kRegion, "\n[parameter.gross_out_rate]\ntheme = \"health\"\nsource = \"R1\"\nstatus = \"assumed\"\n");
  Problems problems;
  read(pack, problems);
  INFO(gongxu::test::listed(problems.all()));
  CHECK(problems.count() == 3);
  CHECK(has(problems.all(), "unknown_word", pack.position_of(kNational, "\"chidcare\"")));
  CHECK(count(problems.all(), "missing_key") == 1);
  CHECK(has(problems.all(), "unknown_key", pack.position_of(kRegion, "theme = \"health\"")));
}

TEST_CASE("every parameter of the nation has a name, a unit, a source and a status, and one that decides a range") {
  const TempPack pack;
  Problems problems;
  const ParameterSet set = read(pack, problems);
  int deciding = 0;
  for (const auto& [id, p] : set) {
    INFO(id);
    CHECK_FALSE((p.name.zh.empty() || p.name.en.empty() || p.unit.empty() || p.source.empty() || p.status.empty()));
    if (p.deciding) CHECK(p.distribution != Distribution::fixed);
    deciding += p.deciding;
  }
  CHECK(deciding > 8);
}
