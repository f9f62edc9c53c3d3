/// An ensemble, however many processes and shards it is spread over.
#include "analysis/study/ensemble.hpp"

#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/support/lizhou.hpp"
#include "tests/support/program.hpp"
#include "tests/support/same.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

const Progress kSilent = [](const std::string&, int, int) {};

RunOptions minqin_options(int replicates, bool fixed) {
  RunOptions options;
  options.scenarios = {"baseline", "births_low"};
  options.replicates = replicates;
  options.until = 2025;
  options.fixed_parameters = fixed;
  return options;
}
std::unique_ptr<Ensemble> minqin(RunOptions options, std::shared_ptr<KeptUnits> kept, const Progress& progress) {
  static const Pack pack = read_pack(GONGXU_SOURCE_DIR "/scenarios/minqin");
  options.kept = std::move(kept);
  return run_ensemble(pack, options, progress);
}
std::shared_ptr<KeptUnits> kept_in(const TempFolder& folder) {
  return std::make_shared<KeptUnits>(folder.path("r"), StudyLines{"of this test"}, KeptUnits::Terms{true, false},
                                     [](const std::string& file) { FAIL(file); });
}

void check_same(const Ensemble& a, const Ensemble& b) {
  CHECK(a.planning_population == b.planning_population);
  REQUIRE(a.scenarios.size() == b.scenarios.size());
  for (std::size_t s = 0; s < a.scenarios.size(); ++s) {
    REQUIRE(a.scenarios[s].replicates.size() == b.scenarios[s].replicates.size());
    for (std::size_t r = 0; r < a.scenarios[s].replicates.size(); ++r) {
      INFO("scenario " << s << ", replicate " << r);
      CHECK(difference(a.scenarios[s].replicates[r], b.scenarios[s].replicates[r]) == "");
      CHECK(a.scenarios[s].values[r].value == b.scenarios[s].values[r].value);
    }
  }
}

}  // namespace

TEST_CASE("an ensemble is the same in one process at a time as in two", "[same]") {
  std::vector<std::unique_ptr<Ensemble>> done;
  for (const int jobs : {1, 2}) {
    RunOptions options;
    options.scenarios = {"baseline", "births_low", "ageing_fast"};
    options.replicates = 2;
    options.jobs = jobs;
    options.until = 2025;
    options.shards = jobs;  // and of one shard as of two
    done.push_back(run_ensemble(lizhou_pack(), options, [](const std::string&, int, int) {}));
  }
  check_same(*done[0], *done[1]);
  const auto& baseline = done[0]->scenarios.at(0);
  REQUIRE(done[0]->scenarios.size() == 3);
  CHECK(baseline.replicates[0].services.size() == kServices);
  CHECK(baseline.replicates[0].event_hash != baseline.replicates[1].event_hash);
}

TEST_CASE("an ensemble stopped at any replicate and gone on with is the one that was never stopped", "[kept]") {
  const auto undisturbed = minqin(minqin_options(3, false), nullptr, kSilent);
  for (int most = 1; most <= 6; ++most) {
    INFO("stopped at " << most);
    const TempFolder folder;
    int shown = 0;
    CHECK_THROWS_WITH(minqin(minqin_options(3, false), kept_in(folder),
                             [&](const std::string&, int, int) {
                               if (++shown == most) throw std::runtime_error("stopped");
                             }),
                      "stopped");
    check_same(*minqin(minqin_options(3, false), kept_in(folder), kSilent), *undisturbed);
  }
}

TEST_CASE("ensembles that share kept units do not mix: other draws, other planning population", "[kept]") {
  const TempFolder folder;
  const auto kept = kept_in(folder);
  for (const bool fixed : {false, true})
    for (const int replicates : {3, 2})
      check_same(*minqin(minqin_options(replicates, fixed), kept, kSilent),
                 *minqin(minqin_options(replicates, fixed), nullptr, kSilent));
  CHECK(kept->taken() == 4);  // people of two replicates, drawn and fixed: they know no planning population
}

TEST_CASE("the replicates of a pilot are the first of the run: with kept units they live once", "[kept]") {
  const TempFolder folder;
  const auto kept = kept_in(folder);
  RunOptions options = minqin_options(10, false);
  options.scenarios = {"baseline"};
  options.precision = 0.1;
  const auto e = minqin(options, kept, kSilent);
  REQUIRE(e->options.replicates > 10);
  CHECK(kept->taken() == 10);
  options.precision = 0, options.replicates = e->options.replicates;
  check_same(*e, *minqin(options, nullptr, kSilent));
}
