#include "sim/services/childcare/childcare.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "tests/support/queue_play.hpp"

using namespace gongxu;
using namespace gongxu::test;

TEST_CASE("childcare waits thirty days, is short above a twentieth unmet, in surplus below three fifths covered",
          "[childcare]") {
  CHECK(childcare::kPatience == 30);
  ServiceYear edge, beyond, none;
  edge.unmet_share = 0.05, edge.covered_share = 0.60;
  beyond.unmet_share = 0.0501, beyond.covered_share = 0.5999;
  none.unmet_share = none.covered_share = std::numeric_limits<double>::quiet_NaN();  // nobody wishes, no places
  const auto years = childcare::judged({{edge, beyond}, {none}});
  CHECK_FALSE(years[0][0].is_short);
  CHECK_FALSE(years[0][0].is_surplus);
  CHECK(years[0][1].is_short);
  CHECK(years[0][1].is_surplus);
  CHECK_FALSE(years[1][0].is_short);
  CHECK_FALSE(years[1][0].is_surplus);
}

TEST_CASE("the load of childcare is the wishes over the places", "[childcare]") {
  ServiceYear y, none;
  y.demand = 30, y.capacity_mean = 40, none.demand = 5;
  const auto years = childcare::judged({{y, none}});
  CHECK(years[0][0].load == Approx(0.75));
  CHECK(std::isnan(years[0][1].load));
}

TEST_CASE("who refuses to travel is drawn once a child, by the stated share", "[childcare]") {
  // One place far off and many children: those who stay at home are the refusers. SE 0.0045: sees 6 %.
  ParameterValues values;
  values.value["childcare_travel_refusal"] = 0.3;
  constexpr int n = 10'000;
  PlaceQueue queue = childcare::queue(2, {{kStart, {0, n}}}, values, Draws(5, 0), kStart);
  std::vector<DemandEvent> events;
  for (int i = 0; i < n; ++i)
    events.push_back({kStart, kStart, mix64(static_cast<std::uint64_t>(i)), DemandChange::wish, 0, EndReason::none});
  std::sort(events.begin(), events.end());
  std::span<const DemandEvent> first(events);
  for (const Window& w : monthly_windows(kStart, year_start(2022)))
    queue.serve(w, w.index == 0 ? first : first.subspan(0, 0));
  const double refused = queue.years()[0][0].waiting / n;
  CHECK(std::fabs(refused - 0.3) < 4 * std::sqrt(0.3 * 0.7 / n));
  CHECK(queue.years()[0][0].wait_days_p50 == 30.0);
}
