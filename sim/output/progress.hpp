/// Progress on a terminal: a bar with the time that remains. Silent where stderr is none, or one that cannot erase a
/// line.
#pragma once
#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "sim/core/text.hpp"

namespace gongxu {

/// The time that remains, from the units that were done meanwhile; units kept from before come at once and say nothing.
class RemainingTime {
 public:
  using Clock = std::chrono::steady_clock;
  explicit RemainingTime(Clock::time_point now) : began_(now), last_(now) {}
  /// Units of something else follow.
  void restart() { began_ = last_, done_ = 0; }
  /// A unit is there: done since the one before, or taken from those kept.
  void unit(Clock::time_point now, bool taken);
  /// [s] for so many units more; nothing while none was done.
  std::optional<double> seconds(int units) const;

 private:
  Clock::time_point began_, last_;
  int done_ = 0;
};

/// A line with a bar in it, narrowed until a terminal of so many columns (0: unknown) shows it without a break: a
/// broken line cannot be overwritten. Without the bar where only the words fit; empty where they do not.
/// @param share of the bar that is filled, from 0 to 1.
std::string fitted_line(const std::function<std::string(const std::string& bar)>& line_with, double share, int columns);

class ProgressBar {
 public:
  ProgressBar(Language, bool quiet);
  ~ProgressBar() { clear(); }  // an error is told on a line of its own
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  /// @param taken whether the unit was kept from before.
  void show(const std::string& what, int done, int total, bool taken);
  void clear();

 private:
  Language lang_;
  bool visible_, shown_ = false;
  std::string what_;
  RemainingTime remaining_;
};

}  // namespace gongxu
