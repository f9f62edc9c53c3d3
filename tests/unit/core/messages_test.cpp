#include "sim/core/messages.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>

#include "sim/core/problem.hpp"
#include "sim/core/sha256.hpp"

using namespace gongxu;

namespace {

/// The blanks {0}, {1}, ... of a text.
std::set<std::string> blanks(std::string_view text) {
  std::set<std::string> found;
  for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1))
    found.insert(std::string(text.substr(open, text.find('}', open) - open + 1)));
  return found;
}

std::string joined(std::string_view a, std::string_view b, std::string_view c) {
  return std::string(a) + "\n" + std::string(b) + "\n" + std::string(c);
}

/// More values than any text has blanks.
const std::vector<std::string> kValues(12, "v");

/// Texts in quotes that are arguments of `.add(...)` themselves, not inside inner brackets.
std::vector<std::string> keys_added_in(const std::string& code) {
  std::vector<std::string> keys;
  for (std::size_t start = code.find(".add("); start != std::string::npos; start = code.find(".add(", start + 1)) {
    int depth = 1;
    for (std::size_t i = start + 5; i < code.size() && depth > 0; ++i) {
      if (code[i] == '(' || code[i] == '{' || code[i] == '[') ++depth;
      if (code[i] == ')' || code[i] == '}' || code[i] == ']') --depth;
      if (code[i] != '"') continue;
      const std::size_t end = code.find('"', i + 1);
      if (depth == 1) keys.push_back(code.substr(i + 1, end - i - 1));
      i = end;
    }
  }
  return keys;
}

}  // namespace

TEST_CASE("every problem speaks both languages with the same blanks") {
  std::set<std::string_view> keys;
  for (const ProblemMessage& m : problem_messages()) {
    INFO(m.key);
    CHECK(keys.insert(m.key).second);
    for (const auto text : {m.zh_what, m.zh_rule, m.zh_remedy, m.en_what, m.en_rule, m.en_remedy})
      CHECK_FALSE(text.empty());
    CHECK(blanks(joined(m.zh_what, m.zh_rule, m.zh_remedy)) == blanks(joined(m.en_what, m.en_rule, m.en_remedy)));
    for (const Language lang : {Language::zh, Language::en})
      CHECK_NOTHROW(describe({{"f", 1, 1}, std::string(m.key), kValues}, lang));
  }
  CHECK(keys.size() > 50);
}

TEST_CASE("every other text speaks both languages with the same blanks") {
  std::set<std::string_view> keys;
  for (const PlainMessage& m : plain_messages()) {
    INFO(m.key);
    CHECK(keys.insert(m.key).second);
    CHECK_FALSE(m.zh.empty());
    CHECK_FALSE(m.en.empty());
    CHECK(blanks(m.zh) == blanks(m.en));
    for (const Language lang : {Language::zh, Language::en}) CHECK_NOTHROW(say(lang, std::string(m.key), kValues));
  }
}

TEST_CASE("every key that a reader adds is in the catalogue") {
  int seen = 0;
  for (const char* room : {"core", "scenario", "plan"})
    for (const auto& entry : std::filesystem::directory_iterator(std::string(GONGXU_SOURCE_DIR "/sim/") + room)) {
      if (entry.path().extension() != ".cpp") continue;
      std::ifstream file(entry.path());
      const std::string code{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
      for (const std::string& key : keys_added_in(code)) {
        INFO(entry.path() << " " << key);
        if (key.starts_with("audit_"))
          CHECK(std::any_of(plain_messages().begin(), plain_messages().end(), [&](auto& m) { return m.key == key; }));
        else
          CHECK_NOTHROW(problem_message(key));
        ++seen;
      }
    }
  CHECK(seen > 50);
}

TEST_CASE("a problem is told with its place, its rule and its remedy") {
  const Problem p{{"scenarios/lizhou/plan.toml", 48, 9},
                  "ratio_without_denominator",
                  {"childcare_places", "5", "places per 1,000", "childcare_capacity", "places"}};
  CHECK(describe(p, Language::en) ==
        "scenarios/lizhou/plan.toml:48:9: indicator \"childcare_places\": target 5 has unit \"places per 1,000\", but "
        "measure \"childcare_capacity\" counts places.\n"
        "  rule: a ratio needs a denominator. remedy: add  denominator = \"population\"  or give the target as a "
        "count.");
  const std::string zh = describe(p, Language::zh);
  CHECK(zh.find("plan.toml:48:9: 指标“childcare_places”") != std::string::npos);
  CHECK(zh.find("\n  规则:比率须有分母。 改法:") != std::string::npos);
}

TEST_CASE("a problem of a file as a whole has no line") {
  const std::string text = describe({{"plan.toml"}, "missing_file", {"plan.toml"}}, Language::en);
  CHECK(text.rfind("plan.toml: cannot read", 0) == 0);
}

TEST_CASE("a key that the catalogue lacks, or a blank without value, is our mistake") {
  CHECK_THROWS_AS(describe({{"a"}, "no_such_key", {}}, Language::en), std::logic_error);
  CHECK_THROWS_AS(say(Language::zh, "no_such_key"), std::logic_error);
  CHECK_THROWS_AS(describe({{"a"}, "missing_key", {}}, Language::en), std::logic_error);
}

TEST_CASE("problems are told in the order of the files, once each, and a flood is cut short") {
  Problems problems;
  problems.add({"b", 2, 1}, "empty_table");
  problems.add({"a", 9, 1}, "empty_table");
  problems.add({"a", 9, 1}, "empty_table");
  for (int line = 1; line <= 100; ++line) problems.add({"c", line, 1}, "row_without_source");
  try {
    problems.throw_if_any();
    FAIL("nothing thrown");
  } catch (const InputError& error) {
    REQUIRE(error.problems().size() == 2 + 21);
    CHECK(error.problems()[0].at.file == "a");
    CHECK(error.problems()[1].at.file == "b");
    CHECK(error.problems().back().key == "more_of_one_kind");
    CHECK(error.problems().back().values == std::vector<std::string>{"80"});
  }
}

TEST_CASE("SHA-256 agrees with the published test vectors") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
