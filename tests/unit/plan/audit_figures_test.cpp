// Numbers that are printed more than once or that others make up: each rule fires on its fault and is silent on the
// nearest plan that is consistent.
#include <catch2/catch.hpp>

#include "tests/support/hand_pack.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

/// What is found where an indicator's target, "at least" `value`, is printed again.
Found printed(double value, double again, Bound bound, const std::string& unit = "per cent") {
  HandPack hand;
  hand.indicator("x", {}, value).unit = unit;
  hand.printed_again("x", 2025, again, bound);
  return hand.found();
}

/// What is found where parts make a whole of 2025.
Found made_of(double whole, const std::vector<double>& parts, Bound of_whole = Bound::eq, Bound of_first = Bound::eq,
              const std::string& unit = "things") {
  HandPack hand;
  Figure& f = hand.figure("whole", 2025, whole);
  f.bound = of_whole, f.unit = unit;
  std::vector<std::string> ids;
  for (const double value : parts) {
    ids.push_back("part" + std::to_string(ids.size()));
    Figure& part = hand.figure(ids.back(), 2025, value);
    part.unit = unit;
    if (ids.size() == 1) part.bound = of_first;
  }
  hand.relation(RelationKind::sum, "whole", ids, 2025);
  return hand.found();
}
const Found kSum{"error sum_differs:whole"};

}  // namespace

TEST_CASE("a number printed twice is the same, or differs by its bound, or differs", "[audit]") {
  CHECK(printed(95, 95, Bound::ge).empty());
  CHECK(printed(95, 95, Bound::eq) == Found{"note bound_differs:x"});
  CHECK(printed(95, 95, Bound::le) == Found{"note bound_differs:x"});
  CHECK(printed(95, 95.4, Bound::ge).empty());                         // 95 may be 95.4
  CHECK(printed(95, 96, Bound::eq) == Found{"note printed_twice:x"});  // 96 is at least 95: possible
  CHECK(printed(95, 93, Bound::eq) == Found{"error printed_twice:x"});
  CHECK(printed(95, 93, Bound::ge) == Found{"note printed_twice:x"});
  CHECK(printed(95, 93, Bound::le) == Found{"error printed_twice:x"});
  CHECK(printed(3'620, 3'621, Bound::eq, "beds") == Found{"note printed_twice:x"});  // counts are exact
  CHECK(printed(113'000, 113'400, Bound::ge, "persons").empty());                    // 11.3 ten thousands
}

TEST_CASE("another printing is held against the base, a year's target or the target, as its year says", "[audit]") {
  HandPack hand;
  Indicator& i = hand.indicator("x", 53.3, 60);
  i.yearly_targets = {{2023, 57}}, i.base_source = "base:3";
  hand.printed_again("x", 2020, 60, Bound::eq);
  hand.printed_again("x", 2023, 57, Bound::ge);
  hand.printed_again("x", 2024, 77, Bound::ge);  // of this year nothing else is printed
  CHECK(hand.found() == Found{"error printed_twice:x"});
  const Finding f = hand.finding("printed_twice");
  CHECK(f.figures == "2020=53.3; 2020=60");
  CHECK(f.source == "base:3; again:9");
  CHECK(f.text.zh == "“x”2020 年有两个数：53.3（base:3）与 60（again:9）。");
}

TEST_CASE("2,170 and 1,450 are 3,620 and not 3,621: counts are exact", "[audit]") {
  CHECK(made_of(3'620, {2'170, 1'450}).empty());
  CHECK(made_of(3'621, {2'170, 1'450}) == kSum);
  CHECK(made_of(3'619, {2'170, 1'450}) == kSum);
  CHECK(made_of(3'621, {2'170, 1'450}, Bound::eq, Bound::eq, "beds per 1,000 residents").empty());  // rounded each
  CHECK(made_of(3'622, {2'170, 1'450}, Bound::eq, Bound::eq, "beds per 1,000 residents") == kSum);
  CHECK(made_of(130'000, {90'000, 44'000}).empty());  // 13, 9 and 4.4 ten thousands
  CHECK(made_of(130'000, {90'000, 51'000}) == kSum);
}

TEST_CASE("bounds that point the same way are one statement; else what they allow counts", "[audit]") {
  CHECK(made_of(3'620, {1'450, 2'170}, Bound::ge, Bound::ge).empty());
  CHECK(made_of(3'621, {1'450, 2'170}, Bound::ge, Bound::ge) == kSum);
  CHECK(made_of(3'600, {1'450, 2'170}, Bound::eq, Bound::le).empty());  // at most 3,620
  CHECK(made_of(3'621, {1'450, 2'170}, Bound::eq, Bound::le) == kSum);
  CHECK(made_of(3'700, {1'450, 2'170}, Bound::eq, Bound::ge).empty());  // at least 3,620
  CHECK(made_of(3'619, {1'450, 2'170}, Bound::eq, Bound::ge) == kSum);
}

TEST_CASE("a growth is base, additions and target of one indicator", "[audit]") {
  const auto grown = [](double target, double added) {
    HandPack hand;
    Indicator& i = hand.count("beds", 2'170, target);
    i.base_source = "base:1";
    Indicator& sum = hand.count("new", {}, added);
    sum.kind = TargetKind::sum;
    hand.relation(RelationKind::growth, "beds", {"new"}, 2025).base_year = 2020;
    return hand;
  };
  CHECK(grown(3'620, 1'450).found().empty());
  const HandPack wrong = grown(3'621, 1'450);
  CHECK(wrong.found() == Found{"error growth_differs:beds"});
  CHECK(wrong.finding("growth_differs").figures == "beds=3621; new=1450; beds 2020=2170");
  CHECK(wrong.finding("growth_differs").source == "beds:2; new:2; base:1");
  CHECK(grown(3'620, 1'451).found().size() == 1);
  CHECK(grown(3'620, 1'449).found().size() == 1);
}

TEST_CASE("a quotient is that of its digits, by a number or by the residents of certain ages", "[audit]") {
  const auto rate = [](double printed, double numerator, const std::string& denominator, double per) {
    HandPack hand(178'470);
    hand.figure("rate", 2020, printed).unit = "beds per 1,000 residents";
    hand.figure("beds", 2020, numerator);
    hand.figure("people", 2020, 178'470);
    hand.relation(RelationKind::quotient, "rate", {"beds", denominator}, 2020).per = per;
    return hand.found();
  };
  const Found told{"error quotient_differs:rate"};
  for (const char* people : {"people", "population"}) {
    CHECK(rate(6.8, 1'213, people, 1000).empty());
    CHECK(rate(6.8, 1'223, people, 1000) == told);  // 6.853
    CHECK(rate(6.8, 1'204, people, 1000) == told);  // 6.746
    CHECK(rate(6.80, 1'213, people, 100) == told);
  }
  CHECK(rate(52, 1'856, "population_60plus", 1000).empty());  // 35,694 of sixty and over
  CHECK(rate(42, 1'856, "population_60plus", 1000) == told);
  CHECK(rate(42, 1'856, "births", 1000).empty());  // nobody knows how many
}

TEST_CASE("two numbers of one meaning are one number; what only may differ is doubtful", "[audit]") {
  const auto same = [](double a, double b, const std::string& unit) {
    HandPack hand;
    hand.figure("a", 2025, a).unit = unit;
    hand.figure("b", 2025, b).unit = unit;
    hand.relation(RelationKind::same, "a", {"b"}, 2025);
    return hand.found();
  };
  CHECK(same(9, 9, "institutions").empty());
  CHECK(same(9, 10, "institutions") == Found{"warning not_the_same:a"});
  CHECK(same(93.7, 94, "per cent").empty());
  CHECK(same(93.4, 94, "per cent") == Found{"warning not_the_same:a"});
}

TEST_CASE("a relation of which a number is not stated says nothing", "[audit]") {
  HandPack hand;
  hand.figure("a", 2025, 9), hand.figure("b", 2024, 77);
  hand.relation(RelationKind::same, "a", {"b"}, 2025);
  hand.relation(RelationKind::same, "b", {"a"}, 2025);
  hand.relation(RelationKind::sum, "a", {"a", "nobody"}, 2025);
  hand.relation(RelationKind::growth, "a", {"a"}, 2025).base_year = 2020;
  CHECK(hand.found().empty());
}

TEST_CASE("one unusual base of two different things is perhaps a slip", "[audit]") {
  const auto copies = [](double a, double b, auto change) {
    HandPack hand;
    hand.indicator("a", a, {});
    hand.indicator("b", b, {});
    change(hand.pack.plan.indicators);
    return hand.found();
  };
  const auto nothing = [](auto&) {};
  const Found told{"note same_base:a"};
  CHECK(copies(66.09, 66.09, nothing) == told);
  CHECK(copies(66.09, 66.1, nothing).empty());
  CHECK(copies(95, 95, nothing).empty());                                                 // a round number is common
  CHECK(copies(7, 7, nothing).empty());                                                   // and so is a small one
  CHECK(copies(66.09, 66.09, [](auto& all) { all[1].source = all[0].source; }).empty());  // one line, one statement
  CHECK(copies(66.09, 66.09, [](auto& all) { all[1].base_year = 2019; }).empty());
  CHECK(copies(66.09, 66.09, [](auto& all) { all[0].numerator = all[1].numerator = "nurse"; }).empty());
  CHECK(copies(66.09, 66.09, [](auto& all) { all[0].numerator = "nurse"; }) == told);
  HandPack three;
  for (const char* id : {"a", "b", "c"}) three.indicator(id, 66.09, {});
  CHECK(three.found() == told);  // one number, one finding
}

TEST_CASE("a unit of ten thousands that the number cannot mean is told, by the residents that it passes", "[audit]") {
  const auto unit = [](std::optional<double> base, std::optional<double> printed_base, std::optional<double> target,
                       std::optional<double> printed_target, const std::string& unit_zh) {
    HandPack hand(1'564'449);
    Indicator& i = hand.count("beds", base, target);
    i.printed_unit_zh = unit_zh, i.printed_base = printed_base, i.printed_target = printed_target;
    return hand.found();
  };
  const Found beyond{"error unit_beyond_people:beds"}, impossible{"error unit_impossible:beds"};
  CHECK(unit(10'101, {}, 15'000, {}, "万张") == beyond);     // a hundred million beds
  CHECK(unit(209, 0.02, 4'000, 0.4, "万户").empty());        // 0.02 may be 209
  CHECK(unit(251, 0.02, 4'000, 0.4, "万户") == impossible);  // 0.02 is 250 at most
  CHECK(unit({}, {}, 113'000, 11.3, "万人").empty());
  CHECK(unit({}, {}, 114'000, 11.3, "万人") == impossible);
  CHECK(unit(10'101, {}, 15'000, {}, "张").empty());
  CHECK(unit(10'101, {}, 15'000, {}, "").empty());
  CHECK(unit(1.2e8, 1.2, 2e8, 2, "亿元").empty());
  CHECK(unit(1.2e4, 1.2, {}, {}, "亿元") == beyond);
  CHECK(unit(10'101, {}, 15'000, {}, "万张").size() == 1);  // base and target are one mistake
  HandPack hand(1'564'449);
  hand.count("beds", 10'101, {}).printed_unit_zh = "万";
  hand.pack.plan.indicators[0].unit_zh = "张";
  CHECK(hand.finding("unit_beyond_people").text.zh ==
        "“beds”：按表中单位“万”，10101 合 101010000，约为常住人口（1564449）的 65 倍；单位应为“张”。");
}
