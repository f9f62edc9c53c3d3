#include "sim/output/durable.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <stdexcept>
#include <system_error>

namespace gongxu {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& path, int error) {
  throw std::runtime_error("cannot write " + path + ": " + std::generic_category().message(error));
}

struct Descriptor {
  int fd;
  ~Descriptor() { close(fd); }
};

void write_all(int fd, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t n = write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) fail(path, errno);
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

void sync_path(const std::string& path) {
  const Descriptor file{open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.fd < 0 || fsync(file.fd) != 0) fail(path, errno);
}

}  // namespace

void write_whole(const std::string& path, const std::string& partial, std::string_view bytes) {
  try {
    const Descriptor file{open(partial.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)};
    if (file.fd < 0) fail(path, errno);
    write_all(file.fd, bytes, path);
    if (fsync(file.fd) != 0) fail(path, errno);
    if (rename(partial.c_str(), path.c_str()) != 0) fail(path, errno);
  } catch (const std::runtime_error&) {
    unlink(partial.c_str());
    throw;
  }
}

void sync_folder(const std::string& folder) {
  for (const auto& entry : fs::recursive_directory_iterator(folder)) sync_path(entry.path().string());
  sync_path(folder);
}

}  // namespace gongxu
