#include "analysis/study/bench.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <ctime>
#include <utility>
#include <vector>

#include "analysis/study/bench_workload.hpp"
#include "sim/core/processor_time.hpp"
#include "sim/engine/shard.hpp"

namespace gongxu {
namespace {

template <class F>
double timed(F f) {
  const double began = processor_seconds();
  f();
  return processor_seconds() - began;
}

double median(std::vector<double> x) {
  std::sort(x.begin(), x.end());
  const std::size_t n = x.size();
  return n % 2 ? x[n / 2] : (x[n / 2 - 1] + x[n / 2]) / 2;
}

/// Median over rounds of f(a, b).
template <class F>
double paired(const std::vector<double>& a, const std::vector<double>& b, F f) {
  std::vector<double> values;
  for (std::size_t i = 0; i < a.size(); ++i) values.push_back(f(a[i], b[i]));
  return median(std::move(values));
}

const std::vector<std::string> kHosts{"workload"};

struct EngineRun {
  double seconds = 0, bytes = 0;
  std::uint64_t hash = 0;
  bench::Counts counts;
};

bench::Counts counts_of(const Shard& shard, const Model& model) {
  bench::Counts c;
  for (int y = year_of(model.start); y <= year_of(model.horizon - 1); ++y) {
    const Tally::Year& year = shard.tally().year(y);
    for (const auto& zone : year.births_by_order) c.births += zone[0] + zone[1] + zone[2];
    for (const auto& zone : year.deaths) c.deaths += zone[0] + zone[1];
    c.moves_rural_urban += year.moves[bench::kRural * 2 + bench::kUrban];
    c.moves_urban_rural += year.moves[bench::kUrban * 2 + bench::kRural];
  }
  c.person_years = shard.person_years();
  return c;
}

EngineRun run_engine(Driver driver, const People& people, const Model& model, const Draws& draws) {
  EngineRun run;
  const auto windows = monthly_windows(model.start, model.horizon);
  Shard shard(people, model, draws, 0, 1);  // copies the people: not timed, as for the loops
  const double began = processor_seconds();
  shard.schedule_residents([](Row) { return kNever; });
  drive(driver, kHosts, {{"people", kHosts[0], 0, [&](const Window& w) { shard.advance(w); }}}, windows);
  run.seconds = processor_seconds() - began;
  run.bytes = static_cast<double>(shard.bytes());
  run.hash = shard.event_hash();
  run.counts = counts_of(shard, model);
  return run;
}

/// SimGrid's engine and the calendar's table of months are made once a process: not part of a run.
void warm_up(const Model& model) {
  const Tick day = tick_at(1);
  drive(Driver::simgrid, kHosts, {{"warm-up", kHosts[0], 0, [](const Window&) {}}},
        monthly_windows(model.start, model.start + day));
  month_index(model.start);
}

void print_json(const BenchOptions& o, const BenchResult& r) {
  fmt::print(R"({{"workload": "{}", "people": {}, "driver": "{}", "person_years": {:.3f}, "seconds": {:.6f}, )"
             R"("person_years_per_second": {:.0f}, "heap_person_years_per_second": {:.0f}, )"
             R"("calendar_person_years_per_second": {:.0f}, "bytes_per_person": {:.2f}, "births": {}, "deaths": {}, )"
             R"("moves_rural_urban": {}, "moves_urban_rural": {}, "simgrid_share": {:.4f}, )"
             R"("event_hash": "{:016x}", "ratio_to_heap": {:.3f}, "ratio_to_calendar": {:.3f}, )"
             R"("tables_seconds": {:.6f}, "repeats": {}, "seed": {}}})"
             "\n",
             o.workload, o.people, o.driver == Driver::plain ? "plain" : "simgrid", r.counts.person_years, r.seconds,
             r.counts.person_years / r.seconds, r.heap_counts.person_years / r.heap_seconds,
             r.calendar_counts.person_years / r.calendar_seconds, r.bytes_per_person, r.counts.births, r.counts.deaths,
             r.counts.moves_rural_urban, r.counts.moves_urban_rural, r.simgrid_share, r.event_hash, r.ratio_to_heap,
             r.ratio_to_calendar, r.tables_seconds, o.repeats, o.seed);
}

void print_table(const BenchOptions& o, const BenchResult& r) {
  const auto row = [](const char* name, const bench::Counts& c, double seconds) {
    fmt::print("{:<16}{:>9.4f}{:>16.3e}{:>10}{:>10}{:>10}{:>10}{:>14.0f}\n", name, seconds, c.person_years / seconds,
               c.births, c.deaths, c.moves_rural_urban, c.moves_urban_rural, c.person_years);
  };
  fmt::print("{}: {} people, 15 years, medians of {} rounds\n\n", o.workload, o.people, o.repeats);
  fmt::print("{:<16}{:>9}{:>16}{:>10}{:>10}{:>10}{:>10}{:>14}\n", "", "seconds", "person-years/s", "births", "deaths",
             "r to u", "u to r", "person-years");
  row(o.driver == Driver::plain ? "plain driver" : "SimGrid driver", r.counts, r.seconds);
  row("heap loop", r.heap_counts, r.heap_seconds);
  row("calendar loop", r.calendar_counts, r.calendar_seconds);
  fmt::print("\nspeed over heap loop {:.2f}, over calendar loop {:.2f}; SimGrid's share {:.1f} %\n", r.ratio_to_heap,
             r.ratio_to_calendar, 100 * r.simgrid_share);
  fmt::print("{:.1f} bytes a person at the peak; rate tables {:.4f} s; event hash {:016x}\n", r.bytes_per_person,
             r.tables_seconds, r.event_hash);
}

}  // namespace

std::array<Driver, 2> drivers_of_round(int round) {
  if (round % 2 == 0) return {Driver::plain, Driver::simgrid};
  return {Driver::simgrid, Driver::plain};
}

bool is_neutral_workload(const std::string& name) { return name == "W1" || name == "W2"; }

BenchResult measure(const BenchOptions& options) {
  assert(is_neutral_workload(options.workload) && options.people > 0 && options.repeats > 0);
  const bool moves = options.workload == "W2";
  const Tick start = bench::workload_start(), horizon = bench::workload_horizon();
  const People people = bench::draw_population(options.people, options.seed);
  Model model;
  BenchResult result;
  result.tables_seconds = timed([&] { model = bench::workload_model(moves, start, horizon); });
  const bench::YardstickRates rates(moves, start, horizon);
  const bench::YardstickPeople arrays(people, start);
  const Draws draws(options.seed, 0);
  warm_up(model);

  std::vector<double> heap, calendar, plain, simgrid;
  for (int round = 0; round < options.repeats; ++round) {
    bench::YardstickPeople own = arrays;
    own.make_room();
    heap.push_back(timed([&] { result.heap_counts = bench::heap_loop(own, rates, options.seed); }));
    calendar.push_back(timed([&] { result.calendar_counts = bench::calendar_loop(arrays, rates, options.seed); }));
    for (const Driver driver : drivers_of_round(round)) {
      const EngineRun run = run_engine(driver, people, model, draws);
      (driver == Driver::plain ? plain : simgrid).push_back(run.seconds);
      if (driver == options.driver) {
        result.counts = run.counts;
        result.event_hash = run.hash;
        result.bytes_per_person = run.bytes / options.people;
      } else {
        result.other_event_hash = run.hash;
      }
    }
  }
  const auto& chosen = options.driver == Driver::plain ? plain : simgrid;
  const auto ratio = [](double a, double b) { return a / b; };
  result.seconds = median(chosen);
  result.heap_seconds = median(heap);
  result.calendar_seconds = median(calendar);
  result.ratio_to_heap = paired(heap, chosen, ratio);
  result.ratio_to_calendar = paired(calendar, chosen, ratio);
  result.simgrid_share = paired(simgrid, plain, [](double s, double p) { return (s - p) / p; });
  return result;
}

int run_bench(const BenchOptions& options) {
  const BenchResult result = measure(options);
  options.json ? print_json(options, result) : print_table(options, result);
  if (result.event_hash == result.other_event_hash) return 0;
  fmt::print(stderr, "the two drivers differ: event hashes {:016x} and {:016x}\n", result.event_hash,
             result.other_event_hash);
  return 1;
}

}  // namespace gongxu
