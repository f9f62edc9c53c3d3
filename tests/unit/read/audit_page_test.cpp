// The page of the audit and its table.
#include "analysis/read/audit_page.hpp"

#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/support/hand_pack.hpp"
#include "tests/support/program.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {
/// An error, two warnings of one rule and subject, a note.
std::vector<Finding> findings() {
  HandPack hand;
  hand.count("beds", 10'101, {}).printed_unit_zh = "万张";
  hand.figure("a", 2025, 9), hand.figure("b", 2025, 10), hand.figure("c", 2025, 11);
  hand.relation(RelationKind::same, "a", {"b"}, 2025);
  hand.relation(RelationKind::same, "a", {"c"}, 2025);
  hand.of_service(Service::nurse, {}, 5);
  return audit(hand.pack);
}
Plan plan() {
  Plan p;
  p.name = {"规划", "plan"};
  return p;
}
}  // namespace

TEST_CASE("the page counts findings by severity and gives the lines of the plan", "[audit]") {
  const std::string en = audit_page(plan(), findings(), Language::en);
  CHECK(en.starts_with("plan: 4 findings (1 contradictions, 2 doubtful, 1 notes)\n\ncontradiction\n"));
  CHECK(en.find("plan beds:2") != std::string::npos);
  CHECK(en.find("plan a:9; b:9") != std::string::npos);
  std::size_t headings = 0;
  for (const char* word : {"\ncontradiction\n", "\ndoubtful\n", "\nnote\n"}) {
    CHECK(en.find(word) != std::string::npos);
    CHECK(en.find(word) == en.rfind(word));  // once each, however many findings
    CHECK(en.find(word) > headings);
    headings = en.find(word);
  }
  const std::string zh = audit_page(plan(), findings(), Language::zh);
  CHECK(zh.starts_with("《规划》自查：4 项（矛盾 1，存疑 2，提示 1）\n\n矛盾\n"));
  CHECK(audit_page(plan(), {}, Language::zh) == "《规划》自查：0 项（矛盾 0，存疑 0，提示 0）\n没有发现。\n");
}

TEST_CASE("the table names each finding once by rule and subject", "[audit]") {
  const TempFolder here;
  write_audit(findings(), here.path("audit.csv"));
  const auto rows = read_table(here.path("audit.csv"));
  REQUIRE(rows.size() == 4);
  CHECK(rows[0].at("id") == "unit_beyond_people:beds");
  CHECK(rows[0].at("severity") == "error");
  CHECK(rows[1].at("id") == "not_the_same:a");
  CHECK(rows[2].at("id") == "not_the_same:a:2");
  CHECK(rows[2].at("figures") == "a=9; c=11");
  CHECK(rows[3].at("id") == "no_base:nurse");
  CHECK(rows[3].at("indicator") == "nurse");
  CHECK(rows[3].at("finding_en").find("has a target, 5, and no base") != std::string::npos);
  CHECK(rows[3].at("source") == "nurse:2");
}
