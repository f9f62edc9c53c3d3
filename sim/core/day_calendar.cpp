#include "sim/core/day_calendar.hpp"

#include <algorithm>
#include <cassert>

namespace gongxu {

void DayCalendar::push(Tick when, std::uint32_t row) {
  const Day day = day_of(when) - first_;
  assert(day_of(when) >= first_ && day < heads_.size());
  std::uint32_t head = heads_[day];
  if (head == kNone || chunks_[head].count == kEntries) {
    std::uint32_t fresh = free_;
    if (fresh != kNone) {
      free_ = chunks_[fresh].next;
    } else {
      fresh = static_cast<std::uint32_t>(chunks_.size());
      chunks_.emplace_back();
    }
    chunks_[fresh].next = head;
    chunks_[fresh].count = 0;
    heads_[day] = head = fresh;
  }
  Chunk& chunk = chunks_[head];
  chunk.entries[chunk.count++].key = static_cast<std::uint64_t>(when & (kTicksPerDay - 1)) << 32 | row;
}

void DayCalendar::take(Day day, std::vector<Entry>& out) {
  out.clear();
  std::uint32_t& head = heads_[day - first_];
  while (head != kNone) {
    Chunk& chunk = chunks_[head];
    out.insert(out.end(), chunk.entries, chunk.entries + chunk.count);
    const std::uint32_t next = chunk.next;
    chunk.next = free_;
    free_ = head;
    head = next;
  }
  std::sort(out.begin(), out.end(), [](Entry a, Entry b) { return a.key < b.key; });
}

std::size_t DayCalendar::bytes() const {
  return heads_.capacity() * sizeof(heads_[0]) + chunks_.capacity() * sizeof(Chunk);
}

}  // namespace gongxu
