// Targets against bases, paths and what is possible: each rule fires on its fault and is silent on the nearest plan
// that is consistent.
#include <catch2/catch.hpp>

#include "tests/support/hand_pack.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

/// What is found in a plan with one indicator of base and target.
Found of_one(double base, double target, Bound bound, const std::string& unit = "per cent") {
  HandPack hand;
  Indicator& i = hand.indicator("x", base, target);
  i.bound = bound, i.unit = unit;
  return hand.found();
}
const Found kBelow{"warning target_below_base:x"};

}  // namespace

TEST_CASE("a target below its base is told; the base is rounded and the target is not", "[audit]") {
  CHECK(of_one(98.24, 95, Bound::ge) == kBelow);
  CHECK(of_one(3.25, 3.24, Bound::ge) == kBelow);  // 3.25 is 3.245 at least
  CHECK(of_one(3.2, 3.16, Bound::ge).empty());     // 3.2 may be 3.15
  CHECK(of_one(3.2, 3.14, Bound::ge) == kBelow);
  CHECK(of_one(95, 95, Bound::ge).empty());
  CHECK(of_one(95, 96, Bound::ge).empty());
  CHECK(of_one(4, 3, Bound::ge, "museums") == kBelow);  // things are counted, not rounded
  CHECK(of_one(4, 3.6, Bound::ge, "museums per 10,000 residents").empty());
  CHECK(of_one(130'000, 126'000, Bound::ge, "persons").empty());  // thirteen ten thousands
  CHECK(of_one(130'000, 124'000, Bound::ge, "persons") == kBelow);
}

TEST_CASE("of what is to be small the target must not lie above the base", "[audit]") {
  for (const Bound bound : {Bound::le, Bound::lt}) {
    CHECK(of_one(40, 43, bound) == kBelow);
    CHECK(of_one(43, 40, bound).empty());
    CHECK(of_one(40, 40.5, bound).empty());  // 40 may be 40.5
  }
  for (const Bound bound : {Bound::ge, Bound::gt, Bound::eq}) {
    CHECK(of_one(40, 43, bound).empty());
    CHECK(of_one(43, 40, bound) == kBelow);
  }
}

TEST_CASE("yearly targets are held against the base one by one, and sums are not levels", "[audit]") {
  HandPack hand;
  Indicator& i = hand.indicator("nurses", 2.1, 2.6);
  i.base_source = "base:1";
  i.yearly_targets = {{2021, 1.9}, {2022, 2.2}, {2023, 2.0}, {2024, 2.4}};
  CHECK(hand.found() == Found{"warning target_below_base:nurses"});
  const Finding f = hand.finding("target_below_base");
  CHECK(f.text.en.find("1.9 in 2021, 2 in 2023") != std::string::npos);
  CHECK(f.text.en.find("2.6") == std::string::npos);
  CHECK(f.text.zh.find("2021 年 1.9、2023 年 2") != std::string::npos);
  CHECK(f.figures.starts_with("base 2020=2.1; target 2021=1.9; target 2022=2.2"));
  CHECK(f.figures.ends_with("target 2025=2.6"));
  CHECK(f.source == "base:1; nurses:2");  // the base's own line, and each line once
  for (const TargetKind kind : {TargetKind::sum, TargetKind::change}) {
    HandPack other;
    other.indicator("x", 100, 90).kind = kind;
    CHECK(other.found() == (kind == TargetKind::sum ? Found{"warning sum_below_pace:x"} : Found{}));
  }
}

TEST_CASE("a sum below the pace of the base is told, by the years that the base was added up over", "[audit]") {
  const auto of_sum = [](double base, int base_years, double target, Bound bound = Bound::ge) {
    HandPack hand;
    Indicator& i = hand.count("training", base, target);
    i.kind = TargetKind::sum, i.base_years = base_years, i.bound = bound;
    return hand.found();
  };
  const Found told{"warning sum_below_pace:training"};
  CHECK(of_sum(7'000, 1, 22'000) == told);
  CHECK(of_sum(7'000, 1, 35'000).empty());
  CHECK(of_sum(7'000, 5, 22'000).empty());
  CHECK(of_sum(30'000, 5, 22'000) == told);
  CHECK(of_sum(30'000, 5, 30'000).empty());
  CHECK(of_sum(7'000, 1, 22'000, Bound::le).empty());  // less is better
  HandPack hand;
  Indicator& i = hand.count("training", 7'000, 22'000);
  i.kind = TargetKind::sum;
  CHECK(hand.finding("sum_below_pace").figures == "target per year=4400; base per year=7000");
  hand.pack.plan.first_year = 2023;  // over three years it is more a year
  CHECK(hand.found().empty());
}

TEST_CASE("the years of a sum make its total", "[audit]") {
  const auto of_years = [](double total, std::map<int, double> years, const std::string& unit) {
    HandPack hand;
    Indicator& i = hand.count("x", {}, total);
    i.kind = TargetKind::sum, i.yearly_targets = std::move(years), i.unit = unit;
    return hand.found();
  };
  const Found told{"error years_differ_from_sum:x"};
  CHECK(of_years(19, {{2021, 9}, {2022, 7}, {2023, 3}}, "kindergartens").empty());
  CHECK(of_years(20, {{2021, 9}, {2022, 7}, {2023, 3}}, "kindergartens") == told);
  CHECK(of_years(1.2, {{2021, 0.4}, {2022, 0.4}, {2023, 0.3}}, "million yuan").empty());  // rounding of each
  CHECK(of_years(1.4, {{2021, 0.4}, {2022, 0.4}, {2023, 0.3}}, "million yuan") == told);
}

TEST_CASE("one step of a path that is more than three times every other one is worth a look", "[audit]") {
  const auto of_path = [](std::map<int, double> years, double target) {
    HandPack hand;
    Indicator& i = hand.indicator("x", 50, target);
    i.yearly_targets = std::move(years);
    return hand.found();
  };
  const Found told{"note uneven_path:x"};
  CHECK(of_path({{2022, 51}, {2023, 52}}, 56) == told);
  CHECK(of_path({{2022, 51}, {2023, 52}}, 55).empty());  // three times is not more than three times
  CHECK(of_path({{2022, 55}, {2023, 56}}, 57) == told);
  CHECK(of_path({{2022, 52}, {2023, 54}}, 56).empty());
  CHECK(of_path({{2022, 50}, {2023, 50}}, 56).empty());  // a path of one step alone is no path
  CHECK(of_path({{2023, 52}}, 60).empty());              // two steps have no even pace to differ from
  CHECK(of_path({{2022, 51}, {2023, 50}}, 56).empty());  // up and down
  HandPack hand;
  hand.indicator("x", 50, 56).yearly_targets = {{2022, 51}, {2023, 52}};
  CHECK(hand.finding("uneven_path").text.en.find("the step of 2025, 4,") != std::string::npos);
}

TEST_CASE("years of schooling and of life rise no faster than people are replaced or ever lived longer", "[audit]") {
  const auto of_pace = [](const char* measure, double base, double target) {
    HandPack hand;
    Indicator& i = hand.indicator("x", base, target);
    i.numerator = measure, i.unit = "years";
    return hand.found();
  };
  // A fifth of a year each year, and half a year, from the upper end of the base to the lower end of the target.
  CHECK(of_pace("schooling_years", 9.0, 12.0) == Found{"warning pace_schooling:x"});
  CHECK(of_pace("schooling_years", 11.2, 12.0).empty());
  CHECK(of_pace("schooling_years", 10.1, 11.1).empty());
  CHECK(of_pace("schooling_years", 10.1, 11.3) == Found{"warning pace_schooling:x"});
  CHECK(of_pace("life_expectancy", 77.8, 80.3).empty());
  CHECK(of_pace("life_expectancy", 77.8, 80.5) == Found{"warning pace_life:x"});
  CHECK(of_pace("none", 77.8, 90).empty());
}

TEST_CASE("an indicator of a service with one end alone is noted, unless the other is printed elsewhere", "[audit]") {
  HandPack hand;
  hand.of_service(Service::physician, 3.1, {}).denominator = "population";
  hand.of_service(Service::nurse, {}, 4.7).denominator = "population";
  CHECK(hand.found() == Found{"note no_target:physician", "note no_base:nurse"});
  hand.printed_again("nurse", 2025, 4.7, Bound::ge);  // the target again is no base
  CHECK(hand.found() == Found{"note no_target:physician", "note no_base:nurse"});
  hand.printed_again("nurse", 2020, 3.9, Bound::eq);
  CHECK(hand.found() == Found{"note no_target:physician"});
  hand.pack.plan.indicators[0].service.clear();  // no service, no capacity to start from
  CHECK(hand.found().empty());
}

TEST_CASE("what this tool's users assume is no statement of the plan", "[audit]") {
  HandPack hand;
  hand.of_service(Service::childcare, 20, 4'000);
  hand.pack.plan.indicators[0].target.reset();
  CHECK_FALSE(hand.found().empty());
  hand.pack.plan.indicators[0].assumed = true;
  CHECK(hand.found().empty());

  // Nor may an assumed figure be held against one of the plan, or against another of its own.
  HandPack other;
  other.indicator("worse", 98, 95);
  Indicator& sum = other.count("sum", 7'000, 22'000);
  sum.kind = TargetKind::sum;
  other.count("beds", {}, 7'200).numerator = "care_bed";
  Indicator& ratio = other.indicator("ratio", {}, 4.5);
  ratio.numerator = "care_bed", ratio.denominator = "population", ratio.per = 1000;
  CHECK(other.found().size() == 3);
  for (Indicator& i : other.pack.plan.indicators)
    if (i.id != "beds") i.assumed = true;
  CHECK(other.found().empty());
}
