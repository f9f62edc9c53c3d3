/// Parts of a run: what is taken for one, and which make up a whole.
#include "analysis/commands/machines.hpp"

#include <catch2/catch.hpp>
#include <filesystem>

#include "analysis/commands/study.hpp"
#include "sim/core/problem.hpp"
#include "tests/support/program.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

Arguments parsed(std::vector<std::string> words) {
  words.insert(words.begin(), "gongxu");
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  Arguments a;
  const bool command = parse_arguments(static_cast<int>(argv.size()), argv.data(), a);  // its refusals go to the test
  REQUIRE(command);
  return a;
}

/// The problem that f refuses with; none: an empty key.
Problem refusal(const std::function<void()>& f) {
  try {
    f();
  } catch (const InputError& e) {
    return e.problems().front();
  }
  return {};
}

/// Folders of parts without units, in a temporary folder.
struct Parts {
  TempFolder here;

  std::string add(const std::string& name, const std::string& shard, const std::vector<std::string>& options = {}) {
    std::vector<std::string> words{"run", "plan"};
    words.insert(words.end(), options.begin(), options.end());
    StudyLines lines = program_lines("run");
    for (const std::string& line : parsed(words).deciding) lines.push_back(line);
    if (!shard.empty()) lines.push_back("shard " + shard);
    std::filesystem::create_directory(here.path(name));
    write_study(lines, here.path(name));
    return here.path(name);
  }
  static Arguments merge(std::vector<std::string> words) {
    words.insert(words.begin(), {"merge", "plan"});
    words.insert(words.end(), {"--out", "o"});
    return arguments_of_merge(parsed(words));
  }
};

}  // namespace

TEST_CASE("a part is NUMBER/OF, counted from 1", "[parts]") {
  CHECK(part_of("2/3").number == 2);
  CHECK(part_of("2/3").of == 3);
  CHECK(line_of(part_of("2/3")) == "shard 2/3");
  CHECK(line_of({}).empty());
  for (const std::string word : {"4/3", "0/2", "x", "", "1", "1/", "/2", "-1/2", "1/2/3", "1.5/2", "1/1001", "1/0"}) {
    INFO(word);
    const Problem p = refusal([&] { part_of(word); });
    CHECK(p.key == "bad_shard");
    CHECK(p.values.at(0) == word);
  }
}

TEST_CASE("options that a part cannot serve are refused, and so are parts and processes without a unit", "[parts]") {
  const std::vector<std::string> run{"run", "plan", "--shard", "1/3", "--out", "p"};
  const auto refused = [&](std::vector<std::string> words) { return refusal([&] { parsed(words); }).key; };
  const auto with = [&](std::vector<std::string> words) {
    words.insert(words.begin(), run.begin(), run.end());
    return refused(words);
  };
  CHECK(with({}).empty());
  CHECK(with({"--precision", "0.1"}) == "not_with_shard");
  CHECK(with({"--split", "5"}) == "not_with_shard");
  CHECK(with({"--trace-people", "t"}) == "not_with_shard");
  CHECK(with({"-n", "2"}) == "more_processes_than_units");
  CHECK(with({"-n", "6", "--jobs", "2"}).empty());
  CHECK(with({"-n", "6", "--jobs", "3"}) == "more_processes_than_units");
  CHECK(refused({"run", "plan", "-n", "2", "--jobs", "3"}) == "more_processes_than_units");
  CHECK(refused({"run", "plan", "--shard", "1/3"}) == "shard_needs_out");
  for (const std::string command : {"solve", "sensitivity", "calibrate", "hindcast", "twin", "compare", "check"})
    CHECK(refused({command, "plan", "--shard", "1/3", "--out", "p"}) == "shard_not_here");
}

TEST_CASE("a merge has the options of its parts, whatever was typed for them", "[parts]") {
  const std::vector<std::string> typed{"--scenario", "baseline", "births_low", "-n",   "30",
                                       "--set",      "a=0.1",    "--set",      "b=2",  "--fixed-parameters",
                                       "--widen",    "my file",  "--driver",   "plain"};
  Parts parts;
  parts.add("p1", "1/2", typed);
  parts.add("p2", "2/2", typed);
  const Arguments whole = Parts::merge({parts.here.path("p2"), parts.here.path("p1"), "--lang", "en", "--force"});
  std::vector<std::string> words{"run", "plan"};
  words.insert(words.end(), typed.begin(), typed.end());
  CHECK(whole.deciding == parsed(words).deciding);
  CHECK(whole.run.scenarios == std::vector<std::string>{"baseline", "births_low"});
  CHECK(whole.run.settings == std::vector<std::string>{"a=0.1", "b=2"});
  CHECK(whole.run.fixed_parameters);
  CHECK(whole.widen == "my file");
  CHECK(whole.run.driver == Driver::plain);
  CHECK(whole.run.part.of == 1);
  CHECK(whole.out == "o");
  CHECK(whole.lang == Language::en);
  CHECK(whole.force);
  CHECK(whole.parts == std::vector<std::string>{parts.here.path("p2"), parts.here.path("p1")});
}

TEST_CASE("parts that do not make up one whole are refused", "[parts]") {
  Parts parts;
  const std::string one = parts.add("p1", "1/3"), two = parts.add("p2", "2/3"), three = parts.add("p3", "3/3"),
                    again = parts.add("again", "2/3"), half = parts.add("half", "1/2"), whole = parts.add("whole", "");
  const auto refused = [](const std::vector<std::string>& words) { return refusal([&] { Parts::merge(words); }); };
  CHECK(refused({one, two, three}).key.empty());
  CHECK(refused({}).key == "merge_lacks_folders");
  CHECK(refused({one, three}).key == "part_missing");
  CHECK(refused({one, three}).values == std::vector<std::string>{"2/3"});
  CHECK(refused({one, two, three, again}).key == "part_twice");
  CHECK(refused({one, two, three, half}).key == "parts_of_other_count");
  CHECK(refused({one, two, whole}).key == "not_a_part");
  CHECK(refused({one, two, parts.here.path("nowhere")}).key == "not_a_part");
  CHECK(refused({one, two, three, "--seed", "2"}).key == "merge_takes_options");
}

TEST_CASE("parts of another study or program are refused by the line that differs", "[parts]") {
  Parts parts;
  const std::string one = parts.add("p1", "1/2"), two = parts.add("p2", "2/2", {"--seed", "2"});
  StudyLines lines = read_study(one);
  lines.pop_back();
  const Problem seed = refusal([&] { check_parts({one, two}, lines); });
  CHECK(seed.key == "part_of_another_study");
  CHECK(seed.at.file == study_file(two));
  CHECK(seed.values == std::vector<std::string>{"--seed 2", "--seed 1"});
  CHECK(lines.at(static_cast<std::size_t>(seed.at.line - 1)) == "--seed 1");

  lines.at(1) = "program 0.0.9 000000000000";
  lines.insert(lines.end(), {"--of-another-program yes", "shard 2/2"});
  write_study(lines, two);
  const Problem program = refusal([&] { Parts::merge({one, two}); });
  CHECK(program.key == "part_of_another_study");
  CHECK(program.at.line == 2);
  CHECK(program.values.at(0) == "program 0.0.9 000000000000");
}
