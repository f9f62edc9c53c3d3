#include "analysis/publish/report/parts.hpp"

#include <catch2/catch.hpp>

using namespace gongxu;
using namespace gongxu::report;

TEST_CASE("a verdict turns on the side to which its unknown pushes", "[report]") {
  const RecordTable table(
      "deciding", "deciding.csv",
      "unit,rank_correlation,short_beyond,short_extrapolated,surplus_beyond,surplus_extrapolated,correlated_with\n"
      "share,-0.98,0.106,false,0.079,false,margin\n"  // more uptake: shorter
      "factor,0.7,0.5,true,1.5,false,margin\n"        // more units: idler
      "share,0.9,,false,,false,demand\n");
  CHECK(turning({table, 0}, true).en == "above 10.6 %");
  CHECK(turning({table, 0}, false).en == "below 7.9 %");
  CHECK(turning({table, 1}, true).en == "below 0.5 (extrapolated)");
  CHECK(turning({table, 1}, false).en == "above 1.5");
  CHECK(turning({table, 2}, true).en == "—");
  CHECK(turning({}, true).zh == "—");
}

TEST_CASE("a verdict's cell has symbol, word, colour and probability", "[report]") {
  const RecordTable table("verdicts", "verdicts.csv", "verdict,p_short\ninsufficient,0.706\nconditional,\n,\n");
  const Cell one = verdict_cell({table, 0}, true);
  CHECK(one.classes == "verdict v-insufficient");
  CHECK(one.html ==
        "<span class=symbol aria-hidden=true>△</span> <span lang=zh-CN>不足</span><span lang=en>insufficient</span> "
        "0.71");
  CHECK(verdict_cell({table, 0}, false).html.ends_with("insufficient</span>"));
  CHECK(verdict_cell({table, 1}, true).html.ends_with("conditional</span>"));
  CHECK(verdict_cell({table, 2}, true).html == "—");
  CHECK(verdict_cell({}, true).html == "—");
}
