#include "sim/core/hazard.hpp"

#include <algorithm>
#include <cassert>

#include "sim/core/draws.hpp"
#include "sim/core/math.hpp"

namespace gongxu {

Credit exponential_credit(std::uint32_t bits) {
  return static_cast<Credit>(-math::log(Draws::to_uniform(bits)) * kCreditScale);
}

std::uint32_t screening_threshold(Credit cumulative) {
  const double u = math::exp(-static_cast<double>(cumulative) / kCreditScale) * 0x1p32;
  return u <= 8.0 ? 0 : static_cast<std::uint32_t>(std::min(u - 8.0, 4294967295.0));
}

HazardTable::HazardTable(int first_age, int ages, bool open_ended)
    : first_age_(first_age), ages_(ages), open_ended_(open_ended) {}

void HazardTable::add_segment(Tick start, std::span<const PerYear> per_age) {
  assert(static_cast<int>(per_age.size()) == ages_);
  assert(starts_.empty() || starts_.back() < start);
  starts_.push_back(start);
  for (const PerYear h : per_age) rates_.push_back(to_rate(h));
  up_to_by_age();
}

/// To be called whenever rates have changed.
void HazardTable::up_to_by_age() {
  up_to_.clear();
  if (starts_.size() > 1) return;
  Credit sum = 0;
  for (const Rate r : rates_) {
    up_to_.push_back(sum);
    sum += r * kTicksPerYear;
    if (sum >> 62 != 0) return up_to_.clear();  // on, sums could overflow
  }
  up_to_.push_back(sum);
}

std::size_t HazardTable::segment_of(Tick t) const {
  const auto it = std::upper_bound(starts_.begin(), starts_.end(), t);
  return it == starts_.begin() ? 0 : static_cast<std::size_t>(it - starts_.begin()) - 1;
}

Rate HazardTable::at(std::size_t segment, int age) const {
  int i = age - first_age_;
  if (i < 0) return 0;
  if (i >= ages_) {
    if (!open_ended_) return 0;
    i = ages_ - 1;
  }
  return rates_[segment * static_cast<std::size_t>(ages_) + static_cast<std::size_t>(i)];
}

Rate HazardTable::rate(int age, Tick now) const { return empty() ? 0 : at(segment_of(now), age); }

std::size_t HazardTable::insert_break(Tick start) {
  const std::size_t s = segment_of(start);
  if (starts_[s] == start) return s;
  if (start < starts_.front()) {  // the first segment also held before its start
    starts_.front() = start;
    return 0;
  }
  const auto row = rates_.begin() + static_cast<std::ptrdiff_t>(s * static_cast<std::size_t>(ages_));
  const std::vector<Rate> copy(row, row + ages_);
  starts_.insert(starts_.begin() + static_cast<std::ptrdiff_t>(s) + 1, start);
  rates_.insert(row + ages_, copy.begin(), copy.end());
  return s + 1;
}

void HazardTable::multiply_from(Tick start, int age_from, int age_end, double factor) {
  if (factor == 1.0 || empty()) return;
  for (std::size_t s = insert_break(start); s < starts_.size(); ++s)
    for (int a = std::max(age_from, first_age_); a < std::min(age_end, first_age_ + ages_); ++a) {
      Rate& r = rates_[s * static_cast<std::size_t>(ages_) + static_cast<std::size_t>(a - first_age_)];
      r = std::min(static_cast<Rate>(static_cast<double>(r) * factor + 0.5), to_rate(kMaxRate));
    }
  up_to_by_age();
}

namespace {
/// A person on the way through the cells of the Lexis diagram: one cell at a time.
struct Walk {
  Tick birth, now;
  int age;
  Tick birthday;  ///< the next one; kNever once beyond the clock
  std::size_t segment;

  Walk(Tick born, Tick from, std::size_t seg) : birth(born), now(from), age(0), birthday(0), segment(seg) {
    if (from >= birth) {
      age = age_at(birth, from);
      birthday = next_birthday();
    } else {
      age = -1;  // not yet born: no exposure before birth
      birthday = birth;
    }
  }
  /// On to `end`, which is no later than the next birthday and the segment's end.
  void advance(Tick end, Tick segment_end) {
    if (end == birthday) {
      ++age;
      birthday = next_birthday();
    }
    if (end == segment_end) ++segment;
    now = end;
  }

 private:
  Tick next_birthday() const {
    const std::uint64_t t = birth + (static_cast<std::uint64_t>(age) + 1) * kTicksPerYear;
    return t >= kNever ? kNever : static_cast<Tick>(t);
  }
};
}  // namespace

Tick HazardTable::invert(Tick birth, Tick from, Credit credit, Tick horizon) const {
  if (empty() || from >= horizon) return kNever;
  if (!open_ended_) {  // nothing can happen from the last birthday on
    const std::uint64_t last = birth + static_cast<std::uint64_t>(first_age_ + ages_) * kTicksPerYear;
    if (last < horizon) horizon = static_cast<Tick>(last);
    if (from >= horizon) return kNever;
  }
  const std::uint64_t first = birth + static_cast<std::uint64_t>(first_age_) * kTicksPerYear;
  if (first > from) {
    if (first >= horizon) return kNever;
    from = static_cast<Tick>(first);
  }
  if (!up_to_.empty()) return invert_by_age(first, from, credit, horizon);
  Walk w(birth, from, segment_of(from));
  while (w.now < horizon) {
    const Tick segment_end = end_of(w.segment);
    const Tick end = std::min({w.birthday, segment_end, horizon});
    const Rate r = at(w.segment, w.age);
    const Credit spent = r * (end - w.now);
    if (spent >= credit && r > 0) {
      const auto wait = static_cast<Tick>((credit + r - 1) / r);  // rounded up: never before its time
      const Tick when = w.now + std::max<Tick>(wait, 1);
      return when < horizon ? when : kNever;
    }
    credit -= spent;
    w.advance(end, segment_end);
  }
  return kNever;
}

/// The same where rates do not depend on the date: sums by age spare the way through the cells.
/// @pre first_birthday, of the first age, <= from < horizon.
Tick HazardTable::invert_by_age(std::uint64_t first_birthday, Tick from, Credit credit, Tick horizon) const {
  const auto birthday = [&](std::size_t i) { return first_birthday + i * std::uint64_t{kTicksPerYear}; };
  const std::size_t last = rates_.size() - 1;
  std::size_t i = std::min<std::size_t>((from - first_birthday) / kTicksPerYear, last);
  std::uint64_t since = from;
  if (i < last) {
    const Credit target = up_to_[i] + rates_[i] * (from - birthday(i)) + credit;
    if (up_to_[i + 1] < target) {
      while (i < last && up_to_[i + 1] < target) ++i;
      since = birthday(i);
      credit = target - up_to_[i];
    }
  }
  const Rate r = rates_[i];
  if (r == 0) return kNever;
  const std::uint64_t when = since + (credit + r - 1) / r;  // rounded up: never before its time
  return when < horizon ? static_cast<Tick>(when) : kNever;
}

Credit HazardTable::cumulative(Tick birth, Tick from, Tick to) const {
  if (empty()) return 0;
  Credit sum = 0;
  Walk w(birth, from, segment_of(from));
  while (w.now < to) {
    const Tick segment_end = end_of(w.segment);
    const Tick end = std::min({w.birthday, segment_end, to});
    sum += at(w.segment, w.age) * (end - w.now);
    w.advance(end, segment_end);
  }
  return sum;
}

Credit HazardTable::cumulative_bound(Tick birth_from, Tick birth_to, Tick from, Tick to) const {
  if (empty()) return 0;
  // At any date everyone of the interval has the age of its oldest or of its youngest member.
  Credit sum = 0;
  Walk oldest(birth_from, from, segment_of(from));
  Walk youngest(birth_to - 1, from, segment_of(from));
  while (oldest.now < to) {
    const Tick segment_end = end_of(oldest.segment);
    const Tick end = std::min({oldest.birthday, youngest.birthday, segment_end, to});
    sum += std::max(at(oldest.segment, oldest.age), at(oldest.segment, youngest.age)) * (end - oldest.now);
    if (sum >> 58 >= 23) return sum;  // beyond every credit; on, it could overflow
    oldest.advance(end, segment_end);
    youngest.advance(end, segment_end);
  }
  return sum;
}

ScreenedHazard::ScreenedHazard(HazardTable table, Tick start, Tick horizon)
    : table_(std::move(table)), horizon_(horizon) {
  thresholds_.clear();
  for (Tick birth = 0; birth < horizon; birth += kQuarter)
    thresholds_.push_back(screening_threshold(table_.cumulative_bound(birth, birth + kQuarter, start, horizon)));
}

Tick ScreenedHazard::invert(Tick birth, Tick from, std::uint32_t bits) const {
  return table_.invert(birth, from, exponential_credit(bits), horizon_);
}

}  // namespace gongxu
