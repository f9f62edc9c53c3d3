/// The program on a terminal: colours, the progress bar; and without one: neither.
#include <algorithm>
#include <catch2/catch.hpp>
#include <regex>

#include "tests/support/program.hpp"

using namespace gongxu::test;

namespace {

const std::string kMinqin = GONGXU_SOURCE_DIR "/scenarios/minqin";
constexpr const char* kEscape = "\x1b[38;5;";

/// What a terminal of so many columns is sent, from both streams together.
std::string on_terminal(const TempFolder& here, const std::string& arguments, int columns = 80,
                        const std::string& environment = "TERM=xterm") {
  const Outcome o = here.shell("env -u NO_COLOR " + environment + " script -qec \"stty cols " +
                               std::to_string(columns) + "; '" GONGXU_BINARY "' " + arguments + "\" /dev/null");
  CHECK(o.status == 0);
  return std::regex_replace(o.out, std::regex("\r\n"), "\n");
}

std::string without_colour(const std::string& text) {
  return std::regex_replace(text, std::regex("\x1b\\[[0-9;]*m"), "");
}

long bars(const std::string& text) {
  const std::regex drawn("\r[^\r\n]+\x1b\\[K");
  return std::distance(std::sregex_iterator(text.begin(), text.end(), drawn), std::sregex_iterator());
}

}  // namespace

TEST_CASE("verdicts are coloured on a terminal, and the page is the same without its colours") {
  const TempFolder here;
  const std::string run = "run " + kMinqin + " --scenario baseline births_low -n 100 --until 2020 --quiet --out ";
  const Outcome plain = here.run(run + "r");
  REQUIRE(plain.status == 0);
  CHECK(plain.out.find('\x1b') == std::string::npos);
  const std::string page = on_terminal(here, run + "r --force");
  const std::size_t matrix = page.rfind("births_low");
  CHECK(page.find(kEscape) < matrix);                                // in the table of verdicts
  CHECK(page.find(kEscape, matrix) != std::string::npos);            // among scenarios
  CHECK(without_colour(page).find(plain.out) != std::string::npos);  // aligned as ever
}

TEST_CASE("findings of an audit are coloured on a terminal unless NO_COLOR or a dumb one forbids it") {
  const TempFolder here;
  const std::string audit = "audit " GONGXU_SOURCE_DIR "/scenarios/lizhou --lang en";
  for (const char* allows : {"TERM=xterm", "TERM=xterm NO_COLOR="}) {
    INFO(allows);
    CHECK(on_terminal(here, audit, 80, allows).find(kEscape) != std::string::npos);
  }
  for (const char* forbids : {"TERM=dumb", "TERM=xterm NO_COLOR=1", "TERM=xterm NO_COLOR=0"}) {
    INFO(forbids);
    const std::string page = on_terminal(here, audit, 80, forbids);
    CHECK(page.find('\x1b') == std::string::npos);
    CHECK(page == here.run(audit).out);
  }
}

TEST_CASE("warnings have no colour either where NO_COLOR forbids it") {
  const TempFolder here;
  const std::string run =
      "run " + kMinqin + " --scenario baseline -n 1 --fixed-parameters --until 2020 -q --force --out r";
  const std::string with = on_terminal(here, run),
                    without = on_terminal(here, run, 80, "TERM=xterm NO_COLOR=1 COLORTERM=1");
  CHECK(with.find("\x1b[") != std::string::npos);
  CHECK(without.find('\x1b') == std::string::npos);
  CHECK(without.find("warning") != std::string::npos);
}

TEST_CASE(
    "a bar shows progress within the terminal's columns and clears itself; --quiet leaves it out and nothing else") {
  const TempFolder here;
  const std::string run = "run " + kMinqin + " --scenario baseline -n 2 --until 2020 --lang en --force --out r";
  const std::string text = on_terminal(here, run, 50);
  CHECK(bars(text) >= 2);
  CHECK(text.find("2/2") != std::string::npos);
  const std::regex drawn("\r([^\r\n\x1b]*)\x1b\\[K");
  for (std::sregex_iterator at(text.begin(), text.end(), drawn), end; at != end; ++at) {
    const std::string line = std::regex_replace((*at)[1].str(), std::regex("█|░"), "#");
    CHECK(line.size() < 50);
  }
  CHECK(text.find("\r\x1b[K", text.rfind("2/2")) != std::string::npos);  // cleared before the page
  CHECK(bars(on_terminal(here, run, 50, "TERM=dumb")) == 0);

  const std::string quiet = on_terminal(here, run + " --quiet", 50);
  CHECK(bars(quiet) == 0);
  CHECK(quiet.find("fewer than 30") != std::string::npos);
  const Outcome again =
      here.run("run " + kMinqin + " --scenario baseline -n 2 --until 2020 --lang en -q --resume --out r");
  CHECK(again.status == 0);
  CHECK(again.err.find("complete: there is nothing to do") != std::string::npos);
}
