/// The words of those who evaluate plans, rule by rule, and a required capacity in the indicator's own unit.
#include "analysis/publish/workbook/indicator_forecast.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace gongxu::workbook;

namespace {

ProgressFacts likely() {
  ProgressFacts f;
  f.base = 2.9, f.target = 3.2, f.bound = "ge";
  f.attainment = "likely";
  return f;
}

/// Childcare places per 1,000 residents: 200 places are 2 of 100,000 residents, 290 are required.
SuggestionFacts places() {
  SuggestionFacts f;
  f.service = "childcare", f.kind = "level", f.numerator = "childcare_capacity", f.denominator = "population";
  f.per = 1000, f.required = 290, f.capacity = 200, f.projected = 2, f.people = 100000;
  return f;
}

}  // namespace

TEST_CASE("an indicator is on schedule where its target year is met or likely", "[workbook]") {
  ProgressFacts f = likely();
  CHECK(judge_progress(f) == Progress::expected);
  f.attainment = "met";
  CHECK(judge_progress(f) == Progress::expected);
  f.attainment = "open";
  CHECK(judge_progress(f) == Progress::open);
  f.attainment = "conditional";
  CHECK(judge_progress(f) == Progress::open);
  f.attainment = "not computed";
  CHECK(judge_progress(f) == Progress::none);
  f.attainment = "";
  CHECK(judge_progress(f) == Progress::none);
}

TEST_CASE("it is completed early where the base meets the target or an earlier year does beyond doubt", "[workbook]") {
  ProgressFacts f = likely();
  f.before = {{0.5, 0.05}, {0.82, 0.04}};
  CHECK(judge_progress(f) == Progress::expected);  // 0.82 - 1.64 x 0.04 is below 0.8
  f.before = {{0.87, 0.04}, {0.5, 0.05}};
  CHECK(judge_progress(f) == Progress::early);
  f.before = {{1.0, 0.0}};
  CHECK(judge_progress(f) == Progress::early);
  f.before.clear();
  f.base = 3.2;
  CHECK(judge_progress(f) == Progress::early);
  f.attainment = "open";  // what has been attained may be lost again
  CHECK(judge_progress(f) == Progress::open);
}

TEST_CASE("targets are met by their own bound", "[workbook]") {
  CHECK(meets_target(3, 3, "ge"));
  CHECK_FALSE(meets_target(3, 3, "gt"));
  CHECK(meets_target(3, 3, "le"));
  CHECK_FALSE(meets_target(3, 3, "lt"));
  CHECK(meets_target(2, 3, "lt"));
  CHECK_FALSE(meets_target(2, 3, "eq"));
  CHECK_FALSE(meets_target(kUnknown, 3, "ge"));
  CHECK_FALSE(meets_target(3, kUnknown, "ge"));
}

TEST_CASE("it is behind where the target year is unlikely on trend too, and is no rate that the model holds",
          "[workbook]") {
  ProgressFacts f = likely();
  f.attainment = f.on_trend = "unlikely";
  CHECK(judge_progress(f) == Progress::behind);
  f.base = 3.3;  // it was met, and will not be
  CHECK(judge_progress(f) == Progress::behind);
  f.on_trend = "met";
  CHECK(judge_progress(f) == Progress::open);
  f.on_trend = "unlikely";
  f.held = true;
  CHECK(judge_progress(f) == Progress::open);
}

TEST_CASE("a required capacity becomes a target by the ratio of projection and capacity", "[workbook]") {
  CHECK(suggest_target(places()).value == 2.9);
  SuggestionFacts f = places();
  f.projected = 1.8;  // the indicator counts nine of ten places
  CHECK(suggest_target(f).value == 2.61);
  f.capacity = f.projected = 0;  // none yet: by the residents
  CHECK(suggest_target(f).value == 2.9);
  f.capacity = kUnknown;
  CHECK(suggest_target(f).value == 2.9);
}

TEST_CASE("a suggested target is rounded up, never below what suffices", "[workbook]") {
  SuggestionFacts f = places();
  f.required = 290.01;
  CHECK(suggest_target(f).value == 2.91);
  f.denominator.clear();  // a count of places
  f.projected = 200;
  CHECK(suggest_target(f).value == 291);
  f.required = 290;
  CHECK(suggest_target(f).value == 290);
}

TEST_CASE("a share of another service's units is suggested only within it", "[workbook]") {
  SuggestionFacts f = places();
  f.service = f.numerator = "nursing_bed", f.denominator = "care_bed";
  f.per = 100, f.people = kUnknown;
  f.capacity = 300, f.projected = 30, f.required = 600;
  CHECK(suggest_target(f).value == 60);
  f.required = 1200;
  CHECK(std::isnan(suggest_target(f).value));
  CHECK(suggest_target(f).why_none == "beyond_all");
  f.capacity = kUnknown;
  CHECK(suggest_target(f).why_none == "no_ratio");
}

TEST_CASE("what cannot be suggested says why", "[workbook]") {
  const auto why = [](auto change) {
    SuggestionFacts f = places();
    change(f);
    CHECK(std::isnan(suggest_target(f).value));
    return suggest_target(f).why_none;
  };
  CHECK(why([](SuggestionFacts& f) { f.service.clear(); }) == "no_service");
  CHECK(why([](SuggestionFacts& f) { f.kind = "sum"; }) == "not_a_level");
  CHECK(why([](SuggestionFacts& f) { f.numerator = "senior_enrolment"; }) == "enrolment");
  CHECK(why([](SuggestionFacts& f) { f.numerator = "childcare_use"; }) == "use");
  CHECK(why([](SuggestionFacts& f) { f.required = kUnknown; }) == "none_required");
}
