/// Progress on a terminal: a bar with the time that remains. Silent where stderr is no terminal.
#pragma once
#include <chrono>
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

class ProgressBar {
 public:
  ProgressBar(Language, bool quiet);
  /// @param taken whether the unit was kept from before.
  void show(const std::string& what, int done, int total, bool taken);
  void clear();

 private:
  Language lang_;
  bool visible_;
  std::string what_;
  RemainingTime remaining_;
};

}  // namespace gongxu
