/// Tools that measure: speed against the commit before, and the forecast for many machines.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "tests/support/program.hpp"

using namespace gongxu::test;

namespace {

const std::string kCompare = GONGXU_SOURCE_DIR "/tools/perf_compare ";
const std::string kForecast = GONGXU_SOURCE_DIR "/tools/scale/forecast ";

/// A program that answers every benchmark with the next of its speeds, and writes its name into `calls`.
void pretend(const TempFolder& here, const std::string& name, const std::string& speeds, const std::string& hash) {
  const std::string file = here.path(name);
  std::ofstream(file) << "#!/bin/bash\necho " << name << " >> '" << here.path("calls") << "'\nspeeds=(" << speeds
                      << ")\nn=$(grep -cx " << name << " '" << here.path("calls") << "')\n"
                      << R"(echo "{\"person_years_per_second\": ${speeds[(n - 1) % ${#speeds[@]}]}, )"
                      << R"(\"bytes_per_person\": 32.5, \"event_hash\": \")" << hash << R"(\"}")"
                      << "\n";
  std::filesystem::permissions(file, std::filesystem::perms::owner_all);
}

/// A mistake in a command line: status 2, what is wrong, and on a line of its own the remedy.
void check_refused(const TempFolder& here, const std::string& command, const std::string& words) {
  const Outcome o = here.shell(command);
  INFO(command << "\n" << o.err);
  CHECK(o.status == 2);
  CHECK(o.err.find(words) != std::string::npos);
  CHECK(std::count(o.err.begin(), o.err.end(), '\n') == 2);
  CHECK(o.out.empty());
}

}  // namespace

TEST_CASE("perf_compare takes the median of pairs, new over old, and alternates who begins", "[tools]") {
  const TempFolder here;
  pretend(here, "new", "110 140 120",
          "aa");  // ratios 1.1, 0.7 and 1.2: no mean and no ratio of medians is their median
  pretend(here, "old", "100 200 100", "aa");
  const Outcome o = here.shell(kCompare + "--rounds 3 --programs ./new ./old");
  INFO(o.err);
  REQUIRE(o.status == 0);
  const auto line = o.out.find("\nW1 ");
  REQUIRE(line != std::string::npos);
  const std::string w1 = o.out.substr(line + 1, o.out.find('\n', line + 1) - line - 1);
  CHECK(w1.find(" 1.100 ") != std::string::npos);
  CHECK(w1.find("0.900 - 1.150") != std::string::npos);
  CHECK(w1.find("32.50") != std::string::npos);
  CHECK(w1.find("the same") != std::string::npos);
  CHECK(read_file(here.path("calls")).substr(0, 24) == "new\nold\nold\nnew\nnew\nold\n");

  pretend(here, "old", "100", "bb");
  CHECK(here.shell(kCompare + "--rounds 1 --programs ./new ./old").out.find("CHANGED") != std::string::npos);
}

TEST_CASE("perf_compare says what is wrong with its arguments, and what to do", "[tools]") {
  const TempFolder here;
  check_refused(here, kCompare + "--rounds 0", "--rounds 0");
  check_refused(here, kCompare + "--rounds many", "many");
  check_refused(here, kCompare + "--against no-such-commit", "no-such-commit");
  check_refused(here, kCompare + "--programs ./new ./old", "./new");
  check_refused(here, kCompare + "--faster", "--faster");
  check_refused(here, kCompare + "--record ' '", "--record");
}

TEST_CASE("under simulated MPI every unit of an ensemble is done once, and time is that of its workers", "[tools]") {
  const TempFolder here;
  const Outcome o =
      here.shell(kForecast + "--ranks '1 4' --replicates 24 --scenarios 2");  // fails if a unit is missing
  INFO(o.err);
  REQUIRE(o.status == 0);
  std::ofstream(here.path("forecast.csv")) << o.out.substr(o.out.find('\n') + 1);  // without the comment
  const auto rows = read_table(here.path("forecast.csv"));
  REQUIRE(rows.size() == 2);
  const auto cell = [&](int row, const char* column) {
    return std::stod(rows[static_cast<std::size_t>(row)].at(column));
  };
  CHECK(cell(0, "speedup") == 1.0);
  double expected = 0, measured = 0;
  for (const auto& row : read_table(GONGXU_SOURCE_DIR "/tools/scale/costs.csv"))
    if (row.at("place") == "wanzhou" && row.at("part") == "services")
      expected += std::stod(row.at("work_seconds")) + std::stod(row.at("collect_seconds")), ++measured;
  REQUIRE(measured > 0);
  // The standard error of a mean of 24 draws is 3 %: this sees an error of a fifth.
  CHECK(cell(0, "services") / 48 == Approx(expected / measured).epsilon(0.12));
  CHECK(cell(1, "ranks") == 4);
  // Three of four ranks work. Per stage they are at most one unit apart from a third of the work of one.
  for (const char* part : {"residents", "services"}) {
    CHECK(cell(1, part) > 0.99 * cell(0, part) / 3);
    CHECK(cell(1, part) < cell(0, part) / 3 * (1 + 4.0 / 24));
  }
  double parts = 0;
  for (const char* part : {"residents", "services", "twins", "setup", "finish"}) parts += cell(1, part);
  CHECK(parts == Approx(cell(1, "seconds")).margin(0.03));  // of five roundings
}

TEST_CASE("the forecast says what is wrong with its arguments, and what to do", "[tools]") {
  const TempFolder here;
  check_refused(here, kForecast + "--ranks 0", "--ranks 0");
  check_refused(here, kForecast + "--ranks", "--ranks");
  check_refused(here, kForecast + "--place atlantis", "atlantis");
  check_refused(here, kForecast + "--machines 4", "--machines");
}
