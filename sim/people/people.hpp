/// The person table: people are rows, not objects and not actors.
///
/// A row never moves and is never reused: who dies or leaves stays as a row that is no longer
/// resident. A zone is a column. What every event reads lies in 24 bytes; other dates, kin and the identities of
/// newcomers lie in columns of their own, and only where the model uses them (docs/decisions/0026).
#pragma once
#include <algorithm>
#include <cassert>
#include <cstdint>
#include <vector>

#include "sim/core/ids.hpp"
#include "sim/core/time.hpp"
#include "sim/people/column.hpp"

namespace gongxu {

enum Sex : std::uint8_t { female = 0, male = 1 };

/// What a person does next; the order is the order of events of one person at one tick. The first five have a
/// date; `childbirth` is also the place of the next change of dependency, for dependency begins where fertility
/// has ended. `ask` is the next change of what the person asks of a service, or the day of arrival.
enum class Event : std::uint8_t { death, childbirth, move, leave, ask, arrive, born, dependency };
inline constexpr int kRowDates = 3;  ///< in the row itself: death, childbirth, move
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
  /// falls before the horizon.
  Tick due[kRowDates] = {kNever, kNever, kNever};
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

  Tick& date(Event e) { return due[static_cast<int>(e)]; }
  Tick date(Event e) const { return due[static_cast<int>(e)]; }
};
static_assert(sizeof(Person) == 20);

/// Columns that not every table has.
struct Columns {
  bool kin = true;      ///< who is whose youngest child and older sibling
  bool mothers = true;  ///< of everybody, whatever the age
  bool dates = false;   ///< of leaving and of asking
};

/// The people of one shard, or of the whole place before it is split.
class People {
 public:
  explicit People(Columns columns = {}) : columns_(columns) {}

  Person& operator[](Row r) { return rows_[r].person; }
  const Person& operator[](Row r) const { return rows_[r].person; }
  PersonId id(Row r) const;
  Row size() const { return rows_.size(); }

  /// Or guardian, of a ward; kNoRow if none is here. @pre the column is there.
  Row mother(Row r) const { return mothers_[r]; }
  /// Of a mother, or guardian, her linked children from the youngest on: youngest_child(), then older_sibling() of
  /// each. The chain is whole as far as its members have no children of their own: that is what their place is for
  /// from then on.
  Row youngest_child(Row r) const { return kin_of(r, true); }
  Row older_sibling(Row r) const { return kin_of(r, false); }

  /// Before residents of the base date are added: the date and, by zone, key_of() the zone's code.
  void name_residents(Tick start, std::vector<std::uint64_t> zone_keys);
  /// A resident of the base date, known by the cell of zone, sex and age at that date and the serial number in it.
  /// Rows that are added may move the others: references to them end here.
  Row add_resident(const Person&, std::uint32_t serial);
  Row add(const Person&, PersonId);
  /// Makes `child` the youngest linked child of its mother, or, if it is a ward, of its guardian.
  /// @pre it is younger than the mother, and than those linked before.
  void link(Row child, Row mother);

  /// The next date of leaving or asking; elsewhere the row has it.
  Tick other_date(Row r, Event e) const { return columns_.dates ? dates_[r].date(e) : kNever; }
  /// @pre the column is there, or `when` is kNever.
  void set_other_date(Row r, Event e, Tick when) {
    assert(columns_.dates || when == kNever);
    if (columns_.dates) dates_[r].date(e) = when;
  }
  Tick date(Row r, Event e) const { return static_cast<int>(e) < kRowDates ? (*this)[r].date(e) : other_date(r, e); }
  /// The earliest event; ties go to the lower Event.
  Event next_event(Row r) const;
  Tick next_date(Row r) const { return date(r, next_event(r)); }
  void cancel_all(Row r);

  /// An empty table of the same columns that knows residents by the same names.
  People emptied() const;
  /// Adds somebody of a table that this one is emptied() of, alone: without kin.
  Row add_from(const People&, Row);
  /// A copy with other columns. @pre a column that is to be there and not here is one of dates.
  People with(Columns) const;
  /// Bytes allocated for all columns; none is ever given back, so this is also the peak.
  std::size_t bytes() const;
  /// Fetches what an event reads first of a row.
  void prefetch(Row r) const {
    const Named& row = rows_[r];
    __builtin_prefetch(&row, 1);
    __builtin_prefetch(&row.name, 1);
    if (columns_.dates) __builtin_prefetch(&dates_[r], 1);
  }

 private:
  /// A resident's name is zone and serial number, from which the identity is worked out; a newcomer's is its place
  /// among the identities that are kept.
  struct Named {
    Person person;
    std::uint32_t name;
  };
  static_assert(sizeof(Named) == 24);
  static constexpr std::uint32_t kKept = 1U << 31;
  static constexpr int kSerialBits = 21, kZoneBits = 10;
  struct OtherDates {
    Tick due[kScheduledEvents - kRowDates] = {kNever, kNever};  ///< of leaving, of asking
    Tick& date(Event e) { return due[static_cast<int>(e) - kRowDates]; }
    Tick date(Event e) const { return due[static_cast<int>(e) - kRowDates]; }
  };
  Row add(const Named&);
  Row kin_of(Row r, bool child) const {
    const Row kin = columns_.kin ? kin_[r] : kNoRow;
    return kin != kNoRow && (rows_[kin].person.birth > rows_[r].person.birth) == child ? kin : kNoRow;
  }

  Columns columns_;
  Column<Named> rows_;
  Column<PersonId> ids_;  ///< of newcomers
  Column<OtherDates> dates_;
  /// The youngest linked child; of those who have none the next older sibling, who was born before them.
  Column<Row> kin_;
  Column<Row> mothers_;
  Tick start_ = 0;
  std::vector<std::uint64_t> zone_keys_;
};

inline PersonId People::id(Row r) const {
  const Named& row = rows_[r];
  if (row.name & kKept) return ids_[row.name & ~kKept];
  return resident_id(zone_keys_[row.name >> kSerialBits], row.person.sex(), age_at(row.person.birth, start_),
                     row.name & ((1U << kSerialBits) - 1));
}

inline Event People::next_event(Row r) const {
  const Person& p = rows_[r].person;
  int best = 0;
  for (int e = 1; e < kRowDates; ++e)
    if (p.due[e] < p.due[best]) best = e;
  if (!columns_.dates) return static_cast<Event>(best);
  const Tick leave = dates_[r].date(Event::leave), ask = dates_[r].date(Event::ask);
  if (std::min(leave, ask) >= p.due[best]) return static_cast<Event>(best);
  return leave <= ask ? Event::leave : Event::ask;
}

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
