/// What a study varies.
#include "analysis/study/sensitivity/factors.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "tests/support/lizhou.hpp"

using namespace gongxu;

namespace {

const Scenario& base() { return test::lizhou_pack().scenarios.at("baseline"); }

std::size_t find(const std::vector<Assumption>& all, const std::string& id) {
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].id == id) return i;
  FAIL("no assumption " << id);
  return 0;
}

}  // namespace

TEST_CASE("assumptions are what is drawn, a group as one, births and ageing first", "[sensitivity]") {
  const auto all = assumptions_of(base());
  std::set<std::string> ids;
  for (const Assumption& a : all) CHECK(ids.insert(a.id).second);
  const Assumption& uptake = all[find(all, "childcare_uptake")];
  CHECK(uptake.parameters.size() == 3);
  CHECK(uptake.name.en == base().parameters.at("childcare_uptake_2025").name.en);  // the one that decides
  CHECK(all.front().theme == "births");
  CHECK(find(all, "birth_path") < find(all, "severe_prevalence_60plus"));
  CHECK(find(all, "severe_prevalence_60plus") < find(all, "migration_net_multiplier"));
}

TEST_CASE("a point fixes each assumption at its quantile and keeps the scenario's identity", "[sensitivity]") {
  const auto all = assumptions_of(base());
  const Scenario low = at_point(base(), all, Point(all.size() + 1, 0.1));
  for (const auto& [id, p] : low.parameters) CHECK(p.distribution == Distribution::fixed);
  CHECK(low.parameters.at("childcare_uptake_2025").value == Approx(base().parameters.at("childcare_uptake_2025").low));
  CHECK(low.parameters.at("birth_path").value == Approx(base().parameters.at("birth_path").low));
  CHECK(low.parameters.at("gross_out_rate").value == Approx(base().parameters.at("gross_out_rate").quantile(0.1)));
  CHECK(low.hash == base().hash);
}

TEST_CASE("every assumption belongs to one factor, whatever is chosen, and the dummy is the last", "[sensitivity]") {
  const auto all = assumptions_of(base());
  for (const FactorChoice& choice :
       {FactorChoice{}, FactorChoice{{}, true}, FactorChoice{{"births", "childcare_uptake_2025"}, false},
        FactorChoice{{"births", "ageing"}, true}}) {
    const auto factors = factors_of(all, choice);
    std::set<std::size_t> held;
    for (const Factor& f : factors)
      for (const std::size_t c : f.coordinates) CHECK(held.insert(c).second);
    CHECK(held.size() == all.size() + 1);
    CHECK(factors.back().id == kDummy);
    CHECK(factors.back().coordinates == Coordinates{all.size()});
  }
  const auto two = factors_of(all, {{"births", "ageing"}, true});
  REQUIRE(two.size() == 4);
  CHECK(two[0].id == "births");
  CHECK(two[1].id == "ageing");
  CHECK(two[2].id == kOthers);
}

TEST_CASE("a factor that does not exist is refused with the nearest name", "[sensitivity]") {
  try {
    factors_of(assumptions_of(base()), {{"birth_pat", "births"}, false});
    FAIL("not refused");
  } catch (const InputError& e) {
    REQUIRE(e.problems().size() == 1);
    CHECK(e.problems()[0].key == "unknown_factor");
    CHECK(e.problems()[0].values == std::vector<std::string>{"birth_pat", "birth_path"});
  }
  CHECK_THROWS_AS(factors_of(assumptions_of(base()), {{"relative_fertility_of_nowhere"}, false}), InputError);
}
