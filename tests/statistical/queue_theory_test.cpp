/// The queues in a world where nothing changes, against exact values of queueing theory, for three laws of the stay
/// with one mean. A stay runs while one waits, so the number present is that of M/G/infinity; with exponential stays
/// that is Erlang A with patience like stays. Erlang B and C hold where the spells are such: docs/decisions/0021.
/// Standard errors by batch means, a batch being a year of a thousand mean stays and more; four of them are what a
/// check sees.
#include "tests/support/queue_theory.hpp"

#include <queue>

#include "sim/services/care_beds/care_beds.hpp"
#include "sim/services/childcare/childcare.hpp"
#include "sim/services/spell_days.hpp"
#include "tests/support/lives.hpp"
#include "tests/support/stationary_world.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

constexpr double kWishes = 20;  // [a day]

/// Spells whose load is given; stays are as short as that takes.
std::vector<DemandEvent> spells_of_load(Service service, double load, const StayLaw& law) {
  return stationary_spells(service, 0, kWishes, load / kWishes, law, kSeed);
}

std::vector<DemandEvent> in_order(std::vector<DemandEvent> events) {
  std::sort(events.begin(), events.end());
  return events;
}

/// A service with a queue, of one zone.
QueueYears played(Service service, int places, std::vector<DemandEvent> events, const std::vector<Window>& windows) {
  const std::vector<CapacityStep> units{{kStart, {places}}}, none{{kStart, {0}}};
  if (service == Service::childcare) {
    PlaceQueue queue = childcare::queue(1, units, centre_values(), Draws(kSeed, 0), kStart);
    play(std::move(events), windows, [&](const Window& w, std::span<const DemandEvent> e) { queue.serve(w, e); });
    return queue.years();
  }
  const bool nursing = service == Service::nursing_bed;
  CareBeds beds(1, units, nursing ? units : none, kStart);
  play(std::move(events), windows, [&](const Window& w, std::span<const DemandEvent> e) { beds.serve(w, e); });
  return nursing ? beds.nursing_years() : beds.all_years();
}

/// Of the waits of each year: the share above some days, of all who asked in it.
std::vector<double> share_that_waits(const PlaceQueue& queue, double more_than_days = 0) {
  std::vector<double> out;
  for (std::size_t y = 0; y < queue.years().size(); ++y) {
    const auto& waits = queue.waits()[y][0];
    const auto not_longer = std::upper_bound(waits.begin(), waits.end(), more_than_days) - waits.begin();
    out.push_back(1 - static_cast<double>(not_longer) / queue.years()[y][0].asked);
  }
  return out;
}
std::vector<double> mean_waits(const PlaceQueue& queue) {
  std::vector<double> out;
  for (const auto& year : queue.waits()) {
    double sum = 0;
    for (const double days : year[0]) sum += days;
    out.push_back(sum / static_cast<double>(year[0].size()));
  }
  return out;
}

}  // namespace

TEST_CASE("the formulas give what tables print", "[theory]") {
  // Erlang B as printed for losses of 1 %, and the examples of textbooks.
  for (const auto& [places, load] :
       {std::pair{2, 0.153}, {5, 1.36}, {10, 4.46}, {20, 12.0}, {30, 20.3}, {50, 37.9}, {100, 84.1}})
    CHECK(erlang_b(places, load) == Approx(0.01).epsilon(0.025));  // loads are printed to three digits
  CHECK(erlang_b(1, 1) == Approx(0.5));
  CHECK(erlang_b(2, 1) == Approx(0.2));
  CHECK(erlang_b(5, 3) == Approx(0.1101).margin(0.00005));
  CHECK(erlang_c(1, 0.7) == Approx(0.7));
  CHECK(erlang_c(2, 1) == Approx(1.0 / 3));
  CHECK(erlang_c(5, 4) == Approx(0.5541).margin(0.00005));
  // Erlang A lies between the two, and with patience like stays it is the Poisson number of M/G/infinity.
  for (const int places : {5, 8}) {
    constexpr double kLoad = 4;
    const ErlangA patient(places, kLoad, 1e-9), impatient(places, kLoad, 1e9), as_stays(places, kLoad, 1);
    CHECK(patient.waits == Approx(erlang_c(places, kLoad)).epsilon(1e-6));
    CHECK(patient.wait_of_served == Approx(erlang_c(places, kLoad) / (places - kLoad)).epsilon(1e-6));
    CHECK(impatient.withdrawn == Approx(erlang_b(places, kLoad)).epsilon(1e-6));
    CHECK(as_stays.waits == Approx(at_least(kLoad, places)).epsilon(1e-12));
    CHECK(as_stays.busy == Approx(covered(kLoad, places)).epsilon(1e-12));
    CHECK(as_stays.busy + as_stays.waiting == Approx(kLoad).epsilon(1e-12));
  }
}

TEST_CASE(
    "at any instant the spells are a Poisson number, whatever the stays' law, and the places hold the first of them",
    "[theory]") {
  // 3,400 instants twenty mean stays apart: the mean is seen to 3 %, the variance to 10 %.
  constexpr double kLoad = 6;
  constexpr int kPlaces = 5;
  for (const Service service : {Service::childcare, Service::care_bed, Service::nursing_bed})
    for (const StayLaw& law : stay_laws()) {
      INFO(info(service).word << ", " << law.name);
      const auto years = played(service, kPlaces, spells_of_load(service, kLoad, law), instants(20 * kLoad / kWishes));
      std::vector<double> number, square;
      CellTest cells;
      const auto p = infinite_servers(kLoad);
      for (std::size_t i = 1; i < years.size(); i += 2) {
        const ServiceYear& now = years[i][0];
        REQUIRE(now.use == std::min<double>(now.demand, kPlaces));
        REQUIRE(now.waiting == now.demand - now.use);
        number.push_back(now.demand);
        square.push_back((now.demand - kLoad) * (now.demand - kLoad));
        cells.observe(std::to_string(static_cast<int>(now.demand)));
      }
      const auto n = static_cast<double>(number.size());
      REQUIRE(n > 3000);
      for (std::size_t k = 0; k < p.size(); ++k) cells.expect(std::to_string(k), n * p[k], n * p[k] * (1 - p[k]));
      check_mean("spells", number, kLoad);
      check_mean("variance of spells", square, kLoad);
      cells.check("number of spells");
    }
}

TEST_CASE("how many wait, how often and how long, is insensitive to the stays' law", "[theory]") {
  // 416,000 wishes: times waited are seen to 2 to 6 %, the share that waits to 1 to 4 %.
  constexpr double kLoad = 6;
  for (const int places : {5, 8})
    for (const StayLaw& law : stay_laws()) {
      INFO(places << " places, " << law.name);
      const auto events = spells_of_load(Service::care_bed, kLoad, law);
      const PlaceQueue queue = played_queue({places}, events, 0);
      const ErlangA theory(places, kLoad, 1);
      check_mean("share that waits", share_that_waits(queue), theory.waits);
      check_mean(
          "waiting", queue.years(), 0, [](const ServiceYear& y) { return y.demand - y.use; }, theory.waiting);
      check_mean(
          "use", queue.years(), 0, [](const ServiceYear& y) { return y.use; }, theory.busy);
      // Little's law: of all who ask, served or not, and counted wait by wait.
      check_mean(
          "days waited a wish", queue.years(), 0, [](const ServiceYear& y) { return y.waited_days / y.asked; },
          theory.waiting / kWishes);
      const auto days = spell_days(in_order(events), Service::care_bed, 1, kStart, kWorldEnd);
      std::vector<double> stays;
      for (std::size_t y = 0; y < days.size(); ++y) {
        const ServiceYear& year = queue.years()[y][0];
        stays.push_back(days[y][0] / year.asked);
        CHECK(year.demand * (year_start(2022 + static_cast<int>(y)) - year_start(2021 + static_cast<int>(y))) ==
              Approx(days[y][0] * kTicksPerDay).epsilon(1e-12));
      }
      check_mean("days of a spell", stays, kLoad / kWishes);
    }
}

TEST_CASE("with exponential stays waits and withdrawals are those of Erlang A", "[theory]") {
  // Withdrawals and waits of those served are seen to 2 to 5 %.
  constexpr double kLoad = 6;
  for (const int places : {5, 8}) {
    INFO(places << " places");
    const PlaceQueue queue = played_queue({places}, spells_of_load(Service::care_bed, kLoad, exponential_law()), 0);
    const ErlangA theory(places, kLoad, 1);
    check_mean(
        "withdrawn", queue.years(), 0, [](const ServiceYear& y) { return y.withdrawn / y.asked; }, theory.withdrawn);
    check_mean("wait of those served", mean_waits(queue), theory.wait_of_served * kLoad / kWishes);
  }
}

TEST_CASE("with stays of one length everybody is served in the end, and waits have their exact law", "[theory]") {
  // Whoever came c places earlier leaves first: W = (stay - time since then)+, a gamma time. Seen to 1 to 6 %.
  constexpr double kLoad = 6, kStay = kLoad / kWishes;
  for (const int places : {5, 8}) {
    INFO(places << " places");
    const PlaceQueue queue = played_queue({places}, spells_of_load(Service::care_bed, kLoad, deterministic_law()), 0);
    double listed = 0, waited = 0;
    for (std::size_t y = 0; y < queue.years().size(); ++y) {
      const ServiceYear& year = queue.years()[y][0];
      CHECK(year.withdrawn == 0);
      waited += year.waited_days;
      for (const double days : queue.waits()[y][0]) listed += days;
    }
    for (const double part : {0.1, 0.2, 0.4})
      check_mean("share that waits more than " + std::to_string(part) + " stays", share_that_waits(queue, part * kStay),
                 at_least(kLoad * (1 - part), places));
    // The list of waits and the time waited differ by what lies outside: of those who wait at the two ends.
    const double ends = queue.years().front()[0].capacity_zero_unmet + queue.years().back()[0].capacity_zero_unmet;
    CHECK(std::fabs(listed - waited) < ends * kStay);
  }
}

TEST_CASE("where whoever finds no place leaves at once, the shares that do are Erlang B's", "[theory]") {
  // Without patience those who find their zone full take a place of the next for good: the first zone is a loss system,
  // whatever the stays' law, and what it refuses is what the others hold. Losses are seen to 1 to 6 %, those of 1 % to
  // 8 to 19 %.
  constexpr int kAmple = 60;
  for (const auto& [places, load] : {std::pair{2, 1.0}, {5, 3.0}, {10, 4.461}, {20, 12.03}})
    for (const StayLaw& law : stay_laws()) {
      INFO(places << " places, load " << load << ", " << law.name);
      const auto years = played_queue({places, kAmple}, spells_of_load(Service::care_bed, load, law), 0).years();
      std::vector<double> held, refused, share;
      for (const auto& year : years) {
        held.push_back(places * (1 - year[0].idle_share));
        refused.push_back(kAmple * (1 - year[1].idle_share));
        share.push_back(refused.back() / (held.back() + refused.back()));
      }
      const double lost = erlang_b(places, load);
      check_mean("held", held, load * (1 - lost));
      check_mean("refused", refused, load * lost);
      check_mean("share refused", share, lost);
    }
  // Places of the second zone see what the first refuses: together they are a loss system again.
  const auto years = played_queue({3, 4, kAmple}, spells_of_load(Service::care_bed, 5, exponential_law()), 0).years();
  check_mean(
      "held by the second", years, 1, [](const ServiceYear& y) { return 4 * (1 - y.idle_share); },
      5 * (erlang_b(3, 5) - erlang_b(7, 5)));
}

TEST_CASE("fed with stays that begin with service, the queue waits as Erlang C says", "[theory]") {
  // No service of ours is of this kind. The spells' ends come from a recursion over the places (Kiefer and Wolfowitz),
  // so what is tested is the queue: it must seat everybody at the tick of the recursion. Waits are seen to 7 %.
  constexpr int kPlaces = 5;
  constexpr double kLoad = 4, kArrivals = 40, kStay = kLoad / kArrivals;
  std::vector<DemandEvent> events;
  std::vector<std::vector<double>> expected(kWorldYears);
  std::priority_queue<Tick, std::vector<Tick>, std::greater<>> free_at;
  for (int i = 0; i < kPlaces; ++i) free_at.push(kStart);
  each_stay(kArrivals, kStay, exponential_law(), kSeed, 1, [&](PersonId who, Tick, Tick from, double until) {
    if (from == kStart) return;  // begins empty: the first year is left out
    const auto stay = static_cast<Tick>(until - static_cast<double>(from));
    const Tick seated = std::max(from, free_at.top());
    free_at.pop();
    free_at.push(seated + stay);
    events.push_back({from, from, who, DemandChange::wish, 0, EndReason::none, Service::care_bed});
    if (seated + stay < kWorldEnd)
      events.push_back({seated + stay, seated + stay, who, DemandChange::end, 0, EndReason::grown, Service::care_bed});
    if (seated < kWorldEnd)
      expected[static_cast<std::size_t>(year_of(seated) - 2021)].push_back(static_cast<double>(seated - from) /
                                                                           kTicksPerDay);
  });
  const PlaceQueue queue = played_queue({kPlaces}, std::move(events), 0);
  for (std::size_t y = 0; y < expected.size(); ++y) {
    std::sort(expected[y].begin(), expected[y].end());
    REQUIRE(queue.waits()[y][0] == expected[y]);
    REQUIRE(queue.years()[y][0].withdrawn == 0);
  }
  const double waits = erlang_c(kPlaces, kLoad);
  const auto later = [](std::vector<double> years) {
    years.erase(years.begin());
    return years;
  };
  check_mean("share that waits", later(share_that_waits(queue)), waits);
  check_mean("wait", later(mean_waits(queue)), waits / (kPlaces - kLoad) * kStay);
  const QueueYears years(queue.years().begin() + 1, queue.years().end());
  check_mean(
      "waiting", years, 0, [](const ServiceYear& y) { return y.demand - y.use; }, waits * kLoad / (kPlaces - kLoad));
}
