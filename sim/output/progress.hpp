/// Progress on a terminal: a bar with the time that remains. Silent where stderr is no terminal.
#pragma once
#include <chrono>
#include <string>

#include "sim/core/text.hpp"

namespace gongxu {

class ProgressBar {
 public:
  ProgressBar(Language, bool quiet);
  void show(const std::string& what, int done, int total);
  void clear();

 private:
  Language lang_;
  bool visible_;
  std::string what_;
  std::chrono::steady_clock::time_point began_;
};

}  // namespace gongxu
