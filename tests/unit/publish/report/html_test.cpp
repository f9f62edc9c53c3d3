#include "analysis/publish/report/html.hpp"

#include <catch2/catch.hpp>

using namespace gongxu;
using namespace gongxu::report;

TEST_CASE("what comes from data is harmless in text and attributes", "[report]") {
  CHECK(escaped("<script>alert(\"a\" & 'b')</script>") ==
        "&lt;script&gt;alert(&quot;a&quot; &amp; &#39;b&#39;)&lt;/script&gt;");
  CHECK(escaped("托位 5 ‰") == "托位 5 ‰");
  CHECK(spans({"<甲>", "\"a\""}) == "<span lang=zh-CN>&lt;甲&gt;</span><span lang=en>&quot;a&quot;</span>");
  CHECK(spans(same("1,281")) == "1,281");  // a number needs no language
}

TEST_CASE("a script cannot end its element early", "[report]") {
  const std::string safe = safe_script("a = '</script>'; b = '</SCRIPT >'; c = '<!--'; d = '</p>'; e = a < b;");
  CHECK(safe == "a = '<\\/script>'; b = '<\\/SCRIPT >'; c = '<\\!--'; d = '</p>'; e = a < b;");
}

TEST_CASE("a table has a heading for each column and row", "[report]") {
  HtmlTable table({{{"年份", "year"}}, {{"供给", "capacity"}, true}, {same("2025"), false, "target-year"}});
  CHECK(table.empty());
  table.caption(same("c")).attributes("data-case=trend");
  table.row({{"2025", ""}, {"1,987", ""}, {"○", "verdict v-sufficient"}});
  table.row({{"2026", ""}, {"&lt;10", "n masked"}, {"—", ""}});
  const std::string html = table.html();
  CHECK(html.starts_with("<div class=scroll tabindex=0 data-case=trend><table><caption>c</caption>"));
  CHECK(html.find("<th scope=col class=n><span lang=zh-CN>供给") != std::string::npos);
  CHECK(html.find(
            "<tr><th scope=row>2025</th><td class=n>1,987</td><td class=\"verdict v-sufficient target-year\">○</td>") !=
        std::string::npos);
  CHECK(html.find("<td class=\"n masked\">&lt;10</td><td class=target-year>—</td>") != std::string::npos);
}

TEST_CASE("words fill their blanks in each language, lists have each language's comma", "[report]") {
  const Text t = word("report_with_why", {{"托位", "childcare"}, same("0.34")});
  CHECK(t.zh == "托位（0.34）");
  CHECK(t.en == "childcare (0.34)");
  const Text list = joined({{"甲", "a"}, {"乙", "b"}});
  CHECK(list.zh == "甲、乙");
  CHECK(list.en == "a, b");
  CHECK(joined({}).zh.empty());
}
