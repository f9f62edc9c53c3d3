/// A calibration's draws as a run takes them.
#include "analysis/study/calibrate/posterior.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "analysis/study/ensemble.hpp"
#include "tests/support/lizhou.hpp"
#include "tests/support/program.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

const ParameterSet& parameters() { return lizhou_pack().scenarios.at("baseline").parameters; }

std::string calibration_row(const Parameter& p, const std::string& year = "") {
  const auto text = [](double v) { return std::to_string(v); };
  return p.id + "," + year + ",true," + p.unit + "," + distribution_words()[static_cast<std::size_t>(p.distribution)] +
         "," + text(p.value) + "," + text(p.low) + "," + text(p.high) + "," + text(p.rho) + "," + p.group +
         ",,,,,,,,true\n";
}

/// A folder as calibrate writes it: two draws of relative_fertility and of birth_path.
struct Folder : TempFolder {
  Folder() {
    std::filesystem::create_directories(path("tables"));
    const std::string code = lizhou_pack().region.code;
    posterior = "place,scenario,draw,parameter,year,value\n";
    for (const int draw : {0, 1}) {
      posterior +=
          code + ",baseline," + std::to_string(draw) + ",relative_fertility,," + (draw ? "1.01" : "0.99") + "\n";
      for (int year = 2021; year <= 2023; ++year)
        posterior += code + ",baseline," + std::to_string(draw) + ",birth_path," + std::to_string(year) + "," +
                     (draw ? "0.8" : "0.9") + "\n";
    }
    calibration =
        "parameter,year,named,unit,distribution,value,low,high,rho,group,prior_p10,prior_p50,prior_p90,posterior_p10,"
        "posterior_p50,posterior_p90,shrinkage,told\n" +
        calibration_row(parameters().at("relative_fertility")) + calibration_row(parameters().at("birth_path"), "2021");
  }
  std::shared_ptr<const Posterior> read() {
    std::ofstream(path("tables/posterior.csv")) << posterior;
    std::ofstream(path("tables/calibration.csv")) << calibration;
    std::ofstream(path("tables/fit.csv"))
        << "place,zone,year,measure,sex,age_start,age_end,unit,observed,se,law,held_out,before_p50,expected_p10,"
           "expected_p50,expected_p90,predicted_p10,predicted_p50,predicted_p90,residual,inside_80,source\n"
           "510802,all,2021,births,,,,persons,1,,count,false,1,1,1,1,1,1,1,0,true,A\n"
           "510802,all,2022,births,,,,persons,1,,count,false,1,1,1,1,1,1,1,0,true,A\n"
           "510802,all,2023,births,,,,persons,1,,count,true,1,1,1,1,1,1,1,0,true,A\n";
    return read_posterior(path(""), lizhou_pack());
  }
  std::string refusal() {
    try {
      read();
    } catch (const InputError& error) {
      return error.problems().front().key;
    }
    return "none";
  }
  std::string posterior, calibration;
};

void replace(std::string& text, const std::string& before, const std::string& after) {
  const auto at = text.find(before);
  REQUIRE(at != std::string::npos);
  text.replace(at, before.size(), after);
}

}  // namespace

TEST_CASE("a posterior is read back as rows, with what it was held against", "[calibrate]") {
  Folder folder;
  const auto p = folder.read();
  REQUIRE(p->draws.size() == 2);
  CHECK(p->draws[0]["relative_fertility"] == 0.99);
  CHECK(p->draws[1].in_year("birth_path", 2020) == 1);
  CHECK(p->draws[1].in_year("birth_path", 2022) == 0.8);
  CHECK(p->named == std::set<std::string>{"birth_path", "relative_fertility"});
  CHECK(p->against == std::vector<std::string>{"births 2021-2022 (A)"});
}

TEST_CASE("replicates take rows in turn, and draw what a row lacks", "[calibrate]") {
  const auto rows = rows_for(*Folder().read(), parameters());
  RunInputs in = run_inputs(2025);
  const ParameterValues drawn = values_of(in, 3);
  in.given = &rows;
  const ParameterValues taken = values_of(in, 3);
  CHECK(taken["relative_fertility"] == 1.01);
  CHECK(taken.in_year("birth_path", 2022) == 0.8);
  CHECK(taken["gross_out_rate"] == drawn["gross_out_rate"]);
  CHECK(values_of(in, 4)["relative_fertility"] == 0.99);
  in.given_from = 1;
  CHECK(values_of(in, 4)["relative_fertility"] == 1.01);
}

TEST_CASE("a scenario that gives a parameter another distribution keeps its own", "[calibrate]") {
  const auto p = Folder().read();
  ParameterSet other = parameters();
  other.at("relative_fertility").high += 0.1;
  const auto rows = rows_for(*p, other);
  CHECK_FALSE(rows[0].value.contains("relative_fertility"));
  CHECK(rows[0].path.contains("birth_path"));
}

TEST_CASE("the median row is each value's own median", "[calibrate]") {
  const ParameterValues m = median_row(Folder().read()->draws);
  CHECK(m["relative_fertility"] == Approx(1.0));
  CHECK(m.in_year("birth_path", 2021) == Approx(0.85));
}

TEST_CASE("what does not belong to the place, or was edited, is refused", "[calibrate]") {
  Folder elsewhere;
  for (int i = 0; i < 8; ++i) replace(elsewhere.posterior, lizhou_pack().region.code + ",", "999999,");
  CHECK(elsewhere.refusal() == "posterior_of_another_place");
  Folder changed;
  replace(changed.calibration, "uniform", "triangular");
  CHECK(changed.refusal() == "posterior_of_another_law");
  Folder unknown;
  replace(unknown.calibration, "relative_fertility", "relative_frailty");
  CHECK(unknown.refusal() == "posterior_of_unknown_parameter");
  Folder short_of_one;
  replace(short_of_one.posterior, "510802,baseline,1,relative_fertility,,1.01\n", "");
  CHECK(short_of_one.refusal() == "posterior_incomplete");
  Folder sorted;
  replace(sorted.posterior, "birth_path,2021", "birth_path,2022");
  CHECK(sorted.refusal() == "posterior_out_of_order");
  Folder none;
  std::filesystem::remove_all(none.path("tables"));
  CHECK_THROWS_AS(read_posterior(none.path(""), lizhou_pack()), InputError);
}
