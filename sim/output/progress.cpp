#include "sim/output/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "sim/core/messages.hpp"

namespace gongxu {

ProgressBar::ProgressBar(Language lang, bool quiet)
    : lang_(lang), visible_(!quiet && isatty(STDERR_FILENO) == 1), began_(std::chrono::steady_clock::now()) {}

void ProgressBar::show(const std::string& what, int done, int total) {
  if (!visible_) return;
  if (what != what_) {
    what_ = what;
    began_ = std::chrono::steady_clock::now();
  }
  constexpr int kCells = 28;
  std::string bar;
  for (int i = 0; i < kCells; ++i) bar += i * total < done * kCells ? "█" : "░";
  const double elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
  const int left = static_cast<int>(elapsed / done * (total - done) + 0.5);
  const std::string text =
      say(lang_, "progress",
          {what, bar, std::to_string(done), std::to_string(total), fmt::format("{}:{:02}", left / 60, left % 60)});
  fmt::print(stderr, "\r{}\x1b[K", text);
  std::fflush(stderr);
}

void ProgressBar::clear() {
  if (visible_) fmt::print(stderr, "\r\x1b[K");
}

}  // namespace gongxu
