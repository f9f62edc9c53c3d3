#include "sim/output/results.hpp"

#include <cstring>
#include <stdexcept>
#include <type_traits>

namespace gongxu {
namespace {

class Writer {
 public:
  template <class T>
  void put(const T& value) {
    if constexpr (std::is_trivially_copyable_v<T>) {
      out.append(reinterpret_cast<const char*>(&value), sizeof value);
    } else {
      put(static_cast<std::uint64_t>(value.size()));
      if constexpr (std::is_trivially_copyable_v<typename T::value_type>)
        out.append(reinterpret_cast<const char*>(value.data()), value.size() * sizeof(typename T::value_type));
      else
        for (const auto& item : value) put(item);
    }
  }
  void put(const DemographyYear& y) { put(y.year), put(y.zones), put(y.pyramid); }
  void put(const SchoolRoll& r) {
    put(r.year);
    for (const auto* field : {&r.taught, &r.enrolled, &r.official})
      for (const auto& stage : *field) put(stage);
    put(r.boarding);
  }
  void put(const HealthMonth& m) {
    put(m.start), put(m.end), put(m.visits), put(m.visits_needed), put(m.admissions), put(m.admissions_needed);
    put(m.bed_days_needed);
  }
  void put(const Demand& d) {
    put(d.spells), put(d.rolls), put(d.health), put(d.beds_taken), put(d.base_visits), put(d.base_bed_days);
  }
  Bytes out;
};

class Reader {
 public:
  explicit Reader(const Bytes& in) : in_(in) {}
  template <class T>
  void get(T& value) {
    if constexpr (std::is_trivially_copyable_v<T>) {
      take(&value, sizeof value);
    } else {
      std::uint64_t n = 0;
      get(n);
      value.resize(n);
      if constexpr (std::is_trivially_copyable_v<typename T::value_type>)
        take(value.data(), n * sizeof(typename T::value_type));
      else
        for (auto& item : value) get(item);
    }
  }
  void get(DemographyYear& y) { get(y.year), get(y.zones), get(y.pyramid); }
  void get(SchoolRoll& r) {
    get(r.year);
    for (auto* field : {&r.taught, &r.enrolled, &r.official})
      for (auto& stage : *field) get(stage);
    get(r.boarding);
  }
  void get(HealthMonth& m) {
    get(m.start), get(m.end), get(m.visits), get(m.visits_needed), get(m.admissions), get(m.admissions_needed);
    get(m.bed_days_needed);
  }
  void get(Demand& d) {
    get(d.spells), get(d.rolls), get(d.health), get(d.beds_taken), get(d.base_visits), get(d.base_bed_days);
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

template <class Stream, class Result>
void each_field(Stream&& stream, Result& r) {
  stream(r.demography);
  stream(r.services);
  stream(r.demand);
  stream(r.event_hash);
  stream(r.events);
  stream(r.processor_seconds);
  stream(r.peak_bytes);
}

}  // namespace

Bytes pack_result(const ReplicateResult& r) {
  Writer w;
  each_field([&](const auto& field) { w.put(field); }, r);
  return std::move(w.out);
}

ReplicateResult unpack_result(const Bytes& bytes) {
  ReplicateResult r;
  Reader reader(bytes);
  each_field([&](auto& field) { reader.get(field); }, r);
  return r;
}

}  // namespace gongxu
