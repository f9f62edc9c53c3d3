#include "sim/output/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "sim/core/messages.hpp"

namespace gongxu {

void RemainingTime::unit(Clock::time_point now, bool taken) {
  last_ = now;
  if (taken)
    restart();
  else
    ++done_;
}

std::optional<double> RemainingTime::seconds(int units) const {
  if (done_ == 0) return std::nullopt;
  return std::chrono::duration<double>(last_ - began_).count() / done_ * units;
}

ProgressBar::ProgressBar(Language lang, bool quiet)
    : lang_(lang), visible_(!quiet && isatty(STDERR_FILENO) == 1), remaining_(RemainingTime::Clock::now()) {}

void ProgressBar::show(const std::string& what, int done, int total, bool taken) {
  if (!visible_) return;
  if (what != what_) remaining_.restart();
  what_ = what;
  remaining_.unit(RemainingTime::Clock::now(), taken);
  constexpr int kCells = 28;
  std::string bar, left = "–";
  for (int i = 0; i < kCells; ++i) bar += i * total < done * kCells ? "█" : "░";
  if (const auto seconds = remaining_.seconds(total - done)) {
    const int whole = static_cast<int>(*seconds + 0.5);
    left = fmt::format("{}:{:02}", whole / 60, whole % 60);
  }
  const std::string text = say(lang_, "progress", {what, bar, std::to_string(done), std::to_string(total), left});
  fmt::print(stderr, "\r{}\x1b[K", text);
  std::fflush(stderr);
}

void ProgressBar::clear() {
  if (visible_) fmt::print(stderr, "\r\x1b[K");
}

}  // namespace gongxu
