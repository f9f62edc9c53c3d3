#include "sim/output/results.hpp"

#include <cstring>
#include <stdexcept>
#include <type_traits>

namespace gongxu {
namespace {

/// Every field of a struct that travels, once for both directions.
template <class T, class F>
void each_field(T& v, F f) {
  using Struct = std::remove_const_t<T>;
  if constexpr (std::is_same_v<Struct, DemographyYear>)
    f(v.year), f(v.zones), f(v.pyramid);
  else if constexpr (std::is_same_v<Struct, SchoolRoll>)
    f(v.year), f(v.taught), f(v.enrolled), f(v.official), f(v.boarding);
  else if constexpr (std::is_same_v<Struct, HealthMonth>)
    f(v.start), f(v.end), f(v.visits), f(v.visits_needed), f(v.admissions), f(v.admissions_needed),
        f(v.bed_days_needed);
  else if constexpr (std::is_same_v<Struct, Demand>)
    f(v.spells), f(v.rolls), f(v.health), f(v.beds_taken), f(v.stay_days), f(v.base_visits), f(v.base_bed_days);
  else if constexpr (std::is_same_v<Struct, ReplicateResult>)
    f(v.demography), f(v.services), f(v.demand), f(v.event_hash), f(v.events), f(v.processor_seconds), f(v.peak_bytes);
  else
    static_assert(!sizeof(T), "list the fields of this struct above");
}

template <class T>
concept Plain = std::is_trivially_copyable_v<T>;
template <class T>
concept Sequence = requires(T v) {
  v.begin();
};
template <class T>
concept Growing = requires(T v) {
  v.resize(1);
};

class Writer {
 public:
  template <class T>
  void put(const T& value) {
    if constexpr (Plain<T>) {
      out.append(reinterpret_cast<const char*>(&value), sizeof value);
    } else if constexpr (Sequence<T>) {
      if constexpr (Growing<T>) put(static_cast<std::uint64_t>(value.size()));
      if constexpr (Plain<typename T::value_type>)
        out.append(reinterpret_cast<const char*>(value.data()), value.size() * sizeof(typename T::value_type));
      else
        for (const auto& item : value) put(item);
    } else {
      each_field(value, [&](const auto& field) { put(field); });
    }
  }
  Bytes out;
};

class Reader {
 public:
  explicit Reader(const Bytes& in) : in_(in) {}
  template <class T>
  void get(T& value) {
    if constexpr (Plain<T>) {
      take(&value, sizeof value);
    } else if constexpr (Sequence<T>) {
      if constexpr (Growing<T>) {
        std::uint64_t n = 0;
        get(n);
        value.resize(n);
      }
      if constexpr (Plain<typename T::value_type>)
        take(value.data(), value.size() * sizeof(typename T::value_type));
      else
        for (auto& item : value) get(item);
    } else {
      each_field(value, [&](auto& field) { get(field); });
    }
  }

 private:
  void take(void* to, std::size_t n) {
    if (at_ + n > in_.size()) throw std::runtime_error("a replicate's result is shorter than it says");
    if (n > 0) std::memcpy(to, in_.data() + at_, n);  // an empty vector has no address
    at_ += n;
  }
  const Bytes& in_;
  std::size_t at_ = 0;
};

}  // namespace

Bytes pack_result(const ReplicateResult& r) {
  Writer w;
  w.put(r);
  return std::move(w.out);
}

ReplicateResult unpack_result(const Bytes& bytes) {
  ReplicateResult r;
  Reader(bytes).get(r);
  return r;
}

Bytes pack_numbers(const std::vector<double>& v) {
  return {reinterpret_cast<const char*>(v.data()), v.size() * sizeof(double)};
}

std::vector<double> unpack_numbers(const Bytes& bytes) {
  std::vector<double> v(bytes.size() / sizeof(double));
  std::memcpy(v.data(), bytes.data(), v.size() * sizeof(double));
  return v;
}

}  // namespace gongxu
