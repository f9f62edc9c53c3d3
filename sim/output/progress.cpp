#include "sim/output/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "sim/core/messages.hpp"
#include "sim/core/terminal.hpp"

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

std::string fitted_line(const std::function<std::string(const std::string& bar)>& line_with, double share,
                        int columns) {
  constexpr int kMostCells = 28, kFewestCells = 4;
  const int beside = display_width(line_with(""));
  // The last column stays free: some terminals begin a new line when it is filled.
  const int cells = columns == 0 ? kMostCells : std::min(kMostCells, columns - 1 - beside);
  if (cells < kFewestCells) return cells < 0 ? "" : line_with("");
  std::string bar;
  for (int i = 0; i < cells; ++i) bar += i < share * cells ? "█" : "░";
  return line_with(bar);
}

ProgressBar::ProgressBar(Language lang, bool quiet)
    : lang_(lang), visible_(!quiet && takes_sequences(STDERR_FILENO)), remaining_(RemainingTime::Clock::now()) {}

void ProgressBar::show(const std::string& what, int done, int total, bool taken) {
  if (!visible_) return;
  if (what != what_) remaining_.restart();
  what_ = what;
  remaining_.unit(RemainingTime::Clock::now(), taken);
  std::string left = "–";
  if (const auto seconds = remaining_.seconds(total - done)) {
    const int whole = static_cast<int>(*seconds + 0.5);
    left = fmt::format("{}:{:02}", whole / 60, whole % 60);
  }
  const std::string number = std::to_string(done), all = std::to_string(total);
  const auto line_with = [&](const std::string& bar) { return say(lang_, "progress", {what, bar, number, all, left}); };
  fmt::print(stderr, "\r{}\x1b[K",
             fitted_line(line_with, static_cast<double>(done) / total, terminal_columns(STDERR_FILENO)));
  std::fflush(stderr);
  shown_ = true;
}

void ProgressBar::clear() {
  if (shown_) fmt::print(stderr, "\r\x1b[K");
  shown_ = false;
}

}  // namespace gongxu
