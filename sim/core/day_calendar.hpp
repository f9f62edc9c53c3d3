/// A calendar queue of days: the event list of a shard.
///
/// Buckets of pooled chunks, one bucket a day; an entry is eight bytes (tick within the day, row).
/// A bucket is sorted when its day opens. Entries are never removed: an entry whose row has another
/// next date by then is stale, and the shard passes it over.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
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
  DayCalendar(Day first, Day last) : first_(first), days_(last - first) {}

  /// @pre the day of `when` lies in the calendar and has not been taken yet.
  void push(Tick when, std::uint32_t row);
  /// Moves the day's entries to `out`, sorted, and frees their chunks.
  void take(Day day, std::vector<Entry>& out);
  /// Bytes allocated; chunks are used again but never given back, so this is also the peak.
  std::size_t bytes() const;

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  static constexpr std::uint32_t kEntries = 15;  // with next a chunk fills two cache lines
  struct Chunk {
    Entry entries[kEntries];
    std::uint32_t next;
  };
  /// Only the chunk at the head is not full. Its count stands here, so that a push writes to the chunk
  /// and never waits for it.
  struct Bucket {
    std::uint32_t head = kNone, count = kEntries;
  };
  static_assert(sizeof(Chunk) == 128);
  /// Chunks lie in pages, so that the pool grows without copying what it holds.
  static constexpr std::uint32_t kPageBits = 8;
  Chunk& chunk(std::uint32_t i) { return pages_[i >> kPageBits][i & ((1U << kPageBits) - 1)]; }
  std::uint32_t fresh_chunk();

  Day first_;
  std::vector<Bucket> days_;
  std::vector<std::unique_ptr<Chunk[]>> pages_;
  std::uint32_t chunks_ = 0;  // handed out so far, the freed ones included
  std::uint32_t free_ = kNone;
};

}  // namespace gongxu
