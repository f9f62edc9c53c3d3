// Intervals of rounding, the order of findings, and what has to be found in the five plans at hand.
#include "sim/plan/audit.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "tests/support/hand_pack.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

/// What is found in a pack of the repository, as rule:subject, with the figures compared.
std::multimap<std::string, std::string> found_in(const Pack& pack) {
  std::multimap<std::string, std::string> out;
  for (const Finding& f : audit(pack)) out.emplace(f.rule.substr(6) + ":" + f.subject, f.figures);
  return out;
}
Pack pack_of(const std::string& place) { return read_pack(GONGXU_SOURCE_DIR "/scenarios/" + place); }

struct Expected {
  std::string place;
  std::vector<std::pair<std::string, std::string>> there;  ///< rule:subject, and a part of its figures
  std::set<std::string> broken;                            ///< relations that do not hold, by their whole
  std::set<std::string> sound;                             ///< relations that hold
};

const std::vector<Expected>& expected() {
  static const std::vector<Expected> all{
      {"wanzhou",
       {{"implied_people_later:childcare_places_per_1000", "implied population=1600000; residents=1564449"},
        {"unit_beyond_people:care_beds", "base=10101"},
        {"conversion_needed:nursing_bed_share", "2020=3131; nursing beds 2025=9000; beds 2020=10101; beds 2025=15000"},
        {"printed_twice:higher_gross_enrolment", "2020=53.3; 2020=60"},
        {"target_below_base:geriatric_departments", "base 2020=85.71; target 2025=60"},
        {"projects_short:care_beds", "short by=4399"}},
       {},
       {"nurses_per_physician", "service_items", "housing_units", "old_estates_area"}},
      {"lizhou",
       {{"projects_short:childcare_places_per_1000", "projects=1800; short by=1123"},
        {"pace_schooling:schooling_years", "base=10.21; target=13.8"}},
       {"schools_in_text", "places_affordable", "kindergartens_new_in_text"},
       {"preschool_gross_enrolment", "childcare_new_places", "old_compounds", "service_items"}},
      {"huangyan", {}, {}, {}},
      {"minqin",
       {{"target_below_base:disabled_children_enrolment", "base 2020=97; target 2025=95"},
        {"target_below_base:pension_insurance_coverage", "base 2020=98.24; target 2025=95"},
        {"sum_below_pace:skills_training", "target per year=4400; base per year=7000"},
        {"no_numbered_project:childcare_places_per_1000", "target in places=321"},
        {"implied_people_now:care_beds_per_1000_elderly", "implied population_60plus=51667; residents=41605"}},
       {"care_beds_per_1000_elderly", "health_management_65plus", "medical_insurance_coverage"},
       {"care_beds", "insured_medical", "hospital_beds_per_1000", "town_care_institutions", "towns_with_care_centres"}},
      {"qijiang",
       {{"target_below_base:nurses_per_1000", "base 2017=3.14; target 2018=2.72; target 2019=2.93; target 2020=3.21"},
        {"growth_differs:museums", "museums=3; museums_opened=3; museums 2017=1"},
        {"cap_shrinks:government_run_share", "2018=4270; 2020=3300"}},
       {"affordable_coverage", "museums"},
       {"certificate_share", "kindergartens", "kindergartens_public", "towns_and_subdistricts", "startup_loans",
        "grade_3_hospitals", "care_beds"}}};
  return all;
}

}  // namespace

TEST_CASE("a printed number stands for all that round to it; what is counted is exact below ten thousand", "[audit]") {
  const auto is = [](const Interval& i, double low, double high) {
    return std::abs(i.low - low) < 1e-9 && std::abs(i.high - high) < 1e-9;
  };
  CHECK(is(interval_of(4.5), 4.45, 4.55));
  CHECK(is(interval_of(98.24), 98.235, 98.245));
  CHECK(is(interval_of(95), 94.5, 95.5));
  CHECK(is(interval_of(0), -0.5, 0.5));
  CHECK(is(interval_of(7'200), 7'199.5, 7'200.5));
  CHECK(is(interval_of(7'200, true), 7'200, 7'200));
  CHECK(is(interval_of(9'990, true), 9'990, 9'990));
  CHECK(is(interval_of(10'000, true), 5'000, 15'000));
  CHECK(is(interval_of(113'000, true), 112'500, 113'500));
  CHECK(is(interval_of(178'470, true), 178'465, 178'475));
  CHECK(is(interval_of(178'471, true), 178'471, 178'471));
  CHECK(is(interval_of(4.5, true), 4.45, 4.55));  // nobody counts half a thing: it is rounded
  CHECK(is(bounded_interval_of(40, Bound::eq), 39.5, 40.5));
  for (const Bound bound : {Bound::ge, Bound::gt}) {
    CHECK(bounded_interval_of(40, bound).low == 39.5);
    CHECK(std::isinf(bounded_interval_of(40, bound).high));
  }
  for (const Bound bound : {Bound::le, Bound::lt}) {
    CHECK(bounded_interval_of(40, bound).high == 40.5);
    CHECK(std::isinf(bounded_interval_of(40, bound).low));
  }
}

TEST_CASE("numbers next to each other are two numbers", "[audit]") {
  CHECK_FALSE(overlap(interval_of(95), interval_of(96)));
  CHECK_FALSE(overlap(interval_of(3.5), interval_of(3.6)));
  CHECK_FALSE(overlap(interval_of(113'000), interval_of(114'000)));
  CHECK(overlap(interval_of(95), interval_of(95.4)));
  CHECK(overlap(interval_of(3.5), interval_of(3)));
  CHECK(overlap(interval_of(7, true), interval_of(7, true)));
  CHECK_FALSE(overlap(interval_of(7, true), interval_of(8, true)));
  CHECK(overlap({1, INFINITY}, {-INFINITY, 2}));
  CHECK(overlap({-INFINITY, INFINITY}, {3, 3}));
  CHECK_FALSE(overlap({2, INFINITY}, {-INFINITY, 2}));
}

TEST_CASE("errors come first, then what is doubtful, then notes", "[audit]") {
  HandPack hand;
  hand.count("beds", 10'101, {}).printed_unit_zh = "万张";
  hand.indicator("first", 97, 95);
  hand.indicator("second", 66.09, 60);
  hand.indicator("third", 66.09, {});
  hand.printed_again("second", 2020, 70, Bound::eq);
  CHECK(hand.found() == Found{"error unit_beyond_people:beds", "error printed_twice:second",
                              "warning target_below_base:first", "warning target_below_base:second",
                              "note same_base:second"});
  CHECK(HandPack().found().empty());
}

TEST_CASE("what the five plans contradict themselves in is found, with its numbers", "[audit]") {
  for (const Expected& e : expected()) {
    const auto found = found_in(pack_of(e.place));
    for (const auto& [id, figures] : e.there) {
      INFO(e.place << " " << id);
      const auto [from, to] = found.equal_range(id);
      CHECK(std::any_of(from, to,
                        [&, &f = figures](const auto& one) { return one.second.find(f) != std::string::npos; }));
    }
    if (e.place == "huangyan") CHECK(found.empty());
  }
}

TEST_CASE("of the relations of the five plans those alone are told that do not hold", "[audit]") {
  for (const Expected& e : expected()) {
    const Pack pack = pack_of(e.place);
    std::set<std::string> broken, looked_at;
    for (const auto& [id, figures] : found_in(pack))
      for (const char* rule : {"sum_differs:", "quotient_differs:", "growth_differs:", "not_the_same:"})
        if (id.starts_with(rule)) broken.insert(id.substr(std::string(rule).size()));
    for (const Relation& r : pack.plan.relations) looked_at.insert(r.whole);
    INFO(e.place);
    CHECK(broken == e.broken);
    std::set<std::string> all = e.sound;
    all.insert(e.broken.begin(), e.broken.end());
    CHECK(looked_at == all);
  }
}

TEST_CASE("what agrees within its digits is not told of the five plans", "[audit]") {
  const auto silent = [](const std::string& place, const std::set<std::string>& ids) {
    const Pack pack = pack_of(place);
    for (const auto& [id, figures] : found_in(pack)) {
      INFO(place << " " << id << " " << figures);
      CHECK_FALSE(ids.contains(id));
    }
  };
  silent("wanzhou", {"unit_impossible:college_students", "unit_beyond_people:college_students",
                     "pace_life:life_expectancy", "pace_schooling:schooling_years",
                     "implied_people_now:hospital_beds_per_1000", "cap_shrinks:government_bed_share"});
  silent("minqin", {"implied_people_now:hospital_beds_per_1000", "unit_impossible:old_compounds",
                    "conversion_needed:nursing_bed_share", "projects_short:care_beds", "growth_differs:care_beds"});
  silent("qijiang",
         {"years_differ_from_sum:centre_kindergartens_new", "years_differ_from_sum:weak_kindergartens_improved",
          "target_below_base:compulsory_retention", "growth_differs:care_beds"});
}
