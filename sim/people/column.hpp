/// A column of the person table.
#pragma once
#include <algorithm>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include "sim/core/mapped_memory.hpp"

namespace gongxu {

using Row = std::uint32_t;
inline constexpr Row kNoRow = UINT32_MAX;

/// Values by row, one after another; it grows in place (sim/core/mapped_memory).
template <class T>
class Column {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  Column() = default;
  Column(Column&&) noexcept = default;
  Column& operator=(Column&&) noexcept = default;
  Column(const Column& other) : size_(other.size_) {
    memory_.make_room(size_ * sizeof(T));
    if (size_ > 0) std::memcpy(memory_.data(), other.memory_.data(), size_ * sizeof(T));
  }
  Column& operator=(const Column& other) { return *this = Column(other); }

  T& operator[](Row r) {
    assert(r < size_);
    return values()[r];
  }
  const T& operator[](Row r) const {
    assert(r < size_);
    return values()[r];
  }
  Row size() const { return size_; }
  /// May move the values: pointers to them end here.
  void push_back(const T& value) {
    const std::size_t bytes = (std::size_t{size_} + 1) * sizeof(T);
    if (bytes > memory_.room()) memory_.make_room(bytes);
    values()[size_++] = value;
  }
  /// So many rows of one value, whatever was there.
  void assign(Row rows, const T& value) {
    memory_.make_room(rows * sizeof(T));
    size_ = rows;
    std::fill_n(values(), rows, value);
  }
  /// Bytes of the values; nothing is allocated beyond them but the rest of a page.
  std::size_t bytes() const { return size_ * sizeof(T); }

 private:
  T* values() const { return reinterpret_cast<T*>(memory_.data()); }

  MappedMemory memory_;
  Row size_ = 0;
};

}  // namespace gongxu
