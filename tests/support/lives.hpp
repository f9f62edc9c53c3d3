/// Lives put together again from a trace, apart from the engine: who lived where from when to when, at
/// what parity, so that exposure to every hazard is counted exactly and tested against the tables.
#pragma once
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "tests/support/lizhou.hpp"

namespace gongxu::test {

enum class Entry { resident, born, arrived };
enum class Exit { none, died, left };

struct Life {
  PersonId id = 0;
  Tick birth = 0;
  Tick from = 0, to = 0;  ///< resident in [from, to)
  Tick exposed = 0;       ///< from when the first birth interval under observation counts
  Sex sex = female;
  int parity = 0;  ///< at `from`
  Entry entry = Entry::resident;
  Exit exit = Exit::none;
  PersonId mother = 0;  ///< of the linked or born; 0 none
  std::vector<Tick> births;
  std::vector<std::pair<Tick, int>> zones;  ///< from when in which, the first at `from`
  Tick wish_from = kNever, wish_to = kNever;
};

struct Lives {
  std::vector<Life> all;
  std::unordered_map<PersonId, std::size_t> index;
  const Life* find(PersonId) const;
};

/// The model of a replicate, compiled again from the same inputs.
Model model_of(const RunInputs&, std::uint32_t replicate);

/// Wishes of day 0 are taken from the spells. Arrivals' births, parities and children are computed anew from the
/// model's arrivals and their donors.
/// @throws std::runtime_error in words if the trace holds an event that cannot be: of somebody who is not
/// there, an arrival that nobody expects, or one that is missing.
Lives live(const RunInputs&, const Model&, std::uint32_t replicate, const Run&);

/// Splits [from, to) at birthdays and 1 Januaries; f(age, year, ticks).
template <class F>
void each_cell(Tick birth, Tick from, Tick to, F f) {
  while (from < to) {
    const int age = age_at(birth, from), year = year_of(from);
    const std::uint64_t birthday = birth + (static_cast<std::uint64_t>(age) + 1) * kTicksPerYear;
    Tick end = std::min(to, year_start(year + 1));
    if (birthday < end) end = static_cast<Tick>(birthday);
    f(age, year, end - from);
    from = end;
  }
}

/// Observed events against expected ones (exposure times rate: the variance of the difference is the
/// expected number). Cells add up under their names.
class CellTest {
 public:
  void observe(const std::string& cell) { ++cells_[cell].first; }
  void expect(const std::string& cell, double events) { cells_[cell].second += events; }
  /// Checks |z| < 4 in every cell with at least 25 events expected, the chi-square over them, and the
  /// sum over all. INFO tells the smallest relative fault that the sum shows.
  void check(const std::string& what) const;

 private:
  std::unordered_map<std::string, std::pair<double, double>> cells_;
};

}  // namespace gongxu::test
