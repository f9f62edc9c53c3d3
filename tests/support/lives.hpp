/// Lives put together again from a trace, apart from the engine: who lived where from when to when, at
/// what parity and in which state of dependency, so that exposure to every hazard is counted exactly and
/// tested against the tables.
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
  PersonId mother = 0;   ///< of the linked or born, the guardian of a ward; 0 none
  bool ward = false;     ///< linked to a guardian
  bool student = false;  ///< of the group that renews itself
  bool outside = false;  ///< registered in another county
  std::vector<Tick> births;
  std::vector<std::pair<Tick, int>> zones;          ///< from when in which, the first at `from`
  Tick wish_from = kNever, wish_to = kNever;        ///< of childcare
  std::vector<std::pair<Tick, Dependency>> states;  ///< from when in which, the first at `from`
  std::vector<std::pair<Tick, int>> care;           ///< wishes for a care bed: 1 + service from when, 0 where it ends
  bool seeks = false;                               ///< such a wish is open at the end

  bool here(Tick now) const { return from <= now && now < to; }
  int zone(Tick now) const { return value_at(zones, now); }                ///< @pre from <= now
  Dependency dependency(Tick now) const { return value_at(states, now); }  ///< @pre from <= now
  /// 1 + the service of which a bed is wished, 0 none.
  int wishes_bed(Tick now) const { return care.empty() || now < care.front().first ? 0 : value_at(care, now); }

  template <class Value>
  static Value value_at(const std::vector<std::pair<Tick, Value>>& steps, Tick now) {
    Value value = steps.front().second;
    for (const auto& [since, v] : steps)
      if (since <= now) value = v;
    return value;
  }
};

struct Lives {
  std::vector<Life> all;
  std::unordered_map<PersonId, std::size_t> index;
  const Life* find(PersonId) const;
};

/// The model of a replicate, compiled again from the same inputs.
Model model_of(const RunInputs&, std::uint32_t replicate);

/// Wishes of day 0 are taken from the spells. Arrivals' births, parities and children are computed anew from the
/// model's arrivals and their donors, and so is who follows a student who leaves.
/// @throws std::runtime_error in words if the trace holds an event that cannot be: of somebody who is not
/// there, an arrival that nobody expects, or one that is missing.
Lives live(const RunInputs&, const Model&, std::uint32_t replicate, const Run&);

/// The stays of a life in one state of dependency: f(state, from, to, the state after it; the same at the end).
template <class F>
void each_state(const Life& l, F f) {
  for (std::size_t i = 0; i < l.states.size(); ++i) {
    const bool changes = i + 1 < l.states.size();
    f(l.states[i].second, l.states[i].first, changes ? l.states[i + 1].first : l.to,
      changes ? l.states[i + 1].second : l.states[i].second);
  }
}

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

/// Observed events against expected ones. Cells add up under their names.
class CellTest {
 public:
  void observe(const std::string& cell, double events = 1) { cells_[cell].observed += events; }
  /// Exposure times rate: the variance of the difference is the expected number.
  void expect(const std::string& cell, double events) { expect(cell, events, events); }
  void expect(const std::string& cell, double events, double variance) {
    cells_[cell].expected += events, cells_[cell].variance += variance;
  }
  /// Checks |z| < 4 in every cell with at least 25 events expected (a little more where cells are many: by chance one
  /// table in a thousand fails), the chi-square over them, and the sum over all. INFO tells the smallest relative
  /// fault that the sum shows; with GONGXU_TELL_POWER set, so does a passing test.
  /// @param dispersion checks that the chi-square is not too small either.
  void check(const std::string& what, bool dispersion = false) const;

 private:
  struct Cell {
    double observed = 0, expected = 0, variance = 0;
  };
  std::unordered_map<std::string, Cell> cells_;
};

}  // namespace gongxu::test
