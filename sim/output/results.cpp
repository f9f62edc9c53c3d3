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
  stream(r.childcare);
  stream(r.spells);
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
