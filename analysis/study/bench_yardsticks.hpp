/// Two hand-written loops over a neutral workload: what the engine's speed is measured against.
///
/// Both take the same people and rates as the engine and nothing else of it: structure of arrays,
/// double precision, one splitmix stream, no identities, no addressed draws, no counts by age. All
/// hazards of a person are summed, so that one draw dates its next event and a second says which.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "analysis/study/bench_workload.hpp"

namespace gongxu::bench {

/// What a run of a workload came to; the same for the yardsticks and the engine.
struct Counts {
  std::int64_t births = 0, deaths = 0, moves_rural_urban = 0, moves_urban_rural = 0;
  double person_years = 0;
};

/// Rates by class (sex + 2 x zone) and age, cumulated, and the screen made of them.
struct YardstickRates {
  static constexpr int kClasses = 4, kCellsPerYear = 8;
  static constexpr int kLastAge = kRateAges - 1;

  struct Cell {
    double cumulative;  ///< hazard of all events from birth to this birthday
    double rate;        ///< of all events in the year of age that follows
    double death, death_or_birth;
  };
  std::array<std::array<Cell, kRateAges>, kClasses> cells;
  /// By age at the start, in eighths of a year: a draw below it has no event before the horizon.
  std::array<std::array<std::uint32_t, kRateAges * kCellsPerYear>, kClasses> thresholds;
  double horizon = 0;  ///< [years from the start]

  YardstickRates(bool moves, Tick start, Tick horizon);
  double cumulative(int cls, double age) const;
};

/// The drawn people as arrays, in the same order.
struct YardstickPeople {
  std::vector<double> birth;          ///< [years from the start], not above 0
  std::vector<std::uint8_t> classes;  ///< sex + 2 x zone

  YardstickPeople(const People&, Tick start);
  /// Reserves rows for 15 years of births, so that no loop is charged for growing an array.
  void make_room();
};

/// (a) One binary heap with the next event of everyone who has one, events in time order, births add
/// people and moves change the rates. Changes the people: each run takes a copy with room.
Counts heap_loop(YardstickPeople&, const YardstickRates&, std::uint32_t seed);

/// (b) Whole lives are drawn person by person, descendants included, their events put into buckets by
/// day, and the buckets then walked in time order. No event can depend on another person: an upper bound.
Counts calendar_loop(const YardstickPeople&, const YardstickRates&, std::uint32_t seed);

}  // namespace gongxu::bench
