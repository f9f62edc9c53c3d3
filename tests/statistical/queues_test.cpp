/// Queues of places against queueing theory. A spell ends on its own date, served or not, so the number of spells is
/// that of M/G/infinity: with Poisson wishes and stays of mean m it is Poisson with mean (wishes a day) x m, whatever
/// the number of places, and those served are min(spells, places) at each instant. Tested against the averages of
/// 57 years; standard errors by batch means, a batch being a year: stays last weeks, so batches hardly know each other.
#include "sim/services/care_beds/care_beds.hpp"
#include "tests/support/lizhou.hpp"
#include "tests/support/queue_theory.hpp"
#include "tests/support/stationary_world.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

std::vector<DemandEvent> spells(Service service, int zone, double wishes_a_day, double mean_days) {
  return stationary_spells(service, zone, wishes_a_day, mean_days, exponential_law(), kSeed);
}

}  // namespace

TEST_CASE("demand is wishes a day times the mean stay, and places cover it as a Poisson number", "[queues]") {
  // 420,000 wishes: demand is seen to 0.9 %, what is used of scarce places to less, what goes unserved to 6 to 20 %.
  constexpr double kWishes = 20, kStay = 10, kLoad = kWishes * kStay;
  for (const int places : {185, 200, 215}) {
    INFO(places << " places");
    const auto years = played_queue({places}, spells(Service::childcare, 0, kWishes, kStay), tick_at(30)).years();
    REQUIRE(years.size() == kWorldYears);
    const double use = covered(kLoad, places);
    check_mean(
        "demand", years, 0, [](const ServiceYear& y) { return y.demand; }, kLoad);
    check_mean(
        "use", years, 0, [](const ServiceYear& y) { return y.use; }, use);
    check_mean(
        "covered share", years, 0, [](const ServiceYear& y) { return y.covered_share; }, use / places);
    check_mean(
        "idle share", years, 0, [](const ServiceYear& y) { return y.idle_share; }, 1 - use / places);
    check_mean(
        "unserved", years, 0, [](const ServiceYear& y) { return y.demand * y.unmet_share; }, kLoad - use);
    // Who waits gives up when the own date comes: at the rate 1 / stay for each who waits.
    check_mean(
        "withdrawn", years, 0, [](const ServiceYear& y) { return y.withdrawn; }, (kLoad - use) / kStay * 365.25);
    check_mean(
        "asked", years, 0, [](const ServiceYear& y) { return y.asked; }, kWishes * 365.25);
  }
}

TEST_CASE("without patience two zones serve as one, whoever lives where", "[queues]") {
  // Where nobody minds the way, a place is empty only when nobody waits anywhere: min(all spells, all places).
  constexpr double kStay = 10;
  auto events = spells(Service::childcare, 0, 14, kStay);
  const auto others = spells(Service::childcare, 1, 6, kStay);
  events.insert(events.end(), others.begin(), others.end());
  const auto years = played_queue({90, 100}, events, 0).years();
  check_mean(
      "use of both zones", years, 2, [](const ServiceYear& y) { return y.use; }, covered(200, 190));
  check_mean(
      "demand of both zones", years, 2, [](const ServiceYear& y) { return y.demand; }, 200);
  check_mean(
      "demand of the first", years, 0, [](const ServiceYear& y) { return y.demand; }, 140);
}

TEST_CASE("care beds serve each kind from its own, as two Poisson numbers", "[queues]") {
  constexpr double kOrdinary = 120, kNursing = 80, kStay = 20;
  constexpr int kBeds = 190, kNursingBeds = 70;
  auto events = spells(Service::care_bed, 0, kOrdinary / kStay, kStay);
  const auto nursing = spells(Service::nursing_bed, 0, kNursing / kStay, kStay);
  events.insert(events.end(), nursing.begin(), nursing.end());
  CareBeds beds(1, {{kStart, {kBeds}}}, {{kStart, {kNursingBeds}}}, kStart);
  play(events, months(), [&](const Window& w, std::span<const DemandEvent> e) { beds.serve(w, e); });
  const double of_nursing = covered(kNursing, kNursingBeds), of_ordinary = covered(kOrdinary, kBeds - kNursingBeds);
  const auto of = [](double ServiceYear::*field) { return [field](const ServiceYear& y) { return y.*field; }; };
  check_mean("demand for nursing beds", beds.nursing_years(), 0, of(&ServiceYear::demand), kNursing);
  check_mean("nursing beds used", beds.nursing_years(), 0, of(&ServiceYear::use), of_nursing);
  check_mean("occupancy of nursing beds", beds.nursing_years(), 0, of(&ServiceYear::load), of_nursing / kNursingBeds);
  check_mean("demand for beds", beds.all_years(), 0, of(&ServiceYear::demand), kOrdinary + kNursing);
  check_mean("beds used", beds.all_years(), 0, of(&ServiceYear::use), of_nursing + of_ordinary);
  check_mean("occupancy", beds.all_years(), 0, of(&ServiceYear::load), (of_nursing + of_ordinary) / kBeds);
}

namespace {

/// What queueing has to give in each year, from the spells themselves: the time of all and of those who find a place.
struct Time {
  double demand = 0, served = 0;
};
std::vector<Time> time_of(std::vector<DemandEvent> events, int places) {
  std::sort(events.begin(), events.end());
  std::vector<Time> out(kWorldYears);
  std::size_t next = 0;
  int open = 0;
  for (int y = 0; y < kWorldYears; ++y) {
    const Tick from = year_start(2021 + y), end = year_start(2022 + y);
    Time& year = out[static_cast<std::size_t>(y)];
    const auto pass = [&](Tick now, Tick to) {
      const double share = static_cast<double>(to - now) / (end - from);
      year.served += share * std::min(open, places), year.demand += share * open;
    };
    Tick now = from;
    for (; next < events.size() && events[next].when < end; ++next) {
      pass(now, events[next].when);
      now = events[next].when;
      open += events[next].change == DemandChange::wish ? 1 : -1;
    }
    pass(now, end);
  }
  return out;
}

}  // namespace

TEST_CASE("at every instant as many are served as there are spells or places", "[queues]") {
  // Year by year against the spells themselves: not in the mean but as it is; also of two zones without patience,
  // where a place that falls free must go to whoever waits in the other.
  const auto here = spells(Service::childcare, 0, 2, 30), there = spells(Service::childcare, 1, 1, 30);
  auto both = here;
  both.insert(both.end(), there.begin(), there.end());
  for (const int places : {0, 45, 60, 1000}) {
    INFO(places << " places");
    const auto years = played_queue({places}, here, tick_at(30)).years(),
               together = played_queue({places, 15}, both, 0).years();
    const auto alone = time_of(here, places), all = time_of(both, places + 15);
    for (std::size_t y = 0; y < years.size(); ++y) {
      REQUIRE(years[y][0].demand == Approx(alone[y].demand).epsilon(1e-9));
      REQUIRE(years[y][0].use == Approx(alone[y].served).epsilon(1e-9).margin(1e-12));
      REQUIRE(together[y].back().demand == Approx(all[y].demand).epsilon(1e-9));
      REQUIRE(together[y].back().use == Approx(all[y].served).epsilon(1e-9));
    }
  }
}
