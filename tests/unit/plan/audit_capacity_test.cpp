// What ratios imply about people, and what projects deliver: each rule fires on its fault and is silent on the nearest
// plan that is consistent.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/hand_pack.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

/// A count and a ratio of one measure, both of one year.
HandPack count_and_ratio(long residents, int year, double units, double ratio,
                         const std::string& denominator = "population") {
  HandPack hand(residents);
  const bool base = year <= 2020;
  hand.count("count", base ? std::optional(units) : std::nullopt, base ? std::nullopt : std::optional(units));
  hand.indicator("ratio", base ? std::optional(ratio) : std::nullopt, base ? std::nullopt : std::optional(ratio));
  for (Indicator& i : hand.pack.plan.indicators) i.numerator = "hospital_bed";
  for (Indicator& i : hand.pack.plan.indicators) (base ? i.base_year : i.target_year) = year;
  Indicator& i = hand.pack.plan.indicators.back();
  i.denominator = denominator, i.per = 1000, i.unit = "beds per 1,000 residents";
  return hand;
}
const Found kNow{"warning implied_people_now:ratio"}, kLater{"warning implied_people_later:ratio"};

/// Care beds and the share of nursing beds among them, at both ends.
HandPack beds(double base, double target, double share_base, double share_target) {
  HandPack hand;
  hand.of_service(Service::care_bed, base, target);
  Indicator& share = hand.of_service(Service::nursing_bed, share_base, share_target);
  share.denominator = "care_bed", share.per = 100, share.unit = "per cent";
  hand.project(Service::care_bed, target - base);
  hand.project(Service::nursing_bed, 100'000);
  return hand;
}

}  // namespace

TEST_CASE("7,200 places at 4.5 per 1,000 are not those of 1,564,449 residents", "[audit]") {
  CHECK(count_and_ratio(1'564'449, 2025, 7'200, 4.5).found() == kLater);
  CHECK(count_and_ratio(1'564'449, 2025, 7'200, 4.6).found().empty());  // 7,200 over 4.6 may be 1.565 million
  CHECK(count_and_ratio(1'564'449, 2025, 7'040, 4.5).found().empty());
  CHECK(count_and_ratio(1'600'000, 2025, 7'200, 4.5).found().empty());
  const Finding f = count_and_ratio(1'564'449, 2025, 7'200, 4.5).finding("implied_people_later");
  CHECK(f.figures == "count=7200; ratio=4.5; implied population=1600000; residents=1564449");
  CHECK(f.source == "count:2; ratio:2");
  CHECK(f.text.en.find("1600000 (1582418–1617978)") != std::string::npos);
  CHECK(f.text.zh.find("2025 年") != std::string::npos);
}

TEST_CASE("1,213 beds at 6.8 per 1,000 are those of 178,470 residents", "[audit]") {
  CHECK(count_and_ratio(178'470, 2020, 1'213, 6.8).found().empty());
  CHECK(count_and_ratio(178'470, 2020, 1'230, 6.8).found() == kNow);
  CHECK(count_and_ratio(178'470, 2020, 1'190, 6.8).found() == kNow);
  CHECK(count_and_ratio(178'470, 2019, 1'230, 6.8).found().empty());  // of a year before nothing is known
}

TEST_CASE("the plan may think of residents between the census and where the trend since 2010 leads", "[audit]") {
  HandPack hand = count_and_ratio(178'470, 2025, 1'124, 7.0);  // 160,571: 159,433 to 161,727
  CHECK(hand.found() == kLater);
  hand.pack.region.facts["residents_2010"] = 241'251;  // which leads to 153,500
  CHECK(hand.found().empty());
  hand.pack.region.facts["residents_2010"] = 180'000;
  CHECK(hand.found() == kLater);
}

TEST_CASE("people of certain ages are those of the census who live on", "[audit]") {
  // A fifth of 178,470 are 35,694 of sixty and over.
  const auto with = [](int year, double units, double ratio) {
    return count_and_ratio(178'470, year, units, ratio, "population_60plus");
  };
  CHECK(with(2020, 2'170, 61).found().empty());
  CHECK(with(2020, 2'170, 42).found() == kNow);  // 51,667
  HandPack hand = with(2025, 2'170, 51);         // 42,549: those of 55 become sixty
  CHECK_FALSE(residents_expected(hand.pack.region, "population_60plus", 2020) > 35'694.5);
  const double later = *residents_expected(hand.pack.region, "population_60plus", 2025);
  CHECK(later == Approx(35'694 + 5.0 / 57 * 137'422).margin(1));
  CHECK(with(2025, 2'170, 2'170 / later * 1000).found().empty());
  CHECK(with(2025, 2'170, 61).found() == kLater);
  CHECK_FALSE(residents_expected(hand.pack.region, "population_0_2", 2025).has_value());  // not born yet
  CHECK(residents_expected(hand.pack.region, "population_0_2", 2020).value() == Approx(5'354));
  CHECK_FALSE(residents_expected(hand.pack.region, "births", 2020).has_value());
  CHECK(count_and_ratio(178'470, 2025, 10, 900, "population_0_2").found().empty());
  // Deaths are those of each year at the age reached in it; two years on those of 58 are sixty.
  auto& deaths = hand.pack.region.national.deaths_per_person_year;
  for (int year = 2020; year <= 2025; ++year)
    for (auto& ages : deaths[year])
      for (int age = 0; age <= 100; ++age) ages.push_back(0.001 * age + 0.01 * (year - 2020));
  double living = 0;
  for (int age = 58; age <= 100; ++age)
    living +=
        (age < 60 ? 137'422 / 57.0 : 35'694 / 41.0) * std::exp(-0.001 * (age + std::min(age + 1, 100)) - 0.01 - 0.02);
  CHECK(residents_expected(hand.pack.region, "population_60plus", 2022).value() == Approx(living).epsilon(1e-6));
}

TEST_CASE("a number printed twice implies its people once", "[audit]") {
  HandPack hand = count_and_ratio(1'564'449, 2025, 7'200, 4.5);
  hand.printed_again("count", 2025, 7'200, Bound::ge);
  hand.printed_again("ratio", 2025, 4.5, Bound::ge);
  CHECK(hand.found() == kLater);
  // A figure of its own counts too; a sum over years is no count of a date.
  HandPack own(1'564'449);
  Indicator& ratio = own.indicator("ratio", {}, 4.5);
  ratio.numerator = "hospital_bed", ratio.denominator = "population", ratio.per = 1000;
  own.figure("count", 2025, 7'200).numerator = "hospital_bed";
  CHECK(own.found() == kLater);
  own.pack.plan.figures[0].year = 2024;
  CHECK(own.found().empty());
  HandPack sum = count_and_ratio(1'564'449, 2025, 7'200, 4.5);
  sum.pack.plan.indicators[0].kind = TargetKind::sum;
  CHECK(sum.found().empty());
}

TEST_CASE("projects that fall short of their target are told with what is lacking", "[audit]") {
  HandPack hand(621'978);
  Indicator& i = hand.of_service(Service::childcare, 0.3, 5.0);
  i.denominator = "population", i.per = 1000, i.unit = "places per 1,000 residents";
  hand.project(Service::childcare, 1'800);
  hand.project(Service::childcare, {});
  CHECK(hand.found() == Found{"warning projects_short:childcare"});
  const Finding f = hand.finding("projects_short");
  CHECK(f.figures == "target=5; base in places=187; projects=1800; short by=1123");
  CHECK(f.source == "childcare:2; p0:7");  // the project without a number is no source of one
  CHECK(f.text.en.find("the 1 of 2 projects that state a number add 1800") != std::string::npos);
  // 5.0 may be 4.5 by its digits: 2,799 places. 187 and 2,612 are enough, a place less is not.
  hand.pack.plan.projects[0].capacity = 2'613;
  CHECK(hand.found().empty());
  hand.pack.plan.projects[0].capacity = 2'611;
  CHECK(hand.found().size() == 1);
  hand.pack.plan.projects[0].capacity = 4'000;
  hand.pack.plan.projects[0].dated = true;
  hand.pack.plan.projects[0].year_start = 2026;  // after the target
  CHECK(hand.found() == Found{"warning no_numbered_project:childcare"});
  hand.pack.plan.projects[0].year_start = 2025;
  CHECK(hand.found().empty());
}

TEST_CASE("a target without a numbered project, or without any, is told, unless it is met already", "[audit]") {
  HandPack hand;
  hand.of_service(Service::care_bed, 2'170, 3'620);
  CHECK(hand.found() == Found{"warning no_project:care_bed"});
  hand.project(Service::nursing_bed, 5'000);  // of another service
  CHECK(hand.found() == Found{"warning no_project:care_bed"});
  hand.project(Service::care_bed, {});
  CHECK(hand.found() == Found{"warning no_numbered_project:care_bed"});
  Project& converted = hand.project(Service::care_bed, {});
  converted.converts_from = "hospital_bed", converted.converts_units = 1'450;
  CHECK(hand.found().empty());
  hand.pack.plan.projects.clear();
  hand.pack.plan.indicators[0].base = 3'620;
  CHECK(hand.found().empty());
  HandPack staff;
  staff.of_service(Service::nurse, 100, 200);  // nobody builds nurses
  CHECK(staff.found().empty());
}

TEST_CASE("an assumed target asks nothing of the plan's projects", "[audit]") {
  HandPack hand;
  hand.of_service(Service::care_bed, 2'170, 3'620).assumed = true;
  CHECK(hand.found().empty());
  hand.pack.plan.indicators[0].assumed = false;
  CHECK(hand.found().size() == 1);
}

TEST_CASE("a part that grows by more than its whole must take over what is there", "[audit]") {
  // 31 % of 10,101 are 3,131, 60 % of 15,000 are 9,000: 5,869 more where all beds grow by 4,899.
  HandPack hand = beds(10'101, 15'000, 31, 60);
  CHECK(hand.found() == Found{"warning conversion_needed:nursing_bed"});
  const Finding f = hand.finding("conversion_needed");
  CHECK(f.text.en.find("at least 970 existing") != std::string::npos);
  CHECK(f.text.en.find("from 2020 to 2025") != std::string::npos);
  CHECK(f.figures == "nursing beds 2020=3131; nursing beds 2025=9000; beds 2020=10101; beds 2025=15000");
  CHECK(beds(10'000, 15'000, 40, 60).found().empty());  // 5,000 of 5,000
  CHECK(beds(10'000, 15'000, 40, 61).found().size() == 1);
  Project& p = hand.project(Service::nursing_bed, {});
  p.converts_from = "care_bed", p.converts_units = 968;
  CHECK(hand.found().size() == 1);
  hand.pack.plan.projects.back().converts_units = 970;
  CHECK(hand.found().empty());
  hand.pack.plan.projects.back().converts_from = "hospital_bed";  // that is a new care bed
  CHECK(hand.found().size() == 1);
}

TEST_CASE("without a base the span from the first year's target is looked at", "[audit]") {
  HandPack hand = beds(4'000, 5'000, 30, 60);
  Indicator& share = hand.pack.plan.indicators[1];
  share.base.reset();
  hand.pack.plan.stocks[index_of(Service::nursing_bed)].units = 1'200;
  CHECK(hand.found() == Found{"note no_base:nursing_bed"});  // one end alone
  share.yearly_targets[2023] = 20;
  CHECK(hand.found() == Found{"note no_base:nursing_bed"});  // the beds of 2023 are not stated
  hand.pack.plan.indicators[0].yearly_targets[2023] = 4'500;
  CHECK(hand.found().front() == "warning conversion_needed:nursing_bed");
  CHECK(hand.finding("conversion_needed").text.en.find("at least 1600 existing") != std::string::npos);
}

TEST_CASE("a cap on a share that falls in numbers makes somebody give up", "[audit]") {
  const auto capped = [](double base, double target, Bound bound) {
    HandPack hand;
    hand.of_service(Service::care_bed, 4'850, 6'000);
    hand.project(Service::care_bed, 1'150);
    Indicator& cap = hand.indicator("government", base, target);
    cap.denominator = "care_bed", cap.per = 100, cap.bound = bound;
    return hand;
  };
  const Found told{"warning cap_shrinks:government"};
  CHECK(capped(60, 50, Bound::le).found().empty());  // 2,910 to 3,000
  CHECK(capped(60, 48, Bound::le).found() == told);  // to 2,880
  CHECK(capped(60, 48, Bound::lt).found() == told);
  CHECK(capped(60, 48, Bound::le).finding("cap_shrinks").text.en.find("30 must pass to others") != std::string::npos);
  CHECK(capped(48, 60, Bound::ge).found().empty());  // no cap
  HandPack of_residents = capped(60, 48, Bound::le);
  of_residents.pack.plan.indicators[1].denominator = "population";
  CHECK(of_residents.found().empty());
}
