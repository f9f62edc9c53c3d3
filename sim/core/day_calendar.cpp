#include "sim/core/day_calendar.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace gongxu {

std::uint32_t DayCalendar::fresh_chunk() {
  if (free_ != kNone) {
    const std::uint32_t reused = free_;
    free_ = chunk(reused).next;
    return reused;
  }
  if (chunks_ == pages_.size() << kPageBits) pages_.push_back(std::make_unique_for_overwrite<Chunk[]>(1U << kPageBits));
  return chunks_++;
}

void DayCalendar::push(Tick when, std::uint32_t row) {
  assert(day_of(when) >= first_ && day_of(when) - first_ < days_.size());
  Bucket& day = days_[day_of(when) - first_];
  if (day.count == kEntries) {
    const std::uint32_t fresh = fresh_chunk();
    chunk(fresh).next = day.head;
    day = {fresh, 0};
  }
  chunk(day.head).entries[day.count++].key = static_cast<std::uint64_t>(when & (kTicksPerDay - 1)) << 32 | row;
}

void DayCalendar::take(Day day, std::vector<Entry>& out) {
  out.clear();
  Bucket bucket = std::exchange(days_[day - first_], Bucket());
  while (bucket.head != kNone) {
    Chunk& taken = chunk(bucket.head);
    out.insert(out.end(), taken.entries, taken.entries + bucket.count);
    const std::uint32_t next = std::exchange(taken.next, free_);
    free_ = bucket.head;
    bucket = {next, kEntries};
  }
  std::sort(out.begin(), out.end(), [](Entry a, Entry b) { return a.key < b.key; });
}

std::size_t DayCalendar::bytes() const {
  return days_.capacity() * sizeof(Bucket) + pages_.capacity() * sizeof(pages_[0]) +
         (pages_.size() << kPageBits) * sizeof(Chunk);
}

}  // namespace gongxu
