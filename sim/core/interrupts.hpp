/// Ctrl-C and SIGTERM, held back where a program has something to put in order first.
#pragma once
#include <signal.h>

#include <stdexcept>

namespace gongxu {

/// Somebody asked the program to stop: the work under way is ended, what is done is kept.
class Interrupted : public std::runtime_error {
 public:
  explicit Interrupted(int signal) : std::runtime_error("interrupted"), signal_(signal) {}
  int signal() const { return signal_; }  ///< SIGINT or SIGTERM

 private:
  int signal_;
};

inline sigset_t interrupt_signals() {
  sigset_t both;
  sigemptyset(&both);
  sigaddset(&both, SIGINT);
  sigaddset(&both, SIGTERM);
  return both;
}

/// While it lives, interrupts wait: run_in_processes() takes them as Interrupted, one that comes elsewhere is
/// delivered at the end.
class HeldInterrupts {
 public:
  HeldInterrupts() {
    const sigset_t both = interrupt_signals();
    sigprocmask(SIG_BLOCK, &both, &before_);
  }
  ~HeldInterrupts() { sigprocmask(SIG_SETMASK, &before_, nullptr); }
  HeldInterrupts(const HeldInterrupts&) = delete;
  HeldInterrupts& operator=(const HeldInterrupts&) = delete;

 private:
  sigset_t before_;
};

}  // namespace gongxu
