// [[stock]] tables: what is known of each service at the base date, and every mistake in them.
#include <catch2/catch.hpp>

#include "sim/plan/pack.hpp"
#include "tests/support/lizhou.hpp"
#include "tests/support/small_plan.hpp"
#include "tests/support/temp_pack.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

/// A [[stock]] of nurses with these lines.
std::string nurses(const std::string& lines) { return "\n[[stock]]\nservice = \"nurse\"\n" + lines; }

const std::string kDatum = "datum_zh = \"护士数\"\ndatum_en = \"nurses\"\n";
const std::string kSource = "source = \"R6\"\nstatus = \"assumed\"\n";

/// A plan whose nurses have the given stock, or none; an indicator of nurses may come with it.
void write(const TempPack& pack, const std::string& stock, const std::string& indicator = "") {
  pack.write(kPlan, plan_of_childcare() + indicator + unknown_stocks("nurse") + stock);
}
std::string indicator_of_nurses(const std::string& kind, bool base) {
  return "\n[[indicator]]\nid = \"nurses\"\nname_zh = \"x\"\nname_en = \"x\"\nfield = \"health\"\n"
         "unit = \"persons per 1,000 residents\"\nnumerator = \"nurse\"\ndenominator = \"population\"\nper = 1000\n" +
         std::string(base ? "base = 3.41\nbase_year = 2020\n" : "") + "kind = \"" + kind +
         "\"\nservice = \"nurse\"\ncomputed = \"service\"\nsource = \"s\"\n";
}

}  // namespace

TEST_CASE("only schools can be known by their use", "[stocks]") {
  const TempPack pack;
  write(pack, nurses("basis = \"utilisation\"\n" + kDatum + kSource));
  CHECK(count(pack.problems(), "stock_by_use_impossible") == 1);
  CHECK(lizhou_pack().plan.stock(Service::primary).basis == StockBasis::utilisation);
  CHECK_FALSE(lizhou_pack().plan.stock(Service::primary).units.has_value());
}

TEST_CASE("a stock is stated, or unknown with the datum that would settle it", "[stocks]") {
  const TempPack pack;
  const auto stock_of_nurses = [&](const std::string& lines) {
    write(pack, nurses(lines));
    INFO(listed(pack.problems()));
    REQUIRE(pack.problems().empty());
    return read_pack(pack.folder()).plan.stock(Service::nurse);
  };
  const Stock stated = stock_of_nurses("basis = \"stated\"\nunits = 2121\nunit = \"nurses\"\n" + kSource);
  CHECK(stated.basis == StockBasis::stated);
  CHECK(stated.units == 2121.0);
  CHECK(stated.source == "R6");
  CHECK(stated.status == "assumed");
  CHECK(stated.at.line > 0);
  CHECK(stock_of_nurses("basis = \"stated\"\nunits = 0\nunit = \"nurses\"\n" + kSource).units == 0.0);
  const Stock unknown = stock_of_nurses("basis = \"unknown\"\n" + kDatum + kSource + "reason = \"why\"\n");
  CHECK(unknown.basis == StockBasis::unknown);
  CHECK(unknown.datum.zh == "护士数");
  CHECK(unknown.datum.en == "nurses");
  CHECK(std::string(word_of(StockBasis::stated)) == "stated");
  CHECK(std::string(word_of(StockBasis::utilisation)) == "utilisation");
  CHECK(std::string(word_of(StockBasis::unknown)) == "unknown");
}

TEST_CASE("a service without stock is told, unless its indicator has a base", "[stocks]") {
  const TempPack pack;
  write(pack, "");
  const auto problems = pack.problems();
  INFO(listed(problems));
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].key == "service_without_stock");
  CHECK(problems[0].values == std::vector<std::string>{"nurse", "nurses"});
  CHECK(problems[0].at.file == pack.path(kPlan));

  write(pack, "", indicator_of_nurses("level", true));
  CHECK(pack.problems().empty());
  CHECK(read_pack(pack.folder()).plan.stock(Service::nurse).basis == StockBasis::stated);
  for (const std::string& indicator : {indicator_of_nurses("level", false), indicator_of_nurses("change", true)}) {
    write(pack, "", indicator);
    CHECK(count(pack.problems(), "service_without_stock") == 1);
  }
  // Every service is asked for, each by its own word.
  pack.write(kPlan, plan_of_childcare());
  CHECK(count(pack.problems(), "service_without_stock") == static_cast<int>(kServices) - 1);
}

TEST_CASE("a stock that is called stated needs a number: its own, or its indicator's base", "[stocks]") {
  const TempPack pack;
  const std::string stock = nurses("basis = \"stated\"\n" + kSource);
  write(pack, stock);
  const auto problems = pack.problems();
  INFO(listed(problems));
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].key == "stock_without_number");
  CHECK(problems[0].values == std::vector<std::string>{"nurse", "nurses"});
  CHECK(problems[0].at.line == pack.position_of(kPlan, "service = \"nurse\"").line - 1);
  write(pack, stock, indicator_of_nurses("level", true));
  CHECK(pack.problems().empty());
  CHECK_FALSE(read_pack(pack.folder()).plan.stock(Service::nurse).units.has_value());
  write(pack, stock, indicator_of_nurses("level", false));
  CHECK(count(pack.problems(), "stock_without_number") == 1);
}

TEST_CASE("a rate of enrolment is no number of seats", "[stocks]") {
  const TempPack pack;
  const std::string indicator =
      "\n[[indicator]]\nid = \"enrolment\"\nname_zh = \"x\"\nname_en = \"x\"\nfield = \"education\"\n"
      "unit = \"per cent\"\nnumerator = \"kindergarten_enrolment\"\ndenominator = \"population_3_5\"\nper = 100\n"
      "base = 93.7\nbase_year = 2020\nservice = \"kindergarten\"\ncomputed = \"service\"\nsource = \"s\"\n";
  pack.write(kPlan, plan_of_childcare() + indicator + unknown_stocks("kindergarten"));
  CHECK(count(pack.problems(), "service_without_stock") == 1);
  pack.append(kPlan, "\n[[stock]]\nservice = \"kindergarten\"\nbasis = \"stated\"\n" + kSource);
  CHECK(count(pack.problems(), "stock_without_number") == 1);
}

TEST_CASE("a base per people of certain ages is no number of units", "[stocks]") {
  const TempPack pack;
  const std::string indicator =
      "\n[[indicator]]\nid = \"beds\"\nname_zh = \"x\"\nname_en = \"x\"\nfield = \"eldercare\"\n"
      "unit = \"beds per 1,000 residents of 60 and over\"\nnumerator = \"care_bed\"\n"
      "denominator = \"population_60plus\"\nper = 1000\nbase = 27\nbase_year = 2020\nservice = \"care_bed\"\n"
      "computed = \"service\"\nsource = \"s\"\n";
  pack.write(kPlan, plan_of_childcare() + indicator + unknown_stocks("care_bed"));
  CHECK(count(pack.problems(), "service_without_stock") == 1);
}

TEST_CASE("each mistake in a stock is told at its place", "[stocks]") {
  struct Mistake {
    std::string stock, key, at;
  };
  const TempPack pack;
  for (const Mistake& m : {
           Mistake{"basis = \"unknown\"\nunits = 77\nunit = \"nurses\"\n" + kDatum + kSource, "stock_units_not_used",
                   "77"},
           Mistake{"basis = \"utilisation\"\nunits = 77\nunit = \"nurses\"\n" + kDatum + kSource,
                   "stock_units_not_used", "77"},
           Mistake{"basis = \"stated\"\nunits = 77\nunit = \"beds\"\n" + kSource, "wrong_unit", "\"beds\""},
           Mistake{"basis = \"stated\"\nunits = -77\nunit = \"nurses\"\n" + kSource, "negative_value", "-77"},
           Mistake{"basis = \"stated\"\nunits = 77\nunit = \"nurses\"\nsource = \"R66\"\nstatus = \"assumed\"\n",
                   "unknown_source", "\"R66\""},
           Mistake{"basis = \"stated\"\nunits = 77\nunit = \"nurses\"\nsource = \"R6\"\nstatus = \"guessed\"\n",
                   "unknown_word", "\"guessed\""},
           Mistake{"basis = \"known\"\nunits = 77\nunit = \"nurses\"\n" + kSource, "unknown_word", "\"known\""},
           Mistake{"basis = \"stated\"\nunit_s = 77\n" + kSource, "unknown_key", "unit_s"},
       }) {
    write(pack, nurses(m.stock));
    const auto problems = pack.problems();
    INFO(m.stock << "\n" << listed(problems));
    CHECK(has(problems, m.key, pack.position_of(kPlan, m.at)));
  }
  write(pack, nurses("basis = \"unknown\"\n" + kSource));
  CHECK(count(pack.problems(), "missing_key") == 2);  // the datum in both languages
  write(pack, nurses("basis = \"stated\"\nunits = 77\n" + kSource));
  CHECK(count(pack.problems(), "missing_key") == 1);  // the unit
}

TEST_CASE("a service named in two stocks, and a service that there is not, are told", "[stocks]") {
  const TempPack pack;
  const std::string lines = "basis = \"stated\"\nunits = 77\nunit = \"nurses\"\n" + kSource;
  write(pack, nurses(lines) + "\n[[stock]]\nservice =  \"nurse\"\n" + lines);
  auto problems = pack.problems();
  INFO(listed(problems));
  REQUIRE(problems.size() == 1);
  Position at = pack.position_of(kPlan, "=  \"nurse\"");
  at.column += 3;
  CHECK(has(problems, "named_twice", at));
  write(pack, nurses(lines) + "\n[[stock]]\nservice = \"nurses\"\n" + lines);
  problems = pack.problems();
  CHECK(has(problems, "unknown_word", pack.position_of(kPlan, "\"nurses\"\nbasis")));
}
