#include "sim/core/mapped_memory.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <new>
#include <utility>

namespace gongxu {
namespace {

constexpr std::size_t kHugePage = std::size_t{1} << 21;
constexpr std::size_t kAhead = 16;                        // times what is asked for
constexpr std::size_t kLeastRoom = std::size_t{1} << 22;  // [bytes]

}  // namespace

MappedMemory::MappedMemory(MappedMemory&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), room_(std::exchange(other.room_, 0)) {}

MappedMemory& MappedMemory::operator=(MappedMemory&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(room_, other.room_);
  return *this;
}

MappedMemory::~MappedMemory() {
  if (data_) munmap(data_, room_);
}

void MappedMemory::make_room(std::size_t bytes) {
  if (bytes <= room_) return;
  const std::size_t room = (std::max(kLeastRoom, bytes * kAhead) + kHugePage - 1) / kHugePage * kHugePage;
  void* at = data_ ? mremap(data_, room_, room, MREMAP_MAYMOVE)
                   : mmap(nullptr, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (at == MAP_FAILED) throw std::bad_alloc();
  data_ = static_cast<char*>(at);
  room_ = room;
  if (bytes >= kHugePage) madvise(data_, room_, MADV_HUGEPAGE);  // a wish: without it all is as right, and slower
}

}  // namespace gongxu
