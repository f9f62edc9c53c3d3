/// What cells say, and how their numbers are shown.
#include "analysis/publish/workbook/table_sheet.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace gongxu;
using namespace gongxu::workbook;

TEST_CASE("a cell is a number, a masked count or nothing, never a zero for nothing", "[workbook]") {
  const RecordTable t("demography", "demography.csv", "p50,p90\n12.5,<10\n,0\n");
  CHECK(number_cell(t, 0, "p50").number == 12.5);
  CHECK(number_cell(t, 0, "p90").is_masked);
  CHECK(number_cell(t, 0, "p90").text == "<10");
  CHECK(std::isnan(number_cell(t, 1, "p50").number));
  CHECK(number_cell(t, 1, "p50").text.empty());
  CHECK(number_cell(t, 1, "p90").number == 0);
}

TEST_CASE("figures have as few digits as they need", "[workbook]") {
  CHECK(number_format(Kind::figure, 5) == "#,##0");
  CHECK(number_format(Kind::figure, 93.7) == "0.0");
  CHECK(number_format(Kind::figure, 6.53) == "0.00");
  CHECK(number_format(Kind::figure, 3.126657) == "0.00");
  CHECK(number_format(Kind::figure, 1250.25) == "#,##0");
  CHECK(number_format(Kind::figure, 0.0123) == "0.000");
  CHECK(number_format(Kind::figure, 0.000123) == "0.00000");
  CHECK(number_format(Kind::figure, -93.7) == "0.0");
  CHECK(number_format(Kind::year) == "0");
  CHECK(number_format(Kind::count) == "#,##0");
  CHECK(number_format(Kind::percent, 0.005) == "0.00%");
  CHECK(number_format(Kind::percent, 0) == "0.0%");
}

TEST_CASE("shares of parameters are shown as per cent", "[workbook]") {
  CHECK(kind_of_parameter("share") == Kind::percent);
  CHECK(kind_of_parameter("factor") == Kind::figure);
}
