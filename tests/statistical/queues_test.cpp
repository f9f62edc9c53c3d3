/// Queues of places against queueing theory. A spell ends on its own date, served or not, so the number of spells is
/// that of M/G/infinity: with Poisson wishes and stays of mean m it is Poisson with mean (wishes a day) x m, whatever
/// the number of places, and those served are min(spells, places) at each instant. Tested against the averages of
/// 57 years; standard errors by batch means, a batch being a year: stays last weeks, so batches hardly know each other.
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <functional>

#include "sim/core/math.hpp"
#include "sim/services/care_beds/care_beds.hpp"
#include "tests/support/lizhou.hpp"
#include "tests/support/queue_play.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

constexpr int kYears = 57;  // 2021 to 2077: as long as a Tick reaches

/// Poisson wishes and exponential stays from day 0 on, where the stock is the stationary one.
std::vector<DemandEvent> spells(Service service, int zone, double wishes_a_day, double mean_days, std::uint32_t seed) {
  const Draws draws(seed, static_cast<std::uint32_t>(zone) * 16 + static_cast<std::uint32_t>(service));
  const double horizon = static_cast<double>(day_of(year_start(2021 + kYears)) - day_of(kStart));
  std::vector<DemandEvent> out;
  PersonId who = (static_cast<PersonId>(zone) * 16 + static_cast<PersonId>(service)) << 32;
  const auto credit = [&](int word) {
    return -math::log(Draws::to_uniform(draws.block(who, Purpose::care_wish)[word]));
  };
  const auto add = [&](Tick from, double stay) {
    const auto until = static_cast<double>(from) + std::max(1.0, stay * kTicksPerDay);
    const auto home = static_cast<std::uint8_t>(zone);
    out.push_back({from, from, who, DemandChange::wish, home, EndReason::none, service});
    if (until < static_cast<double>(year_start(2021 + kYears)))
      out.push_back({static_cast<Tick>(until), static_cast<Tick>(until), who, DemandChange::end, home, EndReason::grown,
                     service});
    ++who;
  };
  // The stock: as many as arrive in one mean stay, a Poisson number; what is left of their stays is exponential again.
  for (double spent = credit(0); spent < wishes_a_day * mean_days; spent += credit(0))
    add(kStart, mean_days * credit(1));
  ++who;
  for (double day = credit(0) / wishes_a_day; day < horizon; day += credit(0) / wishes_a_day)
    add(at(day), mean_days * credit(1));
  return out;
}

void play(std::vector<DemandEvent> events,
          const std::function<void(const Window&, std::span<const DemandEvent>)>& serve) {
  std::sort(events.begin(), events.end());
  std::size_t next = 0;
  for (const Window& w : monthly_windows(kStart, year_start(2021 + kYears))) {
    const std::size_t first = next;
    while (next < events.size() && events[next].when < w.end) ++next;
    serve(w, std::span(events).subspan(first, next - first));
  }
}

std::vector<std::vector<ServiceYear>> years_of_queue(std::vector<int> places, std::vector<DemandEvent> events,
                                                     Tick patience) {
  PlaceQueue::Rules rules;
  rules.patience = patience;
  rules.unmet_limit = 0.05;
  rules.refuses_to_travel = [](PersonId) { return false; };
  PlaceQueue queue(static_cast<int>(places.size()), rules, {{kStart, places}}, kStart);
  play(std::move(events), [&](const Window& w, std::span<const DemandEvent> e) { queue.serve(w, e); });
  return queue.years();
}

/// Of a Poisson number of spells: the mean of min(n, places).
double covered(double load, int places) {
  double sum = 0, p = math::exp(-load), above = 1 - p;
  for (int n = 1; n <= places; ++n) {  // sum over n of P(N >= n)
    sum += above;
    p *= load / n, above -= p;
  }
  return sum;
}

/// The mean of the years against theory, with its standard error from the years' own spread.
void check_mean(const std::string& what, const std::vector<std::vector<ServiceYear>>& years, std::size_t zone,
                const std::function<double(const ServiceYear&)>& value, double expected) {
  double sum = 0, squares = 0;
  const auto n = static_cast<double>(years.size());
  for (const auto& year : years) sum += value(year[zone]), squares += value(year[zone]) * value(year[zone]);
  const double mean = sum / n, se = std::sqrt((squares / n - mean * mean) / (n - 1));
  INFO(what << ": " << mean << ", theory " << expected << ", SE " << se << "; sees " << 400 * se / expected << " %");
  CHECK(se > 0);
  CHECK(std::fabs(mean - expected) < 4 * se);
  if (std::getenv("GONGXU_TELL_POWER"))
    WARN(what << ": " << mean << ", theory " << expected << ", SE " << se << "; sees " << 400 * se / expected << " %");
}

}  // namespace

TEST_CASE("demand is wishes a day times the mean stay, and places cover it as a Poisson number", "[queues]") {
  // 420,000 wishes: demand is seen to 0.9 %, what is used of scarce places to less, what goes unserved to 6 to 20 %.
  constexpr double kWishes = 20, kStay = 10, kLoad = kWishes * kStay;
  for (const int places : {185, 200, 215}) {
    INFO(places << " places");
    const auto years = years_of_queue({places}, spells(Service::childcare, 0, kWishes, kStay, kSeed), tick_at(30));
    REQUIRE(years.size() == kYears);
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
  auto events = spells(Service::childcare, 0, 14, kStay, kSeed);
  const auto others = spells(Service::childcare, 1, 6, kStay, kSeed);
  events.insert(events.end(), others.begin(), others.end());
  const auto years = years_of_queue({90, 100}, events, 0);
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
  auto events = spells(Service::care_bed, 0, kOrdinary / kStay, kStay, kSeed);
  const auto nursing = spells(Service::nursing_bed, 0, kNursing / kStay, kStay, kSeed);
  events.insert(events.end(), nursing.begin(), nursing.end());
  CareBeds beds(1, {{kStart, {kBeds}}}, {{kStart, {kNursingBeds}}}, kStart);
  play(events, [&](const Window& w, std::span<const DemandEvent> e) { beds.serve(w, e); });
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
  std::vector<Time> out(kYears);
  std::size_t next = 0;
  int open = 0;
  for (int y = 0; y < kYears; ++y) {
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
  const auto here = spells(Service::childcare, 0, 2, 30, kSeed), there = spells(Service::childcare, 1, 1, 30, kSeed);
  auto both = here;
  both.insert(both.end(), there.begin(), there.end());
  for (const int places : {0, 45, 60, 1000}) {
    INFO(places << " places");
    const auto years = years_of_queue({places}, here, tick_at(30)), together = years_of_queue({places, 15}, both, 0);
    const auto alone = time_of(here, places), all = time_of(both, places + 15);
    for (std::size_t y = 0; y < years.size(); ++y) {
      REQUIRE(years[y][0].demand == Approx(alone[y].demand).epsilon(1e-9));
      REQUIRE(years[y][0].use == Approx(alone[y].served).epsilon(1e-9).margin(1e-12));
      REQUIRE(together[y].back().demand == Approx(all[y].demand).epsilon(1e-9));
      REQUIRE(together[y].back().use == Approx(all[y].served).epsilon(1e-9));
    }
  }
}
