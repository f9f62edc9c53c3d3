/// The person table: people are rows, not objects and not actors.
///
/// A row never moves and is never reused: who dies or leaves stays as a row that is no longer
/// resident. A zone is a column. Hot fields, read at every event, lie in 32 bytes with the identity
/// behind them; kin lie in columns of their own.
#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>

#include "sim/core/ids.hpp"
#include "sim/core/time.hpp"

namespace gongxu {

using Row = std::uint32_t;
inline constexpr Row kNoRow = UINT32_MAX;

enum Sex : std::uint8_t { female = 0, male = 1 };

/// What a person does next; the order is the order of events of one person at one tick. A date stands
/// in the row for the first five; `childbirth` is also the place of the next change of dependency, for
/// dependency begins where fertility has ended.
enum class Event : std::uint8_t { death, childbirth, move, leave, ask, arrive, born, dependency };
inline constexpr int kScheduledEvents = 5;

/// How far a person depends on others for the activities of daily living.
enum class Dependency : std::uint8_t { none, mild, severe };
inline constexpr std::size_t kDependencies = 3;
inline constexpr int kFertileFrom = 15, kFertileUntil = 50;  ///< [whole years)
inline constexpr int kDependentFrom = 50;                    ///< [whole years] everybody is independent before
static_assert(kDependentFrom >= kFertileUntil, "births and changes of dependency share one date of the row");

struct Person {
  Tick birth = 0;
  /// Date of the next event of each kind if nothing changes before it, by Event; kNever if none
  /// falls before the horizon. `ask` is the next change of what the person asks of a service.
  Tick due[kScheduledEvents] = {kNever, kNever, kNever, kNever, kNever};
  Row youngest_child = kNoRow;  ///< of the linked ones
  std::uint8_t zone = 0;
  std::uint8_t parity : 5 = 0;   ///< children ever born
  std::uint8_t changes : 3 = 0;  ///< of dependency so far, modulo 8: the ordinal of the next one's credit
  std::uint8_t moves = 0;        ///< moves between zones so far: the ordinal of the next one's credit
  std::uint8_t flags = 0;

  static constexpr std::uint8_t kMale = 1, kResident = 2, kOutsideRegistered = 4, kWishes = 8, kStudent = 16,
                                kWard = 32;
  static constexpr int kDependencyShift = 6;
  bool has(std::uint8_t flag) const { return (flags & flag) != 0; }
  void set(std::uint8_t flag, bool on) { flags = static_cast<std::uint8_t>(on ? flags | flag : flags & ~flag); }
  Sex sex() const { return has(kMale) ? male : female; }
  Dependency dependency() const { return static_cast<Dependency>(flags >> kDependencyShift); }
  void set(Dependency d) {
    flags = static_cast<std::uint8_t>((flags & ((1 << kDependencyShift) - 1)) | static_cast<unsigned>(d)
                                                                                    << kDependencyShift);
  }

  /// The earliest event; ties go to the lower Event.
  Event next_event() const {
    int best = 0;
    for (int e = 1; e < kScheduledEvents; ++e)
      if (due[e] < due[best]) best = e;
    return static_cast<Event>(best);
  }
  Tick next_date() const { return due[static_cast<int>(next_event())]; }
  Tick& date(Event e) { return due[static_cast<int>(e)]; }
  Tick date(Event e) const { return due[static_cast<int>(e)]; }
  void cancel_all() {
    for (Tick& t : due) t = kNever;
  }
};
static_assert(sizeof(Person) == 32);

/// The people of one shard, or of the whole place before it is split.
class People {
 public:
  Person& operator[](Row r) { return rows_[r].person; }
  const Person& operator[](Row r) const { return rows_[r].person; }
  PersonId id(Row r) const { return rows_[r].id; }
  Row mother(Row r) const { return mothers_[r]; }  ///< or guardian, of a ward; kNoRow if none is here
  Row older_sibling(Row r) const { return older_siblings_[r]; }
  Row size() const { return static_cast<Row>(rows_.size()); }

  Row add(const Person&, PersonId);
  /// Makes `child` the youngest linked child of its mother, or, if it is a ward, of its guardian.
  /// @pre it is younger than those linked before.
  void link(Row child, Row mother);
  /// Makes room for that many rows in all.
  void reserve(std::size_t rows);
  /// Copies other people in. @param room the rows to reserve for, newcomers included: columns that need
  /// not grow later are never held twice.
  void assign(const People& other, std::size_t room);
  /// Bytes allocated for all columns now, and at most at any time so far.
  std::size_t bytes() const;
  std::size_t peak_bytes() const { return std::max(peak_bytes_, bytes()); }
  /// Fetches what an event reads first of a row.
  void prefetch(Row r) const {
    __builtin_prefetch(&rows_[r], 1);
    __builtin_prefetch(&rows_[r].id, 1);
  }

 private:
  /// Every event needs the row and the identity: together they lie in one page and mostly one cache line.
  struct Identified {
    Person person;
    PersonId id;
  };
  std::vector<Identified> rows_;
  std::vector<Row> mothers_, older_siblings_;
  std::size_t peak_bytes_ = 0;
};

/// A part of a place, and for each of its rows the row it came from.
struct Part {
  People people;
  std::vector<Row> origin;
};
/// Splits a place by maternal lineage into `shards` parts: a person is in the part of its oldest
/// linked ancestress, chosen by her identity, so that mothers and children share one.
std::vector<Part> split_by_lineage(const People&, int shards);

/// The part in which a newcomer without linked mother belongs.
constexpr int shard_of(PersonId id, int shards) {
  return static_cast<int>(mix64(id ^ 0x7368617264ULL) % static_cast<std::uint64_t>(shards));
}

}  // namespace gongxu
