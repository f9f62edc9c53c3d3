/// An ensemble, however many processes and shards it is spread over.
#include "analysis/study/ensemble.hpp"

#include <catch2/catch.hpp>

#include "tests/support/lizhou.hpp"
#include "tests/support/same.hpp"

using namespace gongxu;
using namespace gongxu::test;

TEST_CASE("an ensemble is the same in one process at a time as in two", "[same]") {
  std::vector<std::unique_ptr<Ensemble>> done;
  for (const int jobs : {1, 2}) {
    RunOptions options;
    options.scenarios = {"baseline", "births_low", "ageing_fast"};
    options.replicates = 2;
    options.jobs = jobs;
    options.until = 2025;
    options.shards = jobs;  // and of one shard as of two
    done.push_back(run_ensemble(lizhou_pack(), options, [](const std::string &, int, int) {}));
  }
  const Ensemble &a = *done[0], &b = *done[1];
  CHECK(a.planning_population == b.planning_population);
  REQUIRE(a.scenarios.size() == 3);
  for (std::size_t s = 0; s < a.scenarios.size(); ++s)
    for (std::size_t r = 0; r < 2; ++r) {
      INFO("scenario " << s << ", replicate " << r);
      REQUIRE(a.scenarios[s].replicates[r].services.size() == kServices);
      CHECK(difference(a.scenarios[s].replicates[r], b.scenarios[s].replicates[r]) == "");
      CHECK(a.scenarios[s].values[r].value == b.scenarios[s].values[r].value);
    }
  CHECK(a.scenarios[0].replicates[0].event_hash != a.scenarios[0].replicates[1].event_hash);
}
