/// A calendar queue of days: the event list of a shard.
///
/// Buckets of pooled chunks, one bucket a day; an entry is eight bytes (tick within the day, row).
/// A bucket is sorted when its day opens. Entries are never removed: an entry whose row has another
/// next date by then is stale, and the shard passes it over.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/core/time.hpp"

namespace gongxu {

class DayCalendar {
 public:
  struct Entry {
    std::uint64_t key;  ///< tick within the day << 32 | row: sorts by time, then row
    std::uint32_t row() const { return static_cast<std::uint32_t>(key); }
    Tick tick(Day day) const { return tick_at(day) | static_cast<Tick>(key >> 32); }
  };

  /// Holds entries of the days first to last - 1.
  DayCalendar(Day first, Day last) : first_(first), heads_(last - first, kNone) {}

  /// @pre the day of `when` lies in the calendar and has not been taken yet.
  void push(Tick when, std::uint32_t row);
  /// Moves the day's entries to `out`, sorted, and frees their chunks.
  void take(Day day, std::vector<Entry>& out);
  std::size_t bytes() const;

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  static constexpr int kEntries = 15;  // with next and count a chunk fills two cache lines
  struct Chunk {
    std::uint32_t next, count;
    Entry entries[kEntries];
  };
  static_assert(sizeof(Chunk) == 128);

  Day first_;
  std::vector<std::uint32_t> heads_;
  std::vector<Chunk> chunks_;
  std::uint32_t free_ = kNone;
};

}  // namespace gongxu
