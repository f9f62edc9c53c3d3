/// Manual pages, completion and --help name the same commands and options; the installed program works.
#include <algorithm>
#include <catch2/catch.hpp>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>

#include "tests/support/program.hpp"

using namespace gongxu::test;

namespace {

const std::string kRoot = GONGXU_SOURCE_DIR "/";
const std::string kCompletion = kRoot + "completion/gongxu.bash";

using Words = std::set<std::string>;

/// All that a pattern's first group matches.
Words found(const std::string& text, const std::string& pattern) {
  Words out;
  const std::regex wanted(pattern);
  for (std::sregex_iterator at(text.begin(), text.end(), wanted), end; at != end; ++at) out.insert((*at)[1]);
  return out;
}

struct Help {
  Words commands, options;
};

Help help() {
  const TempFolder here;
  const Outcome o = here.run("--help");
  REQUIRE(o.status == 0);
  const std::size_t options = o.out.find("options /");
  REQUIRE(options != std::string::npos);
  // An option begins its line, perhaps behind a letter; those in explanations stand farther to the right.
  return {found(o.out.substr(0, options), "\n  ([a-z]+) "),
          found(o.out.substr(options), "\n  (?:-[a-z] \\[ )?(--[a-z][a-z-]*)")};
}

/// A manual page with hyphens as they are read.
std::string page(const std::string& name) {
  return std::regex_replace(read_file(kRoot + "docs/" + name), std::regex("\\\\-"), "-");
}

/// The part of a page below a heading.
std::string section(const std::string& text, const std::string& heading) {
  const std::size_t from = text.find("\n.SH " + heading + "\n");
  REQUIRE(from != std::string::npos);
  return text.substr(from + 1, text.find("\n.SH ", from + 1) - from);
}

/// What comes of completing the last of some words, in the tree's folder.
Words completed(const TempFolder& here, const std::string& words, const std::string& folder = kRoot) {
  const Outcome o =
      here.shell("bash -c 'cd \"" + folder + "\" && source \"" + kCompletion + "\" && COMP_WORDS=(" + words +
                 ") && COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) && _gongxu && "
                 "printf \"%s\\n\" \"${COMPREPLY[@]}\"'");
  INFO(o.err);
  CHECK(o.status == 0);
  CHECK(o.err.empty());
  Words out;
  std::istringstream lines(o.out);
  for (std::string line; std::getline(lines, line);)
    if (!line.empty()) out.insert(line);
  return out;
}

}  // namespace

TEST_CASE("both manual pages name every command and option of --help, and no other") {
  const Help expected = help();
  CHECK(expected.commands.size() >= 11);
  CHECK(expected.options.size() >= 45);
  struct Page {
    const char *name, *commands, *options;
  };
  for (const Page& p : {Page{"gongxu.1", "COMMANDS", "OPTIONS"}, Page{"gongxu.zh.1", "命令", "选项"}}) {
    INFO("docs/" << p.name);
    const std::string text = page(p.name);
    CHECK(found(section(text, p.commands), "\n\\.TP\n\\.[BR]+I? ([a-z]+)") == expected.commands);
    CHECK(found(section(text, p.options), "\n\\.TP\n\\.[BRI]+ (?:-[a-z] \", \" )?(--[a-z][a-z-]*)") ==
          expected.options);
    CHECK(found(text, "(--[a-z][a-z-]*)") == expected.options);  // anywhere else too
  }
}

TEST_CASE("manual pages are laid out without a warning") {
  const TempFolder here;
  if (here.shell("command -v groff").status != 0) return;
  for (const char* name : {"gongxu.1", "gongxu.zh.1"}) {
    const Outcome o = here.shell("groff -man -Tutf8 -Kutf8 -ww '" + kRoot + "docs/" + name + "'");
    INFO(name << "\n" << o.err);
    CHECK(o.status == 0);
    CHECK(o.err.empty());
  }
}

TEST_CASE("completion offers the commands and options of --help") {
  const TempFolder here;
  const Help expected = help();
  CHECK(completed(here, "gongxu \"\"") == expected.commands);
  CHECK(completed(here, "gongxu run scenarios/lizhou -") == expected.options);
  CHECK(completed(here, "gongxu s") == Words{"solve", "sensitivity"});
}

TEST_CASE("completion offers the words of an option, the scenarios of the plan on the line, and plans") {
  const TempFolder here;
  const std::string run = "gongxu run scenarios/lizhou ";
  CHECK(completed(here, run + "--lang \"\"") == Words{"en", "zh"});
  CHECK(completed(here, run + "--lang = e") == Words{"en"});  // as bash splits --lang=e
  CHECK(completed(here, run + "--driver p") == Words{"plain"});
  CHECK(completed(here, "gongxu sensitivity scenarios/lizhou --method \"\"") == Words{"morris", "prcc", "sobol"});
  CHECK(completed(here, run + "--service care").contains("care_bed"));
  CHECK(completed(here, run + "--scenario births_") == Words{"births_high", "births_low"});
  CHECK(completed(here, run + "--scenario baseline births_l") == Words{"births_low"});  // the second one
  CHECK(completed(here, run + "--seed 1 x").empty());
  CHECK(completed(here, "gongxu solve --lang en scenarios/li") == Words{"scenarios/lizhou"});
  const Words plans = completed(here, "gongxu check scenarios/");
  CHECK(plans.contains("scenarios/minqin"));
  CHECK_FALSE(plans.contains("scenarios/national"));
  std::filesystem::create_directories(here.path("r/tables"));
  std::filesystem::create_directories(here.path("other"));
  CHECK(here.shell("touch r/run.json").status == 0);
  CHECK(completed(here, "gongxu compare \"\"", here.path("")).contains("r"));
}

TEST_CASE("an installed program works from another folder, on an installed plan") {
  const TempFolder here;
  const std::string build = std::filesystem::path(GONGXU_BINARY).parent_path();
  const Outcome installed = here.shell("cmake --install '" + build + "' --prefix '" + here.path("x") + "'");
  INFO(installed.err);
  REQUIRE(installed.status == 0);
  for (const char* file : {"bin/gongxu", "share/man/man1/gongxu.1", "share/man/zh_CN/man1/gongxu.1",
                           "share/bash-completion/completions/gongxu", "share/gongxu/docs/tables.md"})
    CHECK(std::filesystem::exists(here.path(std::string("x/") + file)));
  CHECK_FALSE(std::filesystem::exists(here.path("x/share/gongxu/tests")));
  std::filesystem::create_directory(here.path("elsewhere"));
  const std::string gongxu = "cd elsewhere && ../x/bin/gongxu ";
  CHECK(here.shell(gongxu + "check ../x/share/gongxu/scenarios/wanzhou").status == 0);
  const Outcome twin = here.shell(gongxu + "twin ../x/share/gongxu/scenarios/minqin --preview --until 2025");
  CHECK(twin.status == 0);
  CHECK(twin.out.find("2025") != std::string::npos);
  CHECK(std::filesystem::is_empty(here.path("elsewhere")));
  REQUIRE(here.shell("'" + kRoot + "tools/invent-censuses' 20 censuses").status == 0);
  const std::string censuses = "--census ../censuses/base.csv --later ../censuses/later.csv -n 20";
  CHECK(here.shell(gongxu + "hindcast " + censuses).status == 0);  // with the nation's tables that were installed
}
