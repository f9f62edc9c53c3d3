/// A world in which nothing changes: Poisson wishes, stays of one law, on day 0 the stock that belongs to them.
#pragma once
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <string>

#include "sim/core/draws.hpp"
#include "tests/support/queue_play.hpp"

namespace gongxu::test {

inline constexpr int kWorldYears = 57;  ///< 2021 to 2077: as long as a Tick reaches
inline const Tick kWorldEnd = year_start(2021 + kWorldYears);

/// How long a stay lasts, of mean 1; the hyperexponential of two parts has a squared coefficient of variation of 4,
/// each part half of all time.
struct StayLaw {
  const char* name;
  /// A stay from three uniform numbers.
  double (*stay)(double, double, double);
  /// Of a stay under way at an instant: how long it has lasted and how long it will.
  std::pair<double, double> (*under_way)(double, double, double);
  /// Share of the time of stays that lies more than t after an instant at which they are under way; also the
  /// correlation of the numbers present at two instants t apart.
  double (*left)(double);
};

inline constexpr double kShortMean = 0.5635083269, kLongMean = 4.4364916731;  ///< 1 / (1 +- sqrt(3 / 5))
inline double part_of(double u, double share_of_short) { return u < share_of_short ? kShortMean : kLongMean; }

inline const std::vector<StayLaw>& stay_laws() {
  static const std::vector<StayLaw> laws{
      {"exponential", [](double u, double, double) { return -std::log(u); },
       [](double u, double, double w) {
         return std::pair{-std::log(u), -std::log(w)};
       },
       [](double t) { return std::exp(-t); }},
      {"deterministic", [](double, double, double) { return 1.0; },
       [](double u, double, double) {
         return std::pair{u, 1 - u};
       },
       [](double t) { return std::max(0.0, 1 - t); }},
      {"hyperexponential", [](double u, double v, double) { return -std::log(u) * part_of(v, 0.5 / kShortMean); },
       [](double u, double v, double w) {
         const double mean = part_of(v, 0.5);
         return std::pair{-std::log(u) * mean, -std::log(w) * mean};
       },
       [](double t) { return (std::exp(-t / kShortMean) + std::exp(-t / kLongMean)) / 2; }},
  };
  return laws;
}
inline const StayLaw& exponential_law() { return stay_laws()[0]; }
inline const StayLaw& deterministic_law() { return stay_laws()[1]; }

/// f(person, since, from, until) of each stay, those of the stock first; `until` may lie beyond the world's end.
template <class F>
void each_stay(double arrivals_a_day, double mean_days, const StayLaw& law, std::uint32_t seed, std::uint32_t stream,
               F f) {
  const Draws draws(seed, stream);
  const double horizon = static_cast<double>(day_of(kWorldEnd) - day_of(kStart));
  PersonId who = static_cast<PersonId>(stream) << 32;
  const auto uniform = [&](int word) { return Draws::to_uniform(draws.block(who, Purpose::care_wish)[word]); };
  const auto ticks = [&](double stays) { return std::round(stays * mean_days * kTicksPerDay); };
  const auto add = [&](double since, Tick from, double length) {
    f(who, static_cast<Tick>(since), from, static_cast<double>(from) + std::max(1.0, length));
    ++who;
  };
  // As many are present as arrive in one mean stay: a Poisson number.
  const auto gap = [&] { return -std::log(uniform(0)); };
  for (double spent = gap(); spent < arrivals_a_day * mean_days; spent += gap()) {
    const auto [before, after] = law.under_way(uniform(1), uniform(2), uniform(3));
    add(static_cast<double>(kStart) - ticks(before), kStart, ticks(after));
  }
  ++who;
  for (double day = gap() / arrivals_a_day; day < horizon - 1; day += gap() / arrivals_a_day)
    add(static_cast<double>(at(day)), at(day), ticks(law.stay(uniform(1), uniform(2), uniform(3))));
}

/// The same as demand spells of a service in a zone.
inline std::vector<DemandEvent> stationary_spells(Service service, int zone, double wishes_a_day, double mean_days,
                                                  const StayLaw& law, std::uint32_t seed) {
  std::vector<DemandEvent> out;
  const auto home = static_cast<std::uint8_t>(zone);
  each_stay(wishes_a_day, mean_days, law, seed,
            static_cast<std::uint32_t>(zone) * 16 + static_cast<std::uint32_t>(service),
            [&](PersonId who, Tick since, Tick from, double until) {
              out.push_back({from, since, who, DemandChange::wish, home, EndReason::none, service});
              if (until >= static_cast<double>(kWorldEnd)) return;
              const auto end = static_cast<Tick>(until);
              out.push_back({end, end, who, DemandChange::end, home, EndReason::grown, service});
            });
  return out;
}

inline std::vector<Window> months() { return monthly_windows(kStart, kWorldEnd); }
/// Windows of one tick, so many days apart, and those between them. Each closes a year of its own, so that every second
/// year, from index 1 on, tells the state at an instant.
inline std::vector<Window> instants(double days_apart) {
  std::vector<Window> out;
  const auto step = static_cast<Tick>(days_apart * kTicksPerDay);
  for (Tick from = kStart, now = kStart + step; now < kWorldEnd - step; from = now + 1, now += step)
    for (const auto& [start, end] : {std::pair{from, now}, {now, now + 1}})
      out.push_back({static_cast<int>(out.size()), start, end, to_date(day_of(start)), true});
  return out;
}

/// Hands the events to `serve`, window by window.
inline void play(std::vector<DemandEvent> events, const std::vector<Window>& windows,
                 const std::function<void(const Window&, std::span<const DemandEvent>)>& serve) {
  std::sort(events.begin(), events.end());
  std::size_t next = 0;
  for (const Window& w : windows) {
    const std::size_t first = next;
    while (next < events.size() && events[next].when < w.end) ++next;
    serve(w, std::span(events).subspan(first, next - first));
  }
}

using QueueYears = std::vector<std::vector<ServiceYear>>;

inline PlaceQueue played_queue(std::vector<int> places, std::vector<DemandEvent> events, Tick patience,
                               const std::vector<Window>& windows = months()) {
  PlaceQueue::Rules rules;
  rules.patience = patience;
  rules.unmet_limit = 0.05;
  rules.refuses_to_travel = [](PersonId) { return false; };
  const int zones = static_cast<int>(places.size());
  PlaceQueue queue(zones, rules, {{kStart, std::move(places)}}, kStart);
  play(std::move(events), windows, [&](const Window& w, std::span<const DemandEvent> e) { queue.serve(w, e); });
  return queue;
}

/// The mean of batches that hardly know each other against theory, with its standard error from their own spread.
inline void check_mean(const std::string& what, const std::vector<double>& batches, double expected) {
  double sum = 0, squares = 0;
  const auto n = static_cast<double>(batches.size());
  for (const double x : batches) sum += x;
  const double mean = sum / n;
  for (const double x : batches) squares += (x - mean) * (x - mean);
  const double se = std::sqrt(squares / n / (n - 1));
  INFO(what << ": " << mean << ", theory " << expected << ", SE " << se << "; sees " << 400 * se / expected << " %");
  CHECK(se > 0);
  CHECK(std::fabs(mean - expected) < 4 * se);
  if (std::getenv("GONGXU_TELL_POWER"))
    WARN(what << ": " << mean << ", theory " << expected << ", SE " << se << "; sees " << 400 * se / expected << " %");
}
inline void check_mean(const std::string& what, const QueueYears& years, std::size_t zone,
                       const std::function<double(const ServiceYear&)>& value, double expected) {
  std::vector<double> batches;
  for (const auto& year : years) batches.push_back(value(year[zone]));
  check_mean(what, batches, expected);
}

}  // namespace gongxu::test
