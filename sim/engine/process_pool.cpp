#include "sim/engine/process_pool.hpp"

#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <stdexcept>
#include <system_error>
#include <utility>
#include <vector>

#include "sim/core/interrupts.hpp"

namespace gongxu {
namespace {

constexpr char kDone = 'd', kFailed = 'f';  // the first byte of what a child sends

struct Child {
  pid_t pid = -1;
  int fd = -1;
  int unit = -1;
  Bytes received;
};

void write_all(int fd, const Bytes& bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const ssize_t n = write(fd, bytes.data() + at, bytes.size() - at);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) _exit(1);  // the parent is gone
    at += static_cast<std::size_t>(n);
  }
}

[[noreturn]] void be_child(int fd, int unit, const std::function<Bytes(int)>& work, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(1);  // it died before the line above
  Bytes out;
  try {
    out = kDone + work(unit);
  } catch (const std::exception& e) {
    out = kFailed + std::string(e.what());
  }
  write_all(fd, out);
  _exit(0);  // no destructors: SimGrid's engine and the parent's buffers are not ours to close
}

Child start(int unit, const std::function<Bytes(int)>& work) {
  int ends[2];
  if (pipe(ends) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  const pid_t parent = getpid();
  std::fflush(nullptr);  // what waits in our buffers is ours to print, once
  const pid_t pid = fork();
  if (pid < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (pid == 0) {
    close(ends[0]);
    be_child(ends[1], unit, work, parent);
  }
  close(ends[1]);
  return {pid, ends[0], unit, {}};
}

/// Ends the children that still run when something failed: by their own process ids.
struct Children {
  std::vector<Child> running;
  ~Children() {
    for (const Child& c : running) {
      kill(c.pid, SIGKILL);
      waitpid(c.pid, nullptr, 0);
      close(c.fd);
    }
  }
};

/// @returns true when the child has closed its end.
bool read_some(Child& c) {
  char buffer[1 << 16];
  const ssize_t n = read(c.fd, buffer, sizeof buffer);
  if (n < 0) {
    if (errno == EINTR) return false;
    throw std::system_error(errno, std::generic_category(), "read");
  }
  c.received.append(buffer, static_cast<std::size_t>(n));
  return n == 0;
}

/// Says that a held interrupt has come; one that is not held ends the program without asking anybody.
class InterruptWatch {
 public:
  InterruptWatch() {
    const sigset_t both = interrupt_signals();
    fd_ = signalfd(-1, &both, SFD_CLOEXEC | SFD_NONBLOCK);
    if (fd_ < 0) throw std::system_error(errno, std::generic_category(), "signalfd");
  }
  ~InterruptWatch() { close(fd_); }
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;

  int fd() const { return fd_; }
  void throw_if_any() const {
    signalfd_siginfo came{};
    if (read(fd_, &came, sizeof came) == sizeof came) throw Interrupted(static_cast<int>(came.ssi_signo));
  }

 private:
  int fd_;
};

/// The unit's bytes. @throws std::runtime_error if it failed.
Bytes result_of(Child& c) {
  int status = 0;
  waitpid(c.pid, &status, 0);
  const std::string name = "unit " + std::to_string(c.unit);
  if (c.received.empty() || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
    throw std::runtime_error(name + " ended without a result (status " + std::to_string(status) + ")");
  if (c.received[0] == kFailed) throw std::runtime_error(name + ": " + c.received.substr(1));
  return c.received.substr(1);
}

}  // namespace

void run_in_processes(const std::vector<int>& units, int jobs, const std::function<Bytes(int)>& work,
                      const std::function<void(int, Bytes)>& collect) {
  const InterruptWatch interrupts;
  Children children;
  std::vector<std::pair<int, Bytes>> results;
  std::size_t next = 0;
  while (next < units.size() || !children.running.empty() || !results.empty()) {
    while (next < units.size() && static_cast<int>(children.running.size()) < jobs)
      children.running.push_back(start(units[next++], work));
    for (auto& [unit, bytes] : results) collect(unit, std::move(bytes));  // while the children work
    results.clear();
    interrupts.throw_if_any();
    if (children.running.empty()) continue;
    std::vector<pollfd> fds;
    for (const Child& c : children.running) fds.push_back({c.fd, POLLIN, 0});
    fds.push_back({interrupts.fd(), POLLIN, 0});
    if (poll(fds.data(), fds.size(), -1) < 0 && errno != EINTR)
      throw std::system_error(errno, std::generic_category(), "poll");
    for (std::size_t i = children.running.size(); i-- > 0;) {
      if (!(fds[i].revents & (POLLIN | POLLHUP)) || !read_some(children.running[i])) continue;
      Child c = std::move(children.running[i]);
      children.running.erase(children.running.begin() + static_cast<std::ptrdiff_t>(i));
      close(c.fd);
      results.emplace_back(c.unit, result_of(c));
    }
  }
}

}  // namespace gongxu
