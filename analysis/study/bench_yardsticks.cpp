#include "analysis/study/bench_yardsticks.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/ids.hpp"

namespace gongxu::bench {
namespace {

constexpr double kNoEvent = 1e300;
constexpr double kTickYears = 1.0 / kTicksPerYear;

enum Kind : std::uint32_t { death, birth, move };

/// SplitMix64 in sequence.
struct Stream {
  std::uint64_t state;
  explicit Stream(std::uint32_t seed) : state(mix64(seed)) {}
  std::uint64_t next() { return mix64(state += 0x9e3779b97f4a7c15ULL); }
};

double uniform(std::uint32_t bits) { return (bits + 0.5) * 0x1p-32; }

/// The date [years from the start] of the next event of somebody of this class, exposed from `from`
/// on; kNoEvent if not before the horizon.
double next_event(const YardstickRates& rates, int cls, double born, double from, std::uint32_t bits) {
  const auto& cells = rates.cells[static_cast<std::size_t>(cls)];
  const double age = from - born;
  auto k = static_cast<std::size_t>(std::min(static_cast<int>(age), YardstickRates::kLastAge));
  const double target = cells[k].cumulative + cells[k].rate * (age - static_cast<double>(k)) - std::log(uniform(bits));
  while (k < YardstickRates::kLastAge && cells[k + 1].cumulative < target) ++k;
  const double when = born + static_cast<double>(k) + (target - cells[k].cumulative) / cells[k].rate;
  return when < rates.horizon ? when : kNoEvent;
}

/// Which event it is, at the age at which it falls.
Kind kind_at(const YardstickRates& rates, int cls, double age, std::uint32_t bits) {
  const auto k = static_cast<std::size_t>(std::min(static_cast<int>(age), YardstickRates::kLastAge));
  const auto& cell = rates.cells[static_cast<std::size_t>(cls)][k];
  const double at = uniform(bits) * cell.rate;
  return at < cell.death ? death : at < cell.death_or_birth ? birth : move;
}

int newborn_class(int mother, std::uint32_t bits) {
  return (mother & 2) | (uniform(bits) < kMaleShareAtBirth ? male : female);
}

/// Calls each(row, bits) for everyone who may have an event: a pass without branches flags them block
/// by block, two people to a draw.
template <class Each>
void screen(const YardstickPeople& people, const YardstickRates& rates, Stream& stream, Each each) {
  constexpr std::size_t kBlock = 1024;
  std::uint32_t flagged[kBlock], drawn[kBlock];
  const std::size_t n = people.birth.size();
  for (std::size_t first = 0; first < n; first += kBlock) {
    const std::size_t end = std::min(n, first + kBlock);
    std::size_t count = 0;
    std::uint64_t word = 0;
    for (std::size_t i = first; i < end; ++i) {
      word = (i & 1) == 0 ? stream.next() : word >> 32;
      const auto bits = static_cast<std::uint32_t>(word);
      const auto cell = static_cast<std::size_t>(-people.birth[i] * YardstickRates::kCellsPerYear);
      flagged[count] = static_cast<std::uint32_t>(i);
      drawn[count] = bits;
      count += bits >= rates.thresholds[people.classes[i]][cell];
    }
    for (std::size_t j = 0; j < count; ++j) each(flagged[j], drawn[j]);
  }
}

}  // namespace

YardstickRates::YardstickRates(bool moves, Tick start, Tick end) : horizon(years_in(end - start).value) {
  const WorkloadTables& tables = workload_tables();
  for (std::size_t cls = 0; cls < kClasses; ++cls) {
    const std::size_t sex = cls & 1, zone = cls >> 1;
    double sum = 0;
    for (std::size_t a = 0; a < kRateAges; ++a) {
      Cell& cell = cells[cls][a];
      cell.death = tables.deaths[sex][a].value;
      cell.death_or_birth = cell.death + (sex == female ? tables.births[a].value : 0.0);
      cell.rate = cell.death_or_birth + (moves ? tables.moves[zone][a].value : 0.0);
      cell.cumulative = sum;
      sum += cell.rate;
    }
    for (std::size_t c = 0; c < thresholds[cls].size(); ++c) {
      // The most that anyone of the cell can spend, and a little more for rounding.
      const double youngest = static_cast<double>(c) / kCellsPerYear,
                   oldest = static_cast<double>(c + 1) / kCellsPerYear;
      const double most =
          cumulative(static_cast<int>(cls), oldest + horizon) - cumulative(static_cast<int>(cls), youngest);
      thresholds[cls][c] = static_cast<std::uint32_t>(std::max(0.0, std::exp(-most) * 0x1p32 - 8.0));
    }
  }
}

double YardstickRates::cumulative(int cls, double age) const {
  const auto k = static_cast<std::size_t>(std::min(static_cast<int>(age), kLastAge));
  const Cell& cell = cells[static_cast<std::size_t>(cls)][k];
  return cell.cumulative + cell.rate * (age - static_cast<double>(k));
}

YardstickPeople::YardstickPeople(const People& people, Tick start) {
  for (Row r = 0; r < people.size(); ++r) {
    birth.push_back(-years_in(start - people[r].birth).value);
    classes.push_back(static_cast<std::uint8_t>(people[r].sex() + 2 * people[r].zone));
  }
}

void YardstickPeople::make_room() {
  const std::size_t room = birth.size() + birth.size() / 6 + 64;
  birth.reserve(room);
  classes.reserve(room);
}

namespace {

/// A binary heap of 8-byte keys (tick << 32 | row), the earliest first.
class Heap {
 public:
  void reserve(std::size_t n) { keys_.reserve(n); }
  void add_unordered(std::uint64_t key) { keys_.push_back(key); }
  void make() {
    for (std::size_t i = keys_.size() / 2; i-- > 0;) sift_down(i);
  }
  bool empty() const { return keys_.empty(); }
  std::uint64_t top() const { return keys_[0]; }
  void push(std::uint64_t key) {
    keys_.push_back(key);
    std::size_t i = keys_.size() - 1;
    for (; i > 0 && keys_[(i - 1) / 2] > key; i = (i - 1) / 2) keys_[i] = keys_[(i - 1) / 2];
    keys_[i] = key;
  }
  void replace_top(std::uint64_t key) {
    keys_[0] = key;
    sift_down(0);
  }
  void pop() {
    keys_[0] = keys_.back();
    keys_.pop_back();
    if (!keys_.empty()) sift_down(0);
  }

 private:
  void sift_down(std::size_t i) {
    const std::uint64_t key = keys_[i];
    const std::size_t n = keys_.size();
    for (std::size_t child; (child = 2 * i + 1) < n; i = child) {
      child += child + 1 < n && keys_[child + 1] < keys_[child];
      if (keys_[child] >= key) break;
      keys_[i] = keys_[child];
    }
    keys_[i] = key;
  }
  std::vector<std::uint64_t> keys_;
};

std::uint64_t key_at(double years, std::uint32_t row) {
  return static_cast<std::uint64_t>(years * kTicksPerYear) << 32 | row;
}

}  // namespace

Counts heap_loop(YardstickPeople& people, const YardstickRates& rates, std::uint32_t seed) {
  Stream stream(seed);
  Heap heap;
  heap.reserve(people.birth.size() / 2 + 64);
  screen(people, rates, stream, [&](std::uint32_t row, std::uint32_t bits) {
    const double when = next_event(rates, people.classes[row], people.birth[row], 0.0, bits);
    if (when < kNoEvent) heap.add_unordered(key_at(when, row));
  });
  heap.make();

  Counts counts;
  counts.person_years = static_cast<double>(people.birth.size()) * rates.horizon;
  while (!heap.empty()) {
    const auto row = static_cast<std::uint32_t>(heap.top());
    const double now = static_cast<double>(heap.top() >> 32) * kTickYears;
    const std::uint64_t draw = stream.next();
    const int cls = people.classes[row];
    const Kind kind = kind_at(rates, cls, now - people.birth[row], static_cast<std::uint32_t>(draw));
    if (kind == death) {
      ++counts.deaths;
      counts.person_years -= rates.horizon - now;
      heap.pop();
      continue;
    }
    if (kind == move) {
      ++(cls < 2 ? counts.moves_rural_urban : counts.moves_urban_rural);
      people.classes[row] = static_cast<std::uint8_t>(cls ^ 2);
    }
    const double next =
        next_event(rates, people.classes[row], people.birth[row], now, static_cast<std::uint32_t>(draw >> 32));
    next < kNoEvent ? heap.replace_top(key_at(next, row)) : heap.pop();
    if (kind == birth) {
      ++counts.births;
      counts.person_years += rates.horizon - now;
      const std::uint64_t child_draw = stream.next();
      const int child = newborn_class(cls, static_cast<std::uint32_t>(child_draw));
      const auto child_row = static_cast<std::uint32_t>(people.birth.size());
      people.birth.push_back(now);
      people.classes.push_back(static_cast<std::uint8_t>(child));
      const double first = next_event(rates, child, now, now, static_cast<std::uint32_t>(child_draw >> 32));
      if (first < kNoEvent) heap.push(key_at(first, child_row));
    }
  }
  return counts;
}

namespace {

/// One event of the calendar: tick << 32 | kind << 30 | class << 28 | row.
constexpr std::uint64_t entry(double years, Kind kind, int cls, std::uint32_t row) {
  return static_cast<std::uint64_t>(years * kTicksPerYear) << 32 | std::uint64_t{kind} << 30 |
         static_cast<std::uint64_t>(cls) << 28 | row;
}

/// Draws whole lives; the events of all of them end in one array, in no order.
class Lives {
 public:
  Lives(const YardstickPeople& people, const YardstickRates& rates, Stream& stream)
      : people_(people), rates_(rates), stream_(stream), next_row_(static_cast<std::uint32_t>(people.birth.size())) {
    events.reserve(people.birth.size() / 2 + 64);
  }
  void draw_all() {
    screen(people_, rates_, stream_, [&](std::uint32_t row, std::uint32_t bits) {
      live(row, people_.classes[row], people_.birth[row], 0.0, bits);
      while (!newborns_.empty()) {
        const Newborn n = newborns_.back();
        newborns_.pop_back();
        live(next_row_++, n.cls, n.birth, n.birth, n.bits);
      }
    });
  }
  std::vector<std::uint64_t> events;

 private:
  struct Newborn {
    double birth;
    int cls;
    std::uint32_t bits;
  };
  void live(std::uint32_t row, int cls, double born, double from, std::uint32_t bits) {
    for (;;) {
      from = next_event(rates_, cls, born, from, bits);
      if (from == kNoEvent) return;
      const std::uint64_t draw = stream_.next();
      const Kind kind = kind_at(rates_, cls, from - born, static_cast<std::uint32_t>(draw));
      bits = static_cast<std::uint32_t>(draw >> 32);
      events.push_back(entry(from, kind, cls, row));
      if (kind == death) return;
      if (kind == move) cls ^= 2;
      if (kind == birth) {
        const std::uint64_t child = stream_.next();
        newborns_.push_back(
            {from, newborn_class(cls, static_cast<std::uint32_t>(child)), static_cast<std::uint32_t>(child >> 32)});
      }
    }
  }

  const YardstickPeople& people_;
  const YardstickRates& rates_;
  Stream& stream_;
  std::uint32_t next_row_;
  std::vector<Newborn> newborns_;
};

}  // namespace

Counts calendar_loop(const YardstickPeople& people, const YardstickRates& rates, std::uint32_t seed) {
  Stream stream(seed);
  Lives lives(people, rates, stream);
  lives.draw_all();

  // Buckets by day, by counting: starts[d] is where day d begins, then where its next entry goes.
  constexpr int kDayShift = 32 + kTickBits;
  std::vector<std::uint32_t> starts(static_cast<std::size_t>(rates.horizon * 366.0) + 3, 0);
  for (const std::uint64_t e : lives.events) ++starts[(e >> kDayShift) + 1];
  for (std::size_t d = 1; d < starts.size(); ++d) starts[d] += starts[d - 1];
  std::vector<std::uint64_t> days(lives.events.size());
  for (const std::uint64_t e : lives.events) days[starts[e >> kDayShift]++] = e;

  Counts counts;
  counts.person_years = static_cast<double>(people.birth.size()) * rates.horizon;
  std::int64_t events[3][YardstickRates::kClasses] = {};  // [kind][class]
  double until_death = 0, since_birth = 0;
  auto first = days.begin();
  for (std::size_t d = 0; d + 1 < starts.size() && first != days.end(); ++d) {
    const auto end = days.begin() + starts[d];
    std::sort(first, end);
    for (; first != end; ++first) {
      const auto kind = static_cast<Kind>(*first >> 30 & 3);
      ++events[kind][*first >> 28 & 3];
      const double left = rates.horizon - static_cast<double>(*first >> 32) * kTickYears;
      until_death += kind == death ? left : 0.0;
      since_birth += kind == birth ? left : 0.0;
    }
  }
  for (int cls = 0; cls < YardstickRates::kClasses; ++cls) {
    counts.deaths += events[death][cls];
    counts.births += events[birth][cls];
    (cls < 2 ? counts.moves_rural_urban : counts.moves_urban_rural) += events[move][cls];
  }
  counts.person_years += since_birth - until_death;
  return counts;
}

}  // namespace gongxu::bench
