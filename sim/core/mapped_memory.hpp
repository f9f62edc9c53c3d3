/// Memory straight from the system: address space is taken ahead, memory page by page as it is written to.
#pragma once
#include <cstddef>

namespace gongxu {

/// A block that grows in place: addresses cost nothing, so room for many times its size is taken at once, and what
/// stands in it is moved only if even that runs out. Large blocks ask for pages of 2 MB, which spare a walk through
/// the page tables at nearly every access at random.
class MappedMemory {
 public:
  MappedMemory() = default;
  MappedMemory(MappedMemory&&) noexcept;
  MappedMemory& operator=(MappedMemory&&) noexcept;
  ~MappedMemory();

  char* data() const { return data_; }
  std::size_t room() const { return room_; }  ///< [bytes] that may be written to
  /// Makes room; what was written stays, perhaps elsewhere. @throws std::bad_alloc if the system has none.
  void make_room(std::size_t bytes);

 private:
  char* data_ = nullptr;
  std::size_t room_ = 0;
};

}  // namespace gongxu
